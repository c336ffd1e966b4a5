"""No two deeds to people wait for each other: positions are locked in the order of their keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone

from people import actions
from people.doers import Operator
from people.models import Appointment, Position
from people.refusals import Refused
from tests import make
from tests.workflow.test_locking import Deed, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def retiring(position: Position, successor: Position) -> Deed:
    on, by = timezone.localdate(), make.doer()
    return partial(actions.retire_position, position, on=on, successor=successor, by=by)


def succeeding_while_one_below_retires() -> tuple[Deed, Deed]:
    """A retired position has somebody below it whose key is the lower one."""
    below, heir, above = (make.position() for _ in range(3))
    Position.objects.filter(pk=below.pk).update(superior=above)
    retiring(above, heir)()
    return partial(actions.succeed_position, above, by=Operator(timezone.now())), retiring(
        below, above
    )


def succeeding_while_its_heir_retires() -> tuple[Deed, Deed]:
    """A successor stands below the position that it succeeds, and retires itself."""
    last, heir, above = (make.position() for _ in range(3))
    Position.objects.filter(pk=heir.pk).update(superior=above)
    retiring(above, heir)()
    return partial(actions.succeed_position, above, by=Operator(timezone.now())), retiring(
        heir, last
    )


def retiring_in_a_chain() -> tuple[Deed, Deed]:
    """One retires to a position that retires to a third."""
    second, third, first = (make.position() for _ in range(3))
    make.holder(first), make.holder(second)
    return retiring(first, second), retiring(second, third)


def saving_each_below_the_other() -> tuple[Deed, Deed]:
    """Two positions are put below each other."""
    one, two = make.position(), make.position()
    one.superior, two.superior = two, one
    save = partial(actions.save_position, by=make.doer())
    return partial(save, one), partial(save, two)


def settling_while_somebody_is_appointed() -> tuple[Deed, Deed]:
    """An office gets a position and people while one of these is appointed to another."""
    there = make.position()
    person = make.user()
    seats = [
        actions.Seat(Position(title="Analis baru")),
        actions.Seat(there, person),
    ]
    terms = Appointment(user=person, position=make.position(), starts_on=timezone.localdate())
    by = make.doer()
    return partial(actions.settle_office, there.unit, seats, by=by), partial(
        actions.appoint_person, terms, by=by
    )


@pytest.mark.parametrize(
    "scene",
    [
        succeeding_while_one_below_retires,
        succeeding_while_its_heir_retires,
        retiring_in_a_chain,
        saving_each_below_the_other,
        settling_while_somebody_is_appointed,
    ],
)
def test_no_deed_to_people_waits_for_another_that_waits_for_it(
    scene: Callable[[], tuple[Deed, Deed]],
) -> None:
    outcomes = at_once(*scene())
    assert {type(each) for each in outcomes} <= {type(None), Refused}, outcomes
