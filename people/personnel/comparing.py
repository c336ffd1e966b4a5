"""A personnel file held against what is there: what it would change."""

from __future__ import annotations

from collections.abc import Iterable

from people.personnel.lines import Line, Staff
from people.personnel.making import made
from people.personnel.naming import Chosen, PostNames, UnitNames, of_others
from people.personnel.paths import Key, plain
from people.personnel.persons import Persons
from people.personnel.plans import Change, Leaving, NewPost, NewUnit, Plan
from people.personnel.seating import Ended, Seated, seated
from people.personnel.there import PostRef, There, Ties, UnitRef
from people.personnel.wrong import Fault, Unfit, Wrong

Made = tuple[tuple[NewUnit, ...], tuple[NewPost, ...]]


def compare(staff: Staff, there: There, ties: Ties) -> Plan:
    """Return what a file would change, in one pass over its lines."""
    return _Comparison(staff, there, ties).plan()


class _Comparison:
    """One file against one state."""

    def __init__(self, staff: Staff, there: There, ties: Ties) -> None:
        self.staff, self.there, self.ties = staff, there, ties
        self.chosen = Chosen(there, ties)
        self.persons = Persons(self.chosen)
        others = of_others((line.place for line in staff.lines), there)
        self.lines = [line for line in staff.lines if line.place not in others]
        self.elsewhere = {line.nip for line in staff.lines if line.place in others}
        self.serving = [line for line in self.lines if line.is_serving]
        self.units = UnitNames(self.chosen, (line.place for line in self.serving))
        self.titles: dict[UnitRef, dict[str, str]] = {}
        self.wrongs = list(staff.wrongs)
        self.changes: list[Change] = []
        self.leaving: list[Leaving] = []
        self.same = 0

    def plan(self) -> Plan:
        """Return the plan."""
        posts = self._posts()
        for line in self.lines:
            try:
                self._take(line, posts)
            except Unfit as why:
                self.wrongs.append(Wrong(line.number, why.fault, why.said))
        self.leaving += self._missing()
        found = seated(self.changes, self._ended(), self.there, self.ties)
        return self._told(found, made(found[0], self.units.new, self.titles, self.there))

    def _posts(self) -> dict[int, PostRef | None]:
        """Return the position that each line of somebody in service names, by its number."""
        units = {line.number: self.units.of(line.place) for line in self.serving}
        for line in self.serving:
            unit = units[line.number]
            if unit is not None:
                self.titles.setdefault(unit, {}).setdefault(plain(line.position), line.position)
        names = PostNames(self.chosen, self.titles)
        return {line.number: self._post(line, units[line.number], names) for line in self.serving}

    def _post(self, line: Line, unit: UnitRef | None, names: PostNames) -> PostRef | None:
        if unit is None:
            if not line.place.names:
                self.wrongs.append(Wrong(line.number, Fault.UNIT_MISSING))
            return None
        post = names.of(unit, line.position)
        if (unit, plain(line.position)) in names.gone:
            self.wrongs.append(Wrong(line.number, Fault.POSITION_RETIRED, line.position))
        return post

    def _take(self, line: Line, posts: dict[int, PostRef | None]) -> None:
        """Add what one line changes; nothing while something of it is asked, or where it is so."""
        user = self.persons.of(line)
        if not line.is_serving:
            left = self.persons.rested(line, user)
            self.leaving += [left] if left else []
            self.same += left is None
            return
        post = posts[line.number]
        if post is None or user is None:
            return
        change = self.persons.changed(line, user or None, post)
        self.changes += [change] if change else []
        self.same += change is None

    def _missing(self) -> Iterable[Leaving]:
        """Return those who hold a position there today and whom the file does not have there."""
        named = self.staff.named - self.elsewhere
        return self.persons.missing(named) if self.staff.is_whole else ()

    def _ended(self) -> Ended:
        leaving = (each for each in self.leaving if not each.stays)
        return {end.appointment: end.ends_on for each in leaving for end in each.ends}

    def _told(self, found: Seated, new: Made) -> Plan:
        changes, seats, full = found
        units, posts = new
        return Plan(
            units=units,
            posts=posts,
            seats=seats,
            changes=tuple(changes),
            same=self.same,
            leaving=tuple(self.leaving),
            wrongs=tuple(sorted({*self.wrongs, *full}, key=lambda each: (each.number, each.fault))),
            questions=tuple(self.chosen.questions.values()),
            names=self._names({each.key for each in units}),
            present=len(self.persons.present()),
            elsewhere=len(self.elsewhere),
            is_whole=self.staff.is_whole,
        )

    def _names(self, made_units: set[Key]) -> tuple[tuple[str, UnitRef], ...]:
        """Return what is remembered: names of what is there, or is made now."""
        known = self.chosen.names.items()
        return tuple(
            sorted((k, ref) for k, ref in known if isinstance(ref, int) or ref in made_units)
        )
