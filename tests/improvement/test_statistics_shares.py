from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from improvement.statistics import Share, share
from tests.improvement.drawn import REPETITIONS, SIZES, TWO_POINTS, part, seeded


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_of_a_share_is_wilsons(counted: tuple[int, int]) -> None:
    count, n = counted
    found = share(count, n)
    expected = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    assert found is not None
    assert [found.low, found.high] == pytest.approx([expected.low, expected.high], abs=1e-12)
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_nine_of_ten_within_the_standard_are_sixty_to_ninety_eight_percent() -> None:
    found = share(9, 10)
    assert found is not None
    assert (found.value, round(found.low, 2), round(found.high, 2)) == (0.9, 0.6, 0.98)


def test_none_and_all_reach_the_ends() -> None:
    none, every = share(0, 7), share(7, 7)
    assert none is not None
    assert every is not None
    assert (none.low, every.high) == (0, 1)
    assert none.high == pytest.approx(0.354, abs=0.001)
    assert every.low == pytest.approx(1 - none.high)


def test_share_of_nothing_is_not_told_and_odd_counts_are_refused() -> None:
    assert share(0, 0) is None
    for count, n in [(-1, 5), (6, 5), (1, 0), (0, -1)]:
        with pytest.raises(ValueError, match=f"{count} of {n} is no share"):
            share(count, n)


def sample(random: Random, n: int) -> tuple[float, Share | None]:
    """Draw a true share between 50 and 100 %, and how many of n documents were within."""
    true = random.uniform(0.5, 1)
    return true, share(sum(random.random() < true for _ in range(n)), n)


@pytest.mark.parametrize("n", SIZES)
def test_true_share_lies_within_the_interval_in_95_of_100(n: int) -> None:
    random = seeded(n)
    drawn = [sample(random, n) for _ in range(REPETITIONS)]
    seen = part(lambda each: each[1] is not None and each[1].low <= each[0] <= each[1].high, drawn)
    assert seen == pytest.approx(0.95, abs=TWO_POINTS)
