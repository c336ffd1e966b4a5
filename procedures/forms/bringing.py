"""The preview of one found table: its forms, and the definition that they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from people.doers import Doer
from people.finding import words_of
from people.models import Position
from procedures.definition import NEXT, Definition, Row, Target
from procedures.exchange.found import (
    doubts_to_text,
    exit_to_text,
    text_to_doubts,
    text_to_exit,
)
from procedures.forms.preview import (
    IDENTITY,
    ActorFormSet,
    Choices,
    RowForm,
    RowFormSet,
    TableForm,
)
from procedures.models import Procedure
from procedures.models.procedures import edited_units

TABLE, ACTORS, ROWS = "sop", "actors", "rows"


@dataclass
class Kept:
    """A row that stays, and the number it had in the preview."""

    number: int
    data: dict[str, Any]


class Preview:
    """The forms of one found table, which together are all that is known of it."""

    def __init__(self, table: TableForm, actors: Any, rows: Any, *, by: Doer) -> None:
        self.table, self.actors, self.rows, self.by = table, actors, rows, by

    @classmethod
    def of(cls, found: Mapping[str, Any], *, by: Doer, **typed: Any) -> Preview:
        """Return the preview of a table as `table_to_json` writes it; `typed` goes before it.

        It offers what `by` may choose.
        """
        positions = position_choices(by)
        columns = list(enumerate(found["actors"]))
        offered = [(str(place), name) for place, name in columns]
        initial = {
            name: found[name] for name in ("title", "capsules", "has_column_numbers", "end_actor")
        }
        initial |= {"doubts": " ".join(found["doubts"])} | found["identity"]
        first = suggested(by) | initial | typed
        table = TableForm(prefix=TABLE, columns=offered, initial=first, by=by)
        actors = ActorFormSet(
            prefix=ACTORS,
            initial=[_actor(name, positions) for _place, name in columns],
            form_kwargs={"positions": positions},
        )
        rows = RowFormSet(
            prefix=ROWS,
            initial=[_row(row) for row in found["rows"]],
            form_kwargs={"columns": offered, "rows": len(found["rows"]) + 1},
        )
        return cls(table, actors, rows, by=by)

    @classmethod
    def sent(cls, data: QueryDict, *, by: Doer) -> Preview:
        """Return the preview that somebody has sent."""
        actors = ActorFormSet(data, prefix=ACTORS, form_kwargs={"positions": position_choices(by)})
        names = [data.get(f"{form.prefix}-name", "").strip() for form in actors.forms]
        offered = [(str(place), name) for place, name in enumerate(names) if name]
        table = TableForm(data, prefix=TABLE, columns=offered, by=by)
        rows = RowFormSet(data, prefix=ROWS, form_kwargs={"columns": offered, "rows": 0})
        rows.form_kwargs["rows"] = rows.total_form_count()
        return cls(table, actors, rows, by=by)

    def is_valid(self) -> bool:
        """Whether everything may be stored; every form is asked, so that all is said at once."""
        return all([self.table.is_valid(), self.actors.is_valid(), self.rows.is_valid()])

    @property
    def unsure(self) -> int:
        """How many rows have something unsure."""
        return sum(any(form.said.values()) for form in self.rows.forms)

    def positions(self) -> dict[str, Position]:
        """Return the position of each column by its heading, of those that have one."""
        typed = [form.cleaned_data for form in self.actors.forms]
        chosen = {each["name"]: each["position"] for each in typed if each.get("position")}
        found = Position.objects.in_bulk([int(key) for key in chosen.values()])
        return {name: found[int(key)] for name, key in chosen.items() if name}

    def definition(self) -> Definition:
        """Return the version that valid forms tell of."""
        data = self.table.cleaned_data
        names = self._names()
        end = data["end_actor"]
        kept, numbers = self._kept()
        return Definition(
            title=data["title"],
            actors=tuple(names.values()),
            rows=tuple(_definition_row(each.data, names, numbers) for each in kept),
            end_actor=names.get(end),
            capsules=data["capsules"],
            has_column_numbers=data["has_column_numbers"],
            identity={name: data[name] for name in IDENTITY if data[name]},
        )

    def looked_at_again(self) -> Preview:
        """Return valid forms with rows put together and left out as was asked for."""
        data = self.table.cleaned_data
        names = self._names()
        order = {key: place for place, key in enumerate(names)}
        kept, numbers = self._kept()
        found = {
            **{name: data[name] for name in ("title", "capsules", "has_column_numbers")},
            "doubts": data["doubts"].split(),
            "end_actor": order.get(data["end_actor"]),
            "identity": {name: data[name] for name in IDENTITY},
            "actors": list(names.values()),
            "rows": [_found_row(each.data, order, numbers) for each in kept],
        }
        typed = {name: data[name] for name in ("procedure", "code", "unit")}
        again = Preview.of(found, by=self.by, **typed)
        positions = self.positions()
        for form in again.actors.initial_forms:
            position = positions.get(form.initial["name"])
            form.initial["position"] = str(position.pk) if position else ""
        return again

    def _names(self) -> dict[str, str]:
        """Return the headings that are left, by the place that rows name them with."""
        typed = [form.cleaned_data.get("name", "") for form in self.actors.forms]
        return {str(place): name for place, name in enumerate(typed) if name}

    def _kept(self) -> tuple[list[Kept], dict[int, int]]:
        """Return the rows that stay, and the new number of every old one."""
        kept: list[Kept] = []
        numbers: dict[int, int] = {}
        for number, form in enumerate(self.rows.forms, start=1):
            data = form.cleaned_data
            keep = data.get("keep") if data.get("activity") else RowForm.Keep.SKIP
            if keep == RowForm.Keep.JOIN and kept:
                _join(kept[-1].data, data)
                numbers[number] = len(kept)
                continue
            numbers[number] = len(kept) + 1  # of one left out: where the next one goes
            if keep != RowForm.Keep.SKIP:
                kept.append(Kept(number, dict(data)))
        beyond = {number for number, new in numbers.items() if new > len(kept)}
        return kept, {number: new for number, new in numbers.items() if number not in beyond}


def position_choices(by: Doer) -> Choices:
    """Return the positions that somebody may choose from: those of their offices."""
    seen = Position.objects.visible_to(by.user, on=by.held_on).in_use(by.held_on)
    return [(str(pk), title) for pk, title in seen.values_list("pk", "title")]


def suggested(by: Doer) -> dict[str, Any]:
    """Return a code that counts on from the others, and the unit if there is only one."""
    edited = Procedure.objects.edited_by(by.user, on=by.held_on).values_list("code", flat=True)
    codes = [re.search(r"(?<![0-9])[0-9]+\Z", code) for code in edited]
    counted = [
        (found.string[: found.start()], int(found[0]), len(found[0])) for found in codes if found
    ]
    units = list(edited_units(by.user, on=by.held_on).values_list("pk", flat=True)[:2])
    unit = units[0] if len(units) == 1 else None
    if not counted:
        return {"unit": unit}
    often = Counter(prefix for prefix, _number, _digits in counted).most_common(1)[0][0]
    last, digits = max((number, digits) for prefix, number, digits in counted if prefix == often)
    return {"code": f"{often}{last + 1:0{digits}}", "unit": unit}


def _actor(name: str, positions: Choices) -> dict[str, str]:
    words = words_of(name)
    alike = [key for key, title in positions if words_of(title) == words]
    return {"name": name, "position": alike[0] if alike else ""}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first values of a row's form."""
    same = {name: row[name] for name in ("activity", "time", "output", "remark", "yes", "no")}
    kind, number, name, line = row["place"] or ("", "", "", "")
    return same | {
        "actor": "" if row["actor"] is None else str(row["actor"]),
        "participants": [str(place) for place in row["participants"]],
        "needs": "\n".join(row["needs"]),
        "doubts": doubts_to_text(row["doubts"]),
        "place": f"{kind}:{number}:{line}:{name}" if row["place"] else "",
    }


def _definition_row(data: Mapping[str, Any], names: dict[str, str], numbers: dict[int, int]) -> Row:
    others = [names[key] for key in data["participants"] if key in names and key != data["actor"]]
    return Row(
        activity=data["activity"],
        actor=names.get(data["actor"]),
        participants=tuple(others),
        needs=tuple(data["needs"]),
        time=data["time"],
        output=data["output"],
        remark=data["remark"],
        yes=_moved(data["yes"], numbers) or NEXT,
        no=_moved(data["no"], numbers),
    )


def _moved(text: str, numbers: dict[int, int]) -> Target | None:
    """Return where an exit leads now; to the end where the row it led to was the last left out."""
    target = text_to_exit(text)
    if target is None or target.row is None:
        return target
    return Target("step", numbers[target.row]) if target.row in numbers else Target("end")


def _found_row(
    data: Mapping[str, Any], order: dict[str, int], numbers: dict[int, int]
) -> dict[str, Any]:
    """Return a row as a found table has it."""
    same = {name: data[name] for name in ("activity", "needs", "time", "output", "remark")}
    kind, number, line, name = [*data["place"].split(":", 3), "", "", ""][:4]
    return same | {
        "actor": order.get(data["actor"]),
        "participants": [order[key] for key in data["participants"] if key in order],
        "yes": exit_to_text(_moved(data["yes"], numbers)),
        "no": exit_to_text(_moved(data["no"], numbers)),
        "doubts": text_to_doubts(data["doubts"]),
        "place": [kind, number, name, line] if kind else [],
    }


def _join(above: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Put a row to the one above it."""
    above["activity"] = f"{above['activity']} {data['activity']}"
    above["needs"] = [*above["needs"], *data["needs"]]
    for name in ("time", "actor", "no"):
        above[name] = above[name] or data[name]
    for name in ("output", "remark"):
        above[name] = "\n".join(text for text in (above[name], data[name]) if text)
