from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from improvement.statistics import Ordered, ageing


@given(st.lists(st.integers(0, 50), min_size=1), st.integers(0, 60))
def test_age_of_an_open_stay_is_the_strict_percentile(past: list[int], age: int) -> None:
    found = ageing(age, Ordered.of(past))
    assert found is not None
    assert found.n == len(past)
    assert found.share == pytest.approx(stats.percentileofscore(past, age, kind="strict") / 100)


def test_open_stay_is_told_to_be_older_than_the_shorter_ones() -> None:
    found = ageing(60, Ordered.of([10, 60, 90, 30]))
    assert found is not None
    assert (found.shorter, found.n, found.share) == (2, 4, 0.5)
    assert ageing(60, Ordered.of([])) is None
