from __future__ import annotations

from math import inf, nan

import pytest

from improvement.statistics import Histogram, Ordered, ageing, load, outliers
from improvement.statistics.minutes import checked

ODD = pytest.mark.parametrize("odd", [-1, -0.001, nan, inf, -inf])


@ODD
def test_what_is_no_time_is_refused_wherever_minutes_go_in(odd: float) -> None:
    for enter in (
        checked,
        lambda minutes: Ordered.of([1, minutes]),
        lambda minutes: Ordered((minutes,)),
        lambda minutes: Histogram.of([1, minutes]),
        lambda minutes: ageing(minutes, Ordered.of([1])),
        lambda minutes: outliers([1, 2, minutes]),
        lambda minutes: load(minutes, available=450, holders=1),
        lambda minutes: load(60, available=minutes, holders=1),
        lambda minutes: load(60, available=450, holders=minutes),
    ):
        with pytest.raises(ValueError, match="are no minutes of working time"):
            enter(odd)


def test_minutes_are_put_in_order_and_those_out_of_order_are_refused() -> None:
    assert Ordered.of([30, 0, 12.5]) == Ordered((0, 12.5, 30))
    with pytest.raises(ValueError, match="not in ascending order"):
        Ordered((30, 12.5))


@pytest.mark.parametrize("values", [Ordered.of([5, 7]), Histogram.of([5, 7])])
@pytest.mark.parametrize("rank", [-1, 0, 3])
def test_there_is_no_rank_beyond_the_first_and_the_last(
    values: Ordered | Histogram, rank: int
) -> None:
    with pytest.raises(ValueError, match=f"no rank {rank} among 2"):
        values.at(rank)


@pytest.mark.parametrize("kind", [Ordered, Histogram])
def test_none_are_none(kind: type[Ordered] | type[Histogram]) -> None:
    nothing = kind.of([])
    assert (nothing.n, nothing.below(10), list(nothing.counts())) == (0, 0, [])


def test_minutes_are_counted_each_once() -> None:
    values = Ordered.of([5, 3, 5, 0])
    assert list(values.counts()) == [(0, 1), (3, 1), (5, 2)]
    assert [values.at(rank) for rank in (1, 2, 3, 4)] == [0, 3, 5, 5]
