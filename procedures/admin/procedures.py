"""SOPs in the administration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from people.admin.deeds import DeedAdmin, SeenFilter
from people.doers import Doer
from people.models import Unit
from procedures.models import Procedure
from procedures.models.procedures import edited_units
from procedures.permissions import EDITOR
from procedures.refusals import code_is_taken, taken_code


class ProcedureForm(forms.ModelForm[Procedure]):
    """An SOP; its code is its own in the office of its unit."""

    def clean(self) -> dict[str, Any]:
        """Refuse a code that another SOP of the office has."""
        data = super().clean() or {}
        code = data.get("code") or self.instance.code
        if code_is_taken(code, data.get("unit"), but=self.instance.pk):
            self.add_error("code" if "code" in self.fields else "unit", taken_code())
        return data


@admin.register(Procedure)
class ProcedureAdmin(DeedAdmin):
    """SOPs; the contents are in their versions."""

    served = (EDITOR,)
    form = ProcedureForm
    list_display = ["code", "unit", "office"]
    list_filter = [("unit", SeenFilter), ("office", SeenFilter)]
    search_fields = ["code", "versions__title"]
    autocomplete_fields = ["unit"]
    list_select_related = ["unit", "office"]

    def unit_of(self, row: Procedure) -> Unit:
        """Return the unit of the SOP."""
        return row.unit

    def visible(self, rows: QuerySet[Procedure], by: Doer) -> QuerySet[Procedure]:
        """Keep those of units whose SOPs somebody edits."""
        return rows.filter(unit__in=edited_units(by.user, on=by.held_on))

    def get_readonly_fields(self, request: HttpRequest, obj: Procedure | None = None) -> list[str]:
        """Keep the code once it stands in addresses."""
        return ["code"] if obj else []
