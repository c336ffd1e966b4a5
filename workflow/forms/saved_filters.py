"""Names of what is looked for again and again, and whom it is shared with."""

from __future__ import annotations

from typing import cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.models import Position
from workflow.forms.filters import DocumentFilter
from workflow.models import SavedFilter


class NameFilterForm(forms.ModelForm[SavedFilter]):
    """What a saved filter is called."""

    class Meta:
        model = SavedFilter
        fields = ["name"]
        labels = {"name": _("Name of this filter")}


class SaveFilterForm(NameFilterForm):
    """A query of the list and what it is to be called."""

    class Meta(NameFilterForm.Meta):
        fields = ["name", "query"]
        widgets = {"query": forms.HiddenInput}

    def clean_query(self) -> str:
        """Keep of a query what the list knows and what is filled in."""
        query = QueryDict(self.cleaned_data["query"], mutable=True)
        known: set[str] = set(DocumentFilter.get_filters())
        for name, value in list(query.items()):
            if name not in known or not value:
                del query[name]
        if not query:
            raise forms.ValidationError(_("Look for something first: there is nothing to keep."))
        return str(query.urlencode())


class ShareFilterForm(forms.Form):
    """Which position a saved filter is shared with, if any."""

    position = forms.ModelChoiceField(Position.objects.none(), required=False)

    def __init__(self, data: QueryDict, *, positions: QuerySet[Position]) -> None:
        super().__init__(data)
        field = cast("forms.ModelChoiceField[Position]", self.fields["position"])
        field.queryset = positions
