"""Every deed on its page: offered to whom it is possible, refused with the reason, done."""

from __future__ import annotations

import re
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from procedures.definition import Row
from tests import make
from tests.rows import all_rows
from workflow import actions
from workflow.models import Document, Participation, Pause, RequirementCheck, Task
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

OFFICE_TIME = "%Y-%m-%dT%H:%M"


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def page(client: Client, name: str, thing: Task | Document) -> Any:
    response = client.get(reverse(name, args=[thing.pk]))
    assert response.status_code == HTTPStatus.OK
    return response


def offered(client: Client, thing: Task | Document) -> list[str]:
    """Return the deeds whose forms stand on the page of a thing."""
    text = page(client, type(thing).__name__.lower(), thing).content.decode()
    root = f"/{type(thing).__name__.lower()}s/{thing.pk}/"
    return sorted(part.split('"')[0].strip("/") for part in text.split(f'action="{root}')[1:])


def refusals(client: Client, thing: Task | Document) -> dict[str, str]:
    """Return why the other deeds are not possible, by their names."""
    response = page(client, type(thing).__name__.lower(), thing)
    return {each.deed.name: each.why_not for each in response.context["refused"]}


def do(client: Client, name: str, thing: Task | Document, **data: Any) -> str:
    """Do a deed and return the address that it leads to."""
    response = client.post(reverse(name, args=[thing.pk]), data)
    assert response.status_code == HTTPStatus.FOUND, response.content.decode()
    return str(response["Location"])


def sent_back(client: Client, name: str, thing: Task | Document, status: int, **data: Any) -> str:
    """Send a form that comes back with this status and what was typed; nothing has changed."""
    before = all_rows()
    response = client.post(reverse(name, args=[thing.pk]), data)
    assert response.status_code == status
    assert all_rows() == before
    text: str = response.content.decode()
    return text


# What is offered


def test_page_of_a_free_task_offers_taking_and_says_why_not_the_rest() -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    assert offered(client, task) == ["attach", "take"]
    first = "Take the task first; the time of the work counts from then."
    assert refusals(client, task) == {
        "finish_task": first,
        "resume_task": first,
        "pause_task": first,
        "correct_at_task": first,
        "send_back_task": first,
        "assign_task": (
            "Only who holds a higher position in this SOP, or supervises, can assign the task."
        ),
        "release_task": "This task is free already.",
    }


def test_page_of_a_task_in_hand_offers_all_that_can_be_done_with_it() -> None:
    task = make.taken(make.passed_on(make.document(), "done"))
    assert offered(make.client(taker(task)), task) == [
        "attach",
        "correct",
        "finish",
        "pause",
        "release",
        "send-back",
    ]


def test_page_of_a_task_offers_a_supervisor_to_assign_and_nothing_else() -> None:
    task = make.task()
    assert offered(make.client(make.supervisor()), task) == ["assign"]


def test_page_of_a_document_offers_what_may_be_done() -> None:
    document = make.document()
    starter = make.client(document.started_by)
    assert offered(starter, document) == ["attach", "cancel", "comment", "copy"]
    head = make.client(make.holder_of(document.version, "Kepala"))
    assert offered(head, document) == ["attach", "comment", "copy"]


def test_page_of_a_document_says_of_every_deed_why_not() -> None:
    document = make.document()
    staff = make.position_of(document.version, "Staf")
    another = f"This task is for {staff}."
    reader = make.client(make.supervisor())
    assert refusals(reader, document) == {
        "take_task": another,
        "finish_task": another,
        "resume_task": another,
        "pause_task": another,
        "attach_to_task": another,
        "correct_at_task": another,
        "send_back_task": another,
        "release_task": "This task is free already.",
        "attach_to_document": ("Only those who hold a position in this SOP can attach files."),
        "mark_letter": "Only those who hold a position in this SOP can attach files.",
    }
    analyst = make.client(make.holder_of(document.version, "Analis"))
    assert refusals(analyst, document)["cancel_document"] == (
        f"Only {document.started_by}, who started the document, and supervisors can cancel it."
    )
    text = page(reader, "document", document).content.decode()
    assert text.count(another) == 1, "a reason is said once"


def test_document_can_be_worked_on_from_its_own_page() -> None:
    document = make.document()
    task, client = document.tasks.get(), make.client(document.started_by)
    here, from_page = f"/documents/{document.pk}/", {"page": "document"}
    text = page(client, "document", document).content.decode()
    assert [each in text for each in ("Komputer", "Printer")] == [True, True]
    assert do(client, "take_task", task, **from_page) == here
    text = page(client, "document", document).content.decode()
    first, second = task.step.requirements.all()
    assert [f'name="check_{each.pk}"' in text for each in (first, second)] == [True, True]
    assert do(client, "finish_task", task, answer="done", **from_page) == here
    text = page(client, "document", document).content.decode()
    assert f"This task waits for {make.position_of(document.version, 'Analis')}." in text


def test_form_that_is_refused_comes_back_on_the_page_of_the_document() -> None:
    document = make.document()
    task = make.taken(make.passed_on(document, "done"))
    client = make.client(taker(task))
    typed = {"answer": "no", "note": " ", "page": "document"}
    text = sent_back(client, "finish_task", task, 422, **typed)
    assert "Write the reason" in text
    assert f"<h1>{document.subject}</h1>" in text
    text = sent_back(client, "pause_task", task, 422, reason="", page="document")
    assert '<details class="deed" open>' in text
    make.finished(task, answer="yes")
    text = sent_back(client, "finish_task", task, 409, answer="yes", note="Baik", page="document")
    assert "This step is finished" in text


def test_no_two_things_of_the_page_of_a_document_have_the_same_id() -> None:
    task = make.taken(make.passed_on(make.document(), "done"))
    text = page(make.client(taker(task)), "document", task.document).content.decode()
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) > 10
    assert sorted(ids) == sorted(set(ids))


# Each deed


def test_pausing_and_resuming_from_the_page() -> None:
    task = make.taken(make.task())
    client = make.client(taker(task))
    assert do(client, "pause_task", task, reason="Menunggu tanda tangan") == f"/tasks/{task.pk}/"
    assert Pause.objects.get().reason == "Menunggu tanda tangan"
    text = page(client, "task", task).content.decode()
    assert "Menunggu tanda tangan" in text
    assert offered(client, task) == ["attach", "release", "resume"]
    do(client, "resume_task", task)
    assert Pause.objects.get().resumed_at is not None
    assert "finish" in offered(client, task)


def test_pause_without_a_reason_comes_back_open() -> None:
    task = make.taken(make.task())
    text = sent_back(make.client(taker(task)), "pause_task", task, 422, reason="")
    assert '<details class="deed" open>' in text
    assert "This field is required." in text


def test_pause_that_is_refused_says_why_and_keeps_what_was_typed() -> None:
    task = make.task()
    client = make.client(make.holder(task.position))
    text = sent_back(client, "pause_task", task, 409, reason="Menunggu")
    assert "Take the task first; the time of the work counts from then." in text
    assert 'value="Menunggu"' in text


def test_assigning_from_the_page_names_those_who_hold_the_position() -> None:
    task = make.task()
    staff, other = make.holder(task.position), make.holder(make.position())
    client = make.client(make.supervisor())
    response = page(client, "task", task)
    choices = response.context["offers"]["assign_task"].form["to"]
    holders = sorted([task.document.started_by.pk, staff.pk])
    assert [str(value) for value, _ in choices.field.choices] == ["", *map(str, holders)]
    assert "Select a valid choice" in sent_back(client, "assign_task", task, 422, to=other.pk)
    assert do(client, "assign_task", task, to=staff.pk) == f"/tasks/{task.pk}/"
    assert Task.objects.get().taken_by == staff
    assert f"to {staff}" in page(client, "document", task.document).content.decode()


def test_sending_back_from_the_page_leads_to_the_document() -> None:
    task = make.taken(make.passed_on(make.document(), "done", "yes"))
    client = make.client(taker(task))
    first = task.step.version.steps.get(number=1)
    assert "This field is required." in sent_back(
        client, "send_back_task", task, 422, to=first.pk, note=""
    )
    lead = do(client, "send_back_task", task, to=first.pk, note="Salah alamat")
    assert lead == f"/documents/{task.document_id}/"
    again = Task.objects.open().get()
    assert again.step == first
    reader = make.client(make.holder(again.position))
    text = page(reader, "task", again).content.decode()
    assert "Salah alamat" in text
    assert "Salah alamat" in reader.get(reverse("desk")).content.decode()


def test_taking_back_is_offered_where_the_task_was_finished_and_on_the_document() -> None:
    done = make.finished(make.task())
    client = make.client(taker(done))
    assert offered(client, done) == ["take-back"]
    text = page(client, "document", done.document).content.decode()
    assert f'action="/tasks/{done.pk}/take-back/"' in text
    lead = do(client, "take_back_task", done)
    again = Task.objects.open().get()
    assert (lead, again.taken_by) == (f"/tasks/{again.pk}/", taker(done))


def test_taking_back_is_no_question_to_who_has_the_document_in_hand_again() -> None:
    document = make.document()
    version = document.version
    staff = make.holder_of(version, "Staf")
    for answer, by in (("done", staff), ("no", make.holder_of(version, "Analis"))):
        make.finished(make.taken(document.tasks.open().get(), by=by), answer=answer, note="Kurang")
    client = make.client(staff)
    assert refusals(client, document)["take_back_task"] == (
        "The next step has begun. Ask that the document be sent back."
    )
    make.taken(document.tasks.open().get(), by=staff)
    assert "take_back_task" not in refusals(client, document)


def test_cancelling_from_the_page() -> None:
    document = make.document()
    client = make.client(document.started_by)
    sent_back(client, "cancel_document", document, 422, reason="")
    do(client, "cancel_document", document, reason="Ganda")
    text = page(client, "document", document).content.decode()
    assert text.count("Ganda") >= 2
    assert offered(client, document) == ["comment", "copy"]
    task = document.tasks.get()
    assert offered(client, task) == []


def test_commenting_from_the_page() -> None:
    document = make.document()
    client = make.client(make.holder_of(document.version, "Kepala"))
    do(client, "comment_document", document, text="Mohon segera <b>")
    assert "Mohon segera &lt;b&gt;" in page(client, "document", document).content.decode()


def test_attaching_is_offered_once_to_who_has_the_task_in_hand() -> None:
    task = make.taken(make.task())
    document = task.document
    addresses = [
        reverse("attach_to_document", args=[document.pk]),
        reverse("attach_to_task", args=[task.pk]),
    ]
    seen = {}
    for name, user in (("taker", taker(task)), ("starter", document.started_by)):
        content = page(make.client(user), "document", document).content.decode()
        seen[name] = [f'action="{address}"' in content for address in addresses]
    assert seen == {"taker": [False, True], "starter": [True, False]}


def test_attaching_from_both_pages() -> None:
    task = make.taken(make.task())
    client = make.client(taker(task))
    do(client, "attach_to_task", task, uploads=[make.upload("a.pdf")])
    do(client, "attach_to_document", task.document, uploads=[make.upload("a.pdf")])
    kept = task.document.attachments.order_by("version")
    assert [(each.version, each.task) for each in kept] == [(1, task), (2, None)]
    text = sent_back(client, "attach_to_task", task, 422, uploads=[make.upload("a.exe", b"MZ")])
    assert "a.exe is of a kind that is not accepted." in text


def test_recording_later_is_offered_where_the_office_allows_it(settings: Settings) -> None:
    now = timezone.now()
    task = make.task(at=now - timedelta(hours=3))
    client = make.client(make.holder(task.position))
    assert "record-later" not in offered(client, task)
    settings.LATE_RECORDING = True
    assert "record-later" in offered(client, task)
    arrival = timezone.localtime(task.arrived_at)
    times = {
        "since": arrival.strftime(OFFICE_TIME),
        "until": timezone.localtime(now - timedelta(hours=1)).strftime(OFFICE_TIME),
    }
    early = {**times, "since": (arrival - timedelta(minutes=1)).strftime(OFFICE_TIME)}
    assert "State times between the arrival" in sent_back(
        client, "record_task_later", task, 409, answer="done", **early
    )
    do(client, "record_task_later", task, answer="done", note="Listrik padam", **times)
    done = Task.objects.get(number=1)
    assert (done.is_recorded_later, done.started_at) == (True, task.arrived_at)
    text = page(client, "document", task.document).content.decode()
    assert "recorded later" in text
    assert "worked on from" in text


# What an answer says besides


def decision(**demands: bool) -> Task:
    rows = (
        Row("Mengetik surat", "Staf"),
        Row(
            "Memeriksa berkas",
            "Kepala",
            participants=("Analis",),
            needs=("Surat pengantar", "KTP"),
            no=make.to(1),
        ),
    )
    task = make.passed_on(make.document(make.version(rows, demands={2: demands})), "done")
    return make.taken(task)


def test_requirements_are_marked_with_the_answer() -> None:
    task = decision()
    client = make.client(taker(task))
    first, second = task.step.requirements.all()
    marks = {f"check_{first.pk}": "met", f"check_{second.pk}": "missing"}
    do(client, "finish_task", task, answer="no", note="KTP belum ada", **marks)
    kept = RequirementCheck.objects.order_by("requirement").values_list("is_met", flat=True)
    assert list(kept) == [True, False]
    assert "Missing: KTP" in " ".join(
        page(client, "document", task.document).content.decode().split()
    )


def test_answer_without_what_the_step_demands_is_refused_and_keeps_the_marks() -> None:
    task = decision(needs_all_requirements=True)
    client = make.client(taker(task))
    first, _ = task.step.requirements.all()
    text = sent_back(client, "finish_task", task, 409, answer="yes", **{f"check_{first.pk}": "met"})
    assert "This step needs all requirements. Not there yet: KTP." in text
    assert text.count("checked") == 1


def test_participants_are_asked_for_where_the_step_records_them() -> None:
    task = decision(records_participants=True)
    beside = make.appointment(make.user(), make.position_of(task.document.version, "Analis"))
    client = make.client(taker(task))
    assert str(beside.user) in page(client, "task", task).content.decode()
    do(client, "finish_task", task, answer="yes", participants=[beside.pk])
    assert Participation.objects.get().user == beside.user


# In which capacity


def test_who_holds_a_position_twice_is_asked_as_what_they_act() -> None:
    task = make.task()
    own = make.appointment(make.user(), task.position)
    client = make.client(own.user)
    assert "Acting as" not in page(client, "task", task).content.decode()
    acting = make.appointment(own.user, task.position, capacity="plt", starts_on=date(2026, 6, 1))
    assert "Acting as" in page(client, "task", task).content.decode()
    do(client, "take_task", task, appointment=own.pk)
    do(client, "finish_task", task, answer="done", appointment=acting.pk)
    assert Task.objects.get(number=1).finished_as == f"Plt. {task.position}"


def test_capacity_of_somebody_else_is_no_choice() -> None:
    task = make.task()
    own = make.appointment(make.user(), task.position)
    make.appointment(own.user, task.position, capacity="plt", starts_on=date(2026, 6, 1))
    another = make.appointment(make.user(), task.position)
    client = make.client(own.user)
    sent_back(client, "take_task", task, 422, appointment=another.pk)
    sent_back(client, "take_task", task, 422, appointment="x")


def test_absent_holder_sees_who_acts_for_them() -> None:
    task = make.task()
    absent = make.client(make.holder(task.position))
    desk = reverse("desk")
    assert "acts for you" not in absent.get(desk).content.decode()
    deputy = make.appointment(
        make.user(), task.position, capacity="plh", ends_on=timezone.localdate()
    )
    text = absent.get(desk).content.decode()
    assert f"{deputy.title} ({deputy.user}) acts for you until" in text
    assert "acts for you" not in make.client(deputy.user).get(desk).content.decode()
    deputy.ends_on = None
    deputy.save()
    assert "acts for you until further notice" in absent.get(desk).content.decode()
    deputy.ends_on = timezone.localdate() - timedelta(days=1)
    deputy.save()
    assert "acts for you" not in absent.get(desk).content.decode()


# How the time was counted


def test_page_of_the_time_names_each_stretch_and_its_sum() -> None:
    task = make.taken(make.task(), at=make.wib("2026-06-08 11:30"))
    by = taker(task)
    actions.pause_task(task, by=Doer(by, make.wib("2026-06-08 13:10")), reason="Menunggu")
    actions.resume_task(task, by=Doer(by, make.wib("2026-06-08 13:20")))
    actions.finish_task(task, by=Doer(by, make.wib("2026-06-08 14:00")), outcome=Outcome("done"))
    response = page(make.client(by), "task_time", task)
    time = response.context["time"]
    assert {part.name: part.minutes for part in time.parts} == {
        "waiting": 150,
        "working": 80,
        "paused": 10,
    }
    assert [each.minutes for each in time.parts[1].intervals] == [30, 10, 40]
    assert [(each.day.isoformat(), each.minutes) for each in time.parts[1].days] == [
        ("2026-06-08", 80)
    ]
    assert (time.visit.whole, time.is_kept_otherwise) == (240, False)
    text = response.content.decode()
    assert "Menunggu" in text
    assert "1 hour 20 minutes of 10 minutes" in text


@pytest.mark.parametrize(
    ("time", "paused", "told"),
    [
        ("10 menit", False, "+ allowance 1 day + standard 10 minutes = due"),
        ("10 menit", True, "+ allowance 1 day + standard 10 minutes + pauses 15 minutes = due"),
        ("2 hari kerja", True, "+ allowance 1 day + standard 2 days = due"),
        ("", False, None),
    ],
)
def test_page_of_the_time_begins_with_what_the_deadline_is_the_sum_of(
    time: str, paused: bool, told: str | None
) -> None:
    version = make.version((Row("Mengetik surat", "Staf", time=time),))
    document = make.document(version, at=make.wib("2026-06-08 09:00"))
    task = make.taken(document.tasks.get(), at=make.wib("2026-06-08 09:20"))
    by = taker(task)
    if paused:
        actions.pause_task(task, by=Doer(by, make.wib("2026-06-08 09:30")), reason="Menunggu")
        actions.resume_task(task, by=Doer(by, make.wib("2026-06-08 09:45")))
    text = " ".join(strip_tags(page(make.client(by), "task_time", task).content.decode()).split())
    assert (told in text) if told else ("= due" not in text)


@pytest.mark.parametrize(("until", "is_cut"), [("2026-09-04", False), ("2026-09-07", True)])
def test_page_of_the_time_sums_up_what_lies_months_back(until: str, is_cut: bool) -> None:
    task = make.taken(make.task(), at=make.wib("2026-06-15 07:30"))
    done = make.finished(task, at=make.wib(f"{until} 16:00"))
    response = page(make.client(taker(done)), "task_time", done)
    working = response.context["time"].parts[1]
    assert len(working.intervals) == (122 if is_cut else 120)
    assert len(working.shown) == 120
    assert working.older_minutes == (450 if is_cut else 0)
    assert working.older_minutes + sum(each.minutes for each in working.shown) == working.minutes
    assert ("all that was before" in response.content.decode()) == is_cut


def test_page_of_the_time_says_that_the_calendar_has_changed_since() -> None:
    done = make.finished(
        make.taken(make.task(), at=make.wib("2026-06-08 10:00")), at=make.wib("2026-06-08 11:00")
    )
    client = make.client(taker(done))
    changed = "The calendar was changed after this step ended."
    assert changed not in page(client, "task_time", done).content.decode()
    make.day_off(date(2026, 6, 8))
    assert changed in page(client, "task_time", done).content.decode()


def test_page_of_the_time_of_an_open_task_counts_until_now() -> None:
    task = make.task(at=timezone.now())
    client = make.client(make.holder(task.position))
    assert page(client, "task_time", task).context["time"].visit.whole == 0
