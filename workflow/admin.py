"""Calendars, and documents with their record, which is only shown."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.db.models import PositiveIntegerField, QuerySet
from django.forms import ModelForm, TextInput
from django.http import HttpRequest, HttpResponse

from people.admin.deeds import DeedAdmin, OfRoles, SeenFilter
from people.doers import Doer
from people.models import Role, Unit
from people.requests import doer_of
from procedures.forms import NumberField
from workflow.actions.calendars import save_calendar, save_stretches
from workflow.forms import StretchForm, StretchFormSet
from workflow.gaps import gaps
from workflow.models import (
    Attachment,
    Calendar,
    Document,
    Entry,
    HoursRule,
    Notice,
    SpecialDay,
    Stretch,
    Task,
)
from workflow.models.documents import DocumentQuerySet

MOST_MINUTES = 2_147_483_647  # what every database takes


class OfCalendars(OfRoles):
    """Rows of a calendar, for whoever keeps the calendar of its unit."""

    served = (Role.RoleKind.CALENDARS,)

    def unit_of(self, row: HoursRule | SpecialDay) -> Unit | None:
        """Return the unit whose calendar it is, None for the default one."""
        return row.calendar.unit

    def visible(self, rows: QuerySet[Any], by: Doer) -> QuerySet[Any]:
        """Keep those of calendars that somebody keeps."""
        return rows.filter(calendar__in=Calendar.objects.kept_by(by.user, on=by.held_on))


class StretchInline(OfCalendars, admin.TabularInline[Stretch, HoursRule]):
    """The stretches of work of a week; who may, their working hours say."""

    model = Stretch
    form = StretchForm
    formset = StretchFormSet
    extra = 0

    def visible(self, rows: QuerySet[Stretch], by: Doer) -> QuerySet[Stretch]:
        """Keep all: whoever comes to the page may see them."""
        return rows


@admin.register(HoursRule)
class HoursRuleAdmin(OfCalendars, DeedAdmin):
    """Working hours."""

    list_display = ["name", "calendar", "starts_on", "ends_on", "is_season"]
    list_filter = [("calendar", SeenFilter), "is_season"]
    inlines = [StretchInline]
    list_select_related = ["calendar__unit"]

    def has_delete_permission(self, request: HttpRequest, obj: HoursRule | None = None) -> bool:
        """Keep the last working hours of a calendar: without any, no time would be counted."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and obj.calendar.rules.exclude(pk=obj.pk).exists()

    def save_formset(
        self, request: HttpRequest, form: ModelForm[HoursRule], formset: Any, change: bool
    ) -> None:
        """Save the stretches, whatever their order was before."""
        save_stretches(formset.save(commit=False), deleted=formset.deleted_objects)


def _warn_of_gaps(request: HttpRequest) -> None:
    """Say what calendars lack of this year and the next."""
    by = doer_of(request)
    for gap in gaps(by.on, of=by.user, held_on=by.held_on):
        messages.warning(request, str(gap))


@admin.register(SpecialDay)
class SpecialDayAdmin(OfCalendars, DeedAdmin):
    """Holidays and special days."""

    list_display = ["on", "name", "kind", "calendar"]
    list_filter = [("calendar", SeenFilter), "kind"]
    search_fields = ["name"]
    date_hierarchy = "on"
    list_select_related = ["calendar__unit"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say what calendars lack of this year and the next."""
        _warn_of_gaps(request)
        return super().changelist_view(request, extra_context)


@admin.register(Calendar)
class CalendarAdmin(DeedAdmin):
    """Calendars; the default one stays, because every document without another needs it."""

    served = (Role.RoleKind.CALENDARS,)
    list_select_related = ["unit"]
    list_display = ["name", "zone", "unit", "is_default", "waiting_allowance"]
    readonly_fields = ["is_default"]
    autocomplete_fields = ["unit"]
    formfield_overrides = {
        PositiveIntegerField: {
            "form_class": NumberField,
            "whole": True,
            "max_value": MOST_MINUTES,
            "widget": TextInput,
        }
    }

    def unit_of(self, row: Calendar) -> Unit | None:
        """Return the unit that it counts for, None for the default one."""
        return row.unit

    def visible(self, rows: QuerySet[Calendar], by: Doer) -> QuerySet[Calendar]:
        """Keep those that somebody keeps."""
        return rows.filter(pk__in=Calendar.objects.kept_by(by.user, on=by.held_on).values("pk"))

    def save_model(
        self, request: HttpRequest, obj: Calendar, form: ModelForm[Calendar], change: bool
    ) -> None:
        """Save a calendar; the first one is the default."""
        save_calendar(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Calendar | None = None) -> bool:
        """Keep the default calendar."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and not obj.is_default

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say what calendars lack of this year and the next."""
        _warn_of_gaps(request)
        return super().changelist_view(request, extra_context)


class RecordAdmin(DeedAdmin):
    """Shows what happened, to those who may see the document; it changes by the deeds alone.

    There can be millions: they are counted once a page, and sorted only where an index does it.
    """

    shown = (Role.RoleKind.SUPERVISOR,)
    to_document = "document"
    grows_for_ever = True
    show_full_result_count = False
    sortable_by: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Keep the rows of the documents that the person may see, a superuser as well."""
        return self.visible(admin.ModelAdmin.get_queryset(self, request), doer_of(request))

    def visible(self, rows: QuerySet[Any], by: Doer) -> QuerySet[Any]:
        """Keep the rows of the documents that somebody may see."""
        visible = Document.objects.visible_to(by.user, on=by.held_on)
        return rows.filter(**{f"{self.to_document}__in": visible})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted here."""
        return False


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """Documents."""

    to_document = "pk"
    grows_for_ever = False  # its words are kept
    list_display = ["subject", "version", "state", "started_by", "created_at"]
    sortable_by = ("subject", "created_at")
    list_filter = ["state", "sensitivity"]
    search_fields = ["subject", "agenda_number"]
    list_select_related = ["version__procedure", "started_by"]

    def visible(self, rows: QuerySet[Any], by: Doer) -> QuerySet[Any]:
        """Keep those that somebody may see, not joined with themselves."""
        return cast(DocumentQuerySet, rows).visible_to(by.user, on=by.held_on)

    def found(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Return the documents with all the words, as their list does."""
        return cast(DocumentQuerySet, rows).with_words(words) if words.strip() else rows


@admin.register(Task)
class TaskAdmin(RecordAdmin):
    """Tasks."""

    list_display = ["document", "number", "step", "position", "taken_by", "finished_at", "answer"]
    list_filter = ["answer", ("position", SeenFilter)]
    list_select_related = ["document", "step", "position", "taken_by"]


@admin.register(Entry)
class EntryAdmin(RecordAdmin):
    """The journal."""

    list_display = ["document", "number", "deed", "by", "capacity", "at"]
    list_filter = ["deed"]
    list_select_related = ["document", "by"]


@admin.register(Notice)
class NoticeAdmin(RecordAdmin):
    """What people were told, and what became of the e-mails."""

    list_display = ["at", "kind", "user", "document", "read_at", "mailed_at", "mail_error"]
    list_filter = ["kind", ("mail_error", admin.EmptyFieldListFilter)]
    list_select_related = ["document", "user"]


@admin.register(Attachment)
class AttachmentAdmin(RecordAdmin):
    """Files; they are opened from the page of their document."""

    list_display = ["name", "version", "document", "kind", "size", "uploaded_by", "uploaded_at"]
    exclude = ["file"]
    list_select_related = ["document", "uploaded_by"]
