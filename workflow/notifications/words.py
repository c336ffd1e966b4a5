"""What a notice says, in the language that is switched on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from workflow.models import Document, Entry, Notice, Task


@dataclass(frozen=True)
class Words:
    """A notice in words; `why` and `until` may be empty, `path` is where it leads."""

    what: str
    subject: str
    sop: str
    why: str
    until: str
    path: str


def words_of(notice: Notice, *, is_discreet: bool = False) -> Words:
    """Return what a notice says: what to do, about which document, why and until when.

    A discreet one tells nothing of a secret document but that there is something, for it goes
    through other people's machines.
    """
    document = notice.document
    is_hidden = is_discreet and document.sensitivity == Document.Sensitivity.SECRET
    task = notice.task
    return Words(
        what=task.step.activity if task else notice.get_kind_display(),
        subject=_("A secret document") if is_hidden else document.subject,
        sop=document.version.procedure.code,
        why=_why(notice, is_hidden=is_hidden),
        until=_until(task) if task else "",
        path=reverse("task", args=[task.pk]) if task else reverse("document", args=[document.pk]),
    )


def _why(notice: Notice, *, is_hidden: bool) -> str:
    """Return who did what, with their reason; at a deadline, since when the task is where."""
    entry, task = notice.entry, notice.task
    if entry is None:
        return _why_told(task, notice.user_id) if task else ""
    who = entry.capacity or entry.who
    sentence = _("%(who)s %(deed)s.") % {"who": who, "deed": Entry.DeedName(entry.deed).label}
    return sentence if is_hidden or not entry.note else f"{sentence} {entry.note}"


def _why_told(task: Task, user: int) -> str:
    """Return why somebody is told of the deadline of a task."""
    if task.taken_by_id == user:
        since = _moment(task.started_at or task.arrived_at)
        return _("The task has been in your hands since %(since)s.") % {"since": since}
    since = _moment(task.arrived_at)
    return _("The task has been waiting in your position since %(since)s.") % {"since": since}


def _until(task: Task) -> str:
    if task.due_at is None:
        return _("none, the time of this step is not standardised")
    return _moment(task.due_at)


def _moment(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
