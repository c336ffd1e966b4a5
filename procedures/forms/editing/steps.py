"""One row of a draft."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.forms import RowForm
from procedures import durations
from procedures.forms.drafts import REASONS, requirement_lines
from procedures.forms.editing.widgets import (
    ELSEWHERE,
    ExitSelect,
    LinesInput,
    PlainSelect,
    StandardTimeInput,
)
from procedures.models import Actor, Step

NOWHERE = "nowhere"


class LinesField(forms.CharField):
    """Lines; a browser ends them in its own way."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a line is another."""
        return (initial or "").splitlines() != (data or "").splitlines()


class ExitField(forms.ChoiceField):
    """Where a row leads."""

    widget = ExitSelect

    def validate(self, value: str) -> None:
        """Ask for the place where only the list was asked for."""
        super().validate(value)
        if value == ELSEWHERE:
            raise forms.ValidationError(
                gettext("Saving lists all rows here. Choose the one that this row leads to.")
            )


class StepForm(RowForm[Step]):
    """One row of a draft's table; where it leads is chosen by row, new rows among them."""

    actor = forms.ChoiceField(label=_("Responsible"), required=False, widget=PlainSelect)
    participants = forms.MultipleChoiceField(label=_("Take part"), required=False)
    needs = LinesField(
        label=_("Requirements"),
        required=False,
        widget=LinesInput,
        help_text=_("One a line."),
    )
    yes_to = ExitField(label=_("Done or yes leads to"), initial="next")
    no_to = ExitField(
        label=_("No leads to"),
        required=False,
        help_text=_("Chosen, it makes the row a decision."),
    )

    class Meta:
        model = Step
        fields = [
            "activity",
            "standard_text",  # its minutes and unit follow from it
            "output",
            "remark",
            "yes_label",
            "no_label",
            "needs_all_requirements",
            "needs_file",
            "records_participants",
        ]
        widgets = {
            "activity": LinesInput,
            "standard_text": StandardTimeInput(attrs={"size": 14}),
            "output": LinesInput,
            "remark": LinesInput,
            "yes_label": forms.TextInput(attrs={"size": 7}),
            "no_label": forms.TextInput(attrs={"size": 7}),
        }

    def offer(self, actors: list[Actor], rows: list[tuple[str, str]], *, is_model: bool) -> None:
        """Offer the version's columns, and its rows by their keys; show what is stored.

        From the row that new ones are made like the page's script takes what is no row.
        """
        self.actors = {str(actor.pk): actor for actor in actors}
        columns = [(key, actor.name) for key, actor in self.actors.items()]
        self._choose("actor", [("", "–"), *columns], self.instance.actor_id)
        self._choose("participants", columns, None)
        ends = [
            ("next", gettext("The next row")),
            ("end", gettext("The end")),
            (NOWHERE, gettext("not drawn yet")),
        ]
        ways = [*ends, *rows, (ELSEWHERE, gettext("elsewhere …"))]
        self._choose("yes_to", ways, None)
        self._choose("no_to", [("", gettext("no decision")), *ways], None)
        for name in ("yes_to", "no_to"):
            cast(ExitSelect, self.fields[name].widget).is_model = is_model
        if self.instance.pk:
            lines = (requirement.text for requirement in self.instance.requirements.all())
            self.initial["needs"] = "\n".join(lines)
            self.initial["participants"] = [str(a.pk) for a in self.instance.participants.all()]

    def _choose(self, name: str, choices: list[tuple[str, str]], value: int | None) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices
        if value:
            self.initial[name] = str(value)

    def full_clean(self) -> None:
        """Check what was typed; only fields of a row with mistakes, which name them, have ids."""
        self.auto_id = "id_%s"
        super().full_clean()
        if not self.errors:
            self.auto_id = False

    def clean(self) -> dict[str, Any]:
        """Read the standard time."""
        text = self.cleaned_data.get("standard_text", "")
        try:
            standard = durations.parse(text)
        except durations.NotUnderstood as reason:
            self.add_error("standard_text", REASONS[reason.reason])
            standard = None
        self.instance.standard_minutes = standard.minutes if standard else None
        self.instance.standard_unit = standard.unit.value if standard else ""
        return self.cleaned_data

    def clean_actor(self) -> Actor | None:
        """Return the column chosen."""
        return self.actors.get(self.cleaned_data["actor"])

    def clean_needs(self) -> list[str]:
        """Return the lines that are not blank; refuse one that is too long."""
        return requirement_lines(self.cleaned_data["needs"])

    def validate_unique(self) -> None:
        """Let the numbers be: saving numbers the rows anew."""

    def _get_validation_exclusions(self) -> set[str]:
        """Ask the database nothing: saving numbers the rows, and the column is one offered."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"number", "version", "actor"}
