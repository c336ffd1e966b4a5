"""Fields of a page with thousands of choices, and of times."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from procedures import durations

MOST_LISTED = 16
"""Up to how many rows of a page are listed in each of them as what it may lead to."""
ELSEWHERE = "elsewhere"
"""The choice that asks for the whole list."""


class LinesInput(forms.Textarea):
    """A cell of several lines; the stylesheet of the page says how large it is."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": False, "cols": False})


class PlainSelect(forms.Select):
    """A list of choices written at once: a page of sixty rows has thousands of choices."""

    def shown(self, _value: str) -> list[tuple[str, str]]:
        """Return the choices that are listed."""
        return cast(list[tuple[str, str]], self.choices)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the list with the value chosen."""
        chosen = str(value or "")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if key == chosen else "", said)
                for key, said in self.shown(chosen)
            ),
        )
        given = {**self.attrs, **(attrs or {}), "name": name}
        written = format_html_join("", ' {}="{}"', given.items())
        return format_html("<select{}>{}</select>", written, options)


class ExitSelect(PlainSelect):
    """Where a row leads.

    Lists of all rows in all rows would be most of a long page. There the page's script makes them,
    which knows the rows as they are typed; without it a list is written once it was asked for.
    """

    is_model = False
    """Whether it belongs to the row that new ones are made like, which lists no row."""

    def shown(self, value: str) -> list[tuple[str, str]]:
        """Return the whole list, or what is chosen and that there is more."""
        choices = super().shown(value)
        rows = {key for key, _said in choices if key.isdecimal()}
        if value == ELSEWHERE:
            return choices
        if self.is_model:
            return [each for each in choices if each[0] not in {ELSEWHERE, *rows}]
        if len(rows) <= MOST_LISTED:
            return [each for each in choices if each[0] != ELSEWHERE]
        return [each for each in choices if each[0] in {value, ELSEWHERE}]


class StandardTimeInput(forms.TextInput):
    """A standard time as offices write it, with what it was understood as below it."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the field and what stands in it in plain words."""
        field = super().render(name, value, attrs, renderer)
        return format_html('{}<div class="understood">{}</div>', field, _understood(value or ""))


def _understood(text: str) -> str:
    try:
        standard = durations.parse(text)
    except durations.NotUnderstood:
        return ""
    return standard.describe() if standard else gettext("not standardised")
