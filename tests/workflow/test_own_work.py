"""The same person answering what they have done themselves."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.management import call_command

from people.doers import Doer, Operator
from people.models import User
from procedures.actions import put_version_in_force
from procedures.exchange import definition_from_json, version_to_json
from procedures.models import Version
from tests import make
from tests.refusals import refused
from workflow import actions, reports
from workflow.models import Document, Entry, Task
from workflow.refusals import why_nobody_to_assign
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MARK = "answered their own work"


def both(version: Version, first: str, second: str) -> User:
    """Make somebody who holds one column definitively and acts in another."""
    someone = make.holder_of(version, first)
    make.appointment(someone, make.position_of(version, second), capacity="plt")
    return someone


def forbidding() -> Version:
    """Put an SOP in force in which nobody answers their own work."""
    draft = make.draft()
    make.calendar()
    draft.forbids_own_work = True
    draft.save()
    return put_version_in_force(draft, by=Operator(make.MONDAY))


def done_by(someone: User, document: Document, answer: str = "done") -> Task:
    return make.finished(make.taken(document.tasks.open().get(), by=someone), answer=answer)


def marks(document: Document) -> list[tuple[str, object]]:
    entries = Entry.objects.filter(document=document, deed__in=["done", "yes", "no"])
    return [(each.deed, each.data.get("own_work")) for each in entries.order_by("number")]


def test_who_answers_their_own_work_as_plt_is_marked_in_the_journal_and_on_the_sheet() -> None:
    version = make.version()
    someone = both(version, "Staf", "Analis")
    document = make.document(version, by=someone)
    done_by(someone, document)
    done_by(someone, document, "yes")
    assert marks(document) == [("done", None), ("yes", [1])]
    track = reports.track(document, at=make.MONDAY)
    assert [visit.own_work for row in track.rows for visit in row.visits] == [False, True, False]
    page = make.client(someone).get(f"/documents/{document.pk}/").content.decode()
    assert (MARK in page, "Answered their own work: step 1" in page) == (True, True)
    call_command("verify_journal", verbosity=0)


def test_a_step_between_two_of_ones_own_hides_nothing() -> None:
    version = make.version()
    someone = both(version, "Staf", "Kepala")
    document = make.document(version, by=someone)
    done_by(someone, document)
    done_by(make.holder_of(version, "Analis"), document, "yes")
    done_by(someone, document)
    assert marks(document) == [("done", None), ("yes", None), ("done", [1])]


def test_nobody_is_marked_who_does_a_step_of_their_own_column_again() -> None:
    version = make.version()
    someone, analyst = make.holder_of(version, "Staf"), make.holder_of(version, "Analis")
    document = make.document(version, by=someone)
    done_by(someone, document)
    make.finished(
        make.taken(document.tasks.open().get(), by=analyst), answer="no", note="Salah ketik"
    )
    done_by(someone, document)
    done_by(analyst, document, "yes")
    assert [own for _deed, own in marks(document)] == [None] * 4


def test_a_version_can_forbid_it_to_take_and_to_answer() -> None:
    version = forbidding()
    someone = both(version, "Staf", "Analis")
    document = make.document(version, by=someone)
    done_by(someone, document)
    task, by = document.tasks.open().get(), Doer(someone, make.MONDAY)
    sentence = (
        "In this SOP nobody answers their own work, and you have done “Mengetik surat”. Somebody "
        "else who holds the position has to do this."
    )
    assert refused(partial(actions.take_task, task, by=by)) == sentence
    Task.objects.filter(pk=task.pk).update(taken_by=someone, started_at=make.MONDAY)
    finish = partial(actions.finish_task, task, by=by, outcome=Outcome("yes"))
    assert refused(finish) == sentence
    Task.objects.filter(pk=task.pk).update(taken_by=None, started_at=None)
    done_by(make.holder_of(version, "Analis"), document, "yes")


def test_what_a_version_forbids_is_in_its_file_and_others_files_stay_as_they_are() -> None:
    version, plain = forbidding(), make.version()
    whole, other = (Version.objects.with_table().get(pk=each.pk) for each in (version, plain))
    written = version_to_json(whole)
    assert definition_from_json(written).forbids_own_work
    assert "forbids_own_work" not in version_to_json(other)
    assert make.revised(version).forbids_own_work


def test_nobody_begins_their_own_work_because_it_was_assigned_to_them() -> None:
    version = forbidding()
    someone = both(version, "Staf", "Analis")
    document = make.document(version, by=someone)
    done_by(someone, document)
    task = document.tasks.open().get()
    Task.objects.filter(pk=task.pk).update(taken_by=someone)  # as it was assigned in former times
    take = partial(actions.take_task, task, by=Doer(someone, make.MONDAY))
    assert refused(take).startswith("In this SOP nobody answers their own work")
    other = make.holder_of(version, "Analis")
    actions.assign_task(task, by=make.doer(make.supervisor(), at=make.MONDAY), to=other)
    assert make.taken(task, by=other).started_at == make.MONDAY


def assigning(version: Version) -> tuple[Task, User, User]:
    """Make a task whose position two people hold: one did the step before, the other did not."""
    someone, other = both(version, "Staf", "Analis"), make.holder_of(version, "Analis")
    document = make.document(version, by=someone)
    done_by(someone, document)
    return document.tasks.open().get(), someone, other


def of_whom(page: str) -> str:
    """Return the choices of a page whom to assign something to."""
    return page[page.index('name="to"') :].split("</select>", maxsplit=1)[0]


@pytest.mark.parametrize("forbids", [True, False])
def test_a_task_is_not_assigned_to_one_who_would_answer_their_own_work(forbids: bool) -> None:
    task, someone, other = assigning(forbidding() if forbids else make.version())
    boss = make.administrator()
    assign = partial(actions.assign_task, task, by=make.doer(boss))
    page = make.client(boss).get(f"/tasks/{task.pk}/").content.decode()
    listed = make.client(boss).get("/supervision/").content.decode()
    for shown in map(of_whom, (page, listed)):
        options = [f'<option value="{each.pk}">' in shown for each in (someone, other)]
        assert options == [not forbids, True]
    if forbids:
        assert refused(partial(assign, to=someone)) == (
            f"In this SOP nobody answers their own work, and {someone} has done “Mengetik surat”."
        )
    else:
        assert assign(to=someone).taken_by == someone
    assert assign(to=other).taken_by == other


def test_why_nobody_can_be_chosen_is_said_where_all_would_answer_their_own_work() -> None:
    task, _someone, other = assigning(forbidding())
    other.appointments.all().delete()
    boss = make.client(make.administrator())
    page = boss.get(f"/tasks/{task.pk}/").content.decode()
    sentence = (
        f"Whoever else holds the position {task.position} today has done an earlier step, and in "
        "this SOP nobody answers their own work."
    )
    assert sentence in page


@pytest.mark.parametrize("holds", [True, False])
def test_own_work_is_the_reason_only_where_another_who_did_an_earlier_step_is_there(
    holds: bool,
) -> None:
    task, someone, other = assigning(forbidding())
    make.taken(task, by=other)
    if not holds:
        someone.appointments.filter(position=task.position).delete()
    own = (
        f"Whoever else holds the position {task.position} today has done an earlier step, and in "
        "this SOP nobody answers their own work."
    )
    alone = f"Nobody but {other} holds the position {task.position} today."
    task = Task.objects.open().get()
    assert why_nobody_to_assign(task, on=make.MONDAY.date()) == (own if holds else alone)


def test_the_list_of_open_work_says_that_all_who_could_be_chosen_have_done_an_earlier_step() -> (
    None
):
    task, _someone, other = assigning(forbidding())
    boss = make.client(make.administrator())
    sentence = (
        "Whoever holds the positions of these tasks today has done an earlier step, and in their "
        "SOP nobody answers their own work, so nobody can be chosen."
    )
    said = [sentence in boss.get("/supervision/").content.decode()]
    other.appointments.all().delete()
    page = boss.get("/supervision/").content.decode()
    assert [*said, sentence in page] == [False, True]
    assert str(task.position) not in of_whom(page)
    assert "Nobody holds the positions of these tasks today" not in page


def test_of_several_tasks_the_one_that_is_own_work_is_refused_and_the_other_assigned() -> None:
    task, someone, _other = assigning(forbidding())
    free = make.document(task.document.version, by=make.holder_of(task.document.version, "Staf"))
    done_by(make.holder_of(task.document.version, "Staf"), free)
    boss = make.client(make.administrator())
    keys = [task.pk, free.tasks.open().get().pk]
    page = boss.get("/supervision/").content.decode()
    assert f'<option value="{someone.pk}">' in of_whom(page)
    told = boss.post("/supervision/assign/", {"tasks": keys, "to": someone.pk}, follow=True)
    assert f"{someone} has done “Mengetik surat”" in told.content.decode()
    taken = [Task.objects.get(pk=key).taken_by for key in keys]
    assert taken == [None, someone]
