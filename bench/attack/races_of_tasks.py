"""Races about a task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bench.attack.office import Office
from bench.attack.race import CROWD, Race, same
from bench.attack.stage import now
from people.doers import Doer
from workflow.transition.outcomes import Outcome

if TYPE_CHECKING:
    from workflow.models import Task


def _entries(task: Task, *deeds: str) -> Callable[[], int]:
    return lambda: task.document.entries.filter(deed__in=deeds).count()


def take(office: Office) -> Race:
    """Several people take one task."""
    from tests import make

    task = office.task()
    page, to = f"/tasks/{task.pk}/", f"/tasks/{task.pk}/take/"
    windows = [office.stage.browser(make.holder(task.position)) for _ in range(CROWD)]
    sent = [(each, each.form(page, to)) for each in windows]
    return Race(sent, _entries(task, "take"), is_for_one=True)


def finish(office: Office) -> Race:
    """One task is finished several times."""
    task = office.task(is_taken=True)
    form = office.browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/finish/")
    return Race(same(office.browser, form.filled(answer="done")), _entries(task, "done"))


def decide(office: Office) -> Race:
    """A decision is answered Ya and Tidak at once."""
    task = office.deciding()
    assert task.taken_by is not None
    browser = office.stage.browser(task.taken_by)
    form = browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/finish/")
    answers = ["yes", "no"] * (CROWD // 2)
    sent = [(browser, form.filled(answer=each, note="Periksa lagi")) for each in answers]
    return Race(sent, _entries(task, "yes", "no"), is_for_one=True)


def release(office: Office) -> Race:
    """One task is given back several times."""
    task = office.task(is_taken=True)
    form = office.browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/release/")
    return Race(same(office.browser, form), _entries(task, "release"))


def assign(office: Office) -> Race:
    """One task is assigned to the same person several times."""
    from tests import make

    task = office.task()
    browser = office.stage.browser(make.supervisor())
    form = browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/assign/")
    someone = make.holder(task.position)
    return Race(same(browser, form.filled(to=str(someone.pk))), _entries(task, "assign"))


def pause(office: Office) -> Race:
    """The work on one task is paused several times."""
    task = office.task(is_taken=True)
    form = office.browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/pause/")
    return Race(same(office.browser, form.filled(reason="Rapat")), task.pauses.count)


def resume(office: Office) -> Race:
    """Paused work goes on several times."""
    from workflow import actions

    task = office.task(is_taken=True)
    actions.pause_task(task, by=Doer(office.staff, now()), reason="Rapat")
    form = office.browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/resume/")
    return Race(same(office.browser, form), _entries(task, "resume"))


def attach(office: Office) -> Race:
    """One form with a file is sent to a task several times."""
    from tests import make

    task = office.task(is_taken=True)
    form = office.browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/attach/")
    filled = form.carrying("uploads", "kerja.pdf", make.PDF)
    return Race(same(office.browser, filled), task.document.attachments.count)


def correct(office: Office) -> Race:
    """What a document says is corrected in several windows."""
    task = office.task(is_taken=True)
    form = office.browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/correct/")
    sent = [(office.browser, form.filled(subject=f"Perihal {each}")) for each in range(CROWD)]
    return Race(sent, _entries(task, "correct"), is_for_one=True)


def take_back(office: Office) -> Race:
    """A document is taken back several times."""
    from workflow import actions

    task = office.task(is_taken=True)
    actions.finish_task(task, by=Doer(office.staff, now()), outcome=Outcome("done"))
    form = office.browser.form(f"/tasks/{task.pk}/", f"/tasks/{task.pk}/take-back/")
    return Race(same(office.browser, form), _entries(task, "take_back"))


RACES: Sequence[Callable[[Office], Race]] = (
    take,
    finish,
    decide,
    release,
    assign,
    pause,
    resume,
    attach,
    correct,
    take_back,
)
