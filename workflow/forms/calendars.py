"""The working hours of a week."""

from __future__ import annotations

from datetime import time
from itertools import pairwise

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from people.forms import RowForm
from workflow.models import HoursRule, Stretch


class StretchForm(RowForm[Stretch]):
    """One stretch of work, to the whole minute: the administration's Now types seconds too."""

    def clean_starts_at(self) -> time:
        """Return the start without seconds."""
        return _whole_minute(self.cleaned_data["starts_at"])

    def clean_ends_at(self) -> time:
        """Return the end without seconds."""
        return _whole_minute(self.cleaned_data["ends_at"])


def _whole_minute(typed: time) -> time:
    return typed.replace(second=0, microsecond=0)


class StretchFormSet(BaseInlineFormSet[Stretch, HoursRule, forms.ModelForm[Stretch]]):
    """The stretches of work of a week, none over another."""

    def clean(self) -> None:
        """Refuse stretches that overlap."""
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        kept = sorted(
            (row["weekday"], row["starts_at"], row["ends_at"])
            for row in rows
            if not row.get("DELETE")
        )
        if any(first[0] == second[0] and second[1] < first[2] for first, second in pairwise(kept)):
            raise forms.ValidationError(_("Two stretches of work of one day overlap."))
