from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import numpy
import pytest

from improvement.forecasting import (
    Calibration,
    Forecast,
    NoForecast,
    Past,
    PastStay,
    Trial,
    Ways,
    by_standard,
    calibrated,
    forecast,
    seed_of,
)
from improvement.statistics import share
from tests.improvement.drawn import seeded

SEED = seed_of(7, date(2026, 12, 1))


def ended(*minutes: float, then: int | None = None) -> list[PastStay]:
    return [PastStay(each, then) for each in minutes]


def test_way_without_choice_is_the_sum_of_its_steps() -> None:
    past = {1: ended(*[60] * 8, then=2), 2: ended(*[30] * 9)}
    assert forecast(past, step=1, age=0, seed=SEED) == Forecast(90, 90, 8)
    assert forecast(past, step=1, age=45, seed=SEED) == Forecast(45, 45, 8)
    assert forecast(past, step=2, age=10, seed=SEED) == Forecast(20, 20, 9)


def test_rest_of_a_stay_is_that_of_stays_that_lasted_as_long() -> None:
    past = {1: ended(5, 6, 7, 8, 9, 100, 100, 100)}
    assert forecast(past, step=1, age=10, seed=SEED) == Forecast(90, 90, 8)
    assert forecast(past, step=1, age=100, seed=SEED) == Forecast(0, 0, 8)


def test_last_step_is_told_by_the_quantiles_of_its_past() -> None:
    minutes = list(range(1, 101))
    found = forecast({1: ended(*minutes)}, step=1, age=0, seed=SEED)
    assert isinstance(found, Forecast)
    expected = numpy.quantile(minutes, [0.5, 0.85], method="inverted_cdf")
    assert (found.likely, found.almost_sure) == pytest.approx(expected, abs=5)


def test_return_is_as_likely_as_it_was_seen() -> None:
    past = {1: ended(*[10] * 8, then=2), 2: ended(*[1] * 6) + ended(*[100] * 2, then=1)}
    found = forecast(past, step=2, age=0, seed=SEED)
    # 1 with 3/4; 100 + 10 + 1 with 3/16; so 85 % lie between one return and the next
    assert found == Forecast(1, 111, 8)


def test_same_document_is_forecast_alike_all_day_and_by_everybody() -> None:
    random = seeded(1)
    past = {1: ended(*[random.uniform(1, 900) for _ in range(40)])}
    found = [forecast(past, step=1, age=0, seed=seed_of(7, date(2026, 12, 1))) for _ in range(2)]
    assert found[0] == found[1]
    others = {seed_of(7, date(2026, 12, 2)), seed_of(8, date(2026, 12, 1)), SEED}
    assert len(others) == 3


@pytest.mark.parametrize(
    ("past", "why"),
    [
        ({}, NoForecast.TOO_FEW),
        ({1: ended(*[5] * 7)}, NoForecast.TOO_FEW),
        ({1: ended(*[5] * 8, then=2)}, NoForecast.TOO_FEW),
        ({1: ended(*[5] * 8, then=2), 2: ended(*[5] * 7)}, NoForecast.TOO_FEW),
        ({1: ended(*[4] * 8)}, NoForecast.TOO_OLD),
        ({1: ended(4, 4, 4, 4, 4, 4, 5, 6)}, NoForecast.TOO_OLD),
        ({1: ended(*[5] * 8, then=1)}, NoForecast.ENDLESS),
        ({1: ended(*[5] * 2000, then=1) + ended(5)}, NoForecast.ENDLESS),
    ],
)
def test_nothing_is_forecast_where_the_past_says_too_little(past: Past, why: NoForecast) -> None:
    assert forecast(past, step=1, age=5, seed=SEED) is why


def test_step_that_only_the_drawing_reaches_needs_a_past_too() -> None:
    past = {1: ended(*[5] * 8), 3: ended(*[5] * 2)}
    assert forecast(past, step=1, age=0, seed=SEED) == Forecast(5, 5, 8)
    drawing: Ways = {1: [None, 2], 2: [None]}
    assert forecast(past, step=1, age=0, seed=SEED, ways=drawing) is NoForecast.TOO_FEW
    past[2] = ended(*[5] * 8)
    assert forecast(past, step=1, age=0, seed=SEED, ways=drawing) == Forecast(5, 5, 8)


@pytest.mark.parametrize("odd", [-1, float("nan"), float("inf")])
def test_odd_minutes_are_refused(odd: float) -> None:
    for enter in (
        lambda: PastStay(odd, None),
        lambda: forecast({1: ended(*[5] * 8)}, step=1, age=odd, seed=SEED),
        lambda: by_standard(odd, [60]),
        lambda: by_standard(0, [60, odd]),
        lambda: Trial(Forecast(1, 2, 8), odd),
    ):
        with pytest.raises(ValueError, match="no minutes of working time"):
            enter()


def test_straight_way_by_standard_times_is_their_sum_less_the_age() -> None:
    assert by_standard(20, [60, 30, 15]) == 85
    assert by_standard(75, [60, 30, 15]) == 45
    assert by_standard(0, []) is None
    assert by_standard(0, [60, None]) is None
    assert by_standard(0, [None, 60]) is None


def held(actual: float) -> Trial:
    return Trial(Forecast(100, 200, 8), actual)


def test_forecast_has_held_when_the_document_ended_no_later() -> None:
    found = calibrated([held(100), held(101), held(200), held(201)])
    one, three = share(1, 4), share(3, 4)
    assert one is not None
    assert three is not None
    assert found == Calibration(one, three)
    assert found.is_true
    assert calibrated([]) is None


@pytest.mark.parametrize(
    ("actual", "is_true"),
    [([50] * 40, False), ([300] * 40, False), ([50] * 20 + [150] * 14 + [300] * 6, True)],
)
def test_calibration_says_when_more_or_less_held_than_was_claimed(
    actual: list[float], is_true: bool
) -> None:
    found = calibrated(map(held, actual))
    assert found is not None
    assert found.is_true is is_true


LAST = 3


def drawn(random: Random, step: int) -> PastStay:
    """Draw a stay of three steps, of which the second returns one of five, quickly."""
    minutes = random.lognormvariate(5, 1)
    if step == 2 and random.random() < 0.2:
        return PastStay(minutes / 2, 1)
    return PastStay(minutes, None if step == LAST else step + 1)


def whole(random: Random) -> float:
    """Draw the minutes of a document from its start to its end."""
    minutes, step = 0.0, 1
    while True:
        stay = drawn(random, step)
        minutes += stay.minutes
        if stay.then is None:
            return minutes
        step = stay.then


def trials(random: Random, n: int) -> Iterator[Trial]:
    """Draw a past of n stays at each step, and ten documents that its forecast is tried on."""
    past = {step: [drawn(random, step) for _ in range(n)] for step in range(1, LAST + 1)}
    found = forecast(past, step=1, age=0, seed=str(random.random()))
    assert isinstance(found, Forecast)
    return (Trial(found, whole(random)) for _ in range(10))


@pytest.mark.parametrize(("n", "nearly"), [(8, 0.04), (30, 0.02)])
def test_half_of_the_documents_end_before_the_likely_date_and_most_before_the_sure_one(
    n: int, nearly: float
) -> None:
    random = seeded(n)
    found = calibrated(each for _ in range(400) for each in trials(random, n))
    assert found is not None
    assert found.likely.value == pytest.approx(0.5, abs=nearly)
    assert found.almost_sure.value == pytest.approx(0.85, abs=nearly)
