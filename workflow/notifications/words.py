"""What a notice says, in the language that is switched on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from people.models import PeopleEntry
from procedures.models import Procedure
from workflow.clocks import clocks, clocks_now
from workflow.gaps import title_of
from workflow.models import Document, Entry, Notice, Task


@dataclass(frozen=True)
class Words:
    """A notice in words; all but `what` may be empty, `path` is where it leads.

    Its moments are in `zone`, that of the document's office.
    """

    what: str
    subject: str
    sop: str
    why: str
    until: str
    path: str
    zone: tzinfo


def words_of(notice: Notice, *, is_discreet: bool = False) -> Words:
    """Return what a notice says: what to do, about which document, why and until when.

    A discreet one tells nothing of a secret document but that there is something, for it goes
    through other people's machines. Of what its person may not see any more it says only that.
    """
    document = notice.document
    if notice.people_entry is not None:
        return _of_deputy(notice, notice.people_entry)
    if notice.copy is not None:
        return _of_original(notice, notice.copy)
    if document is None:
        return _of_calendars(notice) if notice.lacking else _of_late_work()
    if not notice.is_seen:
        return _of_what_is_not_seen(notice)
    is_hidden = is_discreet and document.sensitivity == Document.Sensitivity.SECRET
    with timezone.override(_zone_of(notice, document)):
        return _of_document(notice, document, is_hidden=is_hidden)


def _zone_of(notice: Notice, document: Document) -> tzinfo:
    """Return the zone of the office where the task is, else of the document's.

    No query where the stamp was read with the notice.
    """
    known: dict[str, str | None] = vars(notice)
    now = clocks(known["stamp"]) if "stamp" in known else clocks_now()
    return now.zone_of_task(notice.task) if notice.task else now.zone_of_document(document)


def _of_document(notice: Notice, document: Document, *, is_hidden: bool) -> Words:
    task = notice.task
    return Words(
        what=task.step.activity if task else notice.get_kind_display(),
        subject=_("A secret document") if is_hidden else document.subject,
        sop=document.version.procedure.code,
        why=_why(notice, is_hidden=is_hidden),
        until=_until(task) if task else "",
        path=reverse("task", args=[task.pk]) if task else reverse("document", args=[document.pk]),
        zone=timezone.get_current_timezone(),
    )


def _of_calendars(notice: Notice) -> Words:
    """Return what is told of calendars that lack something; it leads to where they are kept."""
    where = "first_run" if notice.user.reaches_all else "admin:workflow_calendar_changelist"
    return Words(
        what=title_of(notice.lacking),
        subject=_("Deadlines are counted wrongly until an administrator sets it."),
        sop="",
        why="",
        until="",
        path=reverse(where),
        zone=timezone.get_current_timezone(),
    )


def _of_deputy(notice: Notice, entry: PeopleEntry) -> Words:
    """Return what was done with a deputy, for both: who, in which position, on which days."""
    says = {
        PeopleEntry.Deed.DELEGATE_POSITION: _("From %(first)s until %(last)s, named by %(name)s."),
        PeopleEntry.Deed.WITHDRAW_DEPUTY: _("Until %(last)s, as %(name)s has said."),
    }
    said = says[PeopleEntry.Deed(entry.deed)] if entry.after else _("Withdrawn by %(name)s.")
    days = {"first": _day(entry.after, "starts_on"), "last": _day(entry.after, "ends_on")}
    is_own = entry.by_id == notice.user_id
    why = said % {**days, "name": entry.by}
    path = reverse("name_deputy" if is_own else "desk")
    return Words(entry.thing, "", "", why, "", path, timezone.get_current_timezone())


def _day(facts: dict[str, str], name: str) -> str:
    known = facts.get(name)
    return formats.date_format(date.fromisoformat(known), "DATE_FORMAT") if known else ""


def _of_late_work() -> Words:
    path = f"{reverse('supervision')}?which=late"
    return _plain(_("What is late below you"), path)


def _of_original(notice: Notice, copy: Procedure) -> Words:
    """Return that the original of an SOP has a newer revision; the SOP's page compares them."""
    what = _("The original of %(sop)s has revision %(revision)s.") % {
        "sop": copy.code,
        "revision": notice.version.revision if notice.version else "",
    }
    return _plain(what, copy.address())


def _plain(what: str, path: str) -> Words:
    return Words(what, "", "", "", "", path, timezone.get_current_timezone())


def _of_what_is_not_seen(notice: Notice) -> Words:
    """Return that there is something, and of a vacant position which."""
    what = _("You may not see any more what this notice tells of.")
    if notice.kind == Notice.NoticeKind.VACANT and notice.task:
        what = _vacant(notice, notice.task)
    return _plain(what, reverse("notices"))


def _vacant(notice: Notice, task: Task) -> str:
    waits = _("A task waits for %(position)s, and nobody holds that position.")
    is_over = _("A task waited for %(position)s while nobody held that position.")
    return (is_over if notice.is_moot else waits) % {"position": task.position}


def _why(notice: Notice, *, is_hidden: bool) -> str:
    """Return who did what, with their reason; at a deadline, since when the task is where."""
    entry, task = notice.entry, notice.task
    if task and notice.kind == Notice.NoticeKind.VACANT:
        return _vacant(notice, task)
    if entry is None:
        return _why_told(task, notice.user_id) if task else ""
    who = entry.capacity or entry.who
    sentence = _("%(who)s %(deed)s.") % {"who": who, "deed": Entry.DeedName(entry.deed).label}
    return sentence if is_hidden or not entry.note else f"{sentence} {entry.note}"


def _why_told(task: Task, user: int) -> str:
    """Return why somebody is told of the deadline of a task."""
    if task.taken_by_id == user:
        since = moment(task.started_at or task.arrived_at)
        return _("The task has been in your hands since %(since)s.") % {"since": since}
    since = moment(task.arrived_at)
    return _("The task has been waiting in your position since %(since)s.") % {"since": since}


def _until(task: Task) -> str:
    if task.due_at is not None:
        return moment(task.due_at)
    if task.step.standard_text:
        return _("none; standard: %(text)s") % {"text": task.step.standard_text}
    return _("none, the time of this step is not standardised")


def moment(at: datetime) -> str:
    """Return a moment as the office writes it."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
