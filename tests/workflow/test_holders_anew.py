"""Who comes to a position again, or leaves it again; what becomes of the notices of its tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from people.actions import change_account, change_appointment, retire_position
from people.doers import Doer
from people.models import Appointment, Position, User
from procedures.models import Version
from tests import make
from workflow.actions.holders import bring_back_notices, tell_holders, tell_vacancies
from workflow.actions.notices import mail_next
from workflow.actions.succession import empty_hands, succeed_positions
from workflow.models import Notice, Task, ToldHolder
from workflow.notifications import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
NOON = make.wib("2026-06-08 12:00")
YESTERDAY = make.MONDAY.date() - timedelta(days=1)
Change = Callable[[Appointment, Position], None]


def waits(version: Version) -> Task:
    return make.task(version, by=make.holder_of(version, "Kepala"))


def unread(user: User) -> list[str]:
    return list(Notice.objects.unread().filter(user=user).values_list("kind", flat=True))


def by_the_row(appointment: Appointment, position: Position) -> None:
    Appointment.objects.filter(pk=appointment.pk).update(position=position)


def by_the_deed(appointment: Appointment, position: Position) -> None:
    fresh = Appointment.objects.get(pk=appointment.pk)
    fresh.position = position
    change_appointment(fresh, by=Doer(make.administrator(), TEN))


@pytest.mark.parametrize("change", [by_the_row, by_the_deed])
def test_whose_appointment_is_moved_to_another_position_is_told_what_waits_there(
    change: Change,
) -> None:
    version = make.version()
    task = waits(version)
    make.told()
    elsewhere = make.position()
    someone = make.holder(elsewhere)
    assert tell_holders(make.MONDAY) == 0
    appointment = someone.appointments.get()
    change(appointment, task.position)
    assert [tell_holders(NOON), tell_holders(NOON)] == [1, 0]
    assert unread(someone) == ["arrived"]
    change(appointment, elsewhere)
    tell_holders(NOON)
    change(appointment, task.position)
    assert tell_holders(NOON) == 0
    assert ToldHolder.objects.get(appointment=appointment).position == task.position


def closed_by_the_row(user: User, *, is_active: bool) -> None:
    User.objects.filter(pk=user.pk).update(is_active=is_active)


def closed_by_the_deed(user: User, *, is_active: bool) -> None:
    user.is_active = is_active
    change_account(user, by=Doer(make.administrator(), TEN))


@pytest.mark.parametrize(
    ("close", "looks"),
    [(closed_by_the_row, True), (closed_by_the_deed, True), (closed_by_the_deed, False)],
)
def test_whose_account_is_put_into_use_again_is_told_once_what_came_meanwhile(
    close: Callable[..., None], looks: bool
) -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    tell_holders(make.MONDAY)
    close(staff, is_active=False)
    waits(version)
    make.told()
    if looks:  # the worker was at work meanwhile
        tell_holders(TEN)
    close(staff, is_active=True)
    assert [tell_holders(NOON), tell_holders(NOON)] == [1, 0]
    assert unread(staff) == ["arrived"]


def test_whose_appointment_ended_and_was_prolonged_is_told_what_came_meanwhile() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    tell_holders(make.MONDAY)
    staff.appointments.update(ends_on=YESTERDAY)
    waits(version)
    make.told()
    tell_holders(TEN)
    staff.appointments.update(ends_on=None)
    assert [tell_holders(NOON), tell_holders(NOON)] == [1, 0]


def test_who_was_told_that_a_position_was_vacant_and_comes_to_it_is_told_what_waits() -> None:
    version = make.version()
    boss = make.administrator()
    task = waits(version)
    make.told()
    assert unread(boss) == ["vacant"]
    make.appointment(boss, task.position)
    tell_vacancies(TEN)
    assert tell_holders(TEN) == 1
    assert unread(boss) == ["arrived"]


def vacant() -> tuple[Task, User]:
    """Make a task at a vacant position, of which an administrator was told."""
    boss = make.administrator()
    User.objects.filter(pk=boss.pk).update(email="boss@example.go.id")
    task = waits(make.version())
    make.told()
    return task, boss


def test_a_position_that_was_filled_and_is_vacant_again_is_told_of_again() -> None:
    task, boss = vacant()
    assert tell_vacancies(TEN) == 0
    held = make.appointment(make.user(), task.position)
    assert (tell_vacancies(TEN), unread(boss)) == (0, [])
    held.delete()
    assert [tell_vacancies(NOON), tell_vacancies(NOON)] == [1, 0]
    assert unread(boss) == ["vacant"]
    assert Notice.objects.unread().get(user=boss).at == NOON
    assert Notice.objects.filter(user=boss, kind="vacant").count() == 2


def test_a_notice_of_a_vacancy_that_was_read_is_no_reason_to_keep_silent_of_the_next() -> None:
    task, boss = vacant()
    Notice.objects.update(read_at=TEN)
    held = make.appointment(make.user(), task.position)
    tell_vacancies(TEN)
    held.delete()
    assert tell_vacancies(NOON) == 1
    assert unread(boss) == ["vacant"]


def test_who_brought_a_task_is_told_that_its_position_fell_vacant() -> None:
    boss = make.administrator()
    version = make.version()
    make.appointment(boss, make.position_of(version, "Kepala"))
    staff = make.holder_of(version, "Staf")
    make.task(version, by=boss)
    make.told()
    staff.appointments.update(ends_on=YESTERDAY)
    assert tell_vacancies(TEN) == 1
    assert unread(boss) == ["vacant"]


def filled(task: Task) -> None:
    make.holder(task.position)


def ended(task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(
        finished_at=task.arrived_at,
        finished_by=make.user(),
        answer="done",
        waiting_minutes=0,
        working_minutes=0,
        paused_minutes=0,
    )


@pytest.mark.parametrize("change", [filled, ended])
@pytest.mark.parametrize("looks", [True, False])
def test_a_notice_no_longer_says_that_a_position_is_vacant_once_it_is_not(
    change: Callable[[Task], None], looks: bool
) -> None:
    task, boss = vacant()
    client = make.client(boss)
    is_vacant = f"A task waits for {task.position}, and nobody holds that position."
    was_vacant = f"A task waited for {task.position} while nobody held that position."
    heading = "A task waits where nobody is"
    before = client.get("/notices/").content.decode()
    assert [text in before for text in (is_vacant, heading, was_vacant)] == [True, True, False]
    change(task)
    if looks:
        tell_vacancies(TEN)
    after = client.get("/notices/").content.decode()
    assert [text in after for text in (is_vacant, heading, was_vacant)] == [False, False, True]
    assert mail_next(NOON).name == "NONE_WAITS"
    if looks:
        assert unread(boss) == []


def test_a_hand_over_lets_the_notices_of_those_who_held_the_position_rest() -> None:
    version = make.version()
    gone, both = (make.holder_of(version, "Staf") for _ in range(2))
    task = waits(version)
    make.told()
    now = Doer(make.administrator(), make.MONDAY)
    heir = make.position()
    make.appointment(both, heir)
    retire_position(task.position, on=make.MONDAY.date(), successor=heir, by=now)
    succeed_positions(TEN)
    make.told(TEN)
    bring_back_notices(TEN)
    assert (unread(gone), unread(both)) == ([], ["arrived"])


def test_what_a_vacant_position_waited_for_rests_once_its_successor_has_it() -> None:
    task, boss = vacant()
    heir = make.position()
    new = make.holder(heir)
    by = Doer(boss, make.MONDAY)
    retire_position(task.position, on=make.MONDAY.date(), successor=heir, by=by)
    succeed_positions(TEN)
    make.told(TEN)
    assert (unread(boss), unread(new)) == ([], ["arrived"])


@pytest.mark.parametrize(("stays", "kinds"), [(True, ["arrived"]), (False, [])])
def test_giving_back_lets_the_notices_of_one_who_left_rest(stays: bool, kinds: list[str]) -> None:
    version = make.version()
    one, two = (make.holder_of(version, "Staf") for _ in range(2))
    task = waits(version)
    make.told()
    make.taken(task, by=one)
    if not stays:
        one.appointments.update(ends_on=YESTERDAY)
    empty_hands(one, by=Doer(make.may("people"), TEN))
    bring_back_notices(TEN)
    assert (unread(one), unread(two)) == (kinds, ["arrived"])


def test_notices_rest_with_one_who_has_left_and_are_back_with_one_who_comes_back() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    waits(version)
    make.told()
    staff.appointments.update(ends_on=YESTERDAY)
    assert (bring_back_notices(TEN), unread(staff)) == (0, [])
    staff.appointments.update(ends_on=None)
    assert [bring_back_notices(TEN), bring_back_notices(TEN)] == [1, 0]
    assert unread(staff) == ["arrived"]
    page = make.client(staff).get("/notices/").content.decode()
    assert "Somebody else sees to this task." not in page


def test_words_of_a_vacancy_are_those_of_its_position_as_it_is() -> None:
    task, boss = vacant()
    days = date(2026, 6, 8)
    make.appointment(make.user(), task.position, starts_on=days + timedelta(days=300))
    notice = Notice.objects.get(user=boss)
    assert (
        words_of(notice).why == f"A task waits for {task.position}, and nobody holds that position."
    )
