"""What came again: repeats, returns and the minutes of rework."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from improvement.statistics.shares import Share, share
from improvement.statistics.stays import Passage, returns


def repeats(passage: Passage) -> dict[int, int]:
    """Return how often a document came again to each of its steps: visits less 1."""
    visits = Counter(stay.step for stay in passage)
    return {step: count - 1 for step, count in sorted(visits.items())}


def returned(passages: Iterable[Passage]) -> Share | None:
    """Return the share of documents with a return; None of none.

    Raises ValueError for a document without stays.
    """
    with_return = [bool(returns(_begun(each))) for each in passages]
    return share(sum(with_return), len(with_return))


def rework(passage: Passage) -> int:
    """Return the working minutes of a document that went into what was done again.

    The whole minutes of every visit of a step but the first, and of all stays between a return and
    the next visit of the step that returned it, first visits or not; each stay once.
    """
    again = {*_repeated(passage), *_repairing(passage)}
    return sum(passage[place].whole for place in again)


def _repeated(passage: Passage) -> Iterator[int]:
    been: set[int] = set()
    for place, stay in enumerate(passage):
        if stay.step in been:
            yield place
        been.add(stay.step)


def _repairing(passage: Passage) -> Iterator[int]:
    """Yield the places between a return and the next visit of its step; none if none comes."""
    steps = [stay.step for stay in passage]
    for place in returns(passage):
        following = range(place + 1, len(steps))
        back = next((each for each in following if steps[each] == steps[place]), place)
        yield from range(place + 1, back)


def _begun(passage: Passage) -> Passage:
    if not passage:
        raise ValueError("A document has at least one stay.")
    return passage
