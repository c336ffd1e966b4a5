"""How a person wants to be told."""

from __future__ import annotations

from django import forms

from workflow.models import MailChoice


class MailChoiceForm(forms.ModelForm[MailChoice]):
    """How a person wants to be told by e-mail."""

    class Meta:
        model = MailChoice
        fields = ["frequency", "language", "is_told_below"]
        widgets = {"frequency": forms.RadioSelect}
