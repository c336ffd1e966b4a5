"""Fields of a page with thousands of choices, and of times."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from procedures import durations


class PlainSelect(forms.Select):
    """A list of choices written at once: a page of sixty rows has thousands of choices."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the list with the value chosen."""
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if str(key) == str(value or "") else "", said)
                for key, said in self.choices
            ),
        )
        given = {**self.attrs, **(attrs or {}), "name": name}
        written = format_html_join("", ' {}="{}"', given.items())
        return format_html("<select{}>{}</select>", written, options)


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
