"""What foreign names stand for: units and positions that are there, or new ones, or a question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from people.personnel.paths import Key, Place, key_of, plain
from people.personnel.plans import Question
from people.personnel.there import NEW, Node, Post, PostRef, There, Ties, UnitRef

LONGEST_KEY = 250


def foreign_key(kind: str, *parts: object) -> str:
    """Return what a foreign name is known by; of a very long one the end by its hash."""
    text = ":".join([kind, *map(str, parts)])
    if len(text) <= LONGEST_KEY:
        return text
    return f"{text[: LONGEST_KEY - 65]}#{hashlib.sha256(text.encode()).hexdigest()}"


class Chosen:
    """What was tied, now or before, and what is still to be asked."""

    def __init__(self, there: There, ties: Ties) -> None:
        self.there, self.ties = there, ties
        self.questions: dict[str, Question] = {}
        self.names: dict[str, UnitRef] = {}

    def tied(self, keys: Iterable[str], among: Iterable[int]) -> int | str | None:
        """Return what one of these names was tied to: a key among those, NEW, None for nothing."""
        keys, among = list(keys), set(among)
        for key in keys:
            chosen = self.ties.chosen.get(key, "")
            if chosen == NEW:
                return NEW
            if chosen.isdecimal() and int(chosen) in among:
                return int(chosen)
        known = (self.there.names.get(key) for key in keys)
        return next((each for each in known if each in among), None)

    def remember(self, keys: Iterable[str], ref: UnitRef) -> None:
        """Keep what names stand for, where that is not known yet."""
        for key in keys:
            if self.there.names.get(key) != ref:
                self.names[key] = ref


def of_others(places: Iterable[Place], there: There) -> set[Place]:
    """Return the places of other offices, where a file has those of several.

    It does where paths name the office that it is said to be of: then others lead elsewhere, unless
    their foreign id is known to be of this office.
    """
    office = plain(there.units.get(there.office or 0, Node("", None)).name)
    found = {place: place.key for place in dict.fromkeys(places)}
    if not office or not any(office in key and len(key) > 1 for key in found.values()):
        return set()
    return {
        place
        for place, key in found.items()
        if key and office not in key and not _is_known(place, there)
    }


def _is_known(place: Place, there: There) -> bool:
    known = there.names.get(foreign_key("unor", place.foreign_id)) if place.foreign_id else None
    return known in there.units


class UnitNames:
    """The units of a file, each looked up once."""

    def __init__(self, chosen: Chosen, places: Iterable[Place]) -> None:
        self.chosen, self.there = chosen, chosen.there
        self.children: dict[tuple[int | None, str], int] = {}
        self.alike: dict[str, list[int]] = {}
        for pk, node in sorted(self.there.units.items()):
            parent = node.parent if node.parent in self.there.units else None
            self.children.setdefault((parent, plain(node.name)), pk)
            self.alike.setdefault(plain(node.name), []).append(pk)
        self.below = [pk for pk in self.there.units if pk != self.there.office]
        self.ids: dict[Key, list[str]] = {}
        for place in dict.fromkeys(places):
            if place.foreign_id:
                self.ids.setdefault(key_of(self._inside(place)), []).append(place.foreign_id)
        self.found: dict[Key, UnitRef | None] = {}
        self.new: dict[Key, tuple[str, UnitRef | None]] = {}
        self.made: dict[tuple[UnitRef | None, str], UnitRef] = {}

    def of(self, place: Place) -> UnitRef | None:
        """Return the unit of a place; None where that is still asked, or there is none."""
        names = self._inside(place)
        return self._at(names) if names else self.there.office

    def _inside(self, place: Place) -> tuple[str, ...]:
        """Return the names below the office: what stands above it, and itself, is left out."""
        office = self.there.units.get(self.there.office or 0, Node("", None))
        key, name = place.key, plain(office.name)
        return place.names[key.index(name) + 1 :] if name and name in key else place.names

    def _at(self, names: tuple[str, ...]) -> UnitRef | None:
        key = key_of(names)
        if key not in self.found:
            self.found[key] = self._look_up(names, key)
        return self.found[key]

    def _look_up(self, names: tuple[str, ...], key: Key) -> UnitRef | None:
        ids = [foreign_key("unor", each) for each in self.ids.get(key, [])]
        keys = ids or [foreign_key("path", self.there.office or 0, "/".join(key))]
        tied = self.chosen.tied(keys, self.there.units)
        if isinstance(tied, int):
            self.chosen.remember(keys, tied)
            return tied
        parent = self._at(names[:-1]) if len(names) > 1 else self.there.office
        if parent is None and len(names) > 1:
            return None
        there = self._below(parent, key[-1])
        if there is None and tied != NEW and self._is_asked(parent, key[-1]):
            self._ask(keys[0], names, parent)
            return None
        if there is None:
            self.new[key] = (names[-1], parent)
            there = self.made[parent, key[-1]] = key
        self.chosen.remember(ids, there)  # a path is found again by its names
        return there

    def _below(self, parent: UnitRef | None, name: str) -> UnitRef | None:
        """Return the unit of a name below another one, there already or made for another path."""
        there = None if isinstance(parent, tuple) else self.children.get((parent, name))
        return self.made.get((parent, name)) if there is None else there

    def _is_asked(self, parent: UnitRef | None, name: str) -> bool:
        if self.chosen.ties.rest_is_new:
            return False
        return bool(self.alike.get(name) if isinstance(parent, tuple) else self.below)

    def _ask(self, key: str, names: tuple[str, ...], parent: UnitRef | None) -> None:
        alike = self.alike.get(plain(names[-1]), [])
        self.chosen.questions[key] = Question(
            key=key,
            kind="unit",
            said=" / ".join(names),
            within=parent,
            choices=tuple(self.there.units),
            suggested=str(alike[0]) if len(alike) == 1 else "",
        )


class PostNames:
    """The positions of a file, each looked up once; `named` are the titles of each unit."""

    def __init__(self, chosen: Chosen, named: dict[UnitRef, dict[str, str]]) -> None:
        self.chosen, self.there, self.named = chosen, chosen.there, named
        self.posts: dict[int, dict[int, Post]] = {}
        for pk, post in sorted(self.there.posts.items()):
            self.posts.setdefault(post.unit, {})[pk] = post
        self.titles = {unit: _by_title(posts) for unit, posts in self.posts.items()}
        self.found: dict[tuple[UnitRef, str], PostRef | None] = {}
        self.gone: set[tuple[UnitRef, str]] = set()
        """Titles that were retired, where nothing can take their place."""

    def of(self, unit: UnitRef, title: str) -> PostRef | None:
        """Return the position of a title in a unit; None where that is still asked."""
        at = (unit, plain(title))
        if at not in self.found:
            self.found[at] = self._look_up(unit, title) if isinstance(unit, int) else at
        return self.found[at]

    def _look_up(self, unit: int, title: str) -> PostRef | None:
        words = plain(title)
        posts = self.posts.get(unit, {})
        usable = [pk for pk, post in posts.items() if not post.is_retired]
        same = self.titles.get(unit, {}).get(words)
        if same is not None and same not in usable:
            return self._of_retired(same, title, unit, usable)
        if same is not None:
            return same
        key = foreign_key("title", unit, words)
        tied = self.chosen.tied([key], usable)
        if isinstance(tied, int):
            self.chosen.remember([key], tied)
            return tied
        left = [pk for pk in usable if plain(posts[pk].title) not in self.named[unit]]
        is_new = tied == NEW or self.chosen.ties.rest_is_new or not left
        if is_new:
            return unit, words
        self.chosen.questions[key] = Question(key, "position", title, unit, tuple(left))
        return None

    def _of_retired(self, post: int, title: str, unit: int, usable: list[int]) -> PostRef | None:
        """Return what goes on for a position that is retired: tied by hand, no new one."""
        heir = self.there.posts[post].successor or 0
        is_there = heir in self.there.posts and not self.there.posts[heir].is_retired
        choices = tuple(dict.fromkeys([*([heir] if is_there else []), *usable]))
        key = foreign_key("title", unit, plain(title))
        tied = self.chosen.tied([key], choices)
        if isinstance(tied, int):
            self.chosen.remember([key], tied)
            return tied
        if choices:
            suggested = str(heir) if is_there else ""
            self.chosen.questions[key] = Question(
                key, "position", title, unit, choices, suggested, may_be_new=False
            )
        else:
            self.gone.add((unit, plain(title)))
        return None


def _by_title(posts: Mapping[int, Post]) -> dict[str, int]:
    """Return positions by title: of several the first one that is not retired."""
    last_first = sorted(posts.items(), key=lambda each: (not each[1].is_retired, -each[0]))
    return {plain(post.title): pk for pk, post in last_first}
