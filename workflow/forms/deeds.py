"""What is asked before a deed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from people.doers import Doer
from people.finding import order_key
from people.models import Appointment, User
from procedures.models import Step
from workflow.forms.files import FilesField
from workflow.models import Document, Task
from workflow.permissions import barred_by_own_work
from workflow.refusals import why_nobody_to_assign

NOTE_LENGTH = 2000
MARK, CAPACITY = "mark", "appointment"
APART = {MARK, CAPACITY}
"""What a form has beside what its deed is given."""


class CapacityField(forms.TypedChoiceField):
    """The capacity in which somebody acts who has several."""

    def __init__(self, capacities: Iterable[Appointment]) -> None:
        by_key = {str(each.pk): each for each in capacities}
        super().__init__(
            choices=[(key, each.title) for key, each in by_key.items()],
            coerce=by_key.__getitem__,
            label=_("Acting as"),
            error_messages={"invalid_choice": _("You do not act as that here today.")},
        )


class DeedForm(forms.Form):
    """What is asked before a deed on a thing; in which capacity, where there is a choice.

    A mark of its own goes along, so that a form that is sent twice is obeyed once.
    """

    is_marked: ClassVar[bool] = True

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        thing: Any,
        by: Doer,
        capacities: list[Appointment],
    ) -> None:
        super().__init__(data, files)
        self.by = by
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.ask_about(thing)
        if len(capacities) > 1:
            self.fields[CAPACITY] = CapacityField(capacities)
        if self.is_marked:
            self.fields[MARK] = forms.CharField(
                widget=forms.HiddenInput(), initial=uuid4, required=False
            )

    def ask_about(self, thing: Any) -> None:
        """Add what depends on the thing."""

    @property
    def chosen(self) -> Appointment | None:
        """The capacity that was chosen, None where there was no choice."""
        return self.cleaned_data.get(CAPACITY)

    def given(self) -> dict[str, Any]:
        """Return what is handed to the action, by the names of its parameters."""
        return {name: value for name, value in self.cleaned_data.items() if name not in APART}


class TakeTaskForm(DeedForm):
    """Nothing but the capacity; who takes a task twice is refused by its state."""

    is_marked = False


def _long_text(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=NOTE_LENGTH, widget=widget)


class PauseTaskForm(DeedForm):
    """Why the work stands still."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example: waiting for another office.")
    )


class CommentDocumentForm(DeedForm):
    """A comment."""

    text = _long_text(_("Comment"))


class CancelDocumentForm(DeedForm):
    """Why a document is called off."""

    reason = _long_text(_("Reason"))


class AttachForm(DeedForm):
    """Files."""

    uploads = FilesField(
        label=_("Files"),
        help_text=_(
            "PDF, DOCX, XLSX, ODT, PNG, JPG or HEIC. A file of the same name is a new version."
        ),
    )


class MarkLetterForm(DeedForm):
    """Which file is the letter."""

    name = forms.ChoiceField(label=_("The letter"))

    def ask_about(self, thing: Document) -> None:
        """Offer the names of the document's files; chosen is the one that is the letter."""
        names = sorted({file.name for file in thing.attachments.all()}, key=order_key)
        field = cast("forms.ChoiceField", self.fields["name"])
        field.choices = [(name, name) for name in names]
        self.initial["name"] = thing.letter


class AssignTaskForm(DeedForm):
    """Who is to do a task."""

    def ask_about(self, thing: Task) -> None:
        """Offer those who hold its position, without the one who has it; say why there is none."""
        held = Appointment.objects.current(self.by.held_on).filter(position=thing.position_id)
        barred = {user for _task, user in barred_by_own_work([thing])}
        others = held.exclude(user__in={thing.taken_by_id, *barred} - {None})
        holders = User.objects.filter(pk__in=others.values("user"))
        why = "" if others.exists() else why_nobody_to_assign(thing, on=self.by.held_on)
        self.fields["to"] = forms.ModelChoiceField(holders, label=_("To whom"), help_text=why)


class StepField(forms.ModelChoiceField[Step]):
    """A step by its number and activity."""

    def label_from_instance(self, obj: Step) -> str:
        """Return number and activity."""
        return f"{obj.number}. {obj.activity[:100]}"


class SendBackTaskForm(DeedForm):
    """Where a document is sent back to against the drawing, and why."""

    def ask_about(self, thing: Task) -> None:
        """Offer the steps where the document has been."""
        steps = Step.objects.filter(tasks__in=Task.objects.before(thing)).distinct()
        self.fields["to"] = StepField(steps, label=_("To which step"))
        self.fields["note"] = _long_text(_("Reason"))
