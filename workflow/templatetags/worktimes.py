"""How working minutes and moments are written on pages."""

from __future__ import annotations

from datetime import datetime, tzinfo

from django import template
from django.utils.formats import localize
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import ngettext

from workflow.clocks import Clocks
from workflow.models import Document, Task

register = template.Library()

HOUR = 60


@register.filter
def moment(text: str) -> str:
    """Write a moment that the journal keeps as ISO 8601 text in the zone of the office."""
    return str(localize(localtime(datetime.fromisoformat(text))))


@register.filter
def zone_for(now: Clocks | str | None, thing: Document | Task) -> tzinfo | None:
    """Return the zone of a document's office, or of that where a task is, for a row of a list.

    `now` are the clocks of the request; where its page has none, the page's own zone.
    """
    if not isinstance(now, Clocks):
        return get_current_timezone()
    return now.zone_of_task(thing) if isinstance(thing, Task) else now.zone_of_document(thing)


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
