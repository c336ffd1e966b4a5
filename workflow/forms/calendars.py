"""The working hours of a week, and what an office says of its hours at the beginning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.conf import settings
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.forms import RowForm
from workflow.models import Calendar, HoursRule, Stretch
from workflow.worktime import Ramadan

LONGEST_RAMADAN = timedelta(days=31)


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


def _date(label: str) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget)


class HoursForm(forms.Form):
    """The zone of the office, where it has none yet, and when Ramadan is."""

    zone = forms.ChoiceField(label=_("Zone of the office"), choices=Calendar.Zone.choices)

    def __init__(
        self, *args: Any, months: Sequence[Ramadan], is_first: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.months = months
        zone = self.fields["zone"]
        zone.initial = settings.TIME_ZONE
        if not is_first:
            del self.fields["zone"]
        for number, month in enumerate(months):
            named = {"year": month.year}
            first = _date(gettext("Ramadan %(year)s, first day") % named)
            last = _date(gettext("Ramadan %(year)s, last day") % named)
            first.initial, last.initial = month.starts_on, month.ends_on
            last.help_text = gettext(
                "Counted back from Idul Fitri as it is expected; change it as the government "
                "decides. Left blank, no Ramadan hours are set yet."
            )
            self.fields[f"first_{number}"], self.fields[f"last_{number}"] = first, last

    def clean(self) -> dict[str, Any]:
        """Refuse a Ramadan with one day blank, of the wrong order, length or year."""
        for number, month in enumerate(self.months):
            first, last = self._days(number)
            if (first is None) != (last is None):
                self._refuse(number, gettext("Give both days, or none."))
            elif first and last and not _is_month(first, last, month):
                self._refuse(
                    number,
                    gettext("Ramadan has at most 31 days and lies near its Idul Fitri."),
                )
        return self.cleaned_data

    def _refuse(self, number: int, sentence: str) -> None:
        if not self.errors.keys() & {f"first_{number}", f"last_{number}"}:
            self.add_error(f"last_{number}", sentence)

    def _days(self, number: int) -> tuple[date | None, date | None]:
        data = self.cleaned_data
        return data.get(f"first_{number}"), data.get(f"last_{number}")

    def ramadans(self) -> list[Ramadan]:
        """Return the months as they were stated, without those left blank."""
        stated = [(month, *self._days(number)) for number, month in enumerate(self.months)]
        return [Ramadan(month.year, first, last) for month, first, last in stated if first and last]


def _is_month(first: date, last: date, expected: Ramadan) -> bool:
    is_near = abs(last - expected.ends_on) <= LONGEST_RAMADAN
    return is_near and first <= last and last - first < LONGEST_RAMADAN
