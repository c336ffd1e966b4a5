"""What is typed into a draft on its page in the administration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from adminsortable2.admin import CustomInlineFormSet
from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procedures import durations
from procedures.forms.drafts import REASONS, requirement_lines
from procedures.models import Actor, Procedure, Step, Version, VersionEntry

NOWHERE = "nowhere"
SHOWN = 40


class PlainSelect(forms.Select):
    """A list of choices written at once: a page of sixty rows has thousands of choices."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the list with the value chosen."""
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if str(key) == str(value or "") else "", said)
                for key, said in self.choices
            ),
        )
        given = {**self.attrs, **(attrs or {}), "name": name}
        written = format_html_join("", ' {}="{}"', given.items())
        return format_html("<select{}>{}</select>", written, options)


class StandardTimeInput(forms.TextInput):
    """A standard time as offices write it, with what it was understood as below it."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the field and what stands in it in plain words."""
        field = super().render(name, value, attrs, renderer)
        return format_html('{}<div class="understood">{}</div>', field, _understood(value or ""))


def _understood(text: str) -> str:
    try:
        standard = durations.parse(text)
    except durations.NotUnderstood:
        return ""
    return standard.describe() if standard else gettext("not standardised")


class VersionForm(forms.ModelForm[Version]):
    """The identity block of a draft; `stamp` says as which state of the draft it was opened."""

    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial["stamp"] = stamp_of(self.instance)

    def has_changed(self) -> bool:
        """Whether anything was typed; the stamp never is."""
        return bool(set(self.changed_data) - {"stamp"})

    def clean_procedure(self) -> Procedure:
        """Refuse a second draft of an SOP before anything that was typed is lost."""
        procedure: Procedure = self.cleaned_data["procedure"]
        if procedure.versions.filter(state=Version.State.DRAFT).exclude(pk=self.instance.pk):
            raise forms.ValidationError(gettext("This SOP already has a draft."))
        return procedure

    def clean(self) -> dict[str, Any]:
        """Tell the second of two who save the same draft; saving again is meant so."""
        entry = last_entry(self.instance) if self.instance.pk else None
        if entry and self.cleaned_data.get("stamp") not in {"", str(entry.pk)}:
            typed = cast(QueryDict, self.data).copy()
            typed[self.add_prefix("stamp")] = str(entry.pk)
            self.data = typed
            raise forms.ValidationError(
                gettext(
                    "%(name)s saved this draft while you had it open. Nothing you typed is lost, "
                    "nothing is saved yet: compare with the draft in another window. Saving again "
                    "puts yours in place of it."
                )
                % {"name": entry.by or gettext("a command")}
            )
        return self.cleaned_data


def last_entry(version: Version) -> VersionEntry | None:
    """Return the last thing that was done to a version."""
    entries = VersionEntry.objects.filter(procedure=version.procedure_id, revision=version.revision)
    return entries.select_related("by").order_by("-pk").first()


def stamp_of(version: Version) -> str:
    """Return what changes whenever a draft is saved."""
    entry = last_entry(version)
    return str(entry.pk) if entry else ""


class StepForm(forms.ModelForm[Step]):
    """One row of a draft's table; where it leads is chosen by row, new rows among them."""

    actor = forms.ChoiceField(label=_("Responsible"), required=False, widget=PlainSelect)
    participants = forms.MultipleChoiceField(label=_("Take part"), required=False)
    needs = forms.CharField(
        label=_("Requirements"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 16}),
        help_text=_("One a line."),
    )
    yes_to = forms.ChoiceField(label=_("Done or yes leads to"), widget=PlainSelect, initial="next")
    no_to = forms.ChoiceField(
        label=_("No leads to"),
        required=False,
        widget=PlainSelect,
        help_text=_("Chosen, it makes the row a decision."),
    )

    class Meta:
        model = Step
        fields = [
            "activity",
            "standard_text",  # its minutes and unit follow from it
            "output",
            "remark",
            "yes_label",
            "no_label",
            "needs_all_requirements",
            "needs_file",
            "records_participants",
        ]
        widgets = {
            "activity": forms.Textarea(attrs={"rows": 3, "cols": 30}),
            "standard_text": StandardTimeInput(attrs={"size": 14}),
            "output": forms.Textarea(attrs={"rows": 3, "cols": 16}),
            "remark": forms.Textarea(attrs={"rows": 3, "cols": 12}),
            "yes_label": forms.TextInput(attrs={"size": 7}),
            "no_label": forms.TextInput(attrs={"size": 7}),
        }

    def offer(self, actors: list[Actor], rows: list[tuple[str, str]]) -> None:
        """Offer the version's columns, and its rows by their keys; show what is stored."""
        self.actors = {str(actor.pk): actor for actor in actors}
        columns = [(key, actor.name) for key, actor in self.actors.items()]
        self._choose("actor", [("", "–"), *columns], self.instance.actor_id)
        self._choose("participants", columns, None)
        ends = [
            ("next", gettext("The next row")),
            ("end", gettext("The end")),
            (NOWHERE, gettext("not drawn yet")),
        ]
        self._choose("yes_to", [*ends, *rows], None)
        self._choose("no_to", [("", gettext("no decision")), *ends, *rows], None)
        if self.instance.pk:
            lines = (requirement.text for requirement in self.instance.requirements.all())
            self.initial["needs"] = "\n".join(lines)
            self.initial["participants"] = [str(a.pk) for a in self.instance.participants.all()]

    def _choose(self, name: str, choices: list[tuple[str, str]], value: int | None) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices
        if value:
            self.initial[name] = str(value)

    def clean(self) -> dict[str, Any]:
        """Read the standard time."""
        text = self.cleaned_data.get("standard_text", "")
        try:
            standard = durations.parse(text)
        except durations.NotUnderstood as reason:
            self.add_error("standard_text", REASONS[reason.reason])
            standard = None
        self.instance.standard_minutes = standard.minutes if standard else None
        self.instance.standard_unit = standard.unit.value if standard else ""
        return self.cleaned_data

    def clean_actor(self) -> Actor | None:
        """Return the column chosen."""
        return self.actors.get(self.cleaned_data["actor"])

    def clean_needs(self) -> list[str]:
        """Return the lines that are not blank; refuse one that is too long."""
        return requirement_lines(self.cleaned_data["needs"])

    def validate_unique(self) -> None:
        """Let the numbers be: saving numbers the rows anew."""

    def _get_validation_exclusions(self) -> set[str]:
        """Ask the database nothing: saving numbers the rows, and the column is one offered."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"number", "version", "actor"}


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
        form.offer(self.columns, self.rows)
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
        step.kind = Step.Kind.DECISION if no else Step.Kind.EXECUTION
        step.way, step.no_way = _way(yes), _way(no)
        yes_step, no_step = (each if each and id(each) in there else None for each in named)
        yield step, yes_step, no_step


def _way(key: str) -> str:
    return Step.Way.STEP if key == NOWHERE or key.isdecimal() else key
