"""What the worker does of telling people."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from pytest_django.fixtures import Settings

from tests import make
from workflow.actions.deadlines import remind
from workflow.management import duties
from workflow.management.duties import (
    DUTIES,
    Duty,
    FollowCalendars,
    Round,
    tell_deeds,
    tell_of_places,
)
from workflow.models import Calendar, Document, Notice, SpecialDay, Task, Untold

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _with_mail(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "sopks@example.go.id"
    settings.SITE_URL = "https://sop.example.go.id"


def test_worker_tells_of_a_deed_and_sends_its_email_in_the_same_round() -> None:
    version = make.version()
    staff = make.user(email="staf@example.go.id")
    make.appointment(staff, make.position_of(version, "Staf"))
    make.document(version, by=make.holder_of(version, "Kepala"))
    Round(DUTIES).go(make.MONDAY)
    notice = Notice.objects.get()
    assert (notice.user, notice.mailed_at) == (staff, make.MONDAY)
    assert [each.to for each in mail.outbox] == [["staf@example.go.id"]]


def test_after_a_standstill_a_task_is_told_of_once_and_a_person_by_one_email() -> None:
    version = make.version()
    staff = make.user(email="staf@example.go.id")
    make.appointment(staff, make.position_of(version, "Staf"))
    starter = make.holder_of(version, "Kepala")
    for _ in range(45):
        make.document(version, by=starter)
    work, at = Round(DUTIES), make.wib("2026-06-10 10:00")
    for minutes in range(5):
        work.go(at + timedelta(minutes=minutes))
    assert set(Notice.objects.values_list("kind", "user")) == {("late", staff.pk)}
    assert Notice.objects.count() == Task.objects.count() == 45
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["staf@example.go.id"], "[SOPKS] 45 pemberitahuan")
    ]


def test_after_a_standstill_work_that_came_back_is_told_as_that() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    document = make.document(version, by=make.holder_of(version, "Kepala"))
    make.told()
    make.finished(make.taken(document.tasks.open().get(), by=staff))
    make.passed_on(document, "no")
    at = make.wib("2026-06-08 09:10")
    assert tell_of_places(at)
    assert not Notice.objects.filter(task=document.open_task).exists()
    tell_deeds(at)
    assert not tell_of_places(at)
    there = Notice.objects.filter(task=document.open_task, user=staff)
    assert list(there.values_list("kind", flat=True)) == ["returned"]


def test_worker_tells_of_many_deeds_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "AT_ONCE", 2)
    version = make.version()
    staff = make.holder_of(version, "Staf")
    for _ in range(3):
        make.document(version, by=staff)
    assert tell_deeds(make.MONDAY)
    assert Untold.objects.count() == 1
    assert not tell_deeds(make.MONDAY)
    assert not Untold.objects.exists()


def refuse_notices_of(document: Document) -> None:
    """Let the database refuse every notice of a document, as a broken row would."""
    head = f"CREATE TRIGGER torn_{document.pk} BEFORE INSERT ON workflow_notice FOR EACH ROW"
    which = f"NEW.document_id = {document.pk}"
    statements = {
        "sqlite": [f"{head} WHEN {which} BEGIN SELECT RAISE(ABORT, 'torn'); END"],
        "postgresql": [
            f"CREATE FUNCTION torn_{document.pk}() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE integrity_constraint_violation; END $$",
            f"{head} WHEN ({which}) EXECUTE FUNCTION torn_{document.pk}()",
        ],
    }
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def documents(count: int) -> list[Document]:
    """Let so many documents wait at a position that somebody holds."""
    version = make.version()
    make.appointment(make.user(), make.position_of(version, "Staf"))
    kepala = make.holder_of(version, "Kepala")
    return [make.document(version, by=kepala) for _ in range(count)]


def told() -> list[tuple[int, str]]:
    """Return which documents were told of, and why."""
    return list(Notice.objects.order_by("pk").values_list("document", "kind"))


def tried(times: int) -> datetime:
    """Try what could not be told whenever it is due; return the moment of the last try."""
    pauses, at = [], make.MONDAY
    for _ in range(times):
        first = Untold.objects.earliest("pk")
        assert first.tell_after is not None
        pauses.append((first.tell_after - at) // MINUTE)
        at = first.tell_after
        assert not list(Untold.objects.to_tell(at - timedelta(seconds=1)))
        assert tell_deeds(at)
    assert pauses == [2**number for number in range(times)]
    return at


def test_deeds_that_cannot_be_told_keep_no_other_back_and_are_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(duties, "AT_ONCE", 2)
    *torn, sound = documents(3)
    for each in torn:
        refuse_notices_of(each)
    assert tell_deeds(make.MONDAY)
    assert told() == []
    assert not tell_deeds(make.MONDAY)
    assert told() == [(sound.pk, "arrived")]
    assert {record.message for record in caplog.records} == {"A deed could not be told"}
    at = tried(3)
    mend(torn[0])
    while tell_deeds(at + timedelta(days=1)):
        pass
    assert told() == [(sound.pk, "arrived"), (torn[0].pk, "arrived")]
    assert [each.entry.document for each in Untold.objects.all()] == torn[1:]


def mend(document: Document) -> None:
    of = "" if connection.vendor == "sqlite" else " ON workflow_notice"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER torn_{document.pk}{of}")


def test_a_deadline_that_cannot_be_told_keeps_no_other_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    torn, sound = documents(2)
    make.told()
    Notice.objects.all().delete()
    refuse_notices_of(torn)
    late = make.wib("2026-06-09 10:00")
    assert remind(late) == 1
    assert told() == [(sound.pk, "late")]
    assert [record.message for record in caplog.records] == ["A deadline could not be told"]
    mend(torn)
    assert remind(late) == 1
    assert told() == [(sound.pk, "late"), (torn.pk, "late")]


def test_a_deadline_that_cannot_be_counted_keeps_no_other_from_moving() -> None:
    (lost,), kept = documents(1), make.version()
    make.calendar_for(kept.procedure.unit, zone="Asia/Jakarta")
    moved = make.task(kept, by=make.holder_of(kept, "Staf"))
    # Nobody counts the time of the other office any more, and here a day is closed.
    Calendar.objects.filter(is_default=True).update(is_default=False, unit=make.unit())
    SpecialDay.objects.create(
        calendar=Calendar.objects.get(unit=kept.procedure.unit),
        on=make.MONDAY.date(),
        kind=SpecialDay.DayKind.CLOSING,
        name="Tutup",
    )
    before = lost.tasks.get().due_at
    follow = FollowCalendars()
    duties = Round([Duty("follow", follow, timedelta(seconds=10))])
    duties.go(make.MONDAY)
    fresh = Task.objects.get(pk=moved.pk)
    assert fresh.due_at is not None
    assert fresh.due_at.date() > make.MONDAY.date()
    assert (lost.tasks.get().due_at, follow.stamp) == (before, None)
    assert duties.due["follow"] == make.MONDAY + MINUTE


def test_a_duty_that_fails_again_and_again_is_tried_at_growing_distances_and_then_as_before() -> (
    None
):
    tries: list[datetime] = []
    sound: list[datetime] = []

    def fail(at: datetime) -> bool:
        tries.append(at)
        if at < make.MONDAY + timedelta(hours=1):
            raise ValueError("torn")
        return False

    def work(at: datetime) -> bool:
        sound.append(at)
        return False

    rest = timedelta(minutes=1)
    duties = Round([Duty("torn", fail, rest), Duty("sound", work, rest)])
    for minutes in range(70):
        duties.go(make.MONDAY + minutes * MINUTE)
    assert [(at - make.MONDAY) // MINUTE for at in tries] == [
        0, 1, 3, 7, 15, 30, 45, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69,
    ]  # fmt: skip
    assert len(sound) == 70


def test_sessions_that_cannot_be_cleared_are_tried_again_the_same_day() -> None:
    duties = Round([Duty("torn", lambda _at: 1 / 0 > 0, timedelta(days=1))])
    duties.go(make.MONDAY)
    assert duties.due["torn"] == make.MONDAY + MINUTE
