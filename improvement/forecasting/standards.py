"""When a document ends if all goes by the standard times of the straight way."""

from __future__ import annotations

from collections.abc import Iterable

from improvement.statistics.minutes import checked


def by_standard(age: float, standards: Iterable[float | None]) -> float | None:
    """Return the working minutes from now until the end of the straight way.

    `standards` are the standard times of this step and of those that follow it, in working
    minutes; of this one `age` is over, and none is left where it is late. None where one of them
    is not standardised, or none is given. Raises ValueError for minutes that are none.
    """
    checked(age)
    known = list(standards)
    times = [checked(each) for each in known if each is not None]
    if not known or len(times) < len(known):
        return None
    return max(0, times[0] - age) + sum(times[1:])
