"""What a document is to say, corrected on its way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import fields_for_model

from procedures.forms.tokens import ALSO, SEEN, AlsoField, SeenField
from procedures.models import StartField
from workflow.forms.deeds import DeedForm
from workflow.forms.documents import kept_text, text_field
from workflow.models import Document, Task


class CorrectForm(DeedForm):
    """The facts of a document and the answers to its version's own fields, files apart."""

    def ask_about(self, thing: Task) -> None:
        """Ask for what the document says now."""
        document = thing.document
        rows = forms.Textarea(attrs={"rows": 3})
        facts = fields_for_model(Document, fields=Document.FACTS, widgets={"description": rows})
        for name, field in facts.items():
            field.initial = getattr(document, name)
        asked = document.version.start_fields.exclude(kind=StartField.Kind.FILE)
        answers = {
            str(each.pk): text_field(
                each,
                each.shown(document.details.get(str(each.pk), "")),
                is_required=each.is_required,
            )
            for each in asked
        }
        self.fields |= facts | answers
        self.fields[SEEN] = SeenField(initial=document.token)
        self.fields[ALSO] = AlsoField()

    def given(self) -> dict[str, Any]:
        """Return what is handed to the action."""
        given = super().given()
        apart = {name: given.pop(name) for name in (SEEN, ALSO)}
        texts = {name: str(kept_text(value) or "") for name, value in given.items()}
        return {"texts": texts, **apart}
