"""How working minutes and moments are written on pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django import template
from django.utils.formats import date_format, localize, time_format
from django.utils.html import format_html
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext, ngettext

from procedures.durations import DAY
from workflow.clocks import Clocks, Deadline, is_page_zone
from workflow.models import Document, Task

register = template.Library()

HOUR = 60
SOON = timedelta(days=300)
"""How far off a day is named without its year."""


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


@register.filter
def working_days(minutes: int) -> str:
    """Write working minutes by their two largest units: '6 days 4 hours', '4 hours 42 minutes'.

    A day is one of work, 450 minutes.
    """
    days, rest = divmod(minutes, DAY)
    if not days:
        return working_time(rest)
    told = ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    hours = rest // HOUR
    return f"{told} {working_time(hours * HOUR)}" if hours else told


@register.filter
def when(at: datetime | None) -> str:
    """Write a moment as people say it, 'today 18.37' or 'Friday, 27 Nov 10.18', in full behind."""
    if at is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        localtime(at).isoformat(timespec="minutes"),
        localize(localtime(at)),
        moment_said(localtime(at), now=localtime()) + _zone_said(at),
    )


def _zone_said(at: datetime) -> str:
    """Name the zone where it is another one than that of the page."""
    return "" if is_page_zone() else f" {date_format(localtime(at), 'T')}"


def moment_said(at: datetime, *, now: datetime) -> str:
    """Return a moment as people say it now; both in the zone that is spoken in."""
    clock = time_format(at.time())
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    day = near.get((at.date() - now.date()).days) or date_format(
        at, "l, j M" if abs(at - now) < SOON else "j M Y"
    )
    return f"{day} {clock}"


@dataclass(frozen=True)
class Pill:
    """How a task stands to its deadline in a few words; `kind` is late, near or far."""

    kind: str
    words: str
    is_moment: bool = False


@register.inclusion_tag("workflow/_pill.html")
def pill(deadline: Deadline | None, due_at: datetime | None) -> dict[str, Any]:
    """Tell a deadline as a pill: 'late 4 hours', 'today 09.38', '2 days left'; none without one."""
    if deadline is None or due_at is None:
        return {"pill": None}
    said = deadline_said(deadline, localtime(due_at), now=localtime())
    if said.is_moment:
        said = replace(said, words=said.words + _zone_said(due_at))
    return {"pill": said, "due_at": due_at}


def deadline_said(deadline: Deadline, due_at: datetime, *, now: datetime) -> Pill:
    """Return a deadline in a few words; both moments in the zone that is spoken in."""
    if deadline.is_late:
        late = gettext("late %(time)s") % {"time": working_days(deadline.over)}
        return Pill("late", late if deadline.over else gettext("late"))
    kind = "near" if deadline.is_near else "far"
    if (due_at.date() - now.date()).days in {0, 1}:
        return Pill(kind, moment_said(due_at, now=now), is_moment=True)
    days = deadline.left // DAY
    left = ngettext("%(count)s day", "%(count)s days", days) % {"count": days} if days else ""
    return Pill(kind, gettext("%(time)s left") % {"time": left or working_time(deadline.left)})
