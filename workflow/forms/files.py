"""Uploads of the kinds and the size that the office accepts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from procedures.files.kinds import file_kind

FILES_AT_ONCE = 10
ACCEPTED = ".pdf,.docx,.xlsx,.odt,.png,.jpg,.jpeg"


class FileInput(forms.FileInput):
    """A file input that tells scripts what they need to tell people before anything is sent."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the kinds, the size that is the most, and the words for it."""
        most = settings.ATTACHMENT_MAX_BYTES
        ours = {
            "accept": ACCEPTED,
            "data-most": str(most),
            "data-too-large": gettext("larger than %(most)s, is not accepted")
            % {"most": filesizeformat(most)},
            "data-drop": gettext("Or drop files here."),
        }
        return super().build_attrs({**ours, **base_attrs}, extra_attrs)


class FilesInput(FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class PhotoInput(FileInput):
    """A file input that opens the camera of a telephone."""

    def __init__(self) -> None:
        super().__init__({"accept": "image/jpeg,image/png", "capture": "environment"})


def limits() -> str:
    """Return in a sentence what may be attached."""
    return gettext(
        "PDF, DOCX, XLSX, ODT, PNG, JPG or HEIC; each at most %(most)s, at most %(count)s at once."
    ) % {"most": filesizeformat(settings.ATTACHMENT_MAX_BYTES), "count": FILES_AT_ONCE}


class FilesField(forms.FileField):
    """Several files of the kinds and the size that the office accepts.

    Cleans to a list of uploads.
    """

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the uploads; refuse them all if one of them is not acceptable."""
        uploads = data if isinstance(data, list) else [data] if data else []
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > FILES_AT_ONCE:
            raise forms.ValidationError(
                gettext("Attach at most %(most)s files at once.") % {"most": FILES_AT_ONCE}
            )
        for upload in uploads:
            super().clean(upload, initial)
            check_upload(upload)
        return uploads


class OneFileField(forms.FileField):
    """One file of the kinds and the size that the office accepts."""

    widget = FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the upload, None where there is none."""
        upload = super().clean(data, initial)
        if upload:
            check_upload(upload)
        return upload or None


def check_upload(upload: UploadedFile[Any]) -> None:
    """Raise ValidationError for an upload that is too large or of another kind."""
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
                "PNG, JPG or HEIC, without macros, embedded programs and parts fetched from "
                "elsewhere."
            )
            % {"name": upload.name}
        )
