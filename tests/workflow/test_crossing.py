"""An SOP that crosses offices: each task by the clock of where it is, seen by who stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from people.doers import Doer
from people.models import Unit, User
from procedures.definition import Row
from procedures.models import Procedure, Version
from tests import make
from workflow.actions.deadlines import follow_calendars
from workflow.models import Document, Notice, Task

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 8)


@dataclass(frozen=True)
class Crossing:
    """An SOP of an office in WIB whose second column is a position of one in WIT."""

    version: Version
    here: Unit
    there: Unit
    staff: User
    head: User


@pytest.fixture
def crossing() -> Crossing:
    make.calendar()
    here, there = make.root(), make.root()
    make.calendar_for(here, zone="Asia/Jakarta")
    make.calendar_for(there, zone="Asia/Jayapura")
    positions = {"Staf": make.position(of=here), "Kepala": make.position(of=there)}
    rows = [Row("Mengetik", "Staf", time="60 menit"), Row("Memeriksa", "Kepala", time="60 menit")]
    version = make.version(rows, code="X-1", of=here, positions=positions)
    return Crossing(
        version, here, there, make.holder(positions["Staf"]), make.holder(positions["Kepala"])
    )


def arrived(crossing: Crossing) -> Task:
    """Let a document come to the other office at 14.30 WIB, when it is 16.30 WIT there."""
    document = make.document(crossing.version, by=crossing.staff, at=make.wib("2026-06-08 14:00"))
    return make.passed_on(document, "done", at=make.wib("2026-06-08 14:30"))


def test_deadline_is_counted_by_the_calendar_of_where_the_task_is(crossing: Crossing) -> None:
    task = arrived(crossing)
    first = task.document.tasks.get(number=1)
    assert first.due_at == make.wib("2026-06-08 15:00")
    assert task.due_at == make.wib("2026-06-09 06:30")  # an hour after 07.30 WIT


def test_minutes_are_counted_by_the_calendar_of_where_the_task_is(crossing: Crossing) -> None:
    task = make.taken(arrived(crossing), at=make.wib("2026-06-08 14:40"))
    ended = make.finished(task, at=make.wib("2026-06-09 06:00"))
    assert (ended.waiting_minutes, ended.working_minutes) == (0, 30)


def test_pages_of_a_task_speak_in_the_zone_of_where_it_is(crossing: Crossing) -> None:
    task = arrived(crossing)
    for someone in (crossing.staff, crossing.head):
        page = make.client(someone).get(f"/tasks/{task.pk}/").content.decode()
        assert "WIT" in page
    desk = make.client(crossing.head).get("/").content.decode()
    assert "8:30" in desk


def test_position_that_goes_to_another_unit_takes_its_deadlines_along(crossing: Crossing) -> None:
    task = arrived(crossing)
    task.position.unit = crossing.here
    task.position.save()
    follow_calendars(make.wib("2026-06-08 14:35"))
    task.refresh_from_db()
    assert task.due_at == make.wib("2026-06-08 15:30")


def test_those_in_its_columns_see_it_and_nobody_else_of_the_other_office(
    crossing: Crossing,
) -> None:
    document = arrived(crossing).document
    there = make.holder(make.position(of=crossing.there))
    others = [there, *(make.may(kind, of=crossing.there) for kind in ("supervisor", "editor"))]
    for someone in (crossing.staff, crossing.head, make.supervisor(crossing.here)):
        assert list(Document.objects.visible_to(someone, on=JUNE)) == [document]
        assert list(Procedure.objects.visible_to(someone, on=JUNE)) == [document.version.procedure]
    for someone in others:
        assert not Document.objects.visible_to(someone, on=JUNE).exists()
        assert not Procedure.objects.visible_to(someone, on=JUNE).exists()
        client = make.client(someone)
        of_sop = (make.at("X-1"), make.at("X-1", page="start_document"))
        before = ("/procedures/X-1/", "/documents/start/X-1/")
        for path in (f"/documents/{document.pk}/", *of_sop, *before):
            assert client.get(path).status_code == 404
    make.told(make.wib("2026-06-08 14:30"))
    assert set(Notice.objects.values_list("user", flat=True)) == {crossing.head.pk}


def test_who_stands_in_it_starts_documents_from_the_other_office(crossing: Crossing) -> None:
    made = make.document(crossing.version, by=crossing.head)
    assert made.tasks.get().position.unit == crossing.here
    assert Doer(crossing.head, make.MONDAY).user == made.started_by
