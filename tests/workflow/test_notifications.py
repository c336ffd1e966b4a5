"""Who is told of what, when, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from procedures.definition import Row
from procedures.models import Version
from tests import make
from workflow import actions
from workflow.actions.notices import choose_mail, tell_deed
from workflow.models import Document, Entry, Notice, Untold
from workflow.notifications import mail_after, mail_of, opening, words_of

pytestmark = pytest.mark.django_db

FRIDAY_EVENING = make.wib("2026-06-12 19:00")
NEXT_MONDAY = make.wib("2026-06-15 07:30")


@pytest.fixture(autouse=True)
def _with_mail(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "sopks@example.go.id"
    settings.SITE_URL = "https://sop.example.go.id"


@pytest.fixture
def version() -> Version:
    return make.version()


def kinds(notices: Sequence[Notice]) -> list[tuple[User, str]]:
    return [(notice.user, notice.kind) for notice in notices]


def test_all_holders_of_the_first_position_are_told_but_not_who_started(version: Version) -> None:
    one, two = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    make.holder_of(version, "Kepala")
    document = make.document(version, by=one)
    assert kinds(make.told()) == [(two, "arrived")]
    notice = Notice.objects.get()
    assert (notice.document, notice.task) == (document, document.tasks.get())
    assert (notice.entry, notice.at) == (document.entries.get(), make.MONDAY)
    assert (notice.read_at, notice.mailed_at, notice.due_at) == (None, None, None)


def test_the_next_position_is_told_by_those_who_hold_it_that_day(version: Version) -> None:
    document = make.document(version)
    make.told()
    analyst = make.holder_of(version, "Analis")
    gone = make.holder_of(version, "Analis")
    gone.appointments.update(ends_on=make.MONDAY.date() - timedelta(days=1))
    make.passed_on(document, "done")
    assert kinds(make.told()) == [(analyst, "arrived")]


def test_nobody_is_told_of_what_concerns_nobody_else(version: Version) -> None:
    make.holder_of(version, "Staf")
    task = make.task(version, by=make.holder_of(version, "Kepala"))
    make.told()
    taken = make.taken(task)
    assert taken.taken_by is not None
    actions.release_task(taken, by=Doer(taken.taken_by, make.MONDAY))
    assert not Untold.objects.exists()


def test_whose_work_is_returned_is_told_so_with_the_reason(version: Version) -> None:
    staff, other = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    document = make.document(version, by=make.holder_of(version, "Kepala"))
    make.finished(make.taken(document.tasks.get(), by=staff))
    make.told()
    make.passed_on(document, "no")
    told = make.told()
    assert kinds(told) == [(staff, "returned"), (other, "arrived")]
    with translation.override("en"):
        words = words_of(told[0])
    assert words.what == "Mengetik surat"
    assert words.why.endswith("answered No. Alasan no")
    assert words.path == f"/tasks/{document.tasks.open().get().pk}/"


def test_the_starter_is_told_when_the_document_ends(version: Version) -> None:
    document = make.document(version)
    make.passed_on(document, "done", "yes")
    make.told()
    make.finished(document.tasks.open().get())
    assert kinds(make.told()) == [(document.started_by, "ended")]


def test_who_ends_what_they_started_is_not_told() -> None:
    version = make.version((Row("Mengetik surat", "Staf"),))
    staff = make.holder_of(version, "Staf")
    make.finished(make.taken(make.task(version, by=staff), by=staff))
    assert make.told() == []


def test_what_was_rolled_back_is_never_told(version: Version) -> None:
    staff, _other = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    with transaction.atomic():
        make.document(version, by=staff)
        transaction.set_rollback(True)
    assert not Untold.objects.exists()
    assert make.told() == []


def test_a_deed_is_told_once_however_often_it_is_asked_for(version: Version) -> None:
    make.holder_of(version, "Staf")
    make.document(version, by=make.holder_of(version, "Kepala"))
    untold = Untold.objects.get()
    assert len(tell_deed(untold, at=make.MONDAY)) == 1
    assert tell_deed(untold, at=make.MONDAY) == []
    assert Notice.objects.count() == 1


def test_whom_the_document_has_passed_by_is_not_told_any_more(version: Version) -> None:
    make.holder_of(version, "Staf")
    analyst = make.holder_of(version, "Analis")
    document = make.document(version)
    make.passed_on(document, "done")
    assert kinds(make.told()) == [(analyst, "arrived")]


def test_notices_of_a_task_that_has_ended_count_as_read_and_are_not_mailed(
    version: Version,
) -> None:
    make.holder_of(version, "Staf")
    User.objects.update(email="a@example.go.id")
    document = make.document(version)
    make.told()
    assert Notice.objects.unread().exclude(mail_after=None).count() == 1
    make.passed_on(document, "done")
    make.told(make.MONDAY + timedelta(hours=1))
    notice = Notice.objects.get()
    assert (notice.read_at, notice.mail_after) == (make.MONDAY + timedelta(hours=1), None)


def after(kind: str, user: User, *, at: str, sensitivity: str = "ordinary") -> object:
    document = Document(sensitivity=sensitivity)
    clock = make.calendar().worktime()
    return mail_after(kind, document, user, clock=clock, at=make.wib(at))


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-06-12 09:00", "2026-06-12 09:00"),
        ("2026-06-12 07:30", "2026-06-12 07:30"),
        ("2026-06-12 07:29", "2026-06-12 07:30"),
        ("2026-06-12 16:29", "2026-06-12 16:29"),
        ("2026-06-12 16:30", "2026-06-15 07:30"),
        ("2026-06-12 12:00", "2026-06-12 13:00"),
    ],
)
def test_an_email_waits_for_working_hours(at: str, then: str) -> None:
    user = make.user(email="a@example.go.id")
    assert after("arrived", user, at=at) == make.wib(then)
    urgent = after("arrived", user, at=at, sensitivity="urgent")
    assert urgent == make.wib(at)


def test_an_email_goes_the_next_working_day_to_who_wants_one_a_day() -> None:
    user = make.user(email="a@example.go.id")
    choose_mail(by=Doer(user, make.MONDAY), frequency="daily", language="id")
    assert after("late", user, at="2026-06-11 09:00") == make.wib("2026-06-12 07:30")
    assert after("arrived", user, at="2026-06-12 09:00") == NEXT_MONDAY
    assert after("arrived", user, at="2026-06-12 09:00", sensitivity="urgent") == make.wib(
        "2026-06-12 09:00"
    )


def test_who_wants_only_what_is_required_gets_only_that() -> None:
    user = make.user(email="a@example.go.id")
    choose_mail(by=Doer(user, make.MONDAY), frequency="required", language="id")
    now = "2026-06-12 09:00"
    wanted = {kind for kind in Notice.NoticeKind if after(kind, user, at=now)}
    assert wanted == {"returned", "assigned", "late"}
    assert after("arrived", user, at=now, sensitivity="urgent") is None


def test_there_is_no_email_without_an_address_or_without_a_server(settings: Settings) -> None:
    now = "2026-06-12 09:00"
    assert after("late", make.user(), at=now) is None
    settings.EMAIL_HOST = ""
    assert after("late", make.user(email="a@example.go.id"), at=now) is None


def test_an_office_that_never_works_waits_for_nothing() -> None:
    calendar = make.calendar()
    calendar.rules.all().delete()
    assert opening(calendar.worktime(), FRIDAY_EVENING) == FRIDAY_EVENING


def notice_for(user: User, **fields: Any) -> Notice:
    """Tell somebody of a task that came from a Kepala."""
    version = make.version()
    make.appointment(user, make.position_of(version, "Staf"))
    document = make.document(version, by=make.holder_of(version, "Kepala"), **fields)
    untold = Untold.objects.get(entry__document=document)
    return tell_deed(untold, at=make.MONDAY)[0]


def test_an_email_says_what_to_do_why_and_until_when_with_a_link() -> None:
    user = make.user(name="Orang", email="a@example.go.id")
    notice = notice_for(user)
    mail = mail_of([notice])
    assert mail.to == ["a@example.go.id"]
    assert mail.subject == "[SOPKS] Mengetik surat: Undangan rapat"
    assert mail.extra_headers["Message-ID"] == f"<notice-{notice.pk}@sop.example.go.id>"
    assert notice.task is not None
    assert notice.entry is not None
    assert notice.document is not None
    code = notice.document.version.procedure.code
    assert mail.body.splitlines() == [
        "Yth. Orang,",
        "",
        "Ada tugas menunggu",
        "Kegiatan: Mengetik surat",
        f"Berkas: Undangan rapat ({code})",
        f"Sebab: {notice.entry.capacity} memulai berkas.",
        "Batas waktu: 9 Juni 2026 09.10 WIB",
        f"Buka: https://sop.example.go.id/tasks/{notice.task.pk}/",
        "",
        "--",
        "Surel ini dikirim otomatis oleh SOPKS. Cara Anda menerima surel:",
        "https://sop.example.go.id/notices/email/",
    ]


def test_an_email_is_in_the_language_that_the_person_has_chosen() -> None:
    user = make.user(email="a@example.go.id")
    choose_mail(by=Doer(user, make.MONDAY), frequency="at_once", language="en")
    notice = Notice.objects.with_all().get(pk=notice_for(user).pk)
    with translation.override("id"):
        assert "Until: 9 June 2026 09:10 WIB" in mail_of([notice]).body


def test_an_email_tells_nothing_of_a_secret_document() -> None:
    user = make.user(email="a@example.go.id")
    notice = notice_for(user, subject="Mutasi", sensitivity="secret")
    mail = mail_of([notice])
    assert "Mutasi" not in f"{mail.subject} {mail.body}"
    assert words_of(notice).subject == "Mutasi"


def test_a_subject_of_several_lines_makes_one_line_of_an_email() -> None:
    user = make.user(email="a@example.go.id")
    notice = notice_for(user, subject="Undangan\nBcc: x@example.com")
    assert mail_of([notice]).subject == "[SOPKS] Mengetik surat: Undangan Bcc: x@example.com"


def test_deeds_that_are_told_leave_themselves_to_the_worker(version: Version) -> None:
    document = make.document(version)
    make.passed_on(document, "done", "no")
    told = Entry.objects.filter(untold__isnull=False).order_by("number")
    assert list(told.values_list("deed", flat=True)) == ["start", "done", "no"]
