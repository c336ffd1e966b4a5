"""How working minutes are written on pages."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import ngettext

register = template.Library()

HOUR = 60


@register.filter
def moment(text: str) -> str:
    """Write a moment that the journal keeps as ISO 8601 text in the zone of the office."""
    return str(localize(localtime(datetime.fromisoformat(text))))


@register.filter
def working_time(minutes: int | None) -> str:
    """Write working minutes as '45 minutes' or '2 hours 5 minutes'; nothing for None."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, HOUR)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest})
    return " ".join(parts)
