"""The columns, the rows and the start form of a version, on its page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import PositiveSmallIntegerField, QuerySet
from django.forms import TextInput
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.forms import RowForm
from procedures.forms import NumberField, RowFormSet, StepForm, StepFormSet
from procedures.models import Actor, StartField, Step, Version


class RowInline(admin.TabularInline[Any, Version]):
    """Rows that are put in order, each written in few bytes."""

    form = RowForm
    formset = RowFormSet
    template = "admin/procedures/version/rows.html"
    extra = 1  # so that a row can be added without a script
    formfield_overrides = {
        PositiveSmallIntegerField: {"form_class": NumberField, "whole": True, "widget": TextInput}
    }


class ActorInline(RowInline):
    """The actor columns, from left to right."""

    model = Actor
    autocomplete_fields = ["position"]


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
