"""What somebody with the database's own password changes behind the product's back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model

    from workflow.models import Document, Task

LIE = "Ditulis ulang"


@dataclass(frozen=True)
class Tampering:
    """One change: what it is, how it is done to a document that is finished.

    `is_refused` says whether the database has to refuse it as long as its guards stand; what a
    deed may change as well cannot be. `about` names what the finding has to speak of.
    """

    what: str
    change: Callable[[Document], object]
    is_refused: bool = True
    about: str = "document"


def _fields(**fields: Any) -> Callable[[Document], object]:
    return lambda document: type(document).objects.filter(pk=document.pk).update(**fields)


def _task(**fields: Any) -> Callable[[Document], object]:
    return lambda document: document.tasks.filter(pk=first(document).pk).update(**fields)


def first(document: Document) -> Task:
    """Return the first task that ended, which has a note, a check, a pause and a participant."""
    return document.tasks.order_by("number")[0]


def _stranger() -> Any:
    from people.models import User

    return User.objects.get(username="kabid")


def _starter(document: Document) -> object:
    return _fields(started_by=_stranger())(document)


def _taker(document: Document) -> object:
    return _task(taken_by=_stranger())(document)


def _finisher(document: Document) -> object:
    return _task(finished_by=_stranger())(document)


def _times(document: Document) -> object:
    """Let work begin a moment later, with all else as it was."""
    began = first(document).started_at
    assert began is not None
    return _task(started_at=began + timedelta(milliseconds=1))(document)


def _start(document: Document) -> object:
    assert document.started_at is not None
    return _fields(started_at=document.started_at + timedelta(minutes=1))(document)


def _pause(document: Document) -> object:
    pause = first(document).pauses.get()
    assert pause.resumed_at is not None
    later = pause.resumed_at + timedelta(milliseconds=1)
    return type(pause).objects.filter(pk=pause.pk).update(resumed_at=later, reason=LIE)


def _check(document: Document) -> object:
    return first(document).checks.update(is_met=False)


def _participant(document: Document) -> object:
    return first(document).participations.all()._raw_delete("default")


def _name_of_file(document: Document) -> object:
    return document.attachments.update(name="lain.pdf")


def _digest(document: Document) -> object:
    return document.attachments.update(sha256="0" * 64)


def _uploader(document: Document) -> object:
    return document.attachments.update(uploaded_by=_stranger())


def _remove_file(document: Document) -> object:
    return document.attachments.all()._raw_delete("default")


def _entry(document: Document) -> object:
    return document.entries.filter(number=3).update(note=LIE)


def _remove_entry(document: Document) -> object:
    _raw_delete_below(document.entries.filter(number=3))
    return document.entries.filter(number=3)._raw_delete("default")


def _cut(document: Document) -> object:
    """Cut off the last two lines and let the head fit: nothing in the journal itself tells."""
    gone = document.entries.filter(number__gt=document.entry_count - 2)
    head = document.entries.get(number=document.entry_count - 2)
    _raw_delete_below(gone)
    gone._raw_delete("default")
    return _fields(entry_count=head.number, last_hash=head.hash, last_entry_at=head.at)(document)


def _remove(document: Document) -> object:
    """Take away a document with all that belongs to it."""
    _raw_delete_below(type(document).objects.filter(pk=document.pk))
    return type(document).objects.filter(pk=document.pk)._raw_delete("default")


def _raw_delete_below(rows: Any) -> None:
    """Delete what refers to these rows, and what refers to that, without a word to anybody."""
    keys = list(rows.values_list("pk", flat=True))
    for relation in rows.model._meta.related_objects:
        model: type[Model] = relation.related_model
        below = model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        if keys and below.exists():
            _raw_delete_below(below)
            below._raw_delete("default")


def _rename(document: Document) -> object:
    person = document.started_by
    return type(person).objects.filter(pk=person.pk).update(name="Nama Lain")


def _capacity(document: Document) -> object:
    return _task(finished_as="Kepala Dinas")(document)


CHANGES: Sequence[Tampering] = (
    Tampering("the subject", _fields(subject=LIE)),
    Tampering("the description", _fields(description=LIE)),
    Tampering("the sensitivity", _fields(sensitivity="secret")),
    Tampering("the agenda number", _fields(agenda_number="99")),
    Tampering("the answers to its own fields", _fields(details={"1": LIE})),
    Tampering("the starter", _starter),
    Tampering("as what it was started", _fields(started_as="Kepala Dinas")),
    Tampering("when it was started", _start),
    Tampering("the note of an ended task", _task(note=LIE)),
    Tampering("the taker of an ended task", _taker),
    Tampering("who finished a task", _finisher),
    Tampering("as what a task was finished", _capacity),
    Tampering("when work on a task began", _times),
    Tampering("the minutes of an ended task", _task(working_minutes=1)),
    Tampering("the answer of an ended task", _task(answer="yes")),
    Tampering("a pause", _pause),
    Tampering("what was checked", _check),
    Tampering("who took part", _participant),
    Tampering("the name of a file", _name_of_file),
    Tampering("the digest of a file", _digest),
    Tampering("who uploaded a file", _uploader),
    Tampering("the row of a file is gone", _remove_file),
    Tampering("an entry", _entry),
    Tampering("an entry is gone", _remove_entry),
    Tampering("the tail of the journal is cut off", _cut),
    Tampering("a document is gone", _remove),
    Tampering("the name of a person", _rename, is_refused=False, about="person"),
)


def without_guards() -> None:
    """Let the database refuse nothing any more on this connection, as its owner can."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            return
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def rewritten(path: Path) -> None:
    """Change one byte of a file and leave its size."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
