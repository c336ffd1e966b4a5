"""What is left after a loss of power, of all that people were told was done.

Run as root, `python -m bench.powercut [sqlite|postgresql] [cuts] [folder of another clone]`. An
office lies on a disk of its own, an image behind a loop device, database and files together. Four
people start documents with a file, attach another and comment, through the server that ./run
starts. Every few seconds all processes are stopped, the image is copied as it is, without a sync,
and work goes on. Each copy is mounted as after a loss of power: what was answered before must be
there, each file with its bytes, and `verify_journal` and `sweep` find no fault.

A copy during which the kernel wrote to the image is made again, so that each is of one moment. Not
shown: what a disk itself forgets that says it has written.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import psycopg2

from bench.tables import keeping
from tests.served import ROOT, Browser, manage, office_in, serving

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PEOPLE = 4
IMAGE_MB = 400
SEED = 20
FILES = "SELECT document_id, sha256, file FROM workflow_attachment"
COMMENTS = "SELECT document_id, note FROM workflow_entry WHERE deed = 'comment'"

Told = tuple[int, str]
"""One deed that was answered: a document, and the digest of its file or the words of a comment."""


@dataclass
class Work:
    """What people were told is done, and how long each answer took."""

    told: list[Told] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    may_go_on: threading.Event = field(default_factory=threading.Event)
    is_over: threading.Event = field(default_factory=threading.Event)


@dataclass
class Office:
    """An office that is served from a disk of its own: a folder with the image and the log."""

    folder: Path
    kind: str
    code: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    processes: list[int] = field(default_factory=list)

    @property
    def image(self) -> Path:
        """The disk."""
        return self.folder / "image"

    @property
    def place(self) -> Path:
        """Where it is mounted."""
        return self.folder / "disk"


@dataclass
class Found:
    """What was looked for after the cuts; a deed or file that is not there is counted once."""

    answered: int = 0
    lost: set[Told] = field(default_factory=set)
    files: int = 0
    broken: set[str] = field(default_factory=set)
    complaints: int = 0

    def figures(self) -> tuple[int, ...]:
        """Return the figures of the table."""
        return self.answered, len(self.lost), self.files, len(self.broken), self.complaints


def main(kind: str = "sqlite", cuts: str = "20", code: str = str(ROOT)) -> int:
    """Cut the power so often and tell what was lost."""
    folder = Path(tempfile.mkdtemp(prefix="powercut."))
    folder.chmod(0o755)
    work, found = Work(), Found()
    try:
        with served(Office(folder, kind, Path(code).resolve())) as office:
            work_through_cuts(office, int(cuts), work, found)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{kind}\n")
    print("| database | cuts | deeds answered | lost | files | broken | complaints | median ms |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    figures = " | ".join(map(str, found.figures()))
    print(f"| {kind} | {cuts} | {figures} | {median(work.milliseconds):.0f} |")
    return int(bool(found.lost or found.broken or found.complaints))


def run(*command: str | Path, user: str = "root") -> None:
    subprocess.run(["/usr/sbin/runuser", "-u", user, "--", *map(str, command)], check=True)


@contextmanager
def served(office: Office) -> Iterator[Office]:
    """Make an office on a disk of its own and serve it until the block ends."""
    run("truncate", f"--size={IMAGE_MB}M", office.image)
    run("mkfs.ext4", "-q", "-F", office.image)
    variables = {}
    with ExitStack() as stack:
        stack.enter_context(mounted(office.image, office.place))
        (office.place / "var").mkdir()
        if office.kind == "postgresql":
            make_postgresql(office.place)
            variables["DATABASE_URL"] = stack.enter_context(postgresql(office.place))
            office.processes.append(postmaster(office.place))
        office.environment = office_in(office.place / "var", office.code, **variables)
        run("sync", "--file-system", office.place)
        serve = serving(office.environment, office.folder / "log", office.code)
        office.port, gunicorn = stack.enter_context(serve)
        office.processes.append(gunicorn.pid)
        yield office


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[None]:
    """Mount an image behind a loop device."""
    place.mkdir()
    run("mount", "-o", "loop", image, place)
    try:
        yield
    finally:
        run("umount", "--lazy", place)
        place.rmdir()


def postgres(program: str) -> str:
    return str(max(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))


def make_postgresql(place: Path) -> None:
    """Make an empty PostgreSQL on a disk."""
    data = place / "data"
    data.mkdir(mode=0o700)
    shutil.chown(data, "postgres")
    options = ("--username=sopks", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8")
    subprocess.run(
        ["/usr/sbin/runuser", "-u", "postgres", "--", postgres("initdb"), *options, str(data)],
        stdout=subprocess.DEVNULL,
        check=True,
    )


@contextmanager
def postgresql(place: Path) -> Iterator[str]:
    """Run the PostgreSQL of a disk, which syncs what it commits; give its address."""
    data, sockets = place / "data", Path(tempfile.mkdtemp(prefix="pg.", dir="/tmp"))
    shutil.chown(sockets, "postgres")
    (data / "postmaster.pid").unlink(missing_ok=True)  # of the moment of the cut
    control = (postgres("pg_ctl"), f"--pgdata={data}", "--silent")
    options = f"-c listen_addresses= -c unix_socket_directories={sockets}"
    log = f"--log={sockets}/log"
    run(*control, "--wait", log, f"--options={options}", "start", user="postgres")
    try:
        yield f"postgres://sopks@{quote(str(sockets), safe='')}/postgres"
    finally:
        run(*control, "--mode=immediate", "stop", user="postgres")
        shutil.rmtree(sockets)


def postmaster(place: Path) -> int:
    return int((place / "data/postmaster.pid").read_text(encoding="ascii").split()[0])


def work_through_cuts(office: Office, cuts: int, work: Work, found: Found) -> None:
    """Let people work; copy the disk every few seconds, and look at the copies while they rest."""
    chance = random.Random(SEED)  # noqa: S311 - when, not what
    work.may_go_on.set()
    with ThreadPoolExecutor(PEOPLE) as threads:
        people = [threads.submit(toil, office.port, each, work) for each in range(PEOPLE)]
        try:
            wait_for_work(work)
            for number in range(1, cuts + 1):
                time.sleep(chance.uniform(1, 4))
                told = copied(office, work)
                work.may_go_on.clear()
                look(office, told, found)
                work.may_go_on.set()
                print(f"cut {number}: {found.figures()}", file=sys.stderr, flush=True)
        finally:
            work.is_over.set()
            work.may_go_on.set()
        for each in people:
            each.result()


def wait_for_work(work: Work) -> None:
    """Wait until somebody was told that something is done."""
    for _ in range(600):
        if work.told:
            return
        time.sleep(0.1)
    raise RuntimeError("nothing is done")


def toil(port: int, number: int, work: Work) -> None:
    """Start documents, attach to them and comment on them until it is over."""
    browser, chance = Browser(port), random.Random(number)  # noqa: S311
    browser.sign_in("staf")
    while work.may_go_on.wait() and not work.is_over.is_set():
        content = PDF + chance.randbytes(chance.randrange(1000, 400_000))
        began = time.perf_counter()
        document = browser.start_document("KS-08", "Undangan", content)
        work.told.append((document, hashlib.sha256(content).hexdigest()))
        told_at = time.perf_counter()
        work.milliseconds.append((told_at - began) * 500)  # two answers
        content = PDF + chance.randbytes(chance.randrange(1000, 400_000))
        answer = browser.post(f"/documents/{document}/attach/", uploads=content)
        assert answer.status == 302
        work.told.append((document, hashlib.sha256(content).hexdigest()))
        work.milliseconds.append((time.perf_counter() - told_at) * 1000)
        words = chance.randbytes(8).hex()
        answer = browser.post(f"/documents/{document}/comment/", {"text": words})
        assert answer.status == 302
        work.told.append((document, words))


def copied(office: Office, work: Work) -> list[Told]:
    """Copy the disk as it is, of one moment; return what people had been told by then."""
    for _ in range(20):
        stopped = sorted(everyone(office.processes))
        for each in stopped:
            signalled(each, signal.SIGSTOP)
        try:
            told, before = list(work.told), sectors_written(office.place)
            shutil.copyfile(office.image, office.folder / "copy")
            if sectors_written(office.place) == before:
                return told
        finally:
            for each in reversed(stopped):
                signalled(each, signal.SIGCONT)
        time.sleep(0.2)
    raise RuntimeError("the kernel writes to the disk all the time")


def everyone(processes: list[int]) -> Iterator[int]:
    """Yield processes and all below them."""
    for each in processes:
        yield each
        children = Path(f"/proc/{each}/task/{each}/children")
        if children.exists():
            yield from everyone([int(child) for child in children.read_text().split()])


def signalled(process: int, sign: signal.Signals) -> None:
    """Send a signal to a process that may have ended."""
    try:
        os.kill(process, sign)
    except ProcessLookupError:
        return


def sectors_written(place: Path) -> str:
    """Return how much the device below a mount has been told to write, and has under way."""
    device = place.stat().st_dev
    path = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}/stat")
    fields = path.read_text(encoding="ascii").split()
    return f"{fields[4]} {fields[6]} {fields[8]}"


def look(office: Office, told: list[Told], found: Found) -> None:
    """Mount the copy as after a loss of power, and count what was told and is not there."""
    place = office.folder / "after"
    with ExitStack() as stack:
        stack.enter_context(mounted(office.folder / "copy", place))
        environment = {**office.environment, "VAR_DIR": str(place / "var")}
        if office.kind == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(postgresql(place))
        files, comments = rows(environment, FILES), rows(environment, COMMENTS)
        there = {(key, digest) for key, digest, _ in files} | {
            (key, note) for key, note in comments
        }
        uploads = place / "var/uploads"
        found.answered, found.files = len(told), len(files)
        found.lost |= set(told) - there
        found.broken |= {name for _, digest, name in files if digest_of(uploads / name) != digest}
        found.complaints += complains(environment, office.code)


def rows(environment: dict[str, str], query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query, asked of the database itself."""
    url = environment.get("DATABASE_URL")
    path = Path(environment["VAR_DIR"], "sopks.sqlite3")
    with closing(psycopg2.connect(url) if url else sqlite3.connect(path)) as connection:
        cursor = connection.cursor()
        cursor.execute(query)
        return list(cursor.fetchall())


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def complains(environment: dict[str, str], code: Path) -> bool:
    """Whether the commands that look for faults find some."""
    both = "from django.core.management import call_command as c; c('verify_journal'); c('sweep')"
    try:
        manage(environment, "shell", "--no-imports", "--command", both, code=code)
    except AssertionError as said:
        print(said, file=sys.stderr)
        return True
    return False


if __name__ == "__main__":
    sys.exit(keeping("powercut", lambda words: main(*words)))
