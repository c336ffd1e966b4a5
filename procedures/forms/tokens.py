"""What a form knows of the state that it was filled in from.

Of two who change the same thing at once the second is told, and overwrites only what they were
told of. So a form carries the token of the state it was shown (`SeenField`); whoever changes the
thing compares it at the locked row (`refuse_stale` of `people.refusals`); a form that comes back,
with 422 or 409, keeps the token it was sent with, except together with the sentence that says what
happened (`let_overwrite`).

What is asked about first (`Doubted`) comes back in the same way: with a button that says yes to it,
and to nothing else (`AlsoField`).
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict

from people.refusals import Doubted, Refused, Stale

SEEN, ALSO = "seen", "also"


class SeenField(forms.CharField):
    """The token of the state that a form was filled in from: hidden, and never itself a change."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 40, **kwargs})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether anything was typed, which is never so."""
        return False


class AlsoField(forms.CharField):
    """What somebody says yes to who was asked; `offered` is what a button beside the form says."""

    widget = forms.HiddenInput
    offered = ""

    def __init__(self) -> None:
        super().__init__(required=False)


def let_overwrite(form: forms.BaseForm, refused: Refused) -> None:
    """Let a form that is shown with the sentence of a refusal be sent again all the same.

    Only after Stale or Doubted, and only where nothing else is wrong with the form: what comes
    back for another reason is told once more. The page has to show the sentence.
    """
    if form.errors:
        return
    if isinstance(refused, Doubted):
        cast(AlsoField, form.fields[ALSO]).offered = refused.said
    if isinstance(refused, Stale):
        typed = cast(QueryDict, form.data).copy()
        typed[form.add_prefix(SEEN)] = refused.token
        form.data = typed
