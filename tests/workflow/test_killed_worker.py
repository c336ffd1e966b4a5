"""A worker of the server that is killed in the middle of its work leaves nothing half done."""

from __future__ import annotations

import hashlib
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from people.models import User
from procedures.models import Version
from tests import make
from tests.rows import kept_files
from tests.serving import TOKEN, served
from workflow.models import Attachment, Document
from workflow.reports.uploads import AT_LEAST, missing, orphans

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS, KILLS = 4, 4


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The server on the test's own database and uploads."""
    with served(tmp_path) as serving:
        yield serving


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes of the server that answer."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in children.read_text(encoding="ascii").split()]


def form(fields: dict[str, str], content: bytes) -> tuple[bytes, str]:
    """Return a form with a file as a browser sends it, and its type."""
    boundary = secrets.token_hex(16)
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    file = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="uploads"; filename="a.pdf"\r\n\r\n'
    )
    body = (head + file).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def start_document(port: int, version: Version, session: str) -> tuple[int, str] | None:
    """Start a document with a file of its own; return its key and the file's digest if answered."""
    content = make.PDF + secrets.token_bytes(200_000)
    fields = {"csrfmiddlewaretoken": TOKEN, "subject": "Undangan", "sensitivity": "ordinary"}
    body, kind = form(fields, content)
    headers = {"Content-Type": kind, "Cookie": f"sessionid={session}; csrftoken={TOKEN}"}
    summary = sent(port, make.at(version.procedure.code, page="start_document"), body, headers)
    if summary is None:
        return None
    body, headers["Content-Type"] = form({"csrfmiddlewaretoken": TOKEN}, b"")
    page = sent(port, summary, body, headers)
    key = page.strip("/").split("/")[-1] if page else None
    return (int(key), hashlib.sha256(content).hexdigest()) if key else None


def sent(port: int, address: str, body: bytes, headers: dict[str, str]) -> str | None:
    """Post a form; return where the answer leads, None where none came."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
        try:
            asked.request("POST", address, body, headers)
            answer = asked.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return None
    assert answer.status == 302
    return str(answer.headers["Location"])


def test_what_was_answered_is_there_and_what_is_there_is_whole(
    server: tuple[subprocess.Popen[bytes], int],
) -> None:
    process, port = server
    version = make.version()
    staff = make.holder_of(version, "Staf")
    is_over = Event()
    with ThreadPoolExecutor(CLIENTS) as threads:
        working = [threads.submit(work, port, version, staff, is_over) for _ in range(CLIENTS)]
        for kill in range(KILLS):
            time.sleep(1)
            workers = workers_of(process)
            os.kill(workers[kill % len(workers)], signal.SIGKILL)
        time.sleep(1)
        is_over.set()
        answered = [pair for each in working for pair in each.result() if pair]
    assert answered
    for key, digest in answered:
        assert Document.objects.get(pk=key).attachments.get().sha256 == digest
    assert_nothing_is_half_done()


def work(port: int, version: Version, staff: User, is_over: Event) -> list[tuple[int, str] | None]:
    """Start documents until it is over."""
    try:
        session = str(make.client(staff).cookies["sessionid"].value)
        done = []
        while not is_over.is_set():
            done.append(start_document(port, version, session))
        return done
    finally:
        connection.close()


def assert_nothing_is_half_done() -> None:
    """Each document has all that belongs to it, and every file has its row or is found."""
    for document in Document.objects.all():
        count = 0 if document.state == Document.State.DRAFT else 1
        assert document.tasks.open().count() == document.entries.count() == count
        assert document.attachments.count() == 1
    for attachment in Attachment.objects.all():
        content = attachment.file.read()
        attachment.file.close()
        assert hashlib.sha256(content).hexdigest() == attachment.sha256
    assert missing() == []
    named = {Path(each.file.path) for each in Attachment.objects.all()}
    assert orphans(at=timezone.now() + AT_LEAST) == sorted(set(kept_files()) - named)
    call_command("verify_journal")
