"""Units and positions in the administration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext

from people import actions
from people.admin.deeds import DeedAdmin, SeenFilter
from people.admin.deletions import kept
from people.doers import Doer
from people.models import FormerSlug, Position, Role, Unit
from people.requests import doer_of, held_on

LOOKERS = tuple(kind for kind in Role.RoleKind if kind != Role.RoleKind.PEOPLE)
"""Whose pages offer units and positions: of those of their offices."""
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Return the short name; left empty it stays, or is made of the name of a new unit."""
        slug: str = self.cleaned_data["slug"] or self.instance.slug
        if (
            slug
            and FormerSlug.objects.filter(slug=slug)
            .exclude(unit__in=[self.instance.pk or 0])
            .exists()
        ):
            raise forms.ValidationError(
                gettext("Another unit had this short name, and addresses still lead there by it.")
            )
        return slug

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "seats" in self.fields:
            self.fields["seats"].required = False

    def clean_seats(self) -> int:
        """Return the seats; one where none are named."""
        seats: int | None = self.cleaned_data["seats"]
        return 1 if seats is None else seats

    def clean_superior(self) -> Position | None:
        """Return the superior; refuse the position itself and those below it."""
        superior: Position | None = self.cleaned_data["superior"]
        if self.instance in _upwards(superior, "superior"):
            raise forms.ValidationError(
                gettext("A position cannot be its own superior, nor one of those below it.")
            )
        return superior

    def clean(self) -> dict[str, Any]:
        """Return the fields; a position is retired from a day on and with a successor, or not."""
        data = super().clean() or {}
        if bool(data.get("retired_on")) != bool(data.get("successor")):
            missing = "successor" if data.get("retired_on") else "retired_on"
            if missing not in self.errors:
                self.add_error(missing, gettext("A retired position has a day and a successor."))
        return data

    def _get_validation_exclusions(self) -> set[str]:
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out | {"retired_by"}


def _upwards(first: Model | None, link: str) -> list[Model]:
    """Return a row and those above it, from the nearest up; a circle is gone round once."""
    found: list[Model] = []
    above = first
    while above is not None and above not in found:
        found.append(above)
        above = getattr(above, link)
    return found


@admin.register(Unit)
class UnitAdmin(DeedAdmin):
    """Units: those of one's offices are seen, those whose people one administers are changed."""

    served = (Role.RoleKind.PEOPLE,)
    shown = LOOKERS
    form = UnitForm
    list_display = ["name", "slug", "parent", "paper"]
    list_select_related = ["parent"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["parent"]

    def unit_of(self, row: Unit) -> Unit | None:
        """Return the unit itself, or what it is to belong to."""
        return row if row.pk else row.parent

    def visible(self, rows: QuerySet[Unit], by: Doer) -> QuerySet[Unit]:
        """Keep those of the offices in which somebody has a place."""
        return rows.filter(pk__in=Unit.objects.of_office(by.user, on=by.held_on).values("pk"))

    def formfield_for_dbfield(self, db_field: Any, request: Any, **more: Any) -> Any:
        """Show the logo with a link that leads to it."""
        if db_field.name == "logo":
            more["widget"] = LogoWidget
        return super().formfield_for_dbfield(db_field, request, **more)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Tell at once what keeps a unit."""
        return kept(objs, self.model) or super().get_deleted_objects(objs, request)

    def save_model(
        self, request: HttpRequest, obj: Unit, form: forms.ModelForm[Unit], change: bool
    ) -> None:
        """Save a unit; it goes on record."""
        actions.save_unit(obj, by=doer_of(request))

    def delete_model(self, request: HttpRequest, obj: Unit) -> None:
        """Delete a unit."""
        actions.delete_unit(obj, by=doer_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Unit]) -> None:
        """Delete units, all or none."""
        for unit in queryset:
            actions.delete_unit(unit, by=doer_of(request))

    def get_urls(self) -> list[URLPattern]:
        """Add the page that hands out the logo."""
        page = self.admin_site.admin_view(self.logo)
        return [path("<int:pk>/logo/", page, name="people_unit_logo"), *super().get_urls()]

    def logo(self, request: HttpRequest, pk: int) -> FileResponse:
        """Hand out a unit's logo to whoever may see the unit here; 404 where it was lost."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        unit = get_object_or_404(self.get_queryset(request).exclude(logo=""), pk=pk)
        try:
            return FileResponse(unit.logo.open("rb"), as_attachment=True)
        except FileNotFoundError as lost:
            raise Http404 from lost


@admin.register(Position)
class PositionAdmin(DeedAdmin):
    """Positions: those of one's offices are seen, those of units one looks after are changed."""

    served = (Role.RoleKind.PEOPLE,)
    shown = LOOKERS
    form = PositionForm
    list_display = ["title", "unit", "superior", "seats", "retired_on", "successor"]
    list_filter = [("unit", SeenFilter), ("retired_on", admin.EmptyFieldListFilter)]
    search_fields = ["title", "unit__name"]
    autocomplete_fields = ["unit", "superior", "successor"]
    list_select_related = ["unit", "superior", "successor"]

    def unit_of(self, row: Position) -> Unit:
        """Return the unit of the position."""
        return row.unit

    def visible(self, rows: QuerySet[Position], by: Doer) -> QuerySet[Position]:
        """Keep those of the offices in which somebody has a place."""
        return rows.filter(unit__in=Unit.objects.of_office(by.user, on=by.held_on))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Position], search_term: str
    ) -> tuple[QuerySet[Position], bool]:
        """Return the positions with all the words; nobody chooses one that is retired."""
        found, has_doubles = super().get_search_results(request, queryset, search_term)
        is_choice = request.path.endswith("/autocomplete/")
        if is_choice:
            found = found.filter(pk__in=Position.objects.in_use(held_on(request)))
        return found, has_doubles

    def get_exclude(self, request: HttpRequest, obj: Position | None = None) -> list[str]:
        """Leave the end of a position to when it is there."""
        return [] if obj else ["retired_on", "successor"]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Tell at once what keeps a position."""
        return kept(objs, self.model) or super().get_deleted_objects(objs, request)

    def save_model(
        self, request: HttpRequest, obj: Position, form: forms.ModelForm[Position], change: bool
    ) -> None:
        """Save a position, and when it ends; both go on record."""
        by = doer_of(request)
        retired_on, successor = obj.retired_on, obj.successor
        there = Position.objects.filter(pk=obj.pk).first() or Position()
        obj.retired_on, obj.successor = there.retired_on, there.successor
        actions.save_position(obj, by=by)
        if (retired_on, successor) == (there.retired_on, there.successor):
            return
        if retired_on is None or successor is None:
            actions.keep_position(obj, by=by)
        else:
            actions.retire_position(obj, on=retired_on, successor=successor, by=by)

    def delete_model(self, request: HttpRequest, obj: Position) -> None:
        """Delete a position."""
        actions.delete_position(obj, by=doer_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Position]) -> None:
        """Delete positions, all or none."""
        for position in queryset:
            actions.delete_position(position, by=doer_of(request))
