"""Groups in the administration: they give rights, so superusers alone change them."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest

from people import actions
from people.admin.deeds import DeedAdmin, signed_in
from people.permissions import can_give_rights
from people.requests import doer_of

admin.site.unregister(Group)


@admin.register(Group)
class RightsGroupAdmin(DeedAdmin, GroupAdmin):
    """Groups with their permissions."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave rights to superusers."""
        return super().has_add_permission(request) and can_give_rights(signed_in(request))

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Leave rights to superusers."""
        may = super().has_change_permission(request, obj)
        return may and can_give_rights(signed_in(request))

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Leave rights to superusers."""
        may = super().has_delete_permission(request, obj)
        return may and can_give_rights(signed_in(request))

    def save_model(
        self, request: HttpRequest, obj: Group, form: forms.ModelForm[Group], change: bool
    ) -> None:
        """Save a group with its permissions; it goes on record."""
        chosen = form.cleaned_data["permissions"]
        actions.save_group(obj, chosen, by=doer_of(request), is_new=not change)

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        """Delete a group."""
        actions.delete_group(obj, by=doer_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        """Delete groups, all or none."""
        for group in queryset:
            actions.delete_group(group, by=doer_of(request))
