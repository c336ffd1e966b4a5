"""What people type about documents and tasks."""

from __future__ import annotations

from datetime import time
from itertools import pairwise
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms.models import BaseInlineFormSet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.filterset import FilterSet

from procedures import graph
from workflow.filekinds import file_kind
from workflow.models import Document, HoursRule, Stretch, Task

FILES_AT_ONCE = 10


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files of the kinds and the size that the office accepts.

    Cleans to a list of uploads.
    """

    widget = FilesInput(attrs={"accept": ".pdf,.docx,.xlsx,.odt,.png,.jpg,.jpeg"})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the uploads; refuse them all if one of them is not acceptable."""
        uploads = data if isinstance(data, list) else [data] if data else []
        if len(uploads) > FILES_AT_ONCE:
            raise forms.ValidationError(
                gettext("Attach at most %(most)s files at once.") % {"most": FILES_AT_ONCE}
            )
        for upload in uploads:
            super().clean(upload, initial)
            self._check(upload)
        return uploads

    def _check(self, upload: UploadedFile[Any]) -> None:
        if (upload.size or 0) > settings.ATTACHMENT_MAX_BYTES:
            raise forms.ValidationError(
                gettext("%(name)s is larger than %(most)s. Make it smaller or split it.")
                % {
                    "name": upload.name,
                    "most": filesizeformat(settings.ATTACHMENT_MAX_BYTES),
                }
            )
        if file_kind(upload) is None:
            raise forms.ValidationError(
                gettext(
                    "%(name)s is of a kind that is not accepted. Attach PDF, DOCX, XLSX, ODT, "
                    "PNG or JPG, without macros."
                )
                % {"name": upload.name}
            )


class StartDocumentForm(forms.ModelForm[Document]):
    """The common facts of a document."""

    uploads = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("PDF, DOCX, XLSX, ODT, PNG or JPG."),
    )

    class Meta:
        model = Document
        fields = ["subject", "sensitivity", "agenda_number", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class FinishTaskForm(forms.Form):
    """How a task is answered; a Tidak needs its reason."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step = task.step
        answers = graph.Answer.DONE, graph.Answer.YES, graph.Answer.NO
        own = answers[1:] if step.is_decision else answers[:1]
        self.answers = [(answer.value, step.label(answer) or gettext("Done")) for answer in own]
        self.fields["answer"] = forms.ChoiceField(
            label=_("Answer"),
            choices=self.answers,
            error_messages={
                "required": _("Choose an answer."),
                "invalid_choice": _("This step has no such answer."),
            },
        )
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a Tidak."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == graph.Answer.NO and not cleaned.get("note", "").strip():
            self.add_error(
                "note", _("Write the reason, so that the one who repairs knows what to do.")
            )
        return cleaned


class DocumentFilter(FilterSet):
    """Finds documents by words, SOP and state."""

    words = CharFilter(
        field_name="subject", lookup_expr="icontains", label=_("Words of the subject")
    )
    state = ChoiceFilter(choices=Document.State.choices, label=_("State"), empty_label=_("All"))

    class Meta:
        model = Document
        fields: list[str] = []


class StretchForm(forms.ModelForm[Stretch]):
    """One stretch of work, to the whole minute: the administration's Now types seconds too."""

    def clean_starts_at(self) -> time:
        """Return the start without seconds."""
        return _whole_minute(self.cleaned_data["starts_at"])

    def clean_ends_at(self) -> time:
        """Return the end without seconds."""
        return _whole_minute(self.cleaned_data["ends_at"])


def _whole_minute(typed: time) -> time:
    return typed.replace(second=0, microsecond=0)


class StretchFormSet(BaseInlineFormSet[Stretch, HoursRule, forms.ModelForm[Stretch]]):
    """The stretches of work of a week, none over another."""

    def clean(self) -> None:
        """Refuse stretches that overlap."""
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        kept = sorted(
            (row["weekday"], row["starts_at"], row["ends_at"])
            for row in rows
            if not row.get("DELETE")
        )
        if any(first[0] == second[0] and second[1] < first[2] for first, second in pairwise(kept)):
            raise forms.ValidationError(_("Two stretches of work of one day overlap."))
