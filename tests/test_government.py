"""What the bench of a government counts, and what a page may ask to know what somebody may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from bench.costs import Cost, median, slow
from bench.offices import ANALYST, CHIEF, CLERK, HEAD, Place, _seats
from people.models import User
from tests import make

MOST = 2
PAGES = ("/", "/documents/", "/documents/start/", "/procedures/", "/supervision/")


def cost_of(user: User, page: str) -> Cost:
    cost, client = Cost(), make.client(user)
    cost.ask(partial(client.get, page), is_counted=False)
    return cost


def somebody() -> User:
    return make.holder_of(make.document().version, "Kepala")


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", [somebody, make.supervisor, partial(make.may, "people")])
def test_what_somebody_may_see_is_known_by_two_queries(page: str, who: Callable[[], User]) -> None:
    make.document()
    cost = cost_of(who(), page)
    assert 0 < cost.to_see <= MOST < cost.queries


@pytest.mark.django_db
def test_queries_that_decide_are_told_from_others() -> None:
    cost = cost_of(somebody(), "/")
    assert cost.to_do > 0
    assert cost.to_see + cost.to_do < cost.queries


def test_times_are_told_by_their_middle_and_the_slowest_of_twenty() -> None:
    times = [float(each) for each in range(101)]
    assert (median(times), slow(times)) == (50, 95)


def test_everybody_in_a_government_has_a_seat() -> None:
    places = [
        Place(office, None, {name: f"{name} {office}" for name in (HEAD, CHIEF, ANALYST, CLERK)})
        for office in range(2)
    ]
    seats = Counter(_seats(places, 20))
    assert sum(seats.values()) == 20
    assert (seats[f"{HEAD} 0"], seats[f"{CHIEF} 0"]) == (1, 1)
    assert seats[f"{CLERK} 0"] > seats[f"{ANALYST} 0"] >= 1
