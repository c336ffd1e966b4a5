"""One thing of the record is changed behind the product's back: its own checks name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from bench.attack.databases import Database
from bench.attack.findings import Finding, checked, unless
from bench.attack.stage import Stage, now
from bench.attack.tampering import CHANGES, Tampering, rewritten, without_guards
from people.doers import Doer
from workflow.transition.outcomes import Outcome

if TYPE_CHECKING:
    from people.models import User
    from workflow.models import Document

FIRST_KEY = 70_001  # of a document, so that no other number in a line is taken for it

Checked = tuple[int, list[str]]


def attack(stage: Stage) -> Iterator[Finding]:
    """Change one thing at a time, on a copy of a database with a finished document in it."""
    database = stage.copied(stage.pristine, "evidence")
    stage.turn_to(database)
    try:
        _number_from(FIRST_KEY)
        document = finished()
        yield from refused(document)
        yield from files(document)
        for each in CHANGES:
            yield noticed(stage, database, document, each)
    finally:
        stage.turn_to(stage.database)


def finished() -> Document:
    """Let a document with everything in it come to its end; its starter is on record too."""
    from tests import make
    from workflow import actions

    first, *others = make.letter_rows()
    asked = replace(first, participants=("Kepala",), records_participants=True)
    version = make.version((asked, *others))
    staff, other = make.holder_of(version, "Staf"), make.holder_of(version, "Kepala")
    _put_on_record(staff)
    document = make.document(version, by=staff, at=now(), uploads=[make.upload()])
    task = make.taken(document.tasks.get(), by=staff, at=now())
    actions.pause_task(task, by=Doer(staff, now()), reason="Rapat")
    task = actions.resume_task(task, by=Doer(staff, now()))
    checks = dict.fromkeys(task.step.requirements.all(), True)
    beside = [other.appointments.get()]
    outcome = Outcome("done", note="Sudah", checks=checks, participants=beside)
    actions.finish_task(task, by=Doer(staff, now()), outcome=outcome)
    for answer in ("yes", "done"):
        make.finished(document.tasks.open().get(), at=now(), answer=answer)
    make.document(version, by=staff, at=now(), subject="Yang lain")
    document.refresh_from_db()
    assert document.state == "finished"
    return document


def _put_on_record(user: User) -> None:
    """Let the journal of people tell what somebody is called."""
    from people.actions import change_account
    from people.doers import Operator

    user.name = f"{user.name} dari awal"
    change_account(user, by=Operator(now()))


def _number_from(key: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval('workflow_document_id_seq', %s)", [key])
        else:
            name = "workflow_document"
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, key])


def refused(document: Document) -> Iterator[Finding]:
    """As long as its guards stand the database itself refuses."""
    from django.db import IntegrityError, transaction

    for each in CHANGES:
        if each.is_refused:
            doubt = "the database takes it"
            try:
                with transaction.atomic():
                    each.change(document)
                    transaction.set_rollback(True)
            except IntegrityError:
                doubt = ""
            yield checked(f"the database refuses: {each.what}", doubt)


def files(document: Document) -> Iterator[Finding]:
    """A byte of a file is another one, or the file is gone; sweep names it, no download has it."""
    (attachment,) = document.attachments.all()
    path = Path(attachment.file.path)
    content = path.read_bytes()
    tokens = (path.name, str(document.pk), attachment.name)
    for what, change in (
        ("a byte of a file", partial(rewritten, path)),
        ("the end of a file", lambda: path.write_bytes(content[:-5])),
        ("an empty file", lambda: path.write_bytes(b"")),
        ("a file is gone", path.unlink),
    ):
        before = run("sweep")
        change()
        yield checked(f"sweep notices: {what}", compared(before, run("sweep"), tokens))
        path.write_bytes(content)
    yield checked("sweep is content again", unless(run("sweep")[0] == 0, "it is not"))


def noticed(stage: Stage, database: Database, document: Document, tampering: Tampering) -> Finding:
    """Take away the guards of a copy, change one thing there, and let the command look."""
    stage.turn_to(stage.copied(database, "tampered"))
    without_guards()
    before = run("verify_journal")
    tampering.change(document)
    after = run("verify_journal")
    stage.turn_to(database)
    about = _person(document.started_by) if tampering.about == "person" else (str(document.pk),)
    return checked(f"verify_journal notices: {tampering.what}", compared(before, after, about))


def _person(user: User) -> tuple[str, ...]:
    return (user.username, user.name, "Nama Lain")


def compared(before: Checked, after: Checked, tokens: tuple[str, ...]) -> str:
    """Return what is wrong with the answer of a check: it must end with 1 and name the thing."""
    new = [line for line in after[1] if line not in before[1]]
    named = any(re.search(rf"\b{re.escape(token)}\b", line) for line in new for token in tokens)
    doubts = (
        unless(after[0] == 1, f"it ended with {after[0]}"),
        unless(named, "it does not name it"),
    )
    return "; ".join(filter(None, doubts))


def run(command: str) -> Checked:
    """Run a command of the product here; return its exit code and its lines but the last."""
    from django.core.management import call_command

    said, code = StringIO(), 0
    try:
        call_command(command, stdout=said)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, said.getvalue().splitlines()[:-1]
