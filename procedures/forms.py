"""What people type about SOPs."""

from __future__ import annotations

from typing import Any

from adminsortable2.admin import CustomInlineFormSet
from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import CharFilter
from django_filters.filterset import FilterSet

from procedures import durations
from procedures.models import Procedure, Requirement, Step, Version
from procedures.models.procedures import VersionQuerySet

REASONS = {
    durations.Reason.NO_NUMBER: _("A unit without a number: write how many, such as 10 menit."),
    durations.Reason.NO_UNIT: _(
        "A number without a unit: write menit, jam, hari kerja, minggu or bulan."
    ),
    durations.Reason.NEGATIVE: _("Time does not run backwards: write it without a minus."),
    durations.Reason.ZERO: _("Nothing takes no time: write 1 menit or more, or disesuaikan."),
    durations.Reason.TOO_LONG: _("That is longer than ten years."),
    durations.Reason.BACKWARDS: _("The range runs backwards: write the shorter time first."),
    durations.Reason.WRONG_RESULT: _("The time after the = is not what comes out of the sum."),
    durations.Reason.BY_THE_CLOCK: _(
        "Standard time is working time: write hari kerja, not 24 jam or hari kalender."
    ),
    durations.Reason.UNCLEAR: _(
        "This can be read in more than one way: write one time, such as 10 menit."
    ),
}


class ProcedureFilter(FilterSet):
    """Finds SOPs by code or words of the title."""

    words = CharFilter(method="filter_words", label=_("Code or words of the title"))

    class Meta:
        model = Version
        fields: list[str] = []

    def filter_words(self, versions: VersionQuerySet, _name: str, words: str) -> VersionQuerySet:
        """Keep versions whose code or title holds every word."""
        for word in words.split():
            versions = versions.filter(
                Q(title__icontains=word) | Q(procedure__code__icontains=word)
            )
        return versions


class VersionForm(forms.ModelForm[Version]):
    """The identity block of a draft in the administration."""

    def clean_procedure(self) -> Procedure:
        """Refuse a second draft of an SOP before anything that was typed is lost."""
        procedure: Procedure = self.cleaned_data["procedure"]
        if procedure.versions.filter(state=Version.State.DRAFT).exclude(pk=self.instance.pk):
            raise forms.ValidationError(gettext("This SOP already has a draft."))
        return procedure


class StepForm(forms.ModelForm[Step]):
    """One row of a draft's table in the administration."""

    needs = forms.CharField(
        label=_("Requirements"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 24}),
        help_text=_("One a line."),
    )

    class Meta:
        model = Step
        fields = [
            "activity",
            "actor",
            "participants",
            "standard_text",  # its minutes and unit follow from it
            "output",
            "remark",
            "kind",
            "way",
            "way_step",
            "no_way",
            "no_way_step",
            "yes_label",
            "no_label",
        ]
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 3, "cols": 36}),
            "output": forms.Textarea(attrs={"rows": 3, "cols": 24}),
            "remark": forms.Textarea(attrs={"rows": 3, "cols": 18}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            lines = (requirement.text for requirement in self.instance.requirements.all())
            self.initial["needs"] = "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        """Read the standard time. The constraints are checked by the formset, order aside."""
        text = self.cleaned_data.get("standard_text", "")
        try:
            standard = durations.parse(text)
        except durations.NotUnderstood as reason:
            self.add_error("standard_text", REASONS[reason.reason])
            standard = None
        self.instance.standard_minutes = standard.minutes if standard else None
        self.instance.standard_unit = standard.unit.value if standard else ""
        return self.cleaned_data

    def clean_needs(self) -> list[str]:
        """Return the lines that are not blank; refuse one that is too long."""
        lines = [line.strip() for line in self.cleaned_data["needs"].splitlines() if line.strip()]
        longest = Requirement._meta.get_field("text").max_length or 0
        if any(len(line) > longest for line in lines):
            raise forms.ValidationError(
                gettext("Write at most %(most)s characters a line.") % {"most": longest}
            )
        return lines


class StepFormSet(CustomInlineFormSet):
    """The rows of a draft; their order may pass through doubles while it is being changed."""

    def clean(self) -> None:
        """Check each row against the table's constraints, its number aside."""
        for form in self.forms:
            if form.is_valid() and form.has_changed() and not form.cleaned_data.get("DELETE"):
                try:
                    form.instance.validate_constraints(exclude={"number", "version"})
                except forms.ValidationError as error:
                    form.add_error(None, error)
