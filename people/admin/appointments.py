"""Appointments in the administration, and those that wait for a second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people import actions
from people.admin.deeds import DeedAdmin, OfRoles, SeenFilter, signed_in
from people.doers import Doer
from people.models import Appointment, AppointmentRequest, Role, Unit, User
from people.permissions import can_manage
from people.refusals import Refused
from people.requests import doer_of, held_on


class OfPositions(OfRoles):
    """Who holds a position: rows of its unit, for whoever administers its people."""

    served = (Role.RoleKind.PEOPLE,)

    def unit_of(self, row: Appointment | AppointmentRequest) -> Unit:
        """Return the unit of the position."""
        return row.position.unit

    def visible(self, rows: QuerySet[Any], by: Doer) -> QuerySet[Any]:
        """Keep those to positions of units whose people somebody administers."""
        return rows.filter(
            position__unit__in=Unit.objects.of_role(by.user, *self.served, on=by.held_on)
        )


class TermsForm(forms.ModelForm[Appointment]):
    """An appointment as its page or that of its person changes it."""

    def _get_validation_exclusions(self) -> set[str]:
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        # Left out it would leave out with it the question for the letter.
        return left_out - {"delegated_by"}


class AppointmentInline(OfPositions, admin.TabularInline[Appointment, User]):
    """The positions that a person holds or held."""

    model = Appointment
    fk_name = "user"
    form = TermsForm
    extra = 0
    autocomplete_fields = ["position"]

    def has_add_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep to the accounts that the page may change."""
        return super().has_add_permission(request, obj) and _reaches(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep to the accounts that the page may change."""
        return super().has_change_permission(request) and _reaches(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep to the accounts that the page may change."""
        return super().has_delete_permission(request) and _reaches(request, obj)


def _reaches(request: HttpRequest, account: User | None) -> bool:
    return account is None or can_manage(signed_in(request), account, on=held_on(request))


def save_appointment(request: HttpRequest, appointment: Appointment, *, by: Doer) -> bool:
    """Appoint somebody or change an appointment; say and return whether it waits for a second."""
    deed = actions.change_appointment if appointment.pk else actions.appoint_person
    kept = deed(appointment, by=by)
    is_asked = isinstance(kept, AppointmentRequest)
    if is_asked:
        messages.warning(
            request,
            _(
                "%(appointment)s: this counts once a second administrator confirms it under "
                "“Appointments to confirm”."
            )
            % {"appointment": kept},
        )
    elif kept.ends_on is not None:
        tell_what_is_in_hand(request, kept.user, position=kept.position_id)
    return is_asked


def tell_what_is_in_hand(request: HttpRequest, user: User, **where: Any) -> None:
    """Say how many tasks somebody who goes has in hand, and lead to where they are given back."""
    count = user.taken_tasks.filter(finished_at=None, **where).count()
    if not count:
        return
    said = ngettext(
        "%(name)s has %(count)s task in hand.", "%(name)s has %(count)s tasks in hand.", count
    )
    messages.warning(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            said % {"name": user, "count": count},
            reverse("in_hand", args=[user.pk]),
            _("See them and give them back"),
        ),
    )


def save_appointments(request: HttpRequest, formset: Any, *, by: Doer) -> None:
    """Save the appointments of a page, each by its deed."""
    formset.save(commit=False)
    for gone in formset.deleted_objects:
        actions.delete_appointment(gone, by=by)
    for changed in (*(row for row, _names in formset.changed_objects), *formset.new_objects):
        save_appointment(request, changed, by=by)


class AppointmentForm(TermsForm):
    """An appointment; its start is checked against the person's others, too."""

    def _get_validation_exclusions(self) -> set[str]:
        left_out = super()._get_validation_exclusions()
        return left_out - {"user"} if self.instance.pk else left_out


@admin.register(Appointment)
class AppointmentAdmin(OfPositions, DeedAdmin):
    """Appointments; one stays with its person."""

    form = AppointmentForm
    list_display = [
        "user",
        "position",
        "capacity",
        "letter",
        "delegated_by",
        "starts_on",
        "ends_on",
    ]
    list_filter = ["capacity", ("position", SeenFilter)]
    search_fields = ["user__name", "user__username", "position__title", "letter"]
    autocomplete_fields = ["user", "position"]
    list_select_related = ["user", "position", "delegated_by"]
    date_hierarchy = "starts_on"

    def get_readonly_fields(
        self, request: HttpRequest, obj: Appointment | None = None
    ) -> list[str]:
        """Keep an appointment with its person."""
        return ["user"] if obj else []

    def save_model(
        self,
        request: HttpRequest,
        obj: Appointment,
        form: forms.ModelForm[Appointment],
        change: bool,
    ) -> None:
        """Appoint somebody or change an appointment."""
        obj.is_asked = save_appointment(request, obj, by=doer_of(request))  # type: ignore[attr-defined]

    def log_addition(self, request: HttpRequest, obj: Appointment, message: Any) -> Any:
        """Leave out what was only asked for."""
        return None if _is_asked(obj) else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Appointment, message: Any) -> Any:
        """Leave out what was only asked for."""
        return None if _is_asked(obj) else super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Appointment, *args: Any) -> HttpResponse:
        """Go on; to the list where there is no appointment yet."""
        if _is_asked(obj):
            return redirect("admin:people_appointment_changelist")
        return super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Appointment) -> HttpResponse:
        """Go on; to the list where nothing was changed yet."""
        if _is_asked(obj):
            return redirect("admin:people_appointment_changelist")
        return super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Appointment) -> None:
        """Delete an appointment."""
        actions.delete_appointment(obj, by=doer_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Appointment]) -> None:
        """Delete appointments, all or none."""
        for appointment in queryset.select_related("user"):
            actions.delete_appointment(appointment, by=doer_of(request))


def _is_asked(appointment: Appointment) -> bool:
    return getattr(appointment, "is_asked", False)


@admin.register(AppointmentRequest)
class AppointmentRequestAdmin(OfPositions, DeedAdmin):
    """Appointments that wait for a second person, and what became of the others; only shown.

    They are seen by whoever may add or change appointments, who decides on them in the list.
    """

    list_display = [
        "user",
        "position",
        "capacity",
        "letter",
        "starts_on",
        "ends_on",
        "asked_by",
        "asked_at",
        "decided_by",
        "is_confirmed",
    ]
    list_filter = [("decided_by", admin.EmptyFieldListFilter), "is_confirmed"]
    list_select_related = ["user", "position", "asked_by", "decided_by"]
    search_fields = ["user__name", "user__username", "position__title", "letter"]
    actions = ["confirm", "reject"]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whether the person appoints; each request has a say in it besides."""
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: AppointmentRequest | None = None
    ) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: AppointmentRequest | None = None
    ) -> bool:
        """Nothing is deleted here."""
        return False

    @admin.action(description=gettext_lazy("Confirm"), permissions=["decide"])
    def confirm(self, request: HttpRequest, requests: QuerySet[AppointmentRequest]) -> None:
        """Confirm each chosen appointment, or say why not."""
        self._decide(request, requests, actions.confirm_appointment, _("%(what)s: confirmed."))

    @admin.action(description=gettext_lazy("Do not confirm"), permissions=["decide"])
    def reject(self, request: HttpRequest, requests: QuerySet[AppointmentRequest]) -> None:
        """End each chosen request without an appointment, or say why not."""
        self._decide(request, requests, actions.reject_appointment, _("%(what)s: not confirmed."))

    def _decide(
        self, request: HttpRequest, requests: QuerySet[AppointmentRequest], deed: Any, done: str
    ) -> None:
        for each in requests:
            try:
                deed(each, by=doer_of(request))
            except Refused as refused:
                self.message_user(request, str(refused), messages.ERROR)
            else:
                self.message_user(request, done % {"what": each}, messages.SUCCESS)
