"""Correcting what a document says on its way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.doers import Doer
from people.models import User
from procedures.models import StartField
from tests import make
from tests.refusals import refused
from workflow import actions, reports
from workflow.models import Document, Entry, LastLook, Task
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TEN = make.wib("2026-06-08 10:00")
ELEVEN = make.wib("2026-06-08 11:00")
ANOTHER_WINDOW = (
    "This was corrected in another window meanwhile, and yours is not stored yet. "
    "Send it once more to put it in the place of the other."
)


def asked() -> tuple[StartField, ...]:
    """Return what the start form asks for besides: a place and a letter."""
    return (
        StartField(order=1, label="Tempat", kind=StartField.Kind.TEXT, is_required=True),
        StartField(order=2, label="Surat", kind=StartField.Kind.FILE),
        StartField(order=3, label="Tanggal", kind=StartField.Kind.DATE),
    )


def begun() -> Task:
    """Return a task that is worked on, of a document that says something everywhere."""
    version = make.version(asks=asked())
    place, letter, _day = version.start_fields.order_by("order")
    staff = make.holder_of(version, "Staf")
    document = actions.start_document(
        version,
        by=Doer(staff, make.MONDAY),
        contents=Contents(
            "Undangan rapat",
            agenda_number="12",
            description="Rapat bulanan",
            details={str(place.pk): "Aula", str(letter.pk): make.upload("surat.pdf")},
        ),
    )
    return make.taken(document.tasks.get(), by=staff, at=TEN)


def taker(task: Task) -> User:
    assert task.taken_by is not None
    return task.taken_by


def field(task: Task, label: str) -> str:
    return str(task.document.version.start_fields.get(label=label).pk)


def correct(
    task: Task,
    own: Mapping[str, str] = MappingProxyType({}),
    *,
    by: User | None = None,
    **facts: str,
) -> partial[Task]:
    """Return the deed that changes these facts and own fields alone."""
    document = Document.objects.get(pk=task.document_id)
    return partial(
        actions.correct_at_task,
        task,
        by=Doer(by or taker(task), ELEVEN, "10.0.0.7"),
        texts={**document.texts, **facts, **own},
        seen=document.token,
    )


def test_correct_at_task_changes_what_was_corrected_and_leaves_the_rest() -> None:
    task = begun()
    place, letter = field(task, "Tempat"), field(task, "Surat")
    kept = task.document.details[letter]
    correct(task, {place: "Balai"}, subject=" Undangan rapat dinas ", description="")()
    document = Document.objects.get()
    assert (document.subject, document.agenda_number, document.description) == (
        "Undangan rapat dinas",
        "12",
        "",
    )
    assert document.details == {place: "Balai", letter: kept}
    assert (document.state, document.sensitivity) == ("running", "ordinary")
    assert Task.objects.get() == task


def test_correct_at_task_records_the_old_and_the_new_texts() -> None:
    task = begun()
    place = field(task, "Tempat")
    correct(task, {place: "Balai"}, subject="Undangan")()
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.task, entry.by, entry.at) == ("correct", task, taker(task), ELEVEN)
    assert (entry.capacity, entry.address, entry.note) == (task.position.title, "10.0.0.7", "")
    assert entry.data == {
        "changes": [
            {"field": "subject", "old": "Undangan rapat", "new": "Undangan"},
            {"field": place, "old": "Aula", "new": "Balai"},
        ]
    }


def test_corrected_document_is_found_by_its_new_words_alone() -> None:
    task = begun()
    found = Document.objects.with_words
    assert (found("rapat").count(), found("pelantikan").count()) == (1, 0)
    correct(task, subject="Pelantikan", description="")()
    assert (found("rapat").count(), found("pelantikan").count()) == (0, 1)


def test_correct_at_task_refuses_what_was_corrected_in_another_window() -> None:
    task = begun()
    late = correct(task, subject="Yang kedua")
    correct(task, subject="Yang pertama")()
    assert refused(late) == ANOTHER_WINDOW
    correct(task, subject="Yang kedua")()
    assert Document.objects.get().subject == "Yang kedua"


def test_correct_at_task_refuses_nothing_and_no_subject() -> None:
    task = begun()
    assert refused(correct(task)) == "Nothing was changed."
    assert refused(correct(task, subject=" Undangan rapat ")) == "Nothing was changed."
    assert refused(correct(task, subject="  ")) == "Write the subject."


def test_correct_at_task_refuses_all_but_who_works_on_the_task() -> None:
    task = begun()
    colleague = make.holder(task.position)
    assert refused(correct(task, by=colleague, subject="Lain")) == (
        f"{taker(task)} has taken this task."
    )
    actions.pause_task(task, by=Doer(taker(task), TEN), reason="Menunggu")
    assert refused(correct(task, subject="Lain")) == "The work is paused. Resume it first."
    actions.resume_task(task, by=Doer(taker(task), TEN))
    actions.finish_task(task, by=Doer(taker(task), TEN), outcome=Outcome("done"))
    assert refused(correct(task, subject="Lain")) == (
        f"This step was already finished by {taker(task)}."
    )


# Pages


def typed(task: Task, **texts: str) -> dict[str, str]:
    document = Document.objects.get(pk=task.document_id)
    return {**document.texts, "seen": document.token, **texts}


def test_form_stores_what_was_typed() -> None:
    task = begun()
    day = field(task, "Tanggal")
    client, address = make.client(taker(task)), reverse("correct_at_task", args=[task.pk])
    response = client.post(address, typed(task, subject="Undangan", **{day: "2026-06-10"}))
    assert (response.status_code, response.headers["Location"]) == (302, f"/tasks/{task.pk}/")
    document = Document.objects.get()
    assert (document.subject, document.details[day]) == ("Undangan", "2026-06-10")


def test_form_that_is_not_whole_comes_back_with_what_was_typed() -> None:
    task = begun()
    place = field(task, "Tempat")
    client, address = make.client(taker(task)), reverse("correct_at_task", args=[task.pk])
    response = client.post(address, typed(task, subject="Undangan kita", **{place: ""}))
    assert response.status_code == 422
    assert 'value="Undangan kita"' in response.content.decode()
    assert Document.objects.get().subject == "Undangan rapat"


def test_a_wrong_form_that_comes_back_does_not_pass_for_having_seen_the_other_window() -> None:
    task = begun()
    place = field(task, "Tempat")
    client, address = make.client(taker(task)), reverse("correct_at_task", args=[task.pk])
    stale = typed(task, subject="Yang kedua")
    correct(task, subject="Yang pertama")()
    response = client.post(address, {**stale, place: ""})
    assert (response.status_code, f'value="{stale["seen"]}"' in response.content.decode()) == (
        422,
        True,
    )
    response = client.post(address, stale)
    assert (response.status_code, ANOTHER_WINDOW in response.content.decode()) == (409, True)
    assert Document.objects.get().subject == "Yang pertama"


def test_stale_form_comes_back_and_can_be_sent_once_more() -> None:
    task = begun()
    client, address = make.client(taker(task)), reverse("correct_at_task", args=[task.pk])
    stale = typed(task, subject="Yang kedua")
    correct(task, subject="Yang pertama")()
    response = client.post(address, stale)
    text = response.content.decode()
    assert (response.status_code, ANOTHER_WINDOW in text) == (409, True)
    assert 'value="Yang kedua"' in text
    now = Document.objects.get()
    assert now.subject == "Yang pertama"
    assert f'value="{now.token}"' in text
    assert client.post(address, {**stale, "seen": now.token}).status_code == 302
    assert Document.objects.get().subject == "Yang kedua"


def test_history_and_what_changed_show_the_words_that_came_and_went() -> None:
    task = begun()
    reader = make.supervisor()
    client, address = make.client(reader), reverse("document", args=[task.document_id])
    client.get(address)
    place = field(task, "Tempat")
    correct(task, {place: "Balai"}, subject="Undangan rapat dinas")()
    LastLook.objects.update(looked_at=make.MONDAY)
    response = client.get(address)
    (line,) = response.context["changes"].lines
    assert line.sentence.endswith(" corrected Subject, Tempat")
    assert [each.label for each in line.corrected] == ["Subject", "Tempat"]
    text = " ".join(response.content.decode().split())
    assert text.count("Undangan rapat<ins> dinas</ins>") == 2
    assert text.count("<del>Aula</del><ins>Balai</ins>") == 2


def test_number_is_corrected_as_it_is_shown_and_the_history_shows_it_so() -> None:
    asks = [StartField(label="Jumlah", kind=StartField.Kind.NUMBER)]
    version = make.version(asks=asks)
    staff, key = make.holder_of(version, "Staf"), str(asks[0].pk)
    contents = Contents("Undangan", details={key: "1250000"})
    document = actions.start_document(version, by=Doer(staff, make.MONDAY), contents=contents)
    task = make.taken(document.tasks.get(), by=staff, at=TEN)
    client, address = make.client(staff), reverse("correct_at_task", args=[task.pk])
    typed = {"subject": "Undangan", "seen": document.token}
    back = client.post(address, typed | {key: "1,000"})
    assert (back.status_code, 'value="1,000"' in back.content.decode()) == (422, True)
    assert client.post(address, typed | {key: "1.250.000,5"}).status_code == 302
    assert Document.objects.get().details == {key: "1250000.5"}
    (*_, line) = reports.history(document, [])
    ((label, pieces),) = [(each.label, each.pieces) for each in line.corrected]
    old = "".join(each.text for each in pieces if each.mark != "added")
    new = "".join(each.text for each in pieces if each.mark != "removed")
    assert (label, old, new) == ("Jumlah", "1.250.000", "1.250.000,5")


def test_history_asks_once_more_for_the_labels_of_any_number_of_corrections(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    task = begun()
    place = field(task, "Tempat")
    for text in ("Balai", "Aula", "Balai"):
        correct(task, {place: text})()
        document = Document.objects.select_related("version").get()
        with django_assert_num_queries(2):
            reports.history(document, [])


def test_correct_at_task_knows_its_fields() -> None:
    task = begun()
    with pytest.raises(ValueError, match="sensitivity"):
        correct(task, sensitivity="secret")()
    assert Document.objects.get().subject == "Undangan rapat"
