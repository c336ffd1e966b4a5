"""Roles in the administration: given, and ended; the rest of them stays."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from people import actions
from people.admin.deeds import DeedAdmin, SeenFilter
from people.doers import Doer
from people.models import Role
from people.models.days import day_in
from people.permissions import can_give_role
from people.requests import doer_of, held_on

DAY = timedelta(days=1)
GIVEN = ["user", "kind", "unit", "starts_on", "letter"]


@admin.register(Role)
class RoleAdmin(DeedAdmin):
    """Who looks after what for which unit, from when to when."""

    served = (Role.RoleKind.PEOPLE,)
    list_display = ["user", "kind", "unit", "starts_on", "ends_on", "letter"]
    list_filter = ["kind", ("unit", SeenFilter)]
    search_fields = ["user__name", "user__username", "unit__name", "letter"]
    autocomplete_fields = ["user", "unit"]
    list_select_related = ["user", "unit"]
    fields = [*GIVEN, "ends_on"]

    def visible(self, rows: QuerySet[Role], by: Doer) -> QuerySet[Role]:
        """Keep the person's own, and those of units whose people they administer."""
        return rows.filter(pk__in=Role.objects.visible_to(by.user, on=by.held_on).values("pk"))

    def looks_after(self, by: Doer, row: Role) -> bool:
        """Whether somebody may give that role, and end it."""
        return can_give_role(by.user, row, on=by.held_on)

    def has_delete_permission(self, request: HttpRequest, obj: Role | None = None) -> bool:
        """Allow deleting, one at a time, what has not begun."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and obj.starts_on > day_in(held_on(request), obj.unit_id)

    def get_readonly_fields(self, request: HttpRequest, obj: Role | None = None) -> list[str]:
        """Keep a role as it was given, but for its end."""
        return GIVEN if obj else []

    def save_model(
        self, request: HttpRequest, obj: Role, form: forms.ModelForm[Role], change: bool
    ) -> None:
        """Give a role, or set its end."""
        if not change:
            actions.give_role(obj, by=doer_of(request))
        elif obj.ends_on is not None:
            actions.end_role(obj, by=doer_of(request), ends_on=obj.ends_on)

    def delete_model(self, request: HttpRequest, obj: Role) -> None:
        """Delete a role that has not begun."""
        by = doer_of(request)
        today = day_in(by.held_on, obj.unit_id)
        actions.end_role(obj, by=by, ends_on=min(obj.starts_on, today) - DAY)
