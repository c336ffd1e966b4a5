"""Where a row leads, typed as the number of a row or as a word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from procedures.models import Step

END = Step.Way.END.value
LISTED = "exits"
"""The id of the list of what may be typed, one for all rows of a page."""
HELP = "exits-help"
"""The id of the sentence on the page that says what may be typed."""


class TypedExitField(forms.CharField):
    """The number of a row, the word for the end, or nothing; a list in each row would be long.

    Its value is as `exit_to_text` writes it; nothing is `blank`.
    """

    def __init__(self, *, label: Any, blank: str, said: Any) -> None:
        super().__init__(label=label, required=False, max_length=20)
        self.blank, self.rows = blank, 0
        self.widget.attrs |= {
            "list": LISTED,
            "aria-describedby": HELP,
            "autocomplete": "off",
            "placeholder": said,
        }

    def prepare_value(self, value: Any) -> Any:
        """Return the text shown for an exit; a text that somebody typed comes back unchanged."""
        return {self.blank: "", END: gettext("the end")}.get(value, value)

    def clean(self, value: Any) -> str:
        """Return the exit, or say what may be typed."""
        text = super().clean(value).casefold()
        if text in {"", self.blank}:
            return self.blank
        if text in {END, gettext("the end").casefold()}:
            return END
        if text.isascii() and text.isdigit() and 1 <= int(text) <= self.rows:
            return str(int(text))
        raise forms.ValidationError(
            gettext("Write the number of a row up to %(rows)s, or “%(end)s”.")
            % {"rows": self.rows, "end": gettext("the end")}
        )
