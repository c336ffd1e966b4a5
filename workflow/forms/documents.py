"""The start form of a document, and the search for documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.filterset import FilterSet

from people.models import Appointment
from procedures.models import StartField, Version
from workflow.forms.deeds import CapacityField
from workflow.forms.files import FilesField, OneFileField
from workflow.models import Attachment, Document

LONGEST = 5000

FIELDS: dict[str, Callable[..., forms.Field]] = {
    StartField.Kind.TEXT: lambda **more: forms.CharField(max_length=300, **more),
    StartField.Kind.LONG_TEXT: lambda **more: forms.CharField(
        max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **more
    ),
    StartField.Kind.DATE: lambda **more: forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    ),
    StartField.Kind.NUMBER: lambda **more: forms.DecimalField(
        max_digits=20, decimal_places=4, localize=False, **more
    ),
    StartField.Kind.CHOICE: forms.ChoiceField,
    StartField.Kind.FILE: OneFileField,
}


class StartDocumentForm(forms.ModelForm[Document]):
    """The common facts of a document, and what its version asks for besides.

    With a `draft` it is filled in with what was kept. `is_kept` asks for the subject alone: a
    draft need not be complete.
    """

    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("PDF, DOCX, XLSX, ODT, PNG or JPG."),
    )

    class Meta:
        model = Document
        fields = ["subject", "sensitivity", "agenda_number", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        version: Version,
        capacities: QuerySet[Appointment],
        draft: Document | None = None,
        is_kept: bool = False,
    ) -> None:
        super().__init__(data, files, instance=draft)
        self.known = _known_details(draft)
        self.asked = {f"field_{each.pk}": each for each in version.start_fields.all()}
        for name, asked in self.asked.items():
            self.fields[name] = self._field(asked, is_required=asked.is_required and not is_kept)
        removable = _removable(draft)
        if removable:
            self.fields["removed"] = forms.ModelMultipleChoiceField(
                removable,
                label=_("Take these files away"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if len(capacities) > 1 and not is_kept:
            self.fields["appointment"] = CapacityField(capacities)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _field(self, asked: StartField, *, is_required: bool) -> forms.Field:
        """Return the field for what a version asks for."""
        known = self.known.get(asked.label)
        more: dict[str, Any] = {"label": asked.label, "help_text": asked.help_text}
        if asked.kind == StartField.Kind.CHOICE:
            more["choices"] = [("", "---------"), *((line, line) for line in asked.options)]
        if asked.kind != StartField.Kind.FILE:
            more["initial"] = known
        elif known:
            is_required = False
            more["help_text"] = gettext("Kept: %(name)s. Another file takes its place.") % known
        return FIELDS[asked.kind](required=is_required, **more)

    def contents(self) -> dict[str, Any]:
        """Return what is handed to the action."""
        cleaned = self.cleaned_data
        rest = {name: value for name, value in cleaned.items() if name not in self.asked}
        details = {
            str(asked.pk): self._answer(name, asked)
            for name, asked in self.asked.items()
            if self._answer(name, asked) not in (None, "")
        }
        return {**rest, "details": details}

    def _answer(self, name: str, asked: StartField) -> Any:
        """Return an answer as it is kept: text, and a file as it came or as it was kept."""
        value = self.cleaned_data.get(name)
        if asked.kind == StartField.Kind.FILE:
            return value or self.known.get(asked.label)
        if isinstance(value, Decimal):
            return format(value.normalize(), "f")
        return value.isoformat() if isinstance(value, date) else value


def _known_details(draft: Document | None) -> dict[str, Any]:
    """Return what a draft has of the version's own fields, by label: a revision keeps those."""
    if draft is None:
        return {}
    asked = draft.version.start_fields.all()
    known = {each.label: draft.details.get(str(each.pk)) for each in asked}
    return {label: value for label, value in known.items() if value}


def _removable(draft: Document | None) -> QuerySet[Attachment]:
    """Return the files of a draft that no field of the form names."""
    if draft is None:
        return Attachment.objects.none()
    named = [each for each in draft.details.values() if isinstance(each, dict)]
    files = draft.attachments.all()
    for each in named:
        files = files.exclude(name=each["name"], version=each["version"])
    return files


class DocumentFilter(FilterSet):
    """Finds documents by words, SOP and state."""

    words = CharFilter(
        field_name="subject", lookup_expr="icontains", label=_("Words of the subject")
    )
    state = ChoiceFilter(choices=Document.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Document
        fields: list[str] = []
