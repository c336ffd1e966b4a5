"""The start form of a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.finding import file_key
from people.models import Appointment
from procedures.forms.numbers import NumberField
from procedures.forms.tokens import ALSO, SEEN, AlsoField, SeenField
from procedures.models import StartField, Version
from procedures.numbers import kept
from workflow.forms.deeds import CAPACITY, CapacityField
from workflow.forms.files import FilesField, OneFileField, PhotoInput, limits
from workflow.models import Attachment, Document
from workflow.models.drafts import token_of
from workflow.transition.contents import Contents

LONGEST = 5000

FIELDS: dict[str, Callable[..., forms.Field]] = {
    StartField.Kind.TEXT: lambda **more: forms.CharField(max_length=300, **more),
    StartField.Kind.LONG_TEXT: lambda **more: forms.CharField(
        max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **more
    ),
    StartField.Kind.DATE: lambda **more: forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    ),
    StartField.Kind.NUMBER: NumberField,
    StartField.Kind.CHOICE: forms.ChoiceField,
}


def text_field(asked: StartField, known: Any, *, is_required: bool) -> forms.Field:
    """Return the field for what a version asks for, a file apart, with what is known of it.

    That is as `StartField.shown` has it.
    """
    more: dict[str, Any] = {"label": asked.label, "help_text": asked.help_text, "initial": known}
    if asked.kind == StartField.Kind.CHOICE:
        more["choices"] = [("", "---------"), *((line, line) for line in asked.options)]
    return FIELDS[asked.kind](required=is_required, **more)


def kept_text(value: Any) -> Any:
    """Return an answer as it is kept: numbers and days as text."""
    if isinstance(value, Decimal):
        return kept(value)
    return value.isoformat() if isinstance(value, date) else value


class StartDocumentForm(forms.ModelForm[Document]):
    """The common facts of a document, and what its version asks for besides.

    With a `draft` it is filled in with what was kept. `is_kept` asks for nothing: a draft need
    not be complete.
    """

    uploads = FilesField(label=_("Files"), required=False)
    photo = OneFileField(
        label=_("Take a photo"),
        required=False,
        widget=PhotoInput,
        help_text=_("With the camera of this telephone."),
    )

    class Meta:
        model = Document
        fields = Document.STATED
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        version: Version,
        draft: Document | None = None,
        is_kept: bool = False,
    ) -> None:
        super().__init__(data, files, instance=draft)
        self.known = _known_details(draft)
        self.names = {file_key(each.name) for each in draft.attachments.all()} if draft else set()
        self.asked = {f"field_{each.pk}": each for each in version.start_fields.all()}
        for name, asked in self.asked.items():
            self.fields[name] = self._field(asked, is_required=asked.is_required and not is_kept)
        self.fields["subject"].required = not is_kept
        self.fields["uploads"].help_text = limits()
        self.fields["removed"] = RemovedField(_removable(draft))
        self.fields[SEEN] = SeenField(initial=token_of(draft) if draft else None)
        self.order_fields([*Document.STATED, *self.asked, "uploads", "photo"])

    @classmethod
    def of_draft(cls, draft: Document, version: Version) -> StartDocumentForm:
        """Return the form as if a draft that is kept were sent just so under that version."""
        known = _known_details(draft)
        asked = {
            f"field_{each.pk}": known[each.label]
            for each in version.start_fields.all()
            if isinstance(known.get(each.label), str)
        }
        facts = {name: getattr(draft, name) for name in Document.STATED}
        return cls({**facts, **asked}, {}, version=version, draft=draft)

    def _field(self, asked: StartField, *, is_required: bool) -> forms.Field:
        """Return the field for what a version asks for."""
        known = self._known(asked)
        if asked.kind != StartField.Kind.FILE:
            return text_field(asked, known, is_required=is_required)
        help_text = asked.help_text
        if known:
            help_text = gettext("Kept: %(name)s. Another file takes its place.") % known
        return OneFileField(
            label=asked.label, help_text=help_text, required=is_required and not known
        )

    def _known(self, asked: StartField) -> Any:
        """Return what is kept for a field; a revision may ask for a file where a text was."""
        known = self.known.get(asked.label)
        is_file = asked.kind == StartField.Kind.FILE
        return known if isinstance(known, dict) == is_file else None

    def contents(self) -> Contents:
        """Return what the document is to say."""
        stated = {name: self.cleaned_data[name] for name in Document.STATED}
        details = {
            str(asked.pk): self._answer(name, asked)
            for name, asked in self.asked.items()
            if self._answer(name, asked) not in (None, "")
        }
        photo = self.cleaned_data.get("photo")
        uploads = [*self.cleaned_data["uploads"], *([self._named(photo)] if photo else ())]
        removed = self.cleaned_data["removed"]
        return Contents(**stated, details=details, uploads=uploads, removed=removed)

    def is_blank(self) -> bool:
        """Whether nothing was typed or chosen but the sensitivity."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "sensitivity"}
        return not any(value or isinstance(value, Decimal) for value in typed.values())

    def _answer(self, name: str, asked: StartField) -> Any:
        """Return an answer as it is kept: text, and a file as it came or as it was kept."""
        value = self.cleaned_data.get(name)
        if asked.kind == StartField.Kind.FILE:
            return value or self._known(asked)
        return kept_text(value)

    def _named(self, photo: UploadedFile[Any]) -> UploadedFile[Any]:
        """Give a photo a name of its own: telephones call every one of them image.jpg."""
        ending = "png" if str(photo.name).lower().endswith(".png") else "jpg"
        names = (f"foto-{number}.{ending}" for number in count(1))
        photo.name = next(name for name in names if name not in self.names)
        return photo


class RemovedField(forms.Field):
    """Files of a draft that are to be taken away; what is none of them any more is no error."""

    widget = forms.MultipleHiddenInput

    def __init__(self, removable: QuerySet[Attachment]) -> None:
        super().__init__(required=False)
        self.removable = removable

    def clean(self, value: Any) -> list[Attachment]:
        """Return the files."""
        return [each for each in self.removable if str(each.pk) in (value or ())]


class SendDraftForm(forms.Form):
    """In which capacity a draft is sent off, where there is a choice."""

    def __init__(
        self, data: Any = None, *, capacities: list[Appointment], seen: str | None = None
    ) -> None:
        super().__init__(data)
        self.fields[SEEN] = SeenField(initial=seen)
        self.fields[ALSO] = AlsoField()
        if len(capacities) > 1:
            self.fields[CAPACITY] = CapacityField(capacities)

    @property
    def chosen(self) -> Appointment | None:
        """The capacity that was chosen, None where there was no choice."""
        return self.cleaned_data.get(CAPACITY)


def _known_details(draft: Document | None) -> dict[str, Any]:
    """Return what a draft has of the version's own fields, by label: a revision keeps those.

    Texts are as people read and type them; a revision may ask for a text where a number was.
    """
    if draft is None:
        return {}
    asked = draft.version.start_fields.all()
    known = ((each, draft.details.get(str(each.pk))) for each in asked)
    return {
        each.label: each.shown(value) if isinstance(value, str) else value
        for each, value in known
        if value
    }


def _removable(draft: Document | None) -> QuerySet[Attachment]:
    """Return the files of a draft that no field of the form names."""
    if draft is None:
        return Attachment.objects.none()
    named = [each for each in draft.details.values() if isinstance(each, dict)]
    files = draft.attachments.all()
    for each in named:
        files = files.exclude(name=each["name"], version=each["version"])
    return files
