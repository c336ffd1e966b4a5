"""What is typed before a document is written."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ChooseProcedureForm(forms.Form):
    """The words that an SOP is looked for by."""

    words = forms.CharField(
        label=_("Words of the title, code or unit"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
