"""Positions that end, their seats, and appointments that are in each other's way."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone

from people import actions
from people.actions import appoint_person, change_appointment, keep_position, retire_position
from people.doers import Doer
from people.models import Appointment, AppointmentRequest, PeopleEntry, Position, User
from tests import make
from tests.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)


def today() -> date:
    return timezone.localdate()


def terms(
    user: User,
    position: Position,
    *,
    capacity: str = "definitive",
    starts: int = 0,
    ends: int | None = None,
) -> Appointment:
    """Make an appointment, not stored, from so many days from today until so many."""
    return Appointment(
        user=user,
        position=position,
        capacity=capacity,
        letter="SK/1/2026",
        starts_on=today() + starts * DAY,
        ends_on=None if ends is None else today() + ends * DAY,
    )


def appointed(wanted: Appointment) -> partial[Appointment | AppointmentRequest]:
    return partial(appoint_person, wanted, by=make.doer())


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        ((0, None), (0, None), True),
        ((0, 9), (9, None), True),
        ((0, 9), (10, None), False),
        ((5, None), (0, 5), True),
        ((5, None), (0, 4), False),
        ((0, 9), (2, 3), True),
        ((2, 3), (0, 9), True),
    ],
)
@pytest.mark.parametrize("capacity", ["definitive", "plt", "plh"])
def test_one_person_holds_a_position_once_at_a_time(
    capacity: str, first: tuple[int, int | None], second: tuple[int, int | None], is_refused: bool
) -> None:
    user, position = make.user(), make.position()
    Position.objects.update(seats=5)
    appointed(terms(user, position, starts=first[0], ends=first[1]))()
    wanted = terms(user, position, capacity=capacity, starts=second[0], ends=second[1])
    if is_refused:
        assert refused(appointed(wanted)) == (
            f"{position}: {user} is there already for some of these days. Let one end before the "
            "other begins."
        )
    else:
        appointed(wanted)()
    assert Appointment.objects.count() == (1 if is_refused else 2)


@pytest.mark.parametrize(("seats", "is_refused"), [(1, True), (2, False)])
def test_a_position_is_held_definitively_by_as_many_as_it_has_seats(
    seats: int, is_refused: bool
) -> None:
    position, first = make.position(), make.user()
    Position.objects.filter(pk=position.pk).update(seats=seats)
    appointed(terms(first, position))()
    second = terms(make.user(), position, starts=3)
    if is_refused:
        assert refused(appointed(second)) == (
            f"{position} has 1 seat, and it is taken by {first}. Let an appointment end first, "
            "or give the position more seats."
        )
    else:
        appointed(second)()


def test_who_acts_takes_no_seat() -> None:
    position = make.position()
    appointed(terms(make.user(), position))()
    appointed(terms(make.user(), position, capacity="plh", ends=5))()
    assert Appointment.objects.count() == 2


def test_seats_are_counted_day_by_day() -> None:
    position = make.position()
    Position.objects.filter(pk=position.pk).update(seats=2)
    for starts, ends in ((0, 4), (6, None)):
        appointed(terms(make.user(), position, starts=starts, ends=ends))()
    appointed(terms(make.user(), position))()
    assert "seats, and they are taken" in refused(appointed(terms(make.user(), position, ends=0)))
    appointed(terms(make.user(), position, starts=5, ends=5))()


def test_an_appointment_is_not_lengthened_into_another() -> None:
    user, position = make.user(), make.position()
    first = make.appointment(user, position, starts_on=today(), ends_on=today() + 5 * DAY)
    make.appointment(user, position, starts_on=today() + 6 * DAY)
    first.ends_on = today() + 6 * DAY
    assert "is there already" in refused(partial(change_appointment, first, by=make.doer()))
    first.ends_on = today() + 4 * DAY
    change_appointment(first, by=make.doer())


def test_a_second_person_confirms_nothing_that_is_in_the_way() -> None:
    asked = make.appointment_request()
    make.holder(asked.position)
    with_right = make.may("people")
    confirm = partial(actions.confirm_appointment, asked, by=make.doer(with_right))
    assert "seat, and it is taken" in refused(confirm)


def retired(position: Position, *, to: Position, days: int = 0, by: Doer | None = None) -> Position:
    return retire_position(position, on=today() + days * DAY, successor=to, by=by or make.doer())


def test_a_position_is_retired_from_a_day_on_and_its_appointments_end_before() -> None:
    old, new = make.position("Lama"), make.position("Baru")
    holder = make.holder(old)
    done = retired(old, to=new, days=3)
    assert (done.retired_on, done.successor) == (today() + 3 * DAY, new)
    assert Appointment.objects.get(user=holder).ends_on == today() + 2 * DAY
    deeds = PeopleEntry.objects.order_by("number").values_list("deed", flat=True)
    assert list(deeds) == ["end_appointment", "retire_position"]
    in_use = [Position.objects.in_use(today() + each * DAY).count() for each in (2, 3)]
    assert in_use == [2, 1]
    assert Position.objects.count() == 2


def test_a_position_is_not_retired_without_sense() -> None:
    old, new, gone = make.position("Lama"), make.position("Baru"), make.position("Hilang")
    by = make.doer()
    retire = partial(retired, by=by)
    retire(gone, to=new)
    fit = "Choose a successor that is another position and is not retired itself."
    assert refused(partial(retire, old, to=old)) == fit
    assert refused(partial(retire, old, to=gone)) == fit
    assert refused(partial(retire, gone, to=old)).startswith("Hilang has been retired since")
    assert refused(partial(retire, old, to=new, days=-1)) == (
        "A position is retired from today on or from a later day."
    )
    later = make.appointment(make.user(), old, starts_on=today() + 5 * DAY)
    assert refused(partial(retire, old, to=new)).startswith(f"{later} begins on")


def test_nobody_lets_their_own_position_succeed() -> None:
    old, new = make.position(), make.position()
    someone = make.may("people")
    make.appointment(someone, new)
    assert refused(partial(retired, old, to=new, by=make.doer(someone))) == (
        "You hold the successor, so somebody else has to retire this position."
    )


def test_nobody_is_appointed_to_a_position_past_its_end() -> None:
    old, new = make.position("Lama"), make.position("Baru")
    retired(old, to=new, days=3)
    assert refused(appointed(terms(make.user(), old))).startswith("Lama is retired from")
    assert refused(appointed(terms(make.user(), old, ends=3))).startswith("Lama is retired from")
    appointed(terms(make.user(), old, ends=2))()


def test_a_position_can_stay_until_its_day_has_come() -> None:
    old, new = make.position(), make.position()
    retired(old, to=new, days=1)
    assert keep_position(old, by=make.doer()).retired_on is None
    retired(old, to=new)
    assert "that stays as it is" in refused(partial(keep_position, old, by=make.doer()))


def test_the_successor_stands_where_the_position_stood() -> None:
    first, second, third = (make.position() for _ in range(3))
    below = make.position()
    Position.objects.filter(pk=below.pk).update(superior=second)
    retired(first, to=second)
    retired(second, to=third)
    assert actions.succeed_position(Position.objects.get(pk=second.pk), by=make.doer()) == 2
    assert Position.objects.get(pk=below.pk).superior == third
    assert Position.objects.get(pk=first.pk).successor == third
    holder = make.holder(third)
    held = Position.objects.held_by(holder, on=today())
    assert set(held) == {first, second, third}


def test_a_retired_position_leaves_the_choices_and_stays_in_the_list() -> None:
    old, new = make.position("Lama"), make.position("Baru")
    client = make.client(make.administrator())
    page = f"/admin/people/position/{old.pk}/change/"
    sent = {
        "title": "Lama",
        "unit": old.unit_id,
        "seats": 1,
        "retired_on": today().isoformat(),
        "successor": "",
    }
    missing = client.post(page, sent).content.decode()
    assert "A retired position has a day and a successor." in missing
    assert client.post(page, {**sent, "successor": new.pk}).status_code == 302
    assert Position.objects.get(pk=old.pk).successor == new
    choices = "/admin/autocomplete/?app_label=people&model_name=appointment&field_name=position"
    found = client.get(choices).json()["results"]
    assert [each["text"] for each in found] == ["Baru"]
    listed = client.get("/admin/people/position/").content.decode()
    assert ("Lama" in listed, "Baru" in listed) == (True, True)


@pytest.mark.parametrize("steps_below", [1, 2])
def test_a_successor_from_below_takes_the_place_and_nobody_stands_above_themselves(
    steps_below: int,
) -> None:
    top, old, middle, heir = (make.position() for _ in range(4))
    above = {old: top, middle: old, heir: middle if steps_below == 2 else old}
    for position, superior in above.items():
        Position.objects.filter(pk=position.pk).update(superior=superior)
    done = retired(old, to=heir)
    assert actions.succeed_position(done, by=make.doer()) == 2
    assert Position.objects.upwards(Position.objects.get(pk=middle.pk)) == [heir.pk, top.pk]
    assert actions.succeed_position(done, by=make.doer()) == 0


def test_who_saves_a_position_opened_before_keeps_the_end_that_it_got_since() -> None:
    old, new = make.position(), make.position()
    opened = Position.objects.get(pk=old.pk)
    retired(old, to=new)
    opened.title = "Nama lain"
    actions.save_position(opened, by=make.doer())
    fresh = Position.objects.get(pk=old.pk)
    assert (fresh.title, fresh.retired_on, fresh.successor) == ("Nama lain", today(), new)
