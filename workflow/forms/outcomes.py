"""How a task is answered."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Appointment
from procedures import graph
from workflow.forms.deeds import NOTE_LENGTH, DeedForm
from workflow.models import Task
from workflow.permissions import capacities_beside
from workflow.transition.outcomes import Outcome


class ParticipantsField(forms.ModelMultipleChoiceField[Appointment]):
    """Who took part, and in which capacity."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Appointment) -> str:
        """Return name and capacity."""
        return f"{obj.user} ({obj.title})"


class FinishTaskForm(DeedForm):
    """How a task is answered; a Tidak needs its reason.

    Beside it which requirements were there and which were missing, and who took part where the
    step asks for it. Who answers twice is refused by the state of the task.
    """

    is_marked: ClassVar[bool] = False

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def ask_about(self, thing: Task) -> None:
        """Add the answers, the requirements and the people of the step."""
        step = thing.step
        answers = graph.Answer.DONE, graph.Answer.YES, graph.Answer.NO
        own = answers[1:] if step.is_decision else answers[:1]
        self.answers = [(answer.value, step.label(answer) or gettext("Done")) for answer in own]
        self.fields["answer"] = forms.ChoiceField(
            label=_("Answer"),
            choices=self.answers,
            widget=forms.RadioSelect,
            initial=self.answers[0][0] if len(self.answers) == 1 else None,
            error_messages={
                "required": _("Choose an answer."),
                "invalid_choice": _("This step has no such answer."),
            },
        )
        self.requirements = {f"check_{item.pk}": item for item in step.requirements.all()}
        for name, item in self.requirements.items():
            self.fields[name] = forms.ChoiceField(
                label=item.text,
                required=False,
                choices=[("met", _("There")), ("missing", _("Missing"))],
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
        if step.records_participants:
            self.fields["participants"] = ParticipantsField(
                capacities_beside(thing, on=self.by.held_on), label=_("Took part"), required=False
            )

    @property
    def checks(self) -> list[forms.BoundField]:
        """The fields of the requirements."""
        return [self[name] for name in self.requirements]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a Tidak."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == graph.Answer.NO and not cleaned.get("note", "").strip():
            self.add_error(
                "note", _("Write the reason, so that the one who repairs knows what to do.")
            )
        return cleaned

    def given(self) -> dict[str, Any]:
        """Return the outcome, checks of requirements in it, and what else was asked."""
        given = super().given()
        found = {item: given.pop(name) for name, item in self.requirements.items()}
        checks = {item: value == "met" for item, value in found.items() if value}
        said = {each.name: given.pop(each.name) for each in fields(Outcome) if each.name in given}
        return {**given, "outcome": Outcome(**said, checks=checks)}


class MomentField(forms.DateTimeField):
    """A day and a time, in the zone of the office."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class RecordTaskLaterForm(FinishTaskForm):
    """How a task was answered that was worked on earlier, and when that was."""

    since = MomentField(label=_("Worked on from"))
    until = MomentField(label=_("Worked on until"))

    def ask_about(self, thing: Task) -> None:
        """Remember when the task arrived, which is kept to the second."""
        super().ask_about(thing)
        self.arrived_at = thing.arrived_at
        here = localtime(thing.arrived_at)
        said = gettext("Times are those of the office: %(zone)s.") % {"zone": here.tzname()}
        self.fields["since"].help_text = said

    def clean_since(self) -> Any:
        """Take the minute of arrival for the arrival itself."""
        since = self.cleaned_data["since"]
        minute = self.arrived_at.replace(second=0, microsecond=0)
        return self.arrived_at if since == minute else since

    def clean_until(self) -> Any:
        """Take the minute of the beginning for the beginning itself."""
        until, since = self.cleaned_data["until"], self.cleaned_data.get("since")
        is_same_minute = since and until == since.replace(second=0, microsecond=0)
        return since if is_same_minute else until
