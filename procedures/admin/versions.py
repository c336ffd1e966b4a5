"""Versions in the administration: identity block, columns, rows and start form on one page."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from csp.constants import SELF
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.admin.deeds import DeedAdmin, SeenFilter
from people.doers import Doer
from people.locks import locked
from people.models import Unit
from people.refusals import Refused
from people.requests import Request, doer_of
from procedures import actions, reports
from procedures.admin.inlines import ActorInline, StartFieldInline, StepInline, version_in
from procedures.findings import findings_of
from procedures.forms import SEEN, StepFormSet, VersionForm, lead_steps
from procedures.models import Actor, StartField, Step, Version, VersionQuerySet
from procedures.models.procedures import edited_units
from procedures.permissions import EDITOR
from procedures.printing import screen_form
from procedures.views.pages import deeds_of


def _columns(request: HttpRequest) -> QuerySet[Actor]:
    """Return the columns of the version that the address names."""
    return Actor.objects.filter(version__in=version_in(request))


def _is_preview(request: HttpRequest) -> bool:
    return request.method == "POST" and "_preview" in request.POST


def _framed(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer with a page that the page of a draft may frame, drawn once nothing is locked."""
    response = TemplateResponse(request, "admin/procedures/version/preview.html", context)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    return response


def _save_steps(version: Version, formset: StepFormSet) -> None:
    """Save the rows of a page with what hangs on them; of that only what was changed."""
    led = list(lead_steps(formset))
    for place, (step, _yes, _no) in enumerate(led, start=1):
        step.number = place
    steps = [step for step, _yes, _no in led]
    actions.save_steps(
        version,
        steps,
        deleted=formset.deleted_objects,
        named={place: named for place, (_step, *named) in enumerate(led)},
    )
    actions.save_requirements(version, formset.typed("needs"))
    actions.save_participants(
        version, {step: map(int, keys) for step, keys in formset.typed("participants").items()}
    )


@admin.register(Version)
class VersionAdmin(DeedAdmin):
    """Versions: identity block, columns and rows on one page."""

    served = (EDITOR,)
    form = VersionForm
    list_display = ["procedure", "title", "revision", "state"]
    list_display_links = ["title"]
    list_filter = ["state", ("procedure__unit", SeenFilter)]
    search_fields = ["procedure__code", "title", "number"]
    list_select_related = ["procedure__unit"]
    autocomplete_fields = ["procedure"]
    inlines = [ActorInline, StepInline, StartFieldInline]
    change_form_template = "admin/procedures/version/change_form.html"
    actions = ["put_in_force"]
    tick_first = gettext_lazy("Tick the versions in the list.")
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["procedure", "title", "number", "to_confirm"]}),
        (
            gettext_lazy("Identity block"),
            {
                "classes": ["collapse"],
                "fields": [
                    ("made_on", "revised_on", "effective_on"),
                    ("approver_title", "approver_capacity"),
                    ("approver_name", "approver_rank", "approver_nip"),
                    ("legal_basis", "qualifications"),
                    ("related", "equipment"),
                    ("warnings", "recording"),
                ],
            },
        ),
        (
            gettext_lazy("Drawing"),
            {
                "fields": [
                    ("capsules", "end_actor", "has_column_numbers"),
                    "forbids_own_work",
                    SEEN,
                ]
            },
        ),
    ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer this version's columns only."""
        if db_field.name == "end_actor":
            kwargs["queryset"] = _columns(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Version | None = None) -> list[str]:
        """Keep a draft with its SOP."""
        return ["procedure"] if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """Allow changing drafts only."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """Allow deleting drafts only, one at a time."""
        may = super().has_delete_permission(request, obj)
        return may and obj is not None and obj.is_draft

    def unit_of(self, row: Version) -> Unit:
        """Return the unit of the SOP."""
        return row.procedure.unit

    def visible(self, rows: QuerySet[Version], by: Doer) -> QuerySet[Version]:
        """Keep those of SOPs that somebody edits."""
        return rows.filter(procedure__unit__in=edited_units(by.user, on=by.held_on))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """Load the token of each with its fields, so that it is never newer than these."""
        return cast(VersionQuerySet, super().get_queryset(request)).with_token()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Version | None:
        """Return a version; one that is being saved is locked, so that the second waits."""
        found: Version | None = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return locked(self.get_queryset(request).filter(pk=found.pk)).first()

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; say a refusal in a sentence, with nothing changed.

        A preview is saved like any other and then undone, so that it shows what saving would.
        """
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                response = super().changeform_view(request, *args, **kwargs)
                transaction.set_rollback(_is_preview(request))
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return response

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the page with what stands against the draft; in a preview what was typed wrong."""
        if _is_preview(request):
            return _framed(request, {"errors": context["errors"]})
        version = context.get("original")
        context["is_nav_sidebar_enabled"] = False  # the table takes the whole width
        if version:
            seen = context["adminform"].form[SEEN].value() if version.is_draft else ""
            deeds = deeds_of(self._whole(version), by=doer_of(request), seen=seen)
            context |= deeds | {"may_delete": False}  # the page has its own button for that
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Version, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on, or show the preview."""
        if _is_preview(request):
            return self._previewed(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Version) -> HttpResponse:
        """Go on, or show the preview."""
        return (
            self._previewed(request, obj)
            if _is_preview(request)
            else super().response_change(request, obj)
        )

    def _previewed(self, request: HttpRequest, version: Version) -> HttpResponse:
        whole = self._whole(version)
        found = findings_of(whole)
        context = {
            "form": SimpleLazyObject(partial(screen_form, whole)),
            "version": whole,
            "faults": [each for each in found if each.is_fault],
            "cautions": [each for each in found if not each.is_fault],
            "times": reports.times_of_version(whole),
        }
        return _framed(request, context)

    def _whole(self, version: Version) -> Version:
        return Version.objects.with_table().get(pk=version.pk)

    def save_model(
        self, request: HttpRequest, obj: Version, form: ModelForm[Version], change: bool
    ) -> None:
        """Leave the draft to `save_related`, which saves all of the page in one piece."""

    def delete_model(self, request: HttpRequest, obj: Version) -> None:
        """Delete a draft."""
        actions.delete_draft(obj, by=doer_of(request))

    def save_related(
        self, request: HttpRequest, form: ModelForm[Version], formsets: Any, change: bool
    ) -> None:
        """Save a draft with its rows, where anything was changed.

        Rows go before the columns, so that a column that goes is let go by them. What the person
        may not change, the page does not have, and it stays.
        """
        by_model = {formset.model: formset for formset in formsets}
        for formset in formsets:
            formset.save(commit=False)
        if change and not any(each.has_changed() for each in (form, *formsets)):
            return
        version = form.instance
        actions.save_draft(version, by=doer_of(request))
        if Step in by_model:
            _save_steps(version, by_model[Step])
        for model, save in (
            (Actor, actions.save_actors),
            (StartField, actions.save_start_fields),
        ):
            if formset := by_model.get(model):
                save(version, formset.renumbered(), deleted=formset.deleted_objects)

    @admin.action(description=gettext_lazy("Put in force"), permissions=["change"])
    def put_in_force(self, request: Request, versions: QuerySet[Version]) -> None:
        """Put each chosen draft in force, or say why not."""
        for version in versions:
            try:
                actions.put_version_in_force(version, by=doer_of(request))
            except Refused as refused:
                self.message_user(request, f"{version}: {refused}", messages.ERROR)
            else:
                self.message_user(
                    request, _("%(version)s is in force.") % {"version": version}, messages.SUCCESS
                )
