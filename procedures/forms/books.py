"""What people type when they order a book."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.doers import Doer
from people.models import Unit


class OrderBookForm(forms.Form):
    """Whose SOPs are made into a book, and on which paper."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), help_text=_("With all units below it.")
    )
    paper = forms.ChoiceField(
        label=_("Paper"), choices=[("", _("That of the unit")), *Unit.Paper.choices], required=False
    )

    def __init__(self, *args: Any, by: Doer, **more: Any) -> None:
        super().__init__(*args, **more)
        units = Unit.objects.of_office(by.user, on=by.held_on)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.has_units = by.user.reaches_all or bool(by.user.offices(on=by.held_on))

    def clean(self) -> dict[str, Any]:
        """Take the unit's own paper where none is chosen."""
        unit: Unit | None = self.cleaned_data.get("unit")
        if unit is not None and not self.cleaned_data.get("paper"):
            self.cleaned_data["paper"] = unit.paper
        return self.cleaned_data
