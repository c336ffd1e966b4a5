"""What people type when a version is put in force or revoked."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procedures.forms.tokens import SEEN, SeenField
from procedures.models import Version


class ApprovalForm(forms.ModelForm[Version]):
    """What an office decides when it puts a version in force, and which state of it was read."""

    seen = SeenField()

    class Meta:
        model = Version
        fields = [
            "number",
            "made_on",
            "revised_on",
            "effective_on",
            "approver_title",
            "approver_capacity",
            "approver_name",
            "approver_rank",
            "approver_nip",
        ]
        widgets = dict.fromkeys(
            ("made_on", "revised_on", "effective_on"),
            forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "approval_%s")  # the page of a draft has these fields as well
        super().__init__(*args, **kwargs)
        for name in ("number", "effective_on", "approver_title", "approver_name"):
            self.fields[name].required = True
        self.fields["number"].help_text = ""
        self.helper = FormHelper()
        self.helper.form_tag = False

    @classmethod
    def of(cls, version: Version, *, on: date, seen: str) -> ApprovalForm:
        """Return the form with what the draft says; the dates it lacks are that day's."""
        first = version.revision == 1
        given = {name: getattr(version, name) for name in cls.Meta.fields}
        given["effective_on"] = given["effective_on"] or on
        given["made_on"] = given["made_on"] or (on if first else None)
        given["revised_on"] = given["revised_on"] or (None if first else on)
        return cls(initial=given | {SEEN: seen})

    def clean(self) -> dict[str, Any]:
        """Refuse to take effect before it was made."""
        made_on, effective_on = (self.cleaned_data.get(n) for n in ("made_on", "effective_on"))
        if made_on and effective_on and effective_on < made_on:
            self.add_error("effective_on", gettext("It cannot take effect before it was made."))
        return self.cleaned_data


class RevokeForm(forms.Form):
    """Why a version is revoked."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
