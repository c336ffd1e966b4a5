from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from improvement.statistics import Outliers, outliers


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=60))
def test_what_is_far_is_far_by_scipys_mad_of_the_logarithms(minutes: list[int]) -> None:
    logs = numpy.log(minutes)
    spread = stats.median_abs_deviation(logs)
    found = outliers(minutes)
    if found is None:
        assert spread == 0
        return
    scores = numpy.abs(0.6745 * (logs - numpy.median(logs)) / spread)
    borderline = set(numpy.flatnonzero(numpy.abs(scores - 3.5) < 1e-9).tolist())
    expected = set(numpy.flatnonzero(scores > 3.5).tolist())
    assert set(found.places) - borderline == expected - borderline
    assert found.n == len(minutes)


def test_stay_of_weeks_is_named_and_stays_among_the_others() -> None:
    assert outliers([30, 45, 40, 9_000, 35, 50]) == Outliers((3,), 6)


def test_what_took_no_minute_is_far_from_hours() -> None:
    assert outliers([300, 0, 450, 400, 350, 500]) == Outliers((1,), 6)


@pytest.mark.parametrize("minutes", [[], [7], [7, 7, 7, 900]])
def test_nothing_is_far_where_nothing_says_how_far(minutes: list[float]) -> None:
    assert outliers(minutes) is None


def test_two_are_not_far_from_each_other() -> None:
    assert outliers([1, 100_000]) == Outliers((), 2)
