"""The rows of a personnel file as they are understood: one person a row, or why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from people.finding import words_of
from people.personnel.headings import LOOKED_THROUGH, Headings, headings_in
from people.personnel.nip import fault_of_nip, is_power, plain_nip
from people.personnel.paths import Place, place_of, wrong_places
from people.personnel.values import counted_day, day_in, rank_of
from people.personnel.wrong import Fault, Unfit, Wrong

LONGEST_NAME = 150
LONGEST_TITLE = 150
STRANGE = frozenset('=+@<>{}[]|\\^~#$%*!?;"_')
NOT_SERVING = frozenset({"tidak", "non", "nonaktif", "bukan"})
EMPTY = frozenset({"-", "--", "0", "null", "n/a", "#n/a"})


@dataclass(frozen=True)
class Line:
    """One person as a row tells of them.

    `name` has its titles, `bare_name` none. `rank` and `since` are None where the file says
    nothing of them; `place` is blank where it has no units. `has_titles` says whether the file has
    columns of titles.
    """

    number: int
    nip: str
    name: str
    bare_name: str
    position: str
    place: Place
    rank: str | None = None
    since: date | None = None
    is_serving: bool = True
    has_titles: bool = True


@dataclass(frozen=True)
class Staff:
    """A personnel file as it was understood.

    `named` are all NIPs in it, those of rows that are left out too; where one could not be read,
    `is_whole` is false, and nobody can be said to be missing in it.
    """

    lines: tuple[Line, ...]
    wrongs: tuple[Wrong, ...]
    named: frozenset[str]
    is_whole: bool
    personal: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    sheet: str = ""
    others: int = 0


def understand(table: Mapping[str, Any], *, lowest_first: bool | None = None) -> Staff:
    """Return the people in the rows of a file, as `procedures.files.rows` writes them.

    `lowest_first` says how the paths of units are written; None lets the file tell. Raises Unfit
    where it has no headings, or one twice.
    """
    top, headings = _headings(table["rows"])
    rows = [_Row(number, cells, headings) for number, cells in table["rows"][top + 1 :]]
    reading = _Reading(headings, is_1904=bool(table["is_1904"]))
    for row in rows:
        reading.read(row)
    return reading.staff(table, lowest_first)


def _headings(rows: list[tuple[int, list[Any]]]) -> tuple[int, Headings]:
    for place, (_number, cells) in enumerate(rows[:LOOKED_THROUGH]):
        found = headings_in(cells)
        if found is not None:
            return place, found
    raise Unfit(Fault.NO_HEADINGS)


@dataclass(frozen=True)
class _Row:
    """One row by the names of its columns."""

    number: int
    cells: list[Any]
    headings: Headings

    def raw(self, name: str) -> Any:
        """Return what stands in a column, None where it is blank or not there."""
        place = self.headings.columns.get(name)
        value = self.cells[place] if place is not None and place < len(self.cells) else None
        if isinstance(value, list):
            raise Unfit(Fault.FORMULA, name)
        return value

    def text(self, name: str) -> str:
        """Return the text of a column with single blanks; what says nothing is blank."""
        value = self.raw(name)
        text = " ".join(("" if value is None else str(value)).split())
        return "" if text.lower() in EMPTY else text

    def has(self, name: str) -> bool:
        """Whether the file has such a column."""
        return name in self.headings.columns


class _Reading:
    """Reads rows one by one, and keeps what is wrong with some."""

    def __init__(self, headings: Headings, *, is_1904: bool) -> None:
        self.headings, self.is_1904 = headings, is_1904
        self.lines: list[tuple[Line, tuple[str, str]]] = []
        self.wrongs: list[Wrong] = []
        self.nips: list[tuple[str, int]] = []
        self.is_whole = True

    def read(self, row: _Row) -> None:
        """Take a row in, or say what is wrong with it."""
        try:
            nip = _nip(row)
        except Unfit as why:
            self.is_whole = False
            self.wrongs.append(Wrong(row.number, why.fault, why.said))
            return
        self.nips.append((nip, row.number))
        try:
            self.lines.append((self._line(row, nip), (row.text("unit_id"), row.text("unit"))))
        except Unfit as why:
            self.wrongs.append(Wrong(row.number, why.fault, why.said))

    def _line(self, row: _Row, nip: str) -> Line:
        is_serving = _is_serving(row)
        return Line(
            number=row.number,
            nip=nip,
            name=_name(row),
            bare_name=row.text("name"),
            position=_position(row) if is_serving else row.text("position")[:LONGEST_TITLE],
            place=Place(),
            rank=_rank(row),
            since=_since(row, is_1904=self.is_1904) if is_serving else None,
            is_serving=is_serving,
            has_titles=row.has("title_before") or row.has("title_behind"),
        )

    def staff(self, table: Mapping[str, Any], lowest_first: bool | None) -> Staff:
        """Return all that was read, with the places of the units."""
        self._refuse_twice()
        lines = self._placed(lowest_first)
        return Staff(
            lines=tuple(lines),
            wrongs=tuple(sorted(self.wrongs, key=lambda each: each.number)),
            named=frozenset(nip for nip, _number in self.nips),
            is_whole=self.is_whole,
            personal=self.headings.personal,
            unused=self.headings.unused,
            sheet=table["sheet"],
            others=table["others"],
        )

    def _refuse_twice(self) -> None:
        """Leave out all rows of a NIP that stands in several."""
        counted = Counter(nip for nip, _number in self.nips)
        rows: dict[str, list[int]] = {}
        for nip, number in self.nips:
            if counted[nip] > 1:
                rows.setdefault(nip, []).append(number)
        twice = {number for numbers in rows.values() for number in numbers}
        self.lines = [each for each in self.lines if each[0].number not in twice]
        self.wrongs = [each for each in self.wrongs if each.number not in twice]
        self.wrongs += [
            Wrong(number, Fault.NIP_TWICE, ", ".join(map(str, numbers)))
            for numbers in rows.values()
            for number in numbers
        ]

    def _placed(self, lowest_first: bool | None) -> Iterable[Line]:
        """Yield the lines with their places; leave out those whose unit cannot be told."""
        places = place_of([said for _line, said in self.lines], lowest_first=lowest_first)
        wrong = wrong_places(places)
        has_units = bool({"unit", "unit_id"} & set(self.headings.columns))
        for (line, said), place in zip(self.lines, places, strict=True):
            if place in wrong:
                fault = wrong[place]
                self.wrongs.append(Wrong(line.number, fault, said[1] or said[0]))
            elif has_units and line.is_serving and not place.names:
                self.wrongs.append(Wrong(line.number, Fault.UNIT_MISSING))
            else:
                yield replace(line, place=place)


def _nip(row: _Row) -> str:
    value = row.raw("nip")
    if isinstance(value, int | float) or (isinstance(value, str) and is_power(value)):
        raise Unfit(Fault.NIP_NUMBER, str(value))
    nip = plain_nip(row.text("nip"))
    if not nip:
        raise Unfit(Fault.NIP_MISSING)
    fault = fault_of_nip(nip)
    if fault is not None:
        raise Unfit(fault, nip[:30])
    return nip


def _name(row: _Row) -> str:
    """Return the name as it is displayed, with its titles."""
    name = row.text("name")
    if not name:
        raise Unfit(Fault.NAME_MISSING)
    before, behind = row.text("title_before"), row.text("title_behind")
    whole = f"{before} {name}".strip() + (f", {behind}" if behind else "")
    if len(whole) > LONGEST_NAME:
        raise Unfit(Fault.TOO_LONG, whole[:40])
    if not whole.isprintable() or STRANGE & set(whole) or not any(map(str.isalpha, name)):
        raise Unfit(Fault.NAME_STRANGE, whole[:40])
    return whole


def _position(row: _Row) -> str:
    title = row.text("position")
    if not title:
        raise Unfit(Fault.POSITION_MISSING)
    if len(title) > LONGEST_TITLE or not title.isprintable():
        raise Unfit(Fault.TOO_LONG, title[:40])
    if words_of(title)[:1] in (["plt"], ["plh"], ["pj"]):
        raise Unfit(Fault.POSITION_ACTING, title)
    if not words_of(title):
        raise Unfit(Fault.POSITION_MISSING)
    return title


def _rank(row: _Row) -> str | None:
    said = row.text("rank")
    return rank_of(said) if said else None


def _is_serving(row: _Row) -> bool:
    if not row.has("standing"):
        return True
    words = words_of(row.text("standing"))
    if not words:
        raise Unfit(Fault.STANDING_MISSING)
    return "aktif" in words and not NOT_SERVING & set(words)


def _since(row: _Row, *, is_1904: bool) -> date | None:
    value = row.raw("since")
    if isinstance(value, int | float):
        return counted_day(value, is_1904=is_1904)
    text = row.text("since")
    return day_in(text) if text else None
