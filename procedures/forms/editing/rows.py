"""The rows of a page: columns, fields of the start form, steps and where these lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from adminsortable2.admin import CustomInlineFormSet
from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext

from procedures.forms.editing.steps import NOWHERE, StepForm
from procedures.graph import StepKind
from procedures.models import Actor, Step

SHOWN = 40


class NamedFormSet(CustomInlineFormSet):
    """Rows below headings; each field also carries its name for those who listen."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name each field as its heading does."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = field.label


class StepFormSet(NamedFormSet):
    """The rows of a draft; each is known by its place on the page, so that new ones can be led to.

    Their numbers may be typed, doubles and gaps among them; saving numbers them anew.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        number = self.form.base_fields["number"]  # adminsortable2 has hidden it
        number.widget = forms.NumberInput(attrs={"class": "_reorder_", "min": 1})

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

    def kept(self) -> list[StepForm]:
        """Return the rows that are to be, in their order; of equal numbers the moved row first."""
        kept = [
            form
            for form in cast(list[StepForm], self.forms)
            if (form.instance.pk or form.has_changed()) and not form.cleaned_data.get("DELETE")
        ]
        return sorted(kept, key=lambda form: (form.cleaned_data.get("number") or 10**6, _old(form)))

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


def _old(form: Any) -> bool:
    return "number" not in form.changed_data


def lead_steps(formset: StepFormSet) -> Iterable[tuple[Step, Step | None, Step | None]]:
    """Give each row that is to be its kind and its ways, and return the rows these name."""
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
