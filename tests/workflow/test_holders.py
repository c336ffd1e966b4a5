"""Who is told as people come, go and are missing; whose notices rest meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import Position, User
from procedures.models import Version
from tests import make
from workflow import actions
from workflow.actions.below import tell_below
from workflow.actions.deadlines import remind
from workflow.actions.holders import bring_back_notices, tell_holders, tell_vacancies
from workflow.actions.notices import choose_mail, mail_next
from workflow.management.duties import DUTIES, Round
from workflow.models import Notice, Task, ToldHolder
from workflow.notifications import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
WEDNESDAY = make.wib("2026-06-10 10:00")
HIDDEN = "You may not see any more what this notice tells of."


@pytest.fixture(autouse=True)
def _with_mail(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "sopks@example.go.id"
    settings.SITE_URL = "https://sop.example.go.id"


def holder(position: Position, *, starts_on: date = make.LONG_AGO) -> User:
    someone = make.user(email=f"p{User.objects.count()}@example.go.id")
    make.appointment(someone, position, starts_on=starts_on)
    return someone


def waits(version: Version, **more: Any) -> Task:
    return make.document(version, by=make.holder_of(version, "Kepala"), **more).tasks.get()


def unread() -> list[tuple[User, str]]:
    there = Notice.objects.unread().order_by("pk").select_related("user")
    return [(notice.user, notice.kind) for notice in there]


def mails(at: datetime) -> list[tuple[str, str]]:
    """Send all that is due; return to whom, and of what."""
    sent = len(mail.outbox)
    for _ in range(20):
        mail_next(at)
    return [(each.to[0], str(each.subject)) for each in mail.outbox[sent:]]


def move_away(user: User) -> None:
    user.appointments.update(ends_on=make.MONDAY.date() - timedelta(days=1))


@pytest.mark.parametrize("sensitivity", ["ordinary", "secret"])
def test_a_notice_of_what_one_may_not_see_any_more_says_only_that(sensitivity: str) -> None:
    version = make.version()
    staff = holder(make.position_of(version, "Staf"))
    waits(version, subject="Mutasi pegawai", sensitivity=sensitivity)
    make.told()
    before = make.client(staff).get("/notices/").content.decode()
    assert ("Mutasi pegawai" in before, HIDDEN in before) == (True, False)
    move_away(staff)
    page = make.client(staff).get("/notices/").content.decode()
    code = version.procedure.code
    assert [text in page for text in ("Mutasi", "Mengetik", "A task waits", code, HIDDEN)] == [
        False,
        False,
        False,
        False,
        True,
    ]
    assert mails(make.MONDAY) == []
    assert Notice.objects.get().mail_after is None
    opened = make.client(staff).post(f"/notices/{Notice.objects.get().pk}/open/")
    assert opened["Location"] == "/notices/"


def test_who_may_not_see_one_of_two_is_mailed_the_other_alone() -> None:
    version, other = make.version(), make.version()
    staff = holder(make.position_of(version, "Staf"))
    make.appointment(staff, make.position_of(other, "Staf"))
    waits(version, subject="Mutasi"), waits(other, subject="Undangan")
    make.told()
    staff.appointments.filter(position__actors__version=version).delete()
    assert mails(make.MONDAY) == [(staff.email, "[SOPKS] Mengetik surat: Undangan")]


def test_taking_a_task_settles_the_notices_of_the_others_and_releasing_brings_them_back() -> None:
    version = make.version()
    one, two = (holder(make.position_of(version, "Staf")) for _ in range(2))
    task = waits(version)
    make.told()
    assert unread() == [(one, "arrived"), (two, "arrived")]
    make.taken(task, by=one)
    assert unread() == [(one, "arrived")]
    assert mails(make.MONDAY) == [(one.email, "[SOPKS] Mengetik surat: Undangan rapat")]
    actions.release_task(task, by=Doer(one, TEN))
    assert unread() == [(one, "arrived"), (two, "arrived")]
    assert mails(TEN) == [(two.email, "[SOPKS] Mengetik surat: Undangan rapat")]


def test_a_notice_that_was_read_stays_read_through_taking_and_releasing() -> None:
    version = make.version()
    one, two = (holder(make.position_of(version, "Staf")) for _ in range(2))
    task = waits(version)
    make.told()
    Notice.objects.filter(user=two).update(read_at=make.MONDAY)
    make.taken(task, by=one)
    actions.release_task(task, by=Doer(one, TEN))
    assert unread() == [(one, "arrived")]


def test_assigning_a_task_settles_the_notices_of_all_but_the_one_who_gets_it() -> None:
    version = make.version()
    one, two = (holder(make.position_of(version, "Staf")) for _ in range(2))
    task = waits(version)
    make.told()
    actions.assign_task(task, by=Doer(make.administrator(), TEN), to=two)
    make.told(TEN)
    assert unread() == [(two, "arrived"), (two, "assigned")]
    actions.release_task(task, by=Doer(two, TEN))
    assert unread() == [(one, "arrived"), (two, "arrived"), (two, "assigned")]


def test_who_was_not_told_before_a_task_was_taken_is_told_once_it_is_released() -> None:
    version = make.version()
    one, two = (holder(make.position_of(version, "Staf")) for _ in range(2))
    task = waits(version)
    make.taken(task, by=one)
    make.told()
    assert unread() == [(one, "arrived")]
    actions.release_task(task, by=Doer(one, TEN))
    assert unread() == [(one, "arrived"), (two, "arrived")]


def test_a_task_in_the_hands_of_one_who_left_is_told_to_the_others_again() -> None:
    version = make.version()
    one, two = (holder(make.position_of(version, "Staf")) for _ in range(2))
    task = waits(version)
    make.told()
    make.taken(task, by=one)
    assert bring_back_notices(TEN) == 0
    move_away(one)
    assert bring_back_notices(TEN) == 1
    assert (two, "arrived") in unread()


def test_a_task_at_a_vacant_position_is_told_to_its_superior_and_the_administrators() -> None:
    version = make.version()
    head = holder(make.position_of(version, "Kepala"))
    empty = make.position()
    Position.objects.filter(pk=empty.pk).update(superior=make.position_of(version, "Kepala"))
    analyst = make.position_of(version, "Analis")
    Position.objects.filter(pk=analyst.pk).update(superior=empty)
    administrator = make.administrator()
    gone = make.administrator()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    document = make.document(version)
    make.told()
    Notice.objects.all().delete()
    make.passed_on(document, "done")
    told = make.told()
    assert [(each.user, each.kind) for each in told] == [
        (head, "vacant"),
        (administrator, "vacant"),
    ]
    assert words_of(told[0]).why == (f"A task waits for {analyst}, and nobody holds that position.")
    assert mails(make.MONDAY) == [(head.email, "[SOPKS] Memeriksa surat: Undangan rapat")]


def test_a_superior_who_may_not_see_the_document_is_told_of_the_position_alone() -> None:
    version = make.version()
    outside = make.position()
    boss = holder(outside)
    staff = make.position_of(version, "Staf")
    Position.objects.filter(pk=staff.pk).update(superior=outside)
    waits(version, subject="Mutasi")
    make.told()
    sentence = f"A task waits for {staff}, and nobody holds that position."
    page = make.client(boss).get("/notices/").content.decode()
    assert (sentence in page, "Mutasi" in page) == (True, False)
    (sent,) = mails(make.MONDAY)
    assert sent[0] == boss.email
    assert "Mutasi" not in f"{mail.outbox[0].subject} {mail.outbox[0].body}"


def test_a_position_that_falls_vacant_while_something_waits_is_told_of_once() -> None:
    version = make.version()
    staff = holder(make.position_of(version, "Staf"))
    first, _second = waits(version), waits(version)
    make.told()
    administrator = make.administrator()
    assert tell_vacancies(TEN) == 0
    move_away(staff)
    assert [tell_vacancies(TEN), tell_vacancies(TEN)] == [1, 0]
    notice = Notice.objects.get(kind="vacant")
    assert (notice.user, notice.task) == (administrator, first)


def test_who_newly_holds_a_position_is_told_once_what_waits_in_one_email() -> None:
    version = make.version()
    old = holder(make.position_of(version, "Staf"))
    tasks = [waits(version) for _ in range(3)]
    make.told()
    tell_holders(make.MONDAY)
    mails(make.MONDAY)
    new = holder(make.position_of(version, "Staf"), starts_on=date(2026, 6, 9))
    assert tell_holders(TEN) == 0
    later = make.wib("2026-06-09 08:00")
    assert [tell_holders(later), tell_holders(later)] == [3, 0]
    assert set(Notice.objects.filter(user=new).values_list("task", flat=True)) == {
        task.pk for task in tasks
    }
    assert mails(later) == [(new.email, "[SOPKS] 3 pemberitahuan")]
    assert Notice.objects.filter(user=old).count() == 3
    assert ToldHolder.objects.filter(appointment__user=new).count() == 1


def test_who_newly_holds_a_position_is_not_told_of_what_another_has_in_hand() -> None:
    version = make.version()
    one = holder(make.position_of(version, "Staf"))
    make.taken(waits(version), by=one)
    make.told()
    holder(make.position_of(version, "Staf"))
    assert tell_holders(TEN) == 0
    assert unread() == [(one, "arrived")]
    assert mails(TEN) == [(one.email, "[SOPKS] Mengetik surat: Undangan rapat")]


def given_back(task: Task, one: User) -> None:
    actions.release_task(task, by=Doer(one, TEN))
    make.told(TEN)


def left(_task: Task, one: User) -> None:
    move_away(one)


@pytest.mark.parametrize("free", [given_back, left])
@pytest.mark.parametrize("is_assigned", [True, False])
def test_who_came_while_another_had_a_task_in_hand_is_told_once_it_is_free(
    free: Callable[[Task, User], None], is_assigned: bool
) -> None:
    version = make.version()
    one = holder(make.position_of(version, "Staf"))
    task = waits(version)
    make.told()
    if is_assigned:
        actions.assign_task(task, by=Doer(make.supervisor(), make.MONDAY), to=one)
        make.told()
    else:
        make.taken(task, by=one)
    two = holder(make.position_of(version, "Staf"))
    assert [tell_holders(TEN), tell_holders(TEN)] == [0, 0]
    assert two not in [user for user, _kind in unread()]
    free(task, one)
    for look in (bring_back_notices, tell_holders, tell_vacancies):
        look(WEDNESDAY)
    assert [kind for user, kind in unread() if user == two] == ["arrived"]
    assert two.email in [to for to, _what in mails(WEDNESDAY)]


def test_who_has_a_task_in_hand_already_as_they_are_first_looked_at_is_not_told_of_it() -> None:
    version = make.version()
    task = waits(version)
    make.told()
    someone = holder(make.position_of(version, "Staf"))
    make.taken(task, by=someone)
    assert tell_holders(TEN) == 0
    assert not Notice.objects.filter(user=someone).exists()


def back_at_the_first_step(*, is_told: bool) -> tuple[User, Task]:
    """Let a document come back to one who has done its first step; nobody has looked for who
    newly holds a position yet."""
    version = make.version()
    staff = holder(make.position_of(version, "Staf"))
    document = make.document(version, by=make.holder_of(version, "Kepala"))
    make.told()
    make.finished(make.taken(document.tasks.open().get(), by=staff))
    make.told()
    if is_told:
        move_away(staff)
    task = make.passed_on(document, "no")
    if is_told:
        make.told()
        staff.appointments.update(ends_on=None)
    return staff, task


@pytest.mark.parametrize("is_told", [False, True])
def test_work_that_came_back_is_told_as_that_to_who_did_it_and_newly_holds_its_position(
    is_told: bool,
) -> None:
    staff, task = back_at_the_first_step(is_told=is_told)
    tell_holders(TEN)
    make.told(WEDNESDAY)
    there = Notice.objects.filter(user=staff, task=task)
    assert list(there.values_list("kind", flat=True)) == ["returned"]


def paused_often(minutes: int) -> Task:
    """Let a task whose deadline was told be paused six times, each for so many minutes."""
    version = make.version()
    task = waits(version)
    by = holder(make.position_of(version, "Staf"))
    make.taken(task, by=by)
    at = make.wib("2026-06-09 08:20")
    remind(at)
    for _ in range(6):
        actions.pause_task(task, by=Doer(by, at), reason="Menunggu")
        at += timedelta(minutes=minutes)
        actions.resume_task(task, by=Doer(by, at))
        remind(at)
    return Task.objects.get()


@pytest.mark.parametrize(("minutes", "told"), [(9, 1), (11, 2)])
def test_a_deadline_that_moved_less_than_its_near_span_is_not_told_again(
    minutes: int, told: int
) -> None:
    paused_often(minutes)
    assert list(Notice.objects.values_list("kind", flat=True)) == ["near"] * told


@pytest.mark.parametrize(("moved", "kinds"), [(59, ["late"]), (60, ["late", "late"])])
def test_a_deadline_that_passed_and_moved_is_told_again_from_its_near_span_on(
    moved: int, kinds: list[str]
) -> None:
    version = make.version()
    holder(make.position_of(version, "Staf"))
    waits(version)
    remind(make.wib("2026-06-09 09:11"))
    Task.objects.update(due_at=make.wib("2026-06-09 09:10") + timedelta(minutes=moved))
    remind(make.wib("2026-06-09 10:30"))
    assert list(Notice.objects.order_by("pk").values_list("kind", flat=True)) == kinds


def test_a_task_that_was_near_its_deadline_as_it_was_told_is_not_told_of_twice() -> None:
    version = make.version()
    holder(make.position_of(version, "Staf"))
    waits(version)
    make.told(make.wib("2026-06-09 08:30"))
    assert remind(make.wib("2026-06-09 08:31")) == 0
    assert remind(make.wib("2026-06-09 09:11")) == 1


def superior(version: Version) -> User:
    """Make somebody above Staf who stands in the same SOP."""
    above = make.position_of(version, "Kepala")
    Position.objects.filter(pk=make.position_of(version, "Staf").pk).update(superior=above)
    return holder(above)


def test_a_superior_is_told_once_a_day_what_is_late_below_them() -> None:
    version = make.version()
    boss = superior(version)
    holder(make.position_of(version, "Staf"))
    waits(version, subject="Undangan"), waits(version, subject="Mutasi", sensitivity="secret")
    assert tell_below(TEN) == 0
    assert tell_below(make.wib("2026-06-09 07:00")) == 0
    assert [tell_below(WEDNESDAY) > 0, tell_below(WEDNESDAY)] == [True, 0]
    Notice.objects.exclude(user=boss).delete()
    assert mails(WEDNESDAY) == [(boss.email, "[SOPKS] Yang terlambat di bawah Anda")]
    body = mail.outbox[-1].body
    assert [text in body for text in ("Undangan", "Mutasi")] == [True, False]
    assert body.count("- ") == 2 + body.count("-- ")
    assert Notice.objects.filter(user=boss).get().kind == "below"
    opened = make.client(boss).post(f"/notices/{Notice.objects.get(user=boss).pk}/open/")
    assert opened["Location"] == "/supervision/?which=late"
    tell_below(WEDNESDAY + timedelta(days=1))
    assert Notice.objects.filter(user=boss).count() == 2


def test_who_does_not_want_it_is_not_told_what_is_late_below() -> None:
    version = make.version()
    boss = superior(version)
    User.objects.exclude(pk=boss.pk).update(email="")
    waits(version)
    choose_mail(by=Doer(boss, TEN), frequency="at_once", language="en", is_told_below=False)
    tell_below(WEDNESDAY)
    assert not Notice.objects.filter(user=boss).exists()


def test_late_work_out_of_hours_is_told_when_the_office_works() -> None:
    version = make.version()
    superior(version)
    waits(version)
    assert tell_below(make.wib("2026-06-10 18:00")) == 0
    assert tell_below(make.wib("2026-06-11 08:00")) > 0


def test_a_notice_that_cannot_be_shown_leaves_the_page_to_the_others() -> None:
    version = make.version()
    staff = holder(make.position_of(version, "Staf"))
    broken = waits(version)
    waits(version, subject="Surat tugas")
    make.told()
    far = datetime.max.replace(tzinfo=make.MONDAY.tzinfo)
    Task.objects.filter(pk=broken.pk).update(due_at=far)
    page = make.client(staff).get("/notices/").content.decode()
    assert "Surat tugas" in page
    assert "This notice cannot be shown. Ask your administrator." in page


def test_settings_that_describe_no_mail_server_are_kept_with_the_notice(settings: Settings) -> None:
    version = make.version()
    holder(make.position_of(version, "Staf"))
    waits(version)
    make.told()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = True
    assert mails(make.MONDAY) == []
    assert Notice.objects.get().mail_error == "ValueError"


def test_the_worker_does_all_of_it_in_its_rounds() -> None:
    version = make.version()
    boss = superior(version)
    waits(version)
    work = Round(DUTIES)
    for minutes in range(3):
        work.go(WEDNESDAY + timedelta(minutes=minutes))
    assert set(Notice.objects.filter(user=boss).values_list("kind", flat=True)) == {
        "vacant",
        "below",
    }


def test_pages_say_that_nobody_holds_the_position_and_why_nobody_can_be_chosen() -> None:
    version = make.version()
    task = waits(version)
    client = make.client(make.administrator())
    vacant = f"Nobody holds the position {task.position} today"
    paths = (f"/tasks/{task.pk}/", f"/documents/{task.document_id}/", "/supervision/")
    pages = [client.get(path).content.decode() for path in paths]
    assert [f"{vacant}. Its superior" in page for page in pages] == [True, True, False]
    assert [f"{vacant}, so nobody" in page for page in pages] == [True, True, False]
    assert "Nobody holds the positions of these tasks today" in pages[2]
    make.taken(task, by=holder(task.position))
    page = client.get(paths[0]).content.decode()
    assert (vacant in page, "Nobody but Orang" in page) == (False, True)


@pytest.mark.parametrize("days", [0, 1])
def test_who_left_a_position_is_not_mailed_its_tasks_though_they_see_the_document(
    days: int,
) -> None:
    version = make.version()
    staff = holder(make.position_of(version, "Staf"))
    make.appointment(staff, make.position_of(version, "Analis"))
    waits(version)
    make.told()
    left = make.MONDAY.date() - timedelta(days=days)
    staff.appointments.filter(position=make.position_of(version, "Staf")).update(ends_on=left)
    assert len(mails(make.MONDAY)) == 1 - days
    assert Notice.objects.get().mail_after is None


def test_late_work_that_was_done_before_its_email_went_out_is_not_mailed() -> None:
    version = make.version()
    boss = superior(version)
    task = waits(version)
    tell_below(WEDNESDAY)
    make.finished(make.taken(task, at=WEDNESDAY), at=WEDNESDAY)
    assert boss.email not in [to for to, _what in mails(WEDNESDAY)]
    assert Notice.objects.get(user=boss).mail_after is None


@pytest.mark.parametrize("is_filled", [True, False])
def test_a_vacancy_that_was_filled_before_its_email_went_out_is_not_mailed(
    is_filled: bool,
) -> None:
    version = make.version()
    boss = superior(version)
    waits(version)
    make.told()
    assert Notice.objects.get(user=boss).kind == "vacant"
    if is_filled:
        holder(make.position_of(version, "Staf"))
    assert (boss.email in [to for to, _what in mails(make.MONDAY)]) is not is_filled
