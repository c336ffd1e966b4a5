"""What a document is to say, corrected on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import fields_for_model

from procedures.models import StartField
from workflow.forms.deeds import DeedForm
from workflow.forms.documents import kept_text, text_field
from workflow.models import Document, Task

if TYPE_CHECKING:
    from django.http import QueryDict

APART = {"seen", "appointment", "mark"}
"""What the form has beside the texts."""


class CorrectForm(DeedForm):
    """The facts of a document and the answers to its version's own fields, files apart."""

    def ask_about(self, thing: Task) -> None:
        """Ask for what the document says now.

        A form that comes back knows what stands there by then, so that it can be sent once more.
        """
        document = thing.document
        rows = forms.Textarea(attrs={"rows": 3})
        facts = fields_for_model(Document, fields=Document.FACTS, widgets={"description": rows})
        for name, field in facts.items():
            field.initial = getattr(document, name)
        asked = document.version.start_fields.exclude(kind=StartField.Kind.FILE)
        answers = {
            str(each.pk): text_field(
                each, document.details.get(str(each.pk)), is_required=each.is_required
            )
            for each in asked
        }
        self.fields |= facts | answers
        hidden = forms.HiddenInput()
        self.fields["seen"] = forms.CharField(widget=hidden, initial=document.mark, required=False)
        self.seen = self.data.get("seen", "")
        if self.is_bound:
            self.data = cast("QueryDict", self.data).copy()
            self.data["seen"] = document.mark

    def given(self) -> dict[str, Any]:
        """Return what is handed to the action."""
        texts = {
            name: str(kept_text(value) or "")
            for name, value in self.cleaned_data.items()
            if name not in APART
        }
        chosen = {name: self.cleaned_data[name] for name in ("appointment",) if name in self.fields}
        return {"texts": texts, "seen": self.seen, **chosen}
