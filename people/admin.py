"""People in the administration."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Appointment, Position, Unit, User

admin.site.site_header = "SOPKS"
admin.site.site_title = "SOPKS"
admin.site.index_title = _("Administration")


class AccountForm(forms.ModelForm[User]):
    """An account; a NIP left blank is none, so that several may be blank."""

    def clean_nip(self) -> str | None:
        """Return the NIP, None where it is blank."""
        return self.cleaned_data["nip"] or None


class UnitForm(forms.ModelForm[Unit]):
    """A unit; the constraint cannot be asked here, because a form leaves the row's number out."""

    def clean_parent(self) -> Unit | None:
        """Return the unit above; refuse the unit itself and those below it."""
        parent: Unit | None = self.cleaned_data["parent"]
        if self.instance in _upwards(parent, "parent"):
            raise forms.ValidationError(
                gettext("A unit cannot belong to itself or to a unit below it.")
            )
        return parent


class PositionForm(forms.ModelForm[Position]):
    """A position; the constraint cannot be asked here either."""

    def clean_superior(self) -> Position | None:
        """Return the superior; refuse the position itself and those below it."""
        superior: Position | None = self.cleaned_data["superior"]
        if self.instance in _upwards(superior, "superior"):
            raise forms.ValidationError(
                gettext("A position cannot be its own superior, nor one of those below it.")
            )
        return superior


def _upwards(first: Model | None, link: str) -> list[Model]:
    """Return a row and those above it, from the nearest up; a circle is gone round once."""
    found: list[Model] = []
    above = first
    while above is not None and above not in found:
        found.append(above)
        above = getattr(above, link)
    return found


class AppointmentInline(admin.TabularInline[Appointment, User]):
    """The positions that a person holds or held."""

    model = Appointment
    extra = 0
    autocomplete_fields = ["position"]


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    """Accounts with their appointments."""

    form = AccountForm
    add_form = AdminUserCreationForm
    list_display = ["username", "name", "nip", "rank", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]
    search_fields = ["username", "name", "nip", "email"]
    ordering = ["username"]
    inlines = [AppointmentInline]
    readonly_fields = ["last_login", "joined_at"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["name", "nip", "rank", "email"]}),
        (
            _("Rights"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Dates"), {"fields": ["last_login", "joined_at"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "name", "usable_password", "password1", "password2"],
            },
        )
    ]


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin[Unit]):
    """Units."""

    form = UnitForm
    list_display = ["name", "parent", "paper"]
    search_fields = ["name"]
    autocomplete_fields = ["parent"]


@admin.register(Position)
class PositionAdmin(admin.ModelAdmin[Position]):
    """Positions."""

    form = PositionForm
    list_display = ["title", "unit", "superior"]
    list_filter = ["unit"]
    search_fields = ["title", "unit__name"]
    autocomplete_fields = ["unit", "superior"]
    list_select_related = ["unit", "superior"]


@admin.register(Appointment)
class AppointmentAdmin(admin.ModelAdmin[Appointment]):
    """Appointments."""

    list_display = ["user", "position", "capacity", "letter", "starts_on", "ends_on"]
    list_filter = ["capacity", "position"]
    search_fields = ["user__name", "user__username", "position__title", "letter"]
    autocomplete_fields = ["user", "position"]
    list_select_related = ["user", "position"]
    date_hierarchy = "starts_on"
