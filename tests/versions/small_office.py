"""A small database with a row of every kind, kept as SQL for the versions to come.

Before a release, on each database (DATABASE_URL names an empty one that is migrated):

    python -m tests.versions.small_office > tests/versions/0.2.0.postgresql.sql
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from tempfile import TemporaryDirectory

import django

django.setup()

from django.conf import settings  # noqa: E402 - models can be imported once Django is set up
from django.db import connection  # noqa: E402

from people.doers import Doer  # noqa: E402
from people.models import User  # noqa: E402
from procedures.models import StartField, Version  # noqa: E402
from tests import make  # noqa: E402
from workflow import actions  # noqa: E402
from workflow.actions.notices import choose_mail  # noqa: E402
from workflow.transition.contents import Contents  # noqa: E402


def fill() -> None:
    """Let an office be at work: documents of every state, files, a book, a filter, a calendar."""
    first, *others = make.letter_rows()
    rows = (replace(first, participants=("Kepala",), records_participants=True), *others)
    version = make.version(rows, asks=[StartField(label="Surat", kind="file", order=1)])
    by = Doer(make.holder_of(version, "Staf"), make.MONDAY, "10.0.0.7")
    start_documents(version, by)
    actions.save_filter(by=by, name="Terlambat", query="late=on")
    choose_mail(by=by, frequency="daily", language="id")
    make.told(make.MONDAY + timedelta(minutes=1))
    make.book(version.procedure.unit)
    make.revised(version)
    make.appointment_request()
    User.objects.update(password="!")  # nobody signs in


def start_documents(version: Version, by: Doer) -> None:
    """Let one document come to its end, one be under way, one be cancelled, one be a draft."""
    ended = make.document(version, by=by.user, uploads=[make.upload()])
    task = make.taken(ended.tasks.get(), by=by.user)
    actions.pause_task(task, by=by, reason="Rapat")
    actions.resume_task(task, by=by)
    actions.correct_at_task(task, by=by, texts={**ended.texts, "subject": "Undangan rapat dinas"})
    make.passed_on(ended, "done", "no", "done", "yes")
    make.finished(ended.tasks.open().get())
    running = make.document(version, by=by.user, subject="Surat tugas", sensitivity="secret")
    actions.comment_document(running, by=by, text="Mohon segera")
    actions.look_at_document(running, by=by)
    cancelled = make.document(version, by=by.user, subject="Ganda")
    actions.cancel_document(cancelled, by=by, reason="Sudah ada")
    actions.keep_draft(version, by=by, contents=Contents("Konsep"))


def dumped() -> str:
    """Return the database as SQL, which psycopg2 and sqlite3 take whole."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as database:
            return "\n".join(database.iterdump())
    command = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", os.environ["DATABASE_URL"]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    kept = [line for line in lines if line and not line.startswith(("--", "\\", "SET "))]
    return "\n".join(line for line in kept if "set_config('search_path'" not in line)


if __name__ == "__main__":
    with TemporaryDirectory() as uploads:
        settings.MEDIA_ROOT = uploads
        fill()
    sys.stdout.write(dumped() + "\n")
