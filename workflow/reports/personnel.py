"""What a personnel file would change, in words: for the page and for the command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.personnel import Plan, There
from people.personnel.plans import Change, Leaving, Question
from people.personnel.there import PostRef, UnitRef


@dataclass(frozen=True)
class Said:
    """One thing that would change: of whom or what, and how it was and will be.

    `user` is the account, None of what has none yet.
    """

    name: str
    was: str
    will: str
    user: int | None = None
    number: int | None = None
    stays: bool = False


@dataclass(frozen=True)
class Shown:
    """A plan in words, each part in the order of the file."""

    new: tuple[Said, ...]
    changed: tuple[Said, ...]
    leaving: tuple[Said, ...]
    units: tuple[Said, ...]
    positions: tuple[Said, ...]
    seats: tuple[Said, ...]


class PlanWords:
    """What units and positions of a plan are called, those that are there and new ones."""

    def __init__(self, plan: Plan, there: There) -> None:
        self.there = there
        self.new_units = {each.key: each for each in plan.units}
        self.new_posts = {(each.unit, each.key): each for each in plan.posts}

    def unit(self, ref: UnitRef | None) -> str:
        """Return a unit with those above it in what the file is about: 'Dinas › Sekretariat'.

        A circle is gone round once.
        """
        names: list[str] = []
        passed: set[UnitRef] = set()
        while ref is not None and ref not in passed:
            passed.add(ref)
            name, ref = self._unit(ref)
            names.append(name)
        return " › ".join(name for name in reversed(names) if name)

    def _unit(self, ref: UnitRef) -> tuple[str, UnitRef | None]:
        if isinstance(ref, tuple):
            made = self.new_units.get(ref)
            return (made.name, made.parent) if made else (ref[-1], None)
        node = self.there.units.get(ref)
        return (node.name, node.parent) if node else ("", None)

    def post(self, ref: PostRef | None) -> str:
        """Return a position with its unit: 'Analis (Dinas › Sekretariat)'."""
        if ref is None:
            return ""
        if isinstance(ref, tuple):
            made = self.new_posts.get(ref)
            return f"{made.title if made else ref[1]} ({self.unit(ref[0])})"
        post = self.there.posts[ref]
        return f"{post.title} ({self.unit(post.unit)})"

    def choice(self, question: Question, key: int) -> str:
        """Return what a choice is called."""
        if question.kind == "person":
            account = self.there.accounts[key]
            return f"{account.name} ({account.username})"
        return self.unit(key) if question.kind == "unit" else self.there.posts[key].title


def shown(plan: Plan, there: There) -> Shown:
    """Return a plan in words."""
    words = PlanWords(plan, there)
    return Shown(
        new=tuple(_new(each, words) for each in plan.new),
        changed=tuple(_changed(each, words) for each in plan.changed),
        leaving=tuple(_leaving(each, words) for each in plan.leaving),
        units=tuple(Said(each.name, "", words.unit(each.key)) for each in plan.units),
        positions=tuple(
            Said(each.title, words.post(each.superior), words.unit(each.unit))
            for each in plan.posts
        ),
        seats=tuple(
            Said(words.post(each.post), str(each.was), str(each.seats)) for each in plan.seats
        ),
    )


def _new(change: Change, words: PlanWords) -> Said:
    will = [words.post(change.begins), change.rank, _from(change.starts_on)]
    return Said(change.name, "", _listed(will), None, change.number)


def _changed(change: Change, words: PlanWords) -> Said:
    there = words.there
    account = there.accounts[change.user or 0]
    was = [words.post(post) for post in _left(change, words)]
    will = [words.post(change.begins)] if change.begins is not None else []
    if change.name != account.name:
        was.append(account.name)
        will.append(change.name)
    if change.rank is not None:
        was.append(account.rank)
        will.append(change.rank)
    if change.nip != account.nip:
        will.append(change.nip)
    will.append(_from(change.starts_on))
    return Said(change.name, _listed(was), _listed(will), change.user, change.number)


def _left(change: Change, words: PlanWords) -> Iterator[int]:
    held = words.there.held
    yield from (held[end.appointment].position for end in change.ends)
    if change.moved is not None:
        yield held[change.moved].position


def _leaving(leaving: Leaving, words: PlanWords) -> Said:
    there = words.there
    was = [words.post(there.held[each.appointment].position) for each in leaving.ends]
    last = [date_format(each.ends_on, "SHORT_DATE_FORMAT") for each in leaving.ends if each.ends_on]
    name = there.accounts[leaving.user].name
    until = _("until %(day)s") % {"day": max(last)} if last else ""
    return Said(name, _listed(was), until, leaving.user, leaving.number, leaving.stays)


def _from(day: date | None) -> str:
    return "" if day is None else _("from %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}


def _listed(texts: Iterable[str | None]) -> str:
    return ", ".join(text for text in texts if text)
