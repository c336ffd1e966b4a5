"""SOPs in the administration; a version in force or later is only shown."""

from __future__ import annotations

from typing import Any

from adminsortable2.admin import SortableAdminBase, SortableStackedInline, SortableTabularInline
from django.contrib import admin, messages
from django.db.models import Field, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.requests import Request
from procedures import actions
from procedures.forms import StepForm, StepFormSet, VersionForm
from procedures.models import Actor, Procedure, Step, Version


@admin.register(Procedure)
class ProcedureAdmin(admin.ModelAdmin[Procedure]):
    """SOPs; the contents are in their versions."""

    list_display = ["code", "unit"]
    list_filter = ["unit"]
    search_fields = ["code", "versions__title"]
    autocomplete_fields = ["unit"]
    list_select_related = ["unit"]

    def get_readonly_fields(self, request: HttpRequest, obj: Procedure | None = None) -> list[str]:
        """Keep the code once it stands in addresses."""
        return ["code"] if obj else []


def _of_this_version(db_field: Field[Any, Any], request: HttpRequest) -> dict[str, Any]:
    """Return the choices of a field that points into the version being edited: only its own."""
    related = db_field.related_model
    if not isinstance(related, type) or not issubclass(related, Actor | Step):
        return {}
    match = request.resolver_match
    version = match.kwargs.get("object_id") if match else None
    rows = related._default_manager.all()
    known = str(version).isdecimal()
    return {"queryset": rows.filter(version=version) if known else rows.none()}


class ActorInline(SortableTabularInline):
    """The actor columns, from left to right."""

    model = Actor
    extra = 1  # so that a row can be added without a script
    autocomplete_fields = ["position"]


class StepInline(SortableStackedInline):
    """The rows of the table, from top to bottom."""

    model = Step
    form = StepForm
    formset = StepFormSet
    extra = 1  # so that a row can be added without a script
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("activity", "actor", "participants"),
                    ("needs", "standard_text", "output", "remark"),
                    ("kind", "way", "way_step", "no_way", "no_way_step"),
                    ("yes_label", "no_label"),
                    "number",
                ]
            },
        )
    ]

    @admin.display(description=gettext_lazy("requirements"))
    def needs(self, step: Step) -> str:
        """Show the requirements of a row that cannot be changed."""
        return "; ".join(requirement.text for requirement in step.requirements.all()) or "-"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Step]:
        """Load what the rows show at once."""
        steps: QuerySet[Step] = super().get_queryset(request)
        return steps.select_related("actor").prefetch_related("requirements", "participants")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer this version's columns and steps only."""
        own = _of_this_version(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, **own})

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer this version's columns only."""
        own = _of_this_version(db_field, request)
        return super().formfield_for_manytomany(db_field, request, **{**kwargs, **own})


@admin.register(Version)
class VersionAdmin(SortableAdminBase, admin.ModelAdmin[Version]):
    """Versions: identity block, columns and rows on one page."""

    form = VersionForm
    list_display = ["procedure", "title", "revision", "state"]
    list_display_links = ["title"]
    list_filter = ["state", "procedure__unit"]
    search_fields = ["procedure__code", "title", "number"]
    list_select_related = ["procedure"]
    autocomplete_fields = ["procedure"]
    inlines = [ActorInline, StepInline]
    actions = ["put_in_force"]
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
            {"fields": [("capsules", "end_actor", "has_column_numbers")]},
        ),
    ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer this version's columns only."""
        own = _of_this_version(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, **own})

    def get_readonly_fields(self, request: HttpRequest, obj: Version | None = None) -> list[str]:
        """Keep a draft with its SOP."""
        return ["procedure"] if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """Allow changing drafts only."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        """Allow deleting drafts only, one at a time."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.is_draft

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page; say a refusal in a sentence, with nothing changed."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except actions.Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(
        self, request: HttpRequest, obj: Version, form: ModelForm[Version], change: bool
    ) -> None:
        """Save a draft's own fields."""
        actions.save_draft(obj, at=timezone.now())

    def delete_model(self, request: HttpRequest, obj: Version) -> None:
        """Delete a draft."""
        actions.delete_draft(obj)

    def save_related(
        self, request: HttpRequest, form: ModelForm[Version], formsets: Any, change: bool
    ) -> None:
        """Save the rows before the columns, so that a column that goes is let go by them."""
        rows_first = sorted(formsets, key=lambda formset: formset.model is not Step)
        super().save_related(request, form, rows_first, change)

    def save_formset(
        self, request: HttpRequest, form: ModelForm[Version], formset: Any, change: bool
    ) -> None:
        """Save the rows of a draft; steps keep their order without gaps."""
        changed = formset.save(commit=False)
        if formset.model is not Step:
            actions.save_actors(form.instance, changed, deleted=formset.deleted_objects)
            return
        actions.save_steps(form.instance, changed, deleted=formset.deleted_objects)
        formset.save_m2m()
        for row in formset.forms:
            if "needs" in row.changed_data and row.instance.pk:
                actions.save_requirements(row.instance, row.cleaned_data["needs"])

    @admin.action(description=gettext_lazy("Put in force"), permissions=["change"])
    def put_in_force(self, request: Request, versions: QuerySet[Version]) -> None:
        """Put each chosen draft in force, or say why not."""
        for version in versions:
            try:
                actions.put_version_in_force(version, by=request.user, at=timezone.now())
            except actions.Refused as refused:
                self.message_user(request, f"{version}: {refused}", messages.ERROR)
            else:
                self.message_user(
                    request, _("%(version)s is in force.") % {"version": version}, messages.SUCCESS
                )
