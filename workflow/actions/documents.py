"""Starting documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Appointment, User
from procedures.actions import Refused
from procedures.models import Step, Version
from workflow.actions.attachments import attach, kept_files
from workflow.actions.passing import calendar_of, open_task
from workflow.actions.record import record
from workflow.models import Document, Entry
from workflow.permissions import can_start_document


class Facts(TypedDict):
    """What the start form says of a document."""

    subject: str
    sensitivity: NotRequired[str]
    agenda_number: NotRequired[str]
    description: NotRequired[str]


def start_document(
    version: Version,
    *,
    by: User,
    at: datetime,
    address: str | None = None,
    uploads: Sequence[File[bytes]] = (),
    **facts: Unpack[Facts],
) -> Document:
    """Start a document under a version in force; its first task goes to the first step.

    `uploads` are of an allowed kind and size. Raises Refused if the version is not in force or if
    `by` holds no position among its actors.
    """
    with kept_files() as kept, transaction.atomic():
        locked = Version.objects.select_for_update().get(pk=version.pk)
        _refuse_start(locked, by=by, at=at)
        document = Document.objects.create(
            version=locked,
            state=Document.State.RUNNING,
            created_at=at,
            started_by=by,
            started_as=_capacity(locked, by=by, at=at),
            started_at=at,
            **facts,
        )
        for file in uploads:
            attach(document, file, kept, by=by, at=at)
        record(
            Entry(
                document=document,
                deed="start",
                by=by,
                capacity=document.started_as,
                at=at,
                address=address,
                data={
                    "files": [
                        {"name": each.name, "version": each.version, "sha256": each.sha256}
                        for each in kept
                    ]
                },
            )
        )
        first = Step.objects.filter(version=locked).earliest("number")
        open_task(document, first, at=at, calendar=calendar_of(document))
    return document


def _refuse_start(version: Version, *, by: User, at: datetime) -> None:
    """Raise Refused unless `by` may start a document under the version now."""
    if version.state != Version.State.IN_FORCE:
        raise Refused(_("This SOP is not in force. Choose its version in force."))
    if not can_start_document(by, version, on=timezone.localdate(at)):
        raise Refused(_("You hold no position in this SOP, so you cannot start a document."))


def _capacity(version: Version, *, by: User, at: datetime) -> str:
    """Return in which capacity `by` starts: the position furthest left in the table."""
    current = Appointment.objects.current(timezone.localdate(at)).filter(
        user=by, position__actors__version=version
    )
    return current.select_related("position").order_by("position__actors__order")[0].title
