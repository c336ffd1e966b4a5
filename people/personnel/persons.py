"""The people of a personnel file: whose account each is, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from people.finding import words_of
from people.personnel.lines import Line
from people.personnel.naming import Chosen
from people.personnel.paths import plain
from people.personnel.plans import Change, End, Leaving, Question
from people.personnel.there import NEW, Account, Held, PostRef
from people.personnel.wrong import Fault, Unfit

NOBODY = 0
"""Who has no account yet."""


class Persons:
    """The accounts that are there, by NIP and by name, and what they hold."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen, self.there = chosen, chosen.there
        self.staying = chosen.ties.staying
        self.by_nip: dict[str, int] = {}
        self.by_username: dict[str, int] = {}
        self.unnumbered: dict[str, list[int]] = {}
        for pk, account in sorted(self.there.accounts.items()):
            self.by_username[account.username] = pk
            if account.nip:
                self.by_nip[account.nip] = pk
            elif self.there.kept is None or pk in self.there.kept:
                self.unnumbered.setdefault(plain(account.name), []).append(pk)
        self.taken: set[int] = set()
        self.held: dict[int, list[tuple[int, Held]]] = {}
        for key, held in sorted(self.there.held.items()):
            self.held.setdefault(held.user, []).append((key, held))

    def of(self, line: Line) -> int | None:
        """Return the account of a line, NOBODY for a new one, None where that is asked."""
        if line.nip in self.by_nip:
            return self.by_nip[line.nip]
        namesake = self.by_username.get(line.nip)
        if namesake is not None:
            if self.there.accounts[namesake].nip:
                raise Unfit(Fault.USERNAME_TAKEN, line.nip)
            return namesake
        alike = {*self.unnumbered.get(plain(line.name), [])}
        alike |= {*self.unnumbered.get(plain(line.bare_name), [])}
        if not alike or not line.is_serving:
            return NOBODY
        tied = self.chosen.tied([f"person:{line.nip}"], alike)
        if tied is None:
            self._ask(line, tuple(sorted(alike)))
            return None
        return NOBODY if tied == NEW else int(tied)

    def _ask(self, line: Line, alike: tuple[int, ...]) -> None:
        key = f"person:{line.nip}"
        said = f"{line.name} ({line.nip})"
        self.chosen.questions[key] = Question(key, "person", said, None, alike)

    def changed(self, line: Line, user: int | None, post: PostRef) -> Change | None:
        """Return what a line changes of somebody in service, None where nothing."""
        if user is None:
            return self._appointed(line, user, post)
        account = self._own_account(user)
        change = self._appointed(line, user, post)
        name = line.name if _is_renamed(line, account) else account.name
        rank = line.rank if line.rank != account.rank else None
        is_told = (name, line.nip) != (account.name, account.nip) or rank is not None
        is_moved = change.begins is not None
        if (is_told and user in self.there.beyond) or (is_moved and user in self.there.others):
            raise Unfit(Fault.ACCOUNT_BEYOND, account.username)
        if is_moved and user == self.there.oneself:
            raise Unfit(Fault.ONESELF)
        told = replace(change, name=name, rank=rank, is_told=is_told)
        return told if is_told or is_moved else None

    def _own_account(self, user: int) -> Account:
        """Return an account that no other line is about and that is in use."""
        account = self.there.accounts[user]
        if user in self.taken:
            raise Unfit(Fault.USERNAME_TAKEN, account.username)
        self.taken.add(user)
        if not account.is_active:
            raise Unfit(Fault.ACCOUNT_CLOSED, account.username)
        return account

    def _appointed(self, line: Line, user: int | None, post: PostRef) -> Change:
        """Return how somebody comes to a position from a day on: today, or later as is written."""
        start = max(line.since or self.there.on, self.there.on)
        change = Change(line.number, line.nip, user, line.name, line.rank)
        held = self.held.get(user or NOBODY, [])
        lasting = [(key, each) for key, each in held if each.lasts_until(start)]
        here = [each for _key, each in lasting if each.position == post]
        if any(each.is_definitive for each in here):
            return change
        if here:
            raise Unfit(Fault.HELD_OTHERWISE, line.position)
        before, behind = self._left(lasting, start)
        moved = min(behind, default=None)
        starts_on = start if moved is None else self.there.held[moved].starts_on
        return replace(
            change, begins=post, starts_on=starts_on, since=line.since, ends=before, moved=moved
        )

    def _left(
        self, lasting: Iterable[tuple[int, Held]], start: date
    ) -> tuple[tuple[End, ...], list[int]]:
        """Return which positions somebody leaves the day before, and which have not begun then."""
        last = start - timedelta(days=1)
        own = [
            (key, each)
            for key, each in lasting
            if each.is_definitive and each.position in self.there.posts
        ]
        ends = tuple(End(key, last) for key, each in own if each.starts_on < start)
        return ends, [key for key, each in own if each.starts_on >= start]

    def rested(self, line: Line, user: int | None) -> Leaving | None:
        """Return what ends of somebody who is not in active service, None where nothing."""
        if not user:
            return None
        ends = tuple(self._ends(user, with_later=True))
        if ends and user == self.there.oneself:
            raise Unfit(Fault.ONESELF)
        if ends and user in self.there.others:
            raise Unfit(Fault.ACCOUNT_BEYOND, self.there.accounts[user].username)
        return Leaving(user, ends, line.number, user in self.staying) if ends else None

    def missing(self, named: frozenset[str]) -> Iterator[Leaving]:
        """Yield those who hold a position there today and whose NIP the file does not name."""
        staying = {self.there.oneself, *self.there.others}
        for user in self.present():
            if self.there.accounts[user].nip not in named and user not in staying:
                ends = tuple(self._ends(user, with_later=False))
                yield Leaving(user, ends, stays=user in self.staying)

    def present(self) -> list[int]:
        """Return those with a NIP who hold a position there today."""
        on, posts = self.there.on, self.there.posts
        return [
            user
            for user, held in self.held.items()
            if self.there.accounts[user].nip
            and self.there.accounts[user].is_active
            and any(each.position in posts and each.holds_on(on) for _key, each in held)
        ]

    def _ends(self, user: int, *, with_later: bool) -> Iterator[End]:
        """Yield how appointments end: yesterday, today where they begin today, never begun."""
        on = self.there.on
        for key, each in self.held.get(user, []):
            if each.position not in self.there.posts:
                continue
            if each.starts_on > on:
                if with_later:
                    yield End(key, None)
            elif each.lasts_until(on):
                yield End(key, max(each.starts_on, on - timedelta(days=1)))


def _is_renamed(line: Line, account: Account) -> bool:
    """Whether the file has another name; one without titles says nothing of titles."""
    if line.has_titles:
        return line.name != account.name
    words, there = words_of(line.name), words_of(account.name)
    length = len(words)
    return not any(
        there[place : place + length] == words for place in range(len(there) - length + 1)
    )
