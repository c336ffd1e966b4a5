"""What becomes of tasks whose position ends or whose taker goes, and who goes on reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.utils import timezone

from people.actions import change_appointment, delete_appointment, retire_position
from people.doers import Doer
from people.models import Appointment, Position, User
from procedures.models import Version
from tests import make
from tests.refusals import refused
from workflow import actions, reports
from workflow.actions.succession import empty_hands, succeed_positions
from workflow.models import Document, Entry, Notice, Task
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)


def retired(version: Version, column: str, *, days: int = 0) -> Position:
    """Retire the position of a column; return its successor."""
    position, heir = make.position_of(version, column), make.position("Jabatan baru")
    on = timezone.localdate() + days * DAY
    retire_position(position, on=on, successor=heir, by=make.doer())
    return heir


def test_the_successor_takes_over_what_waits_with_an_entry_each() -> None:
    version = make.version()
    old = make.position_of(version, "Staf")
    taken = make.taken(make.task(version, by=make.holder_of(version, "Kepala")))
    other = make.task(version, by=make.holder_of(version, "Kepala"))
    heir = retired(version, "Staf")
    new = make.holder(heir)
    now = timezone.now()
    assert [succeed_positions(now), succeed_positions(now)] == [2, 0]
    for task in (taken, other):
        fresh = Task.objects.get(pk=task.pk)
        assert (fresh.position, fresh.taken_by, fresh.due_at) == (heir, None, task.due_at)
        entry = Entry.objects.filter(document=task.document_id).latest("number")
        assert (entry.deed, entry.by) == ("hand_over", Position.objects.get(pk=old.pk).retired_by)
        assert entry.data == {"to": heir.pk, "name": heir.title, "from": old.title}
    assert Notice.objects.filter(user=new).count() == 0
    make.told(now)
    kinds = Notice.objects.filter(user=new).values_list("task", flat=True)
    assert sorted(kinds) == sorted([taken.pk, other.pk])
    call_command("verify_journal", verbosity=0)


def test_nothing_is_taken_over_before_the_day() -> None:
    version = make.version()
    make.task(version)
    retired(version, "Staf", days=2)
    now = timezone.now()
    assert [succeed_positions(now + DAY), succeed_positions(now + 2 * DAY)] == [0, 1]


def test_who_holds_the_successor_sees_starts_and_does_what_the_retired_position_did() -> None:
    version = make.version()
    document = make.document(version)
    heir = retired(version, "Analis")
    new = make.holder(heir)
    on = timezone.localdate()
    assert list(Document.objects.visible_to(new, on=on)) == [document]
    by = make.doer(new)
    started = actions.start_document(version, by=by, contents=Contents("Undangan"))
    assert started.started_as == "Jabatan baru"
    make.passed_on(document, "done", at=timezone.now())
    succeed_positions(timezone.now())
    task = document.tasks.open().get()
    assert task.position == heir
    done = make.finished(make.taken(task, by=new, at=timezone.now()), answer="yes")
    assert done.finished_as == "Jabatan baru"


def test_a_task_that_comes_to_a_retired_position_is_told_to_its_successor_alone() -> None:
    version = make.version()
    make.administrator()
    heir = retired(version, "Analis")
    new = make.holder(heir)
    document = make.document(version)
    make.passed_on(document, "done", at=timezone.now())
    make.told(timezone.now())
    succeed_positions(timezone.now())
    make.told(timezone.now())
    told = Notice.objects.exclude(task__number=1).values_list("user", "kind")
    assert list(told) == [(new.pk, "arrived")]


def moved(user: User) -> None:
    """Let somebody move on to a position of another SOP."""
    user.appointments.update(ends_on=timezone.localdate() - DAY)
    make.appointment(user, make.position_of(make.version(), "Staf"))


@pytest.mark.parametrize(
    ("sensitivity", "is_seen"),
    [("ordinary", True), ("urgent", True), ("important", True), ("secret", False)],
)
def test_who_took_part_goes_on_reading_after_moving_but_nothing_secret(
    sensitivity: str, is_seen: bool
) -> None:
    version = make.version()
    kepala = make.holder_of(version, "Kepala")
    document = make.document(version, by=kepala, sensitivity=sensitivity)
    others = make.document(version, by=kepala)
    staff, idle = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    make.finished(make.taken(document.tasks.get(), by=staff))
    for each in (staff, idle):
        moved(each)
    on = timezone.localdate()
    assert list(Document.objects.visible_to(staff, on=on)) == ([document] if is_seen else [])
    assert list(Document.objects.visible_to(idle, on=on)) == []
    status = 200 if is_seen else 404
    client = make.client(staff)
    assert client.get(f"/documents/{document.pk}/").status_code == status
    assert client.get(f"/documents/{others.pk}/").status_code == 404


def test_who_supervised_goes_on_reading_what_they_took_part_in() -> None:
    supervisor = make.supervisor()
    document, other = make.document(), make.document()
    actions.comment_document(document, by=make.doer(supervisor), text="Mohon segera")
    supervisor.roles.update(ends_on=make.LONG_AGO)
    fresh = User.objects.get(pk=supervisor.pk)
    assert list(Document.objects.visible_to(fresh, on=timezone.localdate())) == [document]
    assert other.pk != document.pk


def by_moving(appointment: Appointment, by: Doer) -> None:
    appointment.position = make.position_of(make.version(), "Staf")
    change_appointment(appointment, by=by)


def by_deleting(appointment: Appointment, by: Doer) -> None:
    delete_appointment(appointment, by=by)


@pytest.mark.parametrize("leave", [by_moving, by_deleting, None])
@pytest.mark.parametrize("elsewhere", [True, False])
def test_what_somebody_took_part_in_is_read_on_whatever_else_they_hold(
    leave: Callable[[Appointment, Doer], None] | None, elsewhere: bool
) -> None:
    version = make.version()
    document, other = make.document(version), make.document(version)
    secret = make.document(version, sensitivity="secret")
    someone = make.supervisor() if leave is None else make.holder_of(version, "Kepala")
    for each in (document, secret):
        actions.comment_document(each, by=make.doer(someone), text="Mohon segera")
    if leave is None:
        someone.roles.update(ends_on=make.LONG_AGO)
    else:
        leave(someone.appointments.get(), make.doer(make.administrator()))
    if elsewhere:
        make.appointment(someone, make.position_of(make.version(), "Analis"))
    fresh = User.objects.get(pk=someone.pk)
    assert list(Document.objects.visible_to(fresh, on=timezone.localdate())) == [document]
    assert other.pk != document.pk


def test_who_gave_work_of_others_back_does_not_read_it_for_that() -> None:
    task = make.taken(make.task())
    by = make.doer(make.may("people"))
    make.appointment(by.user, make.position_of(make.version(), "Staf"))
    assert task.taken_by is not None
    assert empty_hands(task.taken_by, by=by) == 1
    assert list(Document.objects.visible_to(by.user, on=timezone.localdate())) == []


def test_what_is_in_somebodys_hands_is_given_back_at_once_with_an_entry_each() -> None:
    version = make.version()
    one, two = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    tasks = [make.task(version, by=make.holder_of(version, "Kepala")) for _ in range(2)]
    make.told()
    for task in tasks:
        make.taken(task, by=one)
    assert Notice.objects.unread().filter(user=two).count() == 0
    by = make.doer(make.may("people"))
    assert [empty_hands(one, by=by), empty_hands(one, by=by)] == [2, 0]
    assert Task.objects.filter(taken_by=None, started_at=None).count() == 2
    entry = Entry.objects.latest("pk")
    assert (entry.deed, entry.by) == ("give_back", by.user)
    assert Notice.objects.unread().filter(user=two).count() == 2
    call_command("verify_journal", verbosity=0)


def test_nobody_else_empties_somebodys_hands() -> None:
    task = make.taken(make.task())
    assert task.taken_by is not None
    give = partial(empty_hands, task.taken_by, by=make.doer(make.holder(task.position)))
    assert (
        refused(give)
        == "Only who administers the people of that unit, or supervises there, may do this."
    )


@pytest.mark.parametrize("how", ["appointment", "account"])
def test_who_lets_somebody_go_is_shown_what_is_in_their_hands_and_moves_it_at_once(
    how: str,
) -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    held = make.document(version, by=staff, subject="Undangan rapat dinas")
    make.taken(held.tasks.get(), by=staff)
    client = make.client(make.administrator())
    appointment = staff.appointments.get()
    if how == "appointment":
        sent = {
            "position": appointment.position_id,
            "capacity": "definitive",
            "starts_on": appointment.starts_on.isoformat(),
            "ends_on": timezone.localdate().isoformat(),
        }
        page = f"/admin/people/appointment/{appointment.pk}/change/"
    else:
        sent = {"username": staff.username, "name": staff.name}
        sent |= {f"appointments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
        page = f"/admin/people/user/{staff.pk}/change/"
    told = client.post(page, sent, follow=True).content.decode()
    address = f"/people/{staff.pk}/in-hand/"
    assert [text in told for text in (f"{staff} has 1 task in hand.", address)] == [True, True]
    assert "Undangan rapat dinas" in client.get(address).content.decode()
    done = client.post(address, follow=True).content.decode()
    assert ("1 task is back at its position." in done, "Nothing is in hand here." in done) == (
        True,
        True,
    )
    assert held.tasks.get().taken_by is None


def test_who_may_not_see_a_document_is_told_that_something_is_in_hand_and_not_what() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    make.taken(make.document(version, by=staff, subject="Mutasi").tasks.get(), by=staff)
    page = make.client(make.may("people")).get(f"/people/{staff.pk}/in-hand/")
    text = page.content.decode()
    assert ("Mutasi" in text, "and 1 more" in text) == (False, True)


def test_what_comes_back_to_a_retired_position_is_told_to_its_successor_once() -> None:
    version = make.version()
    document = make.document(version, by=make.holder_of(version, "Kepala"))
    now = timezone.now()
    make.passed_on(document, "done", at=now)
    new = make.holder(retired(version, "Staf"))
    make.told(now)
    make.passed_on(document, "no", at=now)
    succeed_positions(now)
    make.told(now)
    assert Notice.objects.filter(user=new).values_list("kind", flat=True).get() == "arrived"


def test_who_has_yet_to_read_that_a_task_waits_is_not_told_again_as_it_is_given_back() -> None:
    version = make.version()
    one, two, three = (make.holder_of(version, "Staf") for _ in range(3))
    task = make.task(version, by=make.holder_of(version, "Kepala"))
    make.told()
    Notice.objects.filter(user=three).update(read_at=make.MONDAY)
    make.taken(task, by=one)
    empty_hands(one, by=make.doer(make.may("people"), at=make.MONDAY))
    make.told()
    unread = Notice.objects.unread().order_by("pk").values_list("user", "kind")
    assert list(unread) == [(one.pk, "arrived"), (two.pk, "arrived"), (three.pk, "arrived")]


def test_a_chain_of_successors_hands_over_to_its_last_at_once() -> None:
    version = make.version()
    task = make.task(version, by=make.holder_of(version, "Kepala"))
    middle = retired(version, "Staf")
    last = make.position("Jabatan terakhir")
    retire_position(middle, on=timezone.localdate(), successor=last, by=make.doer())
    now = timezone.now()
    assert succeed_positions(now) == 1
    assert Task.objects.get(pk=task.pk).position == last
    assert make.finished(make.taken(task, by=make.holder(last), at=now)).finished_as == last.title


def test_the_history_says_of_each_deed_at_which_position_the_task_was_then() -> None:
    version = make.version()
    document = make.document(version, by=make.holder_of(version, "Kepala"))
    staff = make.holder_of(version, "Staf")
    actions.release_task(make.taken(document.tasks.get(), by=staff), by=make.doer(staff))
    old = make.position_of(version, "Staf").title
    heir, now = retired(version, "Staf"), timezone.now()
    succeed_positions(now)
    new = make.holder(heir)
    actions.release_task(make.taken(document.tasks.get(), by=new, at=now), by=make.doer(new))
    tasks = document.tasks.select_related("step", "position")
    said = [line.sentence for line in reports.history(document, tasks)]
    ends = [said[at].rsplit(" to ", 1)[-1] for at in (0, 2, -1)]
    assert ends == [old, old, heir.title]


def deeds_of(document: Document, by: User) -> dict[str, Callable[[], object]]:
    """Return all that somebody may do with a document, each with what the deed does."""
    doer = make.doer(by)
    return {
        "comment": partial(actions.comment_document, document, by=doer, text="Sudah?"),
        "attach": partial(actions.attach_to_document, document, by=doer, uploads=[make.upload()]),
        "mark-letter": partial(actions.mark_letter, document, by=doer, name="konsep.pdf"),
        "cancel": partial(actions.cancel_document, document, by=doer, reason="Keliru"),
    }


REFUSALS = {
    "comment": "Only those who hold a position in this SOP, and supervisors, can comment.",
    "attach": "Only those who hold a position in this SOP can attach files.",
    "mark-letter": "Only those who hold a position in this SOP can attach files.",
    "cancel": "You hold no position in this SOP any more, so only supervisors can cancel this.",
}


def test_who_moved_away_reads_on_and_writes_no_more() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    document = make.document(version, by=staff, uploads=[make.upload()])
    make.finished(make.taken(document.tasks.get(), by=staff))
    buttons = [f"/documents/{document.pk}/{name}/" for name in REFUSALS]
    page = make.client(staff).get(f"/documents/{document.pk}/").content.decode()
    assert [f'action="{each}"' in page for each in buttons] == [True] * len(buttons)
    moved(staff)
    client = make.client(staff)
    page = client.get(f"/documents/{document.pk}/").content.decode()
    assert [f'action="{each}"' in page for each in buttons] == [False] * len(buttons)
    assert {name: refused(deed) for name, deed in deeds_of(document, staff).items()} == REFUSALS
    sent = client.post(buttons[0], {"text": "Sudah?"})
    assert (sent.status_code, Entry.objects.filter(deed="comment").count()) == (409, 0)
    make.appointment(staff, make.position_of(version, "Analis"))
    for deed in deeds_of(document, staff).values():
        deed()
    assert Document.objects.get(pk=document.pk).state == "cancelled"


def test_who_supervises_writes_without_a_position() -> None:
    document = make.document()
    supervisor = make.doer(make.supervisor())
    assert actions.comment_document(document, by=supervisor, text="Mohon segera") == document
    cancelled = actions.cancel_document(document, by=supervisor, reason="Keliru")
    assert cancelled.state == "cancelled"
