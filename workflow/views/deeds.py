"""The deeds that pages offer: one table for addresses, buttons, forms and actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.doers import Doer
from people.models import Appointment
from people.requests import Request
from workflow import actions, permissions, refusals
from workflow.forms import corrections, outcomes
from workflow.forms import deeds as asked
from workflow.models import Document, Task

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Capacities = Callable[..., Iterable[Appointment]]


@dataclass(frozen=True)
class Deed:
    """One deed: what is done, why not, where, what it is called, what is said then, what is asked.

    `path` ends its address, behind that of the thing.
    """

    action: Callable[..., Any]
    why_not: Callable[..., str]
    path: str
    label: StrOrPromise
    done: StrOrPromise
    form: type[asked.DeedForm] = asked.DeedForm
    capacities: Capacities = permissions.capacities_at
    is_grave: bool = False

    @property
    def name(self) -> str:
        """The name of its action, which is that of its address too."""
        return self.action.__name__

    def sent_form(self, thing: Any, request: Request, by: Doer) -> asked.DeedForm:
        """Return the form for a thing with what was sent."""
        return self._form(thing, by, request.POST, request.FILES)

    def offer(self, thing: Any, by: Doer) -> Offer:
        """Return the deed as it stands on the page of a thing."""
        why_not = self.why_not(thing, by=by)
        form = None if why_not else self._form(thing, by)
        return Offer(self, reverse(self.name, args=[thing.pk]), form, why_not)

    def do(self, thing: Any, form: asked.DeedForm, given: Mapping[str, Any], by: Doer) -> Any:
        """Do it with what its form gives, and return what the action returns; raises Refused."""
        return self.action(thing, by=replace(by, appointment=form.chosen), **given)

    def _form(self, thing: Any, by: Doer, *sent: Any) -> asked.DeedForm:
        capacities = list(self.capacities(by, thing))
        form = self.form(*sent, thing=thing, by=by, capacities=capacities)
        form.auto_id = f"{self.name}-%s"  # the forms of many deeds stand on one page
        return form


@dataclass(frozen=True)
class Offer:
    """One deed on a page: its form, or why it is not possible now."""

    deed: Deed
    address: str
    form: asked.DeedForm | None
    why_not: str
    is_asked: bool = False


TASK_DEEDS: Mapping[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed(
            actions.take_task,
            refusals.why_not_take_task,
            "take",
            _("Take the task"),
            _("The task is yours; the time of work runs."),
            form=asked.TakeTaskForm,
        ),
        Deed(
            actions.finish_task,
            refusals.why_not_finish_task,
            "finish",
            _("Finish the step"),
            _("The step is finished."),
            form=outcomes.FinishTaskForm,
        ),
        Deed(
            actions.resume_task,
            refusals.why_not_resume_task,
            "resume",
            _("Resume the work"),
            _("The work goes on."),
        ),
        Deed(
            actions.pause_task,
            refusals.why_not_pause_task,
            "pause",
            _("Pause the work"),
            _("The work is paused."),
            form=asked.PauseTaskForm,
        ),
        Deed(
            actions.attach_to_task,
            refusals.why_not_attach_to_task,
            "attach",
            _("Attach files to this task"),
            _("The files are attached."),
            form=asked.AttachForm,
        ),
        Deed(
            actions.correct_at_task,
            refusals.why_not_finish_task,
            "correct",
            _("Correct what the document says"),
            _("What the document says is corrected."),
            form=corrections.CorrectForm,
        ),
        Deed(
            actions.send_back_task,
            refusals.why_not_send_back_task,
            "send-back",
            _("Send back outside the drawing"),
            _("The document was sent back."),
            form=asked.SendBackTaskForm,
            is_grave=True,
        ),
        Deed(
            actions.assign_task,
            refusals.why_not_assign_task,
            "assign",
            _("Assign the task"),
            _("The task is assigned."),
            form=asked.AssignTaskForm,
            capacities=permissions.capacities_above,
        ),
        Deed(
            actions.record_task_later,
            refusals.why_not_record_task_later,
            "record-later",
            _("Record as done earlier"),
            _("The step is recorded."),
            form=outcomes.RecordTaskLaterForm,
        ),
        Deed(
            actions.release_task,
            refusals.why_not_release_task,
            "release",
            _("Give the task back to the position"),
            _("The task is free for others again."),
        ),
        Deed(
            actions.take_back_task,
            refusals.why_not_take_back_task,
            "take-back",
            _("Take the document back"),
            _("The document is with you again."),
        ),
    )
}
DOCUMENT_DEEDS: Mapping[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed(
            actions.comment_document,
            refusals.why_not_comment_document,
            "comment",
            _("Comment"),
            _("The comment stands in the history."),
            form=asked.CommentDocumentForm,
            capacities=permissions.capacities_in_document,
        ),
        Deed(
            actions.attach_to_document,
            refusals.why_not_attach_to_document,
            "attach",
            _("Attach files"),
            _("The files are attached."),
            form=asked.AttachForm,
            capacities=permissions.capacities_in_document,
        ),
        Deed(
            actions.mark_letter,
            refusals.why_not_mark_letter,
            "mark-letter",
            _("Say which file is the letter"),
            _("The letter is marked."),
            form=asked.MarkLetterForm,
            capacities=permissions.capacities_in_document,
        ),
        Deed(
            actions.cancel_document,
            refusals.why_not_cancel_document,
            "cancel",
            _("Cancel the document"),
            _("The document is cancelled."),
            form=asked.CancelDocumentForm,
            capacities=permissions.capacities_in_document,
            is_grave=True,
        ),
    )
}


def task_offers(task: Task, by: Doer) -> dict[str, Offer]:
    """Return the deeds that can come into question for a task in its state, by name."""
    is_offered = {
        "take_back_task": not task.is_open,
        "record_task_later": task.is_open and settings.LATE_RECORDING,
    }
    return {
        name: deed.offer(task, by)
        for name, deed in TASK_DEEDS.items()
        if is_offered.get(name, task.is_open)
    }


def document_offers(document: Document, current: Task | None, by: Doer) -> dict[str, Offer]:
    """Return the deeds on a document, on the task at hand, and taking back the one left last."""
    offers = {name: deed.offer(document, by) for name, deed in DOCUMENT_DEEDS.items()}
    if current is not None:
        offers |= task_offers(current, by)
    has_it = current is not None and current.taken_by_id == by.user.pk
    if has_it and not offers["attach_to_task"].why_not:
        del offers["attach_to_document"]  # what is attached to the task in hand is so to both
    left = document.tasks.filter(answer__in=Task.PASSED_ON, finished_by=by.user).last()
    if left is not None and not has_it:
        offers["take_back_task"] = TASK_DEEDS["take_back_task"].offer(left, by)
    return offers


MAIN = {"take_task", "finish_task", "resume_task"}
"""Deeds that have their own place on a page: what to do now."""


def on_page(offers: Mapping[str, Offer], asked: Offer | None, refusal: str) -> dict[str, Any]:
    """Return what a page shows of its deeds; the form that came back in the place of its own."""
    shown = dict(offers)
    if asked is not None:
        there = shown.get(asked.deed.name)
        shown[asked.deed.name] = replace(asked, why_not=there.why_not if there else refusal)
    refused = sorted((each for each in shown.values() if each.why_not), key=lambda x: x.why_not)
    return {
        "offers": shown,
        "others": [offer for name, offer in shown.items() if name not in MAIN],
        "refused": refused,
        "refusal": refusal,
    }
