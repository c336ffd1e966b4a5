"""SOPs in the administration."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from people.admin.deeds import DeedAdmin
from procedures.models import Procedure


@admin.register(Procedure)
class ProcedureAdmin(DeedAdmin):
    """SOPs; the contents are in their versions."""

    list_display = ["code", "unit"]
    list_filter = ["unit"]
    search_fields = ["code", "versions__title"]
    autocomplete_fields = ["unit"]
    list_select_related = ["unit"]

    def get_readonly_fields(self, request: HttpRequest, obj: Procedure | None = None) -> list[str]:
        """Keep the code once it stands in addresses."""
        return ["code"] if obj else []
