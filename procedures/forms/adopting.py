"""Adopting an SOP of another office: which positions stand for its columns."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.doers import Doer
from people.finding import words_of
from people.models import Position, Unit
from procedures.forms.bringing import position_choices
from procedures.models import Procedure, Version
from procedures.models.procedures import edited_units
from procedures.refusals import code_is_taken, taken_code

Held = dict[str, int]
"""The keys of positions by the headings of their columns."""


class TakeOverForm(forms.Form):
    """Which position of the office stands for each column of a version; a field a column."""

    def __init__(
        self,
        *args: Any,
        version: Version,
        by: Doer,
        held: dict[str, int] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        choices = position_choices(by)
        self.columns = {f"column-{each.pk}": each for each in version.actors.all()}
        for name, actor in self.columns.items():
            alike = [key for key, title in choices if words_of(title) == words_of(actor.name)]
            known = str((held or {}).get(actor.name) or "")
            self.fields[name] = forms.ChoiceField(
                label=actor.name,
                required=False,
                choices=[("", "—"), *choices],
                initial=known or (alike[0] if len(alike) == 1 else ""),
            )

    def positions(self) -> dict[int, Position]:
        """Return the position of each column that has one, by the column's key."""
        chosen = {name: self.cleaned_data.get(name) for name in self.columns}
        found = Position.objects.in_bulk([int(key) for key in chosen.values() if key])
        return {self.columns[name].pk: found[int(key)] for name, key in chosen.items() if key}


class AdoptForm(TakeOverForm):
    """Where an SOP is adopted to, under which code, and by which positions."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    code = forms.CharField(label=_("Code"), max_length=30)

    def __init__(self, *args: Any, version: Version, by: Doer, **more: Any) -> None:
        super().__init__(*args, version=version, by=by, **more)
        units = edited_units(by.user, on=by.held_on)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(found := list(units[:2])) == 1:
            self.fields["unit"].initial = found[0].pk
        self.fields["code"].initial = version.procedure.code

    def clean_code(self) -> str:
        """Refuse a code that cannot stand in an address."""
        code: str = self.cleaned_data["code"].strip().upper()
        Procedure._meta.get_field("code").clean(code, None)
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse a code that another SOP of the office has."""
        data = self.cleaned_data
        if code_is_taken(data.get("code", ""), data.get("unit")):
            self.add_error("code", taken_code())
        return data
