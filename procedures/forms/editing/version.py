"""The identity block of a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from people.refusals import Stale
from procedures.forms.tokens import SEEN, SeenField, let_overwrite
from procedures.models import Procedure, Version
from procedures.refusals import refuse_unsaved_over


class VersionForm(forms.ModelForm[Version]):
    """The identity block of a draft, and which state of it was opened."""

    seen = SeenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:
            self.initial[SEEN] = self.instance.token

    def clean_procedure(self) -> Procedure:
        """Refuse a second draft of an SOP before anything that was typed is lost."""
        procedure: Procedure = self.cleaned_data["procedure"]
        if procedure.versions.filter(state=Version.State.DRAFT).exclude(pk=self.instance.pk):
            raise forms.ValidationError(gettext("This SOP already has a draft."))
        return procedure

    def full_clean(self) -> None:
        """Check what was typed, and tell the second of two who save the same draft."""
        super().full_clean()
        if not self.is_bound or not self.instance.pk:
            return
        try:
            refuse_unsaved_over(self.instance, seen=self.cleaned_data.get(SEEN))
        except Stale as stale:
            let_overwrite(self, stale)
            self.add_error(None, str(stale))
