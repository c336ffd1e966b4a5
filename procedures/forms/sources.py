"""What an SOP is brought in from: a file, or what stands on the clipboard."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procedures.exchange.found import table_to_json
from procedures.files.problems import Problem, Unreadable
from procedures.files.reader import find_sops, read_content, read_file
from procedures.forms.preview import MOST_ACTORS, MOST_ROWS
from procedures.forms.sentences import PROBLEMS, doubt_sentences
from procedures.reading import FoundTable, Grid

SALT = "sopks.found-tables"
KEPT_SECONDS = 24 * 60 * 60
LONGEST_PASTE = 1_000_000
"""Letters that are pasted at most."""


class SourceForm(forms.Form):
    """A file or a pasted table; what was found in it is `tables`, plain data a table."""

    file = forms.FileField(
        label=_("File with SOPs"),
        required=False,
        help_text=_("XLSX, DOCX, PDF with a text layer, or text; up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.docx,.pdf,.txt,.tsv,.html"}),
    )
    text = forms.CharField(
        label=_("Or a pasted table"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        help_text=_("Select the whole table in Word or Excel with its heading, copy, paste here."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    html = forms.CharField(
        required=False, max_length=LONGEST_PASTE, widget=forms.HiddenInput(attrs={"data-paste": ""})
    )
    tables: tuple[dict[str, Any], ...] = ()
    passed_over = 0
    unsure: tuple[str, ...] = ()
    """What is said of a file in which no SOP was found."""

    def clean(self) -> dict[str, Any]:
        """Read what was given; a sentence says why it cannot be read."""
        data = self.cleaned_data
        if self.errors:
            return data
        if not data.get("file") and not data.get("text", "").strip() and not data.get("html"):
            raise forms.ValidationError(gettext("Choose a file or paste a table."))
        try:
            self._read()
        except Unreadable as why:
            raise forms.ValidationError(str(PROBLEMS[why.problem])) from None
        return data

    def _read(self) -> None:
        file = self.cleaned_data.get("file")
        name = PurePath(file.name).stem if file else ""
        found = find_sops(self._grids(), name=name)
        if any(_is_too_large(table) for table in found.tables):
            raise Unreadable(Problem.TOO_LARGE)
        self.tables = tuple(table_to_json(table) for table in found.tables)
        self.passed_over = found.passed_over
        self.unsure = tuple(doubt_sentences(list(found.doubts)))

    def _grids(self) -> list[Grid]:
        """Return the tables of the file, else of the clipboard: its HTML knows merged cells."""
        if self.cleaned_data.get("file"):
            return read_file(self.cleaned_data["file"])
        if self.cleaned_data.get("html"):
            grids = read_content(self.cleaned_data["html"].encode(), "html")
            if grids:
                return grids
        return read_content(self.cleaned_data["text"].encode(), "text")


class ChoiceForm(forms.Form):
    """Which of several found tables are to be taken; the tables travel along, signed."""

    tables = forms.CharField(widget=forms.HiddenInput)
    chosen = forms.TypedMultipleChoiceField(
        label=_("SOPs to take"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one SOP.")},
    )

    def __init__(self, *args: Any, found: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (str(place), table["title"] or gettext("Without a name"))
            for place, table in enumerate(found)
        ]


def _is_too_large(table: FoundTable) -> bool:
    return len(table.rows) > MOST_ROWS or len(table.actors) > MOST_ACTORS


def signed(tables: list[dict[str, Any]]) -> str:
    """Return tables as a text that nobody can change unnoticed."""
    return signing.dumps(tables, salt=SALT, compress=True) if tables else ""


def unsigned(text: str) -> list[dict[str, Any]] | None:
    """Return the tables of a signed text; None where it was changed or is a day old."""
    if not text:
        return []
    try:
        tables: list[dict[str, Any]] = signing.loads(text, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    return tables
