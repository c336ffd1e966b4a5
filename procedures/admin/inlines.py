"""The columns, the rows and the start form of a version, on its page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import PositiveSmallIntegerField, QuerySet
from django.forms import TextInput
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.admin.deeds import OfRoles
from people.doers import Doer
from people.forms import RowForm
from people.models import Position
from people.permissions import has_role
from procedures.forms import NumberField, RowFormSet, StepForm, StepFormSet
from procedures.models import Actor, StartField, Step, Version
from procedures.permissions import EDITOR


def version_in(request: HttpRequest) -> list[int]:
    """Return the key of the version that the address of a page names, if it does."""
    match = request.resolver_match
    key = str(match.kwargs.get("object_id") if match else "")
    return [int(key)] if key.isdecimal() else []


class RowInline(OfRoles, admin.TabularInline[Any, Version]):
    """Rows that are put in order, each written in few bytes; who may, their version says."""

    served = (EDITOR,)
    form = RowForm
    formset = RowFormSet
    template = "admin/procedures/version/rows.html"
    extra = 1  # so that a row can be added without a script
    formfield_overrides = {
        PositiveSmallIntegerField: {"form_class": NumberField, "whole": True, "widget": TextInput}
    }

    def visible(self, rows: QuerySet[Any], by: Doer) -> QuerySet[Any]:
        """Keep all: whoever comes to the page of a version may see its rows."""
        return rows

    def looks_after(self, by: Doer, row: Any) -> bool:
        """Whether somebody edits the SOP of the version, which is the row of the page."""
        return has_role(by.user, EDITOR, row.procedure.unit, on=by.held_on)


class ActorInline(RowInline):
    """The actor columns, from left to right."""

    model = Actor
    autocomplete_fields = ["position"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **more: Any) -> Any:
        """Offer the positions that the version has already, of other offices too."""
        field = super().formfield_for_foreignkey(db_field, request, **more)
        if db_field.name == "position":
            there = Position.objects.filter(actors__version__in=version_in(request))
            kept = Position.objects.filter(pk__in=there.values("pk"))
            field.queryset = field.queryset | kept
        return field


class StartFieldInline(RowInline):
    """What the start form of a document asks for besides, from top to bottom."""

    model = StartField


class StepInline(RowInline):
    """The rows of the table, from top to bottom, in the order of the paper's columns."""

    model = Step
    form = StepForm
    formset = StepFormSet
    fields = [
        "number",
        "activity",
        "actor",
        "participants",
        "needs",
        "standard_text",
        "output",
        "remark",
        "yes_to",
        "no_to",
        "yes_label",
        "no_label",
        "needs_all_requirements",
        "needs_file",
        "records_participants",
    ]

    @admin.display(description=gettext_lazy("requirements"))
    def needs(self, step: Step) -> str:
        """Show the requirements of a row that cannot be changed."""
        return "; ".join(requirement.text for requirement in step.requirements.all()) or "-"

    @admin.display(description=gettext_lazy("done or yes leads to"))
    def yes_to(self, step: Step) -> str:
        """Show where a row leads that cannot be changed."""
        return _said(step.way_step) or step.get_way_display()

    @admin.display(description=gettext_lazy("no leads to"))
    def no_to(self, step: Step) -> str:
        """Show where the No of a row leads that cannot be changed."""
        return _said(step.no_way_step) or step.get_no_way_display() or "-"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Step]:
        """Load what the rows show at once."""
        steps: QuerySet[Step] = super().get_queryset(request)
        return steps.select_related("actor", "way_step", "no_way_step").prefetch_related(
            "requirements", "participants"
        )


def _said(step: Step | None) -> str:
    return _("step %(number)s") % {"number": step.number} if step else ""
