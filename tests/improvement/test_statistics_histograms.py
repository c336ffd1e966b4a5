from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.statistics import Histogram, Ordered, median, merged, p80, p95
from improvement.statistics.histograms import ERROR, bucket
from tests.improvement.drawn import seeded, stays

NEARLY = ERROR + 1e-9
"""What a boundary between buckets may be off by in floating point is a billionth."""

MINUTES = st.lists(st.one_of(st.integers(0, 5_000), st.floats(0.01, 1e9)), max_size=60)


@given(st.lists(MINUTES, max_size=5))
def test_histograms_of_months_make_the_histogram_of_all(months: list[list[float]]) -> None:
    together = [minutes for month in months for minutes in month]
    assert merged(Histogram.of(month) for month in months) == Histogram.of(together)


@given(MINUTES)
def test_every_rank_is_read_back_within_one_percent(minutes: list[float]) -> None:
    exact, found = Ordered.of(minutes), Histogram.of(minutes)
    ranks = range(1, exact.n + 1)
    assert found.n == exact.n
    assert [found.at(rank) for rank in ranks] == pytest.approx(
        [exact.at(rank) for rank in ranks], rel=NEARLY, abs=0
    )
    counted = [minutes for minutes, count in found.counts() for _ in range(count)]
    assert counted == [found.at(rank) for rank in ranks]


@given(MINUTES, st.floats(0, 1e9))
def test_shorter_ones_are_counted_but_for_those_within_two_percent(
    minutes: list[float], age: float
) -> None:
    exact, found = Ordered.of(minutes), Histogram.of(minutes).below(age)
    assert exact.below(age * 0.979) <= found <= exact.below(age)


def test_month_of_many_stays_keeps_its_figures_in_some_hundred_numbers() -> None:
    minutes = [round(each) for each in stays(seeded(1), 20_000)]
    exact, found = Ordered.of(minutes), Histogram.of(minutes)
    assert len(found.buckets) < 400
    for tell in (median, p80, p95):
        expected, told = tell(exact), tell(found)
        assert expected is not None
        assert expected.bounds is not None
        assert told is not None
        assert told.bounds is not None
        assert (told.n, told.bounds.confidence) == (expected.n, expected.bounds.confidence)
        assert (told.minutes, told.bounds.low, told.bounds.high) == pytest.approx(
            (expected.minutes, expected.bounds.low, expected.bounds.high), rel=NEARLY
        )


def test_bucket_is_the_logarithm_to_the_growth_rounded_up() -> None:
    minutes = numpy.arange(1, 20_000)
    growth = (1 + 0.01) / (1 - 0.01)
    expected = numpy.ceil(numpy.log(minutes) / numpy.log(growth)).astype(int)
    assert [bucket(each) for each in minutes.tolist()] == expected.tolist()


def test_zero_minutes_are_counted_by_themselves() -> None:
    found = Histogram.of([0, 7, 0])
    assert found == Histogram(2, ((bucket(7), 1),))
    assert [found.at(rank) for rank in (1, 2)] == [0, 0]
    assert (found.below(0), found.below(0.5), found.below(8)) == (0, 2, 3)


@pytest.mark.parametrize(
    ("zeros", "buckets", "says"),
    [
        (-1, (), "counts what is there"),
        (0, ((3, 0),), "counts what is there"),
        (0, ((3, -1),), "counts what is there"),
        (0, ((4, 1), (3, 1)), "not in ascending order"),
        (0, ((3, 1), (3, 1)), "not in ascending order"),
    ],
)
def test_odd_histograms_are_refused(
    zeros: int, buckets: tuple[tuple[int, int], ...], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        Histogram(zeros, buckets)
