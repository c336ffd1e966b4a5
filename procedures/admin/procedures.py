"""SOPs in the administration."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from people.admin.deeds import DeedAdmin, SeenFilter, today
from people.models import Unit, User
from procedures.models import Procedure
from procedures.models.procedures import edited_units
from procedures.permissions import EDITOR


@admin.register(Procedure)
class ProcedureAdmin(DeedAdmin):
    """SOPs; the contents are in their versions."""

    served = (EDITOR,)
    list_display = ["code", "unit"]
    list_filter = [("unit", SeenFilter)]
    search_fields = ["code", "versions__title"]
    autocomplete_fields = ["unit"]
    list_select_related = ["unit"]

    def unit_of(self, row: Procedure) -> Unit:
        """Return the unit of the SOP."""
        return row.unit

    def visible(self, rows: QuerySet[Procedure], user: User) -> QuerySet[Procedure]:
        """Keep those of units whose SOPs somebody edits."""
        return rows.filter(unit__in=edited_units(user, on=today()))

    def get_readonly_fields(self, request: HttpRequest, obj: Procedure | None = None) -> list[str]:
        """Keep the code once it stands in addresses."""
        return ["code"] if obj else []
