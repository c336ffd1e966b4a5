from __future__ import annotations

import warnings
from itertools import islice, pairwise
from math import inf

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from improvement.statistics import (
    Bounds,
    Histogram,
    Ordered,
    Quantile,
    duration_median,
    duration_p80,
    kaplan_meier,
    median,
    p80,
)
from tests.improvement.drawn import SIZES, TWO_POINTS, followed, part, truth

MINUTES = st.lists(st.integers(1, 30), max_size=40)
NOTHING = Ordered(())


@given(MINUTES.filter(len), MINUTES)
def test_share_that_lasts_longer_is_scipys_with_its_interval(
    ended: list[int], still_open: list[int]
) -> None:
    found = kaplan_meier(Ordered.of(ended), Ordered.of(still_open))
    assert found is not None
    curve = stats.ecdf(stats.CensoredData(uncensored=ended, right=still_open)).sf
    with warnings.catch_warnings(action="ignore"), numpy.errstate(all="ignore"):
        interval = curve.confidence_interval(0.95, method="log-log")
    at = [int(numpy.searchsorted(curve.quantiles, each.minutes)) for each in found.falls]
    assert [each.minutes for each in found.falls] == sorted(set(ended))
    assert [each.share for each in found.falls] == pytest.approx(curve.probabilities[at])
    known = [(each, index) for each, index in zip(found.falls, at, strict=True) if each.share > 0]
    low, high = interval.low.probabilities, interval.high.probabilities
    assert [each.low for each, _ in known] == pytest.approx([low[index] for _, index in known])
    assert [each.high for each, _ in known] == pytest.approx([high[index] for _, index in known])


def test_nothing_is_known_of_what_lasts_longer_than_the_last() -> None:
    found = kaplan_meier(Ordered.of([10, 20]), NOTHING)
    assert found is not None
    last = found.falls[-1]
    assert (last.minutes, last.at_risk, last.ended) == (20, 1, 1)
    assert (last.share, last.low, last.high) == (0, 0, 1)


@given(MINUTES)
def test_where_nothing_is_open_it_is_the_plain_quantile(ended: list[int]) -> None:
    values = Ordered.of(ended)
    assert duration_median(values, NOTHING) == median(values)
    assert duration_p80(values, NOTHING) == p80(values)
    curve = kaplan_meier(values, NOTHING)
    assert (curve is None) == (not ended)
    for p, told in ((0.5, median(values)), (0.8, p80(values))):
        assert curve is None or told is None or curve.quantile(p) == told.minutes


def test_half_of_an_even_number_is_half_in_spite_of_rounding() -> None:
    found = {n: kaplan_meier(Ordered(tuple(range(n))), NOTHING) for n in [*range(1, 200), 3000]}
    middles = {n: curve.quantile(0.5) for n, curve in found.items() if curve}
    assert middles == {n: (n - 1) // 2 for n in found}


def test_late_ones_that_are_still_open_make_the_median_longer() -> None:
    ended, still_open = Ordered.of([5, 8, 9, 14]), Ordered.of([20, 21, 22])
    found = duration_median(ended, still_open)
    assert found == Quantile(14, 7, Bounds(5, None, 0.975), still_open=3)
    assert median(ended) == Quantile(8, 4, None)


def test_median_that_is_not_reached_has_no_minutes() -> None:
    found = duration_median(Ordered.of([5, 8]), Ordered.of([9, 9, 9, 9]))
    assert found is not None
    assert (found.minutes, found.n, found.still_open) == (None, 6, 4)
    assert duration_median(NOTHING, Ordered.of([7])) == Quantile(None, 1, None, 1)
    assert duration_median(NOTHING, Ordered.of([7] * 9)) == Quantile(None, 9, None, 9)


@pytest.mark.parametrize("p", [-0.1, 0, 1.1, float("nan")])
def test_quantile_of_no_share_is_refused(p: float) -> None:
    curve = kaplan_meier(Ordered.of([5, 8]), Ordered.of([9]))
    assert curve is not None
    for ask in (curve.quantile, curve.bounds):
        with pytest.raises(ValueError, match="is no share of a quantile"):
            ask(p)


def test_figure_is_rough_where_it_is_told_without_bounds() -> None:
    few, ended = Ordered.of([5, 8, 9]), Ordered.of([5, 8, 9, 14, 15, 16])
    for values, still_open, is_rough in (
        (few, NOTHING, True),
        (few, Ordered.of([9]), True),
        (NOTHING, few, False),
        (ended, NOTHING, False),
        (ended, Ordered.of([9]), False),
    ):
        found = duration_median(values, still_open)
        assert found is not None
        assert found.is_rough is is_rough


def test_nothing_that_began_has_no_figure() -> None:
    assert kaplan_meier(NOTHING, NOTHING) is None
    assert duration_median(NOTHING, NOTHING) is None
    assert duration_p80(NOTHING, NOTHING) is None


@pytest.mark.parametrize(("n", "told"), [(4, None), (5, False), (13, False), (14, True)])
def test_what_80_of_100_take_needs_as_many_as_without_open_ones(n: int, told: bool | None) -> None:
    found = duration_p80(Ordered.of(range(1, n)), Ordered.of([n]))
    assert (None if found is None else found.bounds is not None) == told


@pytest.mark.parametrize(("n", "told"), [(5, False), (6, True)])
def test_median_has_bounds_from_as_many_as_without_open_ones(n: int, told: bool) -> None:
    found = duration_median(Ordered.of(range(1, n)), Ordered.of([n]))
    assert found is not None
    assert (found.bounds is not None) == told


@given(MINUTES.filter(len), MINUTES)
def test_shares_only_fall_and_lie_within_their_intervals(
    ended: list[int], still_open: list[int]
) -> None:
    found = kaplan_meier(Ordered.of(ended), Ordered.of(still_open))
    assert found is not None
    assert all(later.share < earlier.share for earlier, later in pairwise(found.falls))
    assert all(0 <= each.low <= each.share <= each.high <= 1 for each in found.falls)


@given(MINUTES.filter(len), MINUTES)
def test_histograms_give_the_same_within_one_percent(
    ended: list[int], still_open: list[int]
) -> None:
    exact = duration_median(Ordered.of(ended), Ordered.of(still_open))
    found = duration_median(Histogram.of(ended), Histogram.of(still_open))
    assert exact is not None
    assert found is not None
    assert (found.minutes is None) == (exact.minutes is None)
    assert exact.minutes is None or found.minutes == pytest.approx(exact.minutes, rel=0.0101)


def holds(found: Quantile, true: float) -> bool:
    """Tell whether the truth lies within the bounds; it always does where there are none."""
    if found.bounds is None:
        return True
    low, high = found.bounds.low, found.bounds.high
    return (low is None or low <= true) and (high is None or true <= high)


def claimed(found: Quantile) -> float:
    return found.bounds.confidence if found.bounds else 1


@pytest.mark.parametrize("weeks", [0.4, 1])
@pytest.mark.parametrize(("p", "n"), [*[(0.5, n) for n in SIZES], (0.8, 20), (0.8, 30)])
def test_truth_lies_within_the_bounds_as_often_as_is_claimed(
    p: float, n: int, weeks: float
) -> None:
    tell = {0.5: duration_median, 0.8: duration_p80}[p]
    drawn = (
        tell(Ordered.of(ended), Ordered.of(still_open))
        for ended, still_open in followed(n, weeks=weeks)
    )
    found = [each for each in drawn if each is not None]
    expected = sum(map(claimed, found)) / len(found)
    assert part(lambda each: holds(each, truth(p)), found) == pytest.approx(
        expected, abs=TWO_POINTS
    )


def middle(found: Quantile | None) -> float:
    """Return the median that was told, endless where it is not reached."""
    return inf if found is None or found.minutes is None else found.minutes


def test_median_is_near_the_truth_where_that_of_the_ended_is_too_short() -> None:
    drawn = [
        (Ordered.of(ended), Ordered.of(still_open))
        for ended, still_open in islice(followed(30, weeks=0.2), 500)
    ]
    ours = numpy.median([middle(duration_median(*each)) for each in drawn])
    usual = numpy.median([middle(median(ended)) for ended, _ in drawn])
    assert ours == pytest.approx(truth(0.5), rel=0.1)
    assert usual < 0.8 * truth(0.5)
