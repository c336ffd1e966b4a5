"""The identity block of a draft."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from procedures.models import Procedure, Version, VersionEntry


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
