from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from improvement.statistics import Bounds, Ordered, Quantile, median, p80, p95, quantile
from improvement.statistics.binomial import rank_above, ranks_around
from tests.improvement.drawn import SIZES, TWO_POINTS, part, samples, truth

TOLD = {0.5: median, 0.8: p80, 0.95: p95}
LARGE = [1_000, 10_000, 500_000]


def up_to(n: int) -> Ordered:
    return Ordered(tuple(range(1, n + 1)))


@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=80),
    st.sampled_from([0.05, 0.25, 0.5, 0.8, 0.85, 0.95, 1]),
)
def test_quantile_is_an_observed_value_as_numpy_finds_it(minutes: list[int], p: float) -> None:
    found = quantile(Ordered.of(minutes), p)
    assert found == numpy.quantile(minutes, p, method="inverted_cdf")
    assert found in minutes


def test_share_of_a_quantile_is_taken_as_it_is_written() -> None:
    assert 0.07 * 100 > 7
    assert quantile(up_to(100), 0.07) == 7


@pytest.mark.parametrize("p", [-0.1, 0, 1.1, float("nan")])
def test_quantile_of_no_share_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="is no share of a quantile"):
        quantile(up_to(9), p)


@pytest.mark.parametrize(
    ("n", "k"), [(6, 1), (8, 1), (9, 2), (11, 2), (12, 3), (14, 3), (20, 6), (30, 10), (50, 18)]
)
def test_median_lies_between_the_ranks_of_the_paper(n: int, k: int) -> None:
    found = median(up_to(n))
    assert found is not None
    assert found.bounds is not None
    assert (found.bounds.low, found.bounds.high) == (k, n - k + 1)


def test_median_of_few_is_told_without_bounds() -> None:
    assert median(up_to(0)) is None
    assert median(up_to(1)) == Quantile(1, 1, None)
    assert median(up_to(5)) == Quantile(3, 5, None)
    assert median(up_to(6)) == Quantile(3, 6, Bounds(1, 6, 1 - 2 / 2**6))


def sides(n: int, p: float) -> tuple[bool, bool] | str:
    found = TOLD[p](up_to(n))
    if found is None:
        return "not told"
    if found.is_rough:
        return "rough"
    assert found.bounds is not None
    return found.bounds.low is not None, found.bounds.high is not None


@pytest.mark.parametrize(
    ("p", "n", "told"),
    [
        (0.8, 4, "not told"),
        (0.8, 5, "rough"),
        (0.8, 13, "rough"),
        (0.8, 14, (False, True)),
        (0.8, 16, (False, True)),
        (0.8, 17, (True, True)),
        (0.95, 58, "not told"),
        (0.95, 59, (False, True)),
        (0.95, 71, (False, True)),
        (0.95, 72, (True, True)),
    ],
)
def test_what_few_take_is_told_from_so_many_on(
    p: float, n: int, told: tuple[bool, bool] | str
) -> None:
    assert sides(n, p) == told


@pytest.mark.parametrize("p", TOLD)
def test_bounds_are_those_of_the_quantile_test(p: float) -> None:
    for n in range(1, 130):
        found = TOLD[p](up_to(n))
        if found is None or found.bounds is None:
            continue
        kind = "less" if found.bounds.low is None else "two-sided"
        test = stats.quantile_test(range(1, n + 1), q=n / 2, p=p, alternative=kind)
        expected = test.confidence_interval(0.95)
        assert found.bounds.high == expected.high
        assert found.bounds.low in (None, expected.low)


@pytest.mark.parametrize("p", TOLD)
@pytest.mark.parametrize("n", [20, 60, 100, *LARGE])
def test_ranks_are_the_narrowest_and_hold_as_often_as_they_say(n: int, p: float) -> None:
    ranks, chances = ranks_around(n, p, beyond=0.025), stats.binom(n, p)
    low, high = ranks.low or 0, ranks.high or n + 1
    assert chances.cdf(low - 1) <= 0.025 < chances.cdf(low)
    assert chances.sf(high - 1) <= 0.025 < chances.sf(high - 2)
    assert ranks.confidence == pytest.approx(chances.cdf(high - 1) - chances.cdf(low - 1), abs=1e-9)
    above = rank_above(n, p, beyond=0.05)
    assert above.confidence == pytest.approx(chances.cdf((above.high or n + 1) - 1), abs=1e-9)


def holds(found: Quantile | None, true: float) -> bool:
    assert found is not None
    assert found.bounds is not None
    low, high = found.bounds.low or 0, found.bounds.high or true
    return low <= true <= high


def claimed(found: Quantile | None) -> float:
    assert found is not None
    assert found.bounds is not None
    return found.bounds.confidence


@pytest.mark.parametrize(
    ("p", "n"), [*[(0.5, n) for n in SIZES], (0.8, 14), (0.8, 20), (0.8, 30), (0.95, 60)]
)
def test_truth_lies_within_the_bounds_as_often_as_is_claimed(p: float, n: int) -> None:
    found = [TOLD[p](Ordered.of(each)) for each in samples(n)]
    assert claimed(found[0]) >= 0.95
    seen = part(lambda each: holds(each, truth(p)), found)
    assert seen == pytest.approx(claimed(found[0]), abs=TWO_POINTS)
