"""How a person wants to be told."""

from __future__ import annotations

from django import forms

from workflow.models import MailChoice


class MailChoiceForm(forms.ModelForm[MailChoice]):
    """How a person wants to be told by e-mail."""

    class Meta:
        model = MailChoice
        fields = ["frequency", "language"]
        widgets = {"frequency": forms.RadioSelect}
