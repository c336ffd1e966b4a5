"""People in the administration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    SetUnusablePasswordMixin,
)
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import PROTECT, Model
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst, format_lazy
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


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg] # takes none when it runs
    """Somebody's new password; Django itself keeps this help in the language it was loaded in."""

    usable_password_help_text: Any = format_lazy(
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If disabled, the password that this user has now is lost."),
    )


LOGO_MAX_BYTES = 2 * 1024 * 1024
LOGO_MAX_SIDE = 4000  # pixels; a print shows it 4 cm wide


@dataclass(frozen=True)
class Link:
    """A kept file as the widget shows it: its name, and where it is handed out."""

    name: str
    url: str

    def __str__(self) -> str:
        return self.name


class LogoWidget(AdminFileWidget):
    """The logo of a unit, handed out by a page of the administration: uploads have no address."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Lead to the page that hands the logo out."""
        context = super().get_context(name, value, attrs)
        if self.is_initial(value):
            address = reverse("admin:people_unit_logo", args=[value.instance.pk])
            context["widget"]["value"] = Link(value.name, address)
        return context


class UnitForm(forms.ModelForm[Unit]):
    """A unit; the constraint cannot be asked here, because a form leaves the row's number out."""

    def clean_logo(self) -> Any:
        """Return the logo; refuse a new one that would burden every print."""
        logo = self.cleaned_data["logo"]
        if isinstance(logo, UploadedFile):
            picture = ImageFile(logo)
            sides = [picture.width or 0, picture.height or 0]
            if (logo.size or 0) > LOGO_MAX_BYTES or max(sides) > LOGO_MAX_SIDE:
                raise forms.ValidationError(
                    gettext("Choose a smaller picture: at most 2 MB and %(side)s pixels a side.")
                    % {"side": LOGO_MAX_SIDE}
                )
        return logo

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


Deletion = tuple[list[Any], dict[str, int], set[str], list[str]]


def kept(rows: Iterable[Model], model: type[Model]) -> Deletion | None:
    """Return what a page shows of a deletion that other rows forbid; None where none do.

    It names the kinds of those others. Django's own names each of them, with a query or two: of
    somebody at work for years, hundreds of thousands.
    """
    others = [each for each in model._meta.related_objects if each.on_delete is PROTECT]
    kinds = {
        capfirst(str(other.related_model._meta.verbose_name_plural)): None
        for other in others
        if other.related_model._base_manager.filter(**{f"{other.field.name}__in": rows}).exists()
    }
    return ([], {}, set(), list(kinds)) if kinds else None


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
    change_password_form = PasswordForm
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

    def formfield_for_manytomany(self, db_field: Any, request: Any, **more: Any) -> Any:
        """Load with each permission what it is for: their names begin with it."""
        if db_field.name == "user_permissions":
            more["queryset"] = Permission.objects.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **more)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Tell at once what keeps an account."""
        return kept(objs, self.model) or super().get_deleted_objects(objs, request)


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin[Unit]):
    """Units."""

    form = UnitForm
    list_display = ["name", "parent", "paper"]
    search_fields = ["name"]
    autocomplete_fields = ["parent"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **more: Any) -> Any:
        """Show the logo with a link that leads to it."""
        if db_field.name == "logo":
            more["widget"] = LogoWidget
        return super().formfield_for_dbfield(db_field, request, **more)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Tell at once what keeps a unit."""
        return kept(objs, self.model) or super().get_deleted_objects(objs, request)

    def get_urls(self) -> list[URLPattern]:
        """Add the page that hands out the logo."""
        page = self.admin_site.admin_view(self.logo)
        return [path("<int:pk>/logo/", page, name="people_unit_logo"), *super().get_urls()]

    def logo(self, request: HttpRequest, pk: int) -> FileResponse:
        """Hand out a unit's logo to whoever may see the unit here; 404 where it was lost."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        unit = get_object_or_404(Unit.objects.exclude(logo=""), pk=pk)
        try:
            return FileResponse(unit.logo.open("rb"), as_attachment=True)
        except FileNotFoundError as lost:
            raise Http404 from lost


@admin.register(Position)
class PositionAdmin(admin.ModelAdmin[Position]):
    """Positions."""

    form = PositionForm
    list_display = ["title", "unit", "superior"]
    list_filter = ["unit"]
    search_fields = ["title", "unit__name"]
    autocomplete_fields = ["unit", "superior"]
    list_select_related = ["unit", "superior"]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Tell at once what keeps a position."""
        return kept(objs, self.model) or super().get_deleted_objects(objs, request)


@admin.register(Appointment)
class AppointmentAdmin(admin.ModelAdmin[Appointment]):
    """Appointments."""

    list_display = ["user", "position", "capacity", "letter", "starts_on", "ends_on"]
    list_filter = ["capacity", "position"]
    search_fields = ["user__name", "user__username", "position__title", "letter"]
    autocomplete_fields = ["user", "position"]
    list_select_related = ["user", "position"]
    date_hierarchy = "starts_on"
