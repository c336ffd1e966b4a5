"""The deeds that pages offer: one table for buttons, forms and actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Appointment, User
from people.requests import Request, address_of
from workflow import actions, forms, permissions
from workflow.actions import refusals
from workflow.models import Document

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Capacities = Callable[..., QuerySet[Appointment]]


@dataclass(frozen=True)
class Deed:
    """One deed: what is done, why not, what it is called, what is said then, what is asked."""

    action: Callable[..., Any]
    why_not: Callable[..., str]
    label: StrOrPromise
    done: StrOrPromise
    form: type[forms.DeedForm] = forms.DeedForm
    capacities: Capacities = permissions.capacities_at
    is_grave: bool = False

    @property
    def name(self) -> str:
        """The name of its action, which is that of its address too."""
        return self.action.__name__

    def form_for(self, thing: Any, request: Request, *, on: date) -> Any:
        """Return the form for a thing: filled in if it was sent, empty otherwise."""
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        return self._form(thing, request.user, on, *sent)

    def offer(self, thing: Any, user: User, *, on: date) -> Offer:
        """Return the deed as it stands on the page of a thing."""
        why_not = self.why_not(thing, by=user, on=on)
        form = None if why_not else self._form(thing, user, on)
        return Offer(self, reverse(self.name, args=[thing.pk]), form, why_not)

    def do(self, thing: Any, form: Any, request: Request, *, at: datetime) -> Any:
        """Do it and return what the action returns; raises Refused."""
        address = address_of(request)
        return self.action(thing, by=request.user, at=at, address=address, **form.given())

    def _form(self, thing: Any, user: User, on: date, *sent: Any) -> Any:
        capacities = self.capacities(user, thing, on=on)
        return self.form(*sent, thing=thing, on=on, capacities=capacities)


@dataclass(frozen=True)
class Offer:
    """One deed on a page: its form, or why it is not possible now."""

    deed: Deed
    address: str
    form: Any
    why_not: str
    is_asked: bool = False


def _capacities_in_document(user: User, document: Document, *, on: date) -> QuerySet[Appointment]:
    return permissions.capacities_in(user, document.version, on=on)


TASK_DEEDS: Mapping[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed(
            actions.take_task,
            refusals.why_not_take_task,
            _("Take the task"),
            _("The task is yours; the time of work runs."),
        ),
        Deed(
            actions.finish_task,
            refusals.why_not_finish_task,
            _("Finish the step"),
            _("The step is finished."),
            form=forms.FinishTaskForm,
        ),
        Deed(
            actions.resume_task,
            refusals.why_not_resume_task,
            _("Resume the work"),
            _("The work goes on."),
        ),
        Deed(
            actions.pause_task,
            refusals.why_not_pause_task,
            _("Pause the work"),
            _("The work is paused."),
            form=forms.PauseTaskForm,
        ),
        Deed(
            actions.attach_to_task,
            refusals.why_not_attach_to_task,
            _("Attach files to this task"),
            _("The files are attached."),
            form=forms.AttachForm,
        ),
        Deed(
            actions.send_back_task,
            refusals.why_not_send_back_task,
            _("Send back outside the drawing"),
            _("The document was sent back."),
            form=forms.SendBackTaskForm,
            is_grave=True,
        ),
        Deed(
            actions.assign_task,
            refusals.why_not_assign_task,
            _("Assign the task"),
            _("The task is assigned."),
            form=forms.AssignTaskForm,
            capacities=permissions.capacities_above,
        ),
        Deed(
            actions.record_task_later,
            refusals.why_not_record_task_later,
            _("Record as done earlier"),
            _("The step is recorded."),
            form=forms.RecordTaskLaterForm,
        ),
        Deed(
            actions.release_task,
            refusals.why_not_release_task,
            _("Give the task back to the position"),
            _("The task is free for others again."),
        ),
        Deed(
            actions.take_back_task,
            refusals.why_not_take_back_task,
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
            _("Comment"),
            _("The comment stands in the history."),
            form=forms.CommentDocumentForm,
            capacities=_capacities_in_document,
        ),
        Deed(
            actions.attach_to_document,
            refusals.why_not_attach_to_document,
            _("Attach files"),
            _("The files are attached."),
            form=forms.AttachForm,
            capacities=_capacities_in_document,
        ),
        Deed(
            actions.cancel_document,
            refusals.why_not_cancel_document,
            _("Cancel the document"),
            _("The document is cancelled."),
            form=forms.CancelDocumentForm,
            capacities=_capacities_in_document,
            is_grave=True,
        ),
    )
}
