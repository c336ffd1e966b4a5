"""How a found table was understood, to be corrected before anything is stored."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.doers import Doer
from people.models import Unit
from procedures import durations
from procedures.definition import NEXT
from procedures.exchange.found import text_to_doubts
from procedures.forms.choices import ProcedureChoiceField
from procedures.forms.drafts import REASONS, requirement_lines
from procedures.forms.exits import TypedExitField
from procedures.forms.sentences import doubt_sentences, place_sentence
from procedures.models import Actor, Procedure, Step, Version
from procedures.models.procedures import edited_units
from procedures.refusals import code_is_taken, taken_code

IDENTITY = (
    "number",
    "approver_title",
    "legal_basis",
    "qualifications",
    "related",
    "equipment",
    "warnings",
    "recording",
)
MOST_ROWS = 150
MOST_ACTORS = 40

NEEDS_HELP = "needs-help"
"""The id of the sentence on the page that says how requirements are typed."""

Choices = list[tuple[str, str]]


class Boxes(forms.CheckboxSelectMultiple):
    """Boxes to tick; each stands in its label, so that it needs no id."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return a box with its label."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        option["attrs"].pop("id", None)
        return option


CLASSES: dict[type[forms.Widget], str] = {
    forms.Select: "form-select",
    **dict.fromkeys((Boxes, forms.HiddenInput), ""),
}


def area(rows: int) -> forms.Textarea:
    """Return a field of several lines."""
    return forms.Textarea(attrs={"rows": rows, "cols": False})


class TableForm(forms.Form):
    """The SOP itself: which one it is, its name and its identity block."""

    procedure = ProcedureChoiceField(
        Procedure.objects.none(),
        label=_("A new version of"),
        required=False,
        empty_label=_("none: it is a new SOP"),
    )
    code = forms.CharField(label=_("Code of the new SOP"), required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit of the new SOP"), required=False
    )
    doubts = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, columns: Choices, by: Doer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edited = Procedure.objects.edited_by(by.user, on=by.held_on)
        self.fields["procedure"].queryset = (  # type: ignore[attr-defined]
            edited.select_related("office").exclude(versions__state=Version.State.DRAFT)
        )
        self.fields["unit"].queryset = edited_units(  # type: ignore[attr-defined]
            by.user, on=by.held_on
        )
        names = ("title", "capsules", "has_column_numbers", *IDENTITY)
        self.fields |= fields_for_model(Version, fields=names)
        self.fields["end_actor"] = forms.ChoiceField(
            label=_("Column of the end symbol"),
            required=False,
            choices=[("", gettext("that of the last step")), *columns],
        )
        for name in IDENTITY[2:]:
            self.fields[name].widget = area(3)

    def clean_code(self) -> str:
        """Refuse a code that cannot stand in an address."""
        code: str = self.cleaned_data["code"].strip().upper()
        if code:
            Procedure._meta.get_field("code").clean(code, None)
        return code

    def clean(self) -> dict[str, Any]:
        """Require an SOP to make a version of, or a code and a unit for a new one."""
        data = self.cleaned_data
        if data.get("procedure"):
            return data
        for name in ("code", "unit"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, gettext("A new SOP needs this."))
        if code_is_taken(data.get("code", ""), data.get("unit")):
            self.add_error("code", taken_code())
        return data

    def sentences(self) -> list[str]:
        """Return what is unsure about the table."""
        return doubt_sentences(self["doubts"].value())

    @property
    def identity(self) -> list[forms.BoundField]:
        """The fields of the identity block."""
        return [self[name] for name in IDENTITY]


class ActorForm(forms.Form):
    """One column of an actor; one without a heading is left out."""

    name = forms.CharField(
        label=_("Heading"), required=False, max_length=Actor._meta.get_field("name").max_length
    )
    position = forms.ChoiceField(label=_("Position"), required=False)

    def __init__(self, *args: Any, positions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = [("", "—"), *positions]  # type: ignore[attr-defined]


class BaseActorFormSet(forms.BaseFormSet[ActorForm]):
    """The columns of actors from left to right."""

    def clean(self) -> None:
        """Refuse the same heading twice."""
        names = Counter(form.cleaned_data.get("name", "") for form in self.forms if form.is_valid())
        if any(name and count > 1 for name, count in names.items()):
            raise forms.ValidationError(gettext("Two columns have the same heading."))


class RowForm(forms.Form):
    """One row of the table."""

    class Keep:
        """What becomes of a row."""

        STEP, JOIN, SKIP = "step", "join", "skip"

    keep = forms.ChoiceField(
        label=_("This row"),
        choices=[
            (Keep.STEP, _("is a step")),
            (Keep.JOIN, _("belongs to the row above")),
            (Keep.SKIP, _("is left out")),
        ],
        initial=Keep.STEP,
    )
    activity = forms.CharField(label=_("Activity"), widget=area(3))
    actor = forms.ChoiceField(label=_("Responsible"), required=False)
    participants = forms.MultipleChoiceField(label=_("Take part"), required=False, widget=Boxes)
    needs = forms.CharField(label=_("Requirements"), required=False, widget=area(3))
    time = forms.CharField(
        label=_("Time"),
        required=False,
        max_length=Step._meta.get_field("standard_text").max_length,
    )
    output = forms.CharField(label=_("Output"), required=False, widget=area(2))
    remark = forms.CharField(label=_("Remark"), required=False, widget=area(2))
    yes = TypedExitField(label=_("Done or Ya leads to"), blank=NEXT.way, said=_("the next row"))
    no = TypedExitField(label=_("Tidak leads to"), blank="", said=_("no decision"))
    doubts = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, columns: Choices, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"actor": [("", gettext("choose")), *columns], "participants": columns}
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for name in ("yes", "no"):
            self.fields[name].rows = rows  # type: ignore[attr-defined]
        for field in self.fields.values():
            if name := CLASSES.get(type(field.widget), "form-control"):
                field.widget.attrs["class"] = name
        self.fields["needs"].widget.attrs["aria-describedby"] = NEEDS_HELP

    def clean_time(self) -> str:
        """Refuse a time that is not understood."""
        text: str = self.cleaned_data["time"]
        try:
            durations.parse(text)
        except durations.NotUnderstood as why:
            raise forms.ValidationError(str(REASONS[why.reason])) from None
        return text

    def clean_needs(self) -> list[str]:
        """Return the lines that are not blank."""
        return requirement_lines(self.cleaned_data["needs"])

    def clean(self) -> dict[str, Any]:
        """Forgive what is wrong in a row that is left out."""
        if self.cleaned_data.get("keep") == self.Keep.SKIP:
            self.errors.clear()
        return self.cleaned_data

    @property
    def understood(self) -> str:
        """The standard time as it is understood; empty where it is none."""
        try:
            standard = durations.parse(str(self["time"].value() or ""))
        except durations.NotUnderstood:
            return ""
        return standard.describe() if standard else gettext("not standardised")

    @property
    def where(self) -> str:
        """Where the row stands in the file."""
        found = re.fullmatch(r"(page|sheet|table|text):([0-9]{1,4}):([0-9]{1,6}):(.*)", self._place)
        if found is None:
            return ""
        return place_sentence(found[1], int(found[2]), found[4], int(found[3]))

    @property
    def _place(self) -> str:
        return str(self["place"].value() or "")

    @cached_property
    def said(self) -> dict[str, list[str]]:
        """What is unsure, in sentences, by the name of the value."""
        doubts = text_to_doubts(str(self["doubts"].value() or ""))
        return {name: doubt_sentences(codes) for name, codes in doubts.items()}

    @property
    def unsure_row(self) -> list[str]:
        """What is unsure about the row as a whole."""
        return self.said.get("number", [])

    @property
    def brief(self) -> tuple[str, str, str]:
        """What a folded row shows: its activity, who acts, and its time or what becomes of it."""
        activity = str(self["activity"].value() or "")
        if not activity:
            return gettext("one more, if you need it"), "", ""
        keep = str(self["keep"].value() or "")
        if keep in {self.Keep.JOIN, self.Keep.SKIP}:
            return activity, "", self._said_of("keep", keep)
        return activity, self._said_of("actor", self["actor"].value()), self["time"].value() or ""

    def _said_of(self, name: str, value: Any) -> str:
        """Return how a choice is offered; '' for none."""
        offered = dict(self.fields[name].choices) if value else {}  # type: ignore[attr-defined]
        return str(offered.get(str(value), ""))

    def lines(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Return the fields, each with what is unsure about it."""
        names = ("activity", "actor", "participants", "needs", "time", "output", "remark")
        return [(self[name], self.said.get(name, [])) for name in (*names, "yes", "no")]


ActorFormSet = forms.formset_factory(
    ActorForm, formset=BaseActorFormSet, extra=1, max_num=MOST_ACTORS, absolute_max=MOST_ACTORS
)
RowFormSet = forms.formset_factory(
    RowForm, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)
