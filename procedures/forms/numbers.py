"""The one field in which people type numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procedures import numbers

SENTENCES = {
    numbers.WhyNotRead.NO_NUMBER: _("Write a number in digits, such as 1.250.000 or 2500,75."),
    numbers.WhyNotRead.TOO_LONG: _(
        "Write at most %(digits)s digits before the comma and %(places)s after it."
    ),
    numbers.WhyNotRead.LEADING_ZERO: _(
        "A number does not keep the zeros before it. Write %(readings)s if that is meant; what "
        "begins with a zero, such as a telephone number, is a text."
    ),
    numbers.WhyNotRead.UNCLEAR: _(
        "“%(typed)s” is not sure: points part thousands here, and a comma the decimals. "
        "Write %(readings)s."
    ),
}


class NumberField(forms.Field):
    """A number as Indonesians write it, in a box of text: no browser reads it otherwise.

    What can be read in two ways is asked back with both. Its value is a Decimal, an int where it
    is `whole`, None where nothing is typed. Numbers are shown grouped; a text that it is filled in
    with stays as it is.
    """

    widget = forms.TextInput

    def __init__(
        self,
        *,
        whole: bool = False,
        min_value: int | None = None,
        max_value: int | None = None,
        **more: Any,
    ) -> None:
        self.whole, self.min_value, self.max_value = whole, min_value, max_value
        super().__init__(**more)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask telephones for the keys of digits."""
        return {"inputmode": "numeric" if self.whole else "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Return a number grouped; what was typed stays as it was."""
        return numbers.written(value) if isinstance(value, int | Decimal) else value

    def to_python(self, value: Any) -> Decimal | int | None:
        """Return the number that was typed; raise ValidationError with a sentence."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        try:
            number = numbers.read(typed)
        except numbers.NotRead as why:
            raise ValidationError(_sentence(typed, why)) from why
        return self._whole(number) if self.whole else number

    def validate(self, value: Any) -> None:
        """Raise ValidationError where a number is missing, or beyond the bounds."""
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            least = numbers.written(self.min_value)
            raise ValidationError(gettext("Write %(least)s or more.") % {"least": least})
        if self.max_value is not None and value > self.max_value:
            most = numbers.written(self.max_value)
            raise ValidationError(gettext("Write %(most)s or less.") % {"most": most})

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another number was typed, however it is written."""
        if self.disabled:
            return False
        try:
            return self.to_python(self.prepare_value(initial)) != self.to_python(data)
        except ValidationError:
            return True

    def _whole(self, number: Decimal) -> int:
        if number != number.to_integral_value():
            raise ValidationError(gettext("Write a whole number, without decimals."))
        return int(number)


def _sentence(typed: str, why: numbers.NotRead) -> str:
    """Return why a text is no number, with what may be written in its place."""
    said = {
        "typed": typed,
        "readings": gettext(" or ").join(why.readings),
        "digits": numbers.DIGITS,
        "places": numbers.PLACES,
    }
    return str(SENTENCES[why.reason]) % said
