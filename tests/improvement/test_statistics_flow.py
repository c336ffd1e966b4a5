from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.statistics import (
    FlowEfficiency,
    LittlesLaw,
    Load,
    StepStay,
    StepWaiting,
    bottlenecks,
    flow_efficiency,
    littles_law,
    load,
)
from tests.improvement.drawn import seeded

MINUTES = st.integers(0, 1_000)
STAYS = st.lists(st.builds(StepStay, st.integers(1, 4), st.just("done"), MINUTES, MINUTES, MINUTES))


def stay(step: int, waiting: int, working: int = 0, paused: int = 0) -> StepStay:
    return StepStay(step, "done", waiting, working, paused)


def test_part_of_the_time_that_is_work_is_that_of_sums_not_of_shares() -> None:
    found = flow_efficiency([stay(1, 0, 10), stay(2, 60, 15, 15)])
    assert found == FlowEfficiency(25, 100, 2)
    assert found.share == 0.25


def test_part_of_no_time_is_not_told() -> None:
    assert flow_efficiency([]) is None
    assert flow_efficiency([stay(1, 0)]) is None


def test_bottleneck_is_where_most_of_the_waiting_is_not_the_longest_mean() -> None:
    often, rarely = [stay(2, 30) for _ in range(20)], [stay(3, 200)]
    assert bottlenecks([stay(1, 0), *rarely, *often]) == (
        StepWaiting(2, 600, 20, 0.75),
        StepWaiting(3, 200, 1, 0.25),
        StepWaiting(1, 0, 1, 0.0),
    )


def test_where_nothing_waits_there_is_no_bottleneck() -> None:
    assert bottlenecks([]) == ()
    assert bottlenecks([stay(1, 0, 20)]) == ()


@given(STAYS)
def test_shares_of_waiting_make_the_whole(stays: list[StepStay]) -> None:
    found, waited = bottlenecks(stays), sum(each.waiting for each in stays)
    assert sum(each.minutes for each in found) == waited
    assert sum(each.share for each in found) == pytest.approx(1 if waited else 0)
    assert [each.minutes for each in found] == sorted(
        (each.minutes for each in found), reverse=True
    )


def test_load_is_shared_by_all_who_hold_the_position() -> None:
    assert load(675, available=450, holders=2) == Load(675, 900)
    assert load(675, available=450, holders=1.5) == Load(675, 675)
    full = load(675, available=450, holders=1)
    assert full is not None
    assert full.share == 1.5


def test_load_of_a_vacant_position_and_of_days_off_is_not_told() -> None:
    assert load(60, available=450, holders=0) is None
    assert load(60, available=0, holders=2) is None


def test_littles_law_holds_for_an_office_that_ends_what_it_begins() -> None:
    random, period = seeded(3), 100_000
    spans = [(begun, begun + random.uniform(0, 900)) for begun in range(0, period, 50)]
    mean = sum(end - begun for begun, end in spans) / len(spans)
    present = sum(min(end, period) - begun for begun, end in spans) / period
    found = littles_law(present=present, arrivals=len(spans), period=period, mean=mean)
    assert found is not None
    assert found.explained == pytest.approx(present, rel=0.01)
    assert found.is_steady


@pytest.mark.parametrize(
    ("arrivals", "is_steady"), [(79, False), (80, True), (100, True), (120, True), (121, False)]
)
def test_more_than_a_fifth_apart_is_not_what_comes_and_goes(arrivals: int, is_steady: bool) -> None:
    found = littles_law(present=10, arrivals=arrivals, period=1_000, mean=100)
    assert found == LittlesLaw(10, arrivals / 1_000 * 100)
    assert found.is_steady is is_steady


def test_law_says_nothing_where_nothing_was_there_or_ended() -> None:
    assert littles_law(present=0, arrivals=0, period=450, mean=10) is None
    assert littles_law(present=3, arrivals=3, period=450, mean=None) is None


@pytest.mark.parametrize(
    ("changed", "value"), [("period", 0), ("period", -1), ("present", -1), ("mean", -1)]
)
def test_law_refuses_odd_figures(changed: str, value: float) -> None:
    given_ = {"present": 3.0, "period": 450.0, "mean": 10.0, changed: value}
    with pytest.raises(ValueError, match="minutes"):
        littles_law(arrivals=3, **given_)
