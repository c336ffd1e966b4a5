"""Where a personnel file puts its units: paths such as Dinas Kesehatan/Sekretariat/Umum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from people.finding import words_of
from people.personnel.wrong import Fault

LONGEST_UNIT = 200
DEEPEST = 12
LONGEST_ID = 100

Key = tuple[str, ...]
"""A path in words alone, so that capitals and signs count for nothing."""


@dataclass(frozen=True)
class Place:
    """One unit as a file names it: the names from the top down, and its foreign id if it has one.

    Both are blank where the file says nothing of units.
    """

    names: tuple[str, ...] = ()
    foreign_id: str = ""

    @property
    def key(self) -> Key:
        """The path in words alone."""
        return key_of(self.names)


def key_of(names: Iterable[str]) -> Key:
    """Return a path in words alone."""
    return tuple(plain(each) for each in names)


def plain(name: str) -> str:
    """Return a name in words alone."""
    return " ".join(words_of(name))


def place_of(said: Sequence[tuple[str, str]], *, lowest_first: bool | None = None) -> list[Place]:
    """Return the place of each foreign id and path of a file.

    Where a file writes a path with blanks around its strokes, others belong to names. Which end is
    the top is told by the file, unless `lowest_first` says it: fewer names stand there.
    """
    between = " / " if any(" / " in path for _id, path in said) else "/"
    parted = {path: _parts(path, between) for _id, path in said}
    is_upside_down = _is_lowest_first(parted.values()) if lowest_first is None else lowest_first
    places = []
    for foreign_id, path in said:
        names = parted[path][::-1] if is_upside_down else parted[path]
        places.append(Place(names or ((foreign_id,) if foreign_id else ()), foreign_id))
    return places


def _parts(path: str, between: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in path.split(between) if each.strip())


def _is_lowest_first(paths: Iterable[tuple[str, ...]]) -> bool:
    long = {path for path in paths if len(path) > 1}
    return len({path[-1] for path in long}) < len({path[0] for path in long})


def wrong_places(places: Iterable[Place]) -> dict[Place, Fault]:
    """Return the places that cannot be: too long, in a circle, or of an id that stands for two."""
    found = dict.fromkeys(places)
    wrong: dict[Place, Fault] = {}
    keys: dict[str, Key] = {}
    circle = _names_in_circles(place.key for place in found)
    for place in found:
        if _is_too_long(place):
            wrong[place] = Fault.TOO_LONG
        elif _goes_round(place.key, circle):
            wrong[place] = Fault.UNIT_CIRCLE
        elif place.foreign_id and keys.setdefault(place.foreign_id, place.key) != place.key:
            wrong[place] = Fault.UNIT_TWO
    return wrong


def _is_too_long(place: Place) -> bool:
    return (
        len(place.names) > DEEPEST
        or len(place.foreign_id) > LONGEST_ID
        or any(len(name) > LONGEST_UNIT or not plain(name) for name in place.names)
    )


def _goes_round(key: Key, circle: set[str]) -> bool:
    return len(set(key)) < len(key) or len(circle & set(key)) > 1


def _names_in_circles(keys: Iterable[Key]) -> set[str]:
    """Return the names that stand above themselves, when all paths are taken together."""
    above: dict[str, set[str]] = {}
    for key in keys:
        if len(set(key)) == len(key):
            for upper, lower in pairwise(key):
                above.setdefault(lower, set()).add(upper)
                above.setdefault(upper, set())
    below: dict[str, set[str]] = {name: set() for name in above}
    for name, uppers in above.items():
        for upper in uppers:
            below[upper].add(name)
    return set(above) - _free_of(above, below) - _free_of(below, above)


def _free_of(before: Mapping[str, set[str]], behind: Mapping[str, set[str]]) -> set[str]:
    """Return the names that no circle comes before; each is taken off once."""
    left = {name: len(others) for name, others in before.items()}
    free = [name for name, count in left.items() if not count]
    gone: set[str] = set()
    while free:
        gone.add(name := free.pop())
        for other in behind[name]:
            left[other] -= 1
            if not left[other]:
                free.append(other)
    return gone
