"""Naming one's deputy for days away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.models import Position, User

Choice = tuple[Position, User]


class DeputyForm(forms.Form):
    """Who acts in which of one's positions, and on which days."""

    choice = forms.ChoiceField(label=_("Deputy"))
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Your deputy begins and ends by itself, and you stay in office."),
    )

    def __init__(self, *args: Any, choices: Iterable[Choice], on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {f"{position.pk}-{user.pk}": (position, user) for position, user in choices}
        self.fields["choice"].choices = [("", "---------"), *self._grouped()]  # type: ignore[attr-defined]
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget.attrs["min"] = on.isoformat()

    def _grouped(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return who may be named, under the position in which they would act."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, (position, user) in self.known.items():
            groups.setdefault(str(position), []).append((key, str(user)))
        return list(groups.items())

    def clean_choice(self) -> Choice:
        """Return the position and who is to act in it."""
        return self.known[self.cleaned_data["choice"]]

    def clean(self) -> dict[str, Any]:
        """Return what was typed; raise ValidationError for a last day before the first."""
        typed: dict[str, Any] = super().clean() or {}
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            raise ValidationError({"ends_on": _("The last day is before the first.")})
        return typed
