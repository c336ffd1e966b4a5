"""The rows of a page: columns, fields of the start form, steps and where these lead."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext

from procedures.forms.editing.steps import NOWHERE
from procedures.graph import StepKind
from procedures.models import Actor, Step

SHOWN = 40
MOST = 32_767  # what every database takes


class RowFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Rows below headings, put in order by their numbers.

    Numbers may be typed, doubles and gaps among them; saving numbers the rows anew. Each field also
    carries its name for those who listen.
    """

    numbered_by = "order"

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name each field as its heading does; let the number of a new row be left out."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = field.label
        number = form.fields[self.numbered_by]
        number.required = False
        number.max_value = MOST
        if not form.instance.pk:
            number.initial = form.initial[self.numbered_by] = None

    def kept(self) -> list[Any]:
        """Return the rows that are to be, in their order.

        Of equal numbers the moved row comes first. A row without a number stays below all that
        stand above it on the page.
        """
        above, placed = 0, []
        for form in self.forms:
            if not (form.instance.pk or form.has_changed()) or form.cleaned_data.get("DELETE"):
                continue
            number = form.cleaned_data.get(self.numbered_by)
            among = 2 if number is None else self.numbered_by not in form.changed_data
            above = max(above, number or 0)
            placed.append(((above if number is None else number, among), form))
        return [form for _place, form in sorted(placed, key=itemgetter(0))]

    def renumbered(self) -> list[Any]:
        """Number the rows that are to be from 1, and return those that this or the page changed."""
        changed = []
        for number, form in enumerate(self.kept(), start=1):
            row = form.instance
            if form.has_changed() or getattr(row, self.numbered_by) != number:
                setattr(row, self.numbered_by, number)
                changed.append(row)
        return changed


class StepFormSet(RowFormSet):
    """The rows of a draft, known by their places on the page, so that new ones can be led to."""

    numbered_by = "number"

    @cached_property
    def columns(self) -> list[Actor]:
        """The version's columns."""
        return list(self.instance.actors.all()) if self.instance.pk else []

    @cached_property
    def places(self) -> dict[int, str]:
        """The place on the page of each stored row."""
        return {step.pk: str(index) for index, step in enumerate(self.get_queryset())}

    @cached_property
    def rows(self) -> list[tuple[str, str]]:
        """The rows on the page, new ones among them, by place."""
        stored = list(self.get_queryset())
        return [
            (str(index), self._said(index, stored[index] if index < len(stored) else None))
            for index in range(self.total_form_count())
        ]

    def _said(self, index: int, step: Step | None) -> str:
        activity = step.activity if step else ""
        number = step.number if step else index + 1
        if self.is_bound:
            activity = self.data.get(f"{self.prefix}-{index}-activity", activity)
        said = Truncator(activity).chars(SHOWN) if activity else gettext("new row")
        return f"{number}. {said}"

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer each row the columns and the rows of this page."""
        super().add_fields(form, index)
        form.offer(self.columns, self.rows, is_model=index is None)
        # Not one query a row; a row that somebody else deleted meanwhile is stored as a new one.
        form.fields["id"] = forms.IntegerField(
            initial=form.fields["id"].initial, required=False, widget=forms.HiddenInput
        )
        step = form.instance
        if step.pk:
            form.fields["number"].widget.attrs["id"] = f"row-{step.number}"  # findings lead there
            form.initial["yes_to"] = self._key(step.way, step.way_step_id)
            form.initial["no_to"] = self._key(step.no_way, step.no_way_step_id)

    def _key(self, way: str, step: int | None) -> str:
        return self.places.get(step or 0, NOWHERE) if way == Step.Way.STEP else way

    def validate_unique(self) -> None:
        """Let numbers be typed twice: saving numbers the rows anew."""

    def typed(self, name: str) -> dict[int, Any]:
        """Return what a field got that it did not have, by the keys of the rows once stored."""
        return {
            form.instance.pk: form.cleaned_data[name]
            for form in self.kept()
            if name in form.changed_data
        }

    def target(self, key: str) -> Step | None:
        """Return the row that is led to, None for what is no row."""
        return self.forms[int(key)].instance if key.isdecimal() else None


def lead_steps(formset: StepFormSet) -> Iterable[tuple[Step, Step | None, Step | None]]:
    """Set kind and exits of each row that stays; yield it with the rows that its exits lead to."""
    kept = formset.kept()
    there = {id(form.instance) for form in kept}
    for form in kept:
        step, yes, no = form.instance, form.cleaned_data["yes_to"], form.cleaned_data["no_to"]
        named = [formset.target(key) for key in (yes, no)]
        step.kind = StepKind.DECISION if no else StepKind.EXECUTION
        step.way, step.no_way = _way(yes), _way(no)
        yes_step, no_step = (each if each and id(each) in there else None for each in named)
        yield step, yes_step, no_step


def _way(key: str) -> str:
    return Step.Way.STEP if key == NOWHERE or key.isdecimal() else key
