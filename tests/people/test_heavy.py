"""Prints and what else is heavy: few at a time, fewer of one person, and free when its end came."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from pytest_django.fixtures import Settings

from people import heavy as slots
from people.heavy import heavy
from people.models import User
from tests import make

pytestmark = pytest.mark.django_db


@heavy("GET")
def view(_request: object) -> HttpResponse:
    return HttpResponse("made")


@pytest.fixture(autouse=True)
def _apart(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path
    settings.HEAVY_AT_ONCE, settings.HEAVY_PER_PERSON = 3, 2
    monkeypatch.setattr(slots, "LONGEST_WAIT", 0.2)


def asked_by(user: User, method: str = "GET") -> HttpResponse:
    request = RequestFactory().generic(method, "/")
    request.user = user
    answer = view(request)
    assert isinstance(answer, HttpResponse)
    return answer


@contextmanager
def held(name: str, count: int) -> Iterator[None]:
    """Hold slots as other processes do."""
    folder = slots._folder()
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        for number in range(count):
            file = stack.enter_context((folder / f"{name}-{number}").open("a"))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.mark.usefixtures("in_english")
def test_who_has_two_in_the_making_is_told_to_wait_and_others_are_not() -> None:
    first, second = make.user(), make.user()
    with held(f"person-{first.pk}", 1):
        assert asked_by(first).status_code == 200
    with held(f"person-{first.pk}", 2):
        answer = asked_by(first)
        assert (answer.status_code, answer["Retry-After"]) == (429, "10")
        assert "What you asked for before is still being made." in answer.content.decode()
        assert asked_by(second).content == b"made"
        assert asked_by(first, "POST").content == b"made"
    assert asked_by(first).content == b"made"


@pytest.mark.usefixtures("in_english")
def test_who_does_not_get_a_slot_among_all_is_told_to_come_again() -> None:
    person = make.user()
    with held("all", 2):
        assert asked_by(person).status_code == 200
    with held("all", 3):
        answer = asked_by(person)
        assert (answer.status_code, answer["Retry-After"]) == (503, "10")
        assert "Much is being made for others just now." in answer.content.decode()
    assert asked_by(person).status_code == 200


def test_a_slot_is_given_back_when_the_work_fails() -> None:
    @heavy("GET")
    def broken(_request: object) -> HttpResponse:
        raise ValueError("of the work")

    request = RequestFactory().get("/")
    request.user = make.user()
    for _ in range(4):
        with pytest.raises(ValueError, match="of the work"):
            broken(request)
    assert asked_by(request.user).status_code == 200


def test_the_slots_of_a_process_that_was_killed_are_free() -> None:
    person = make.user()
    folder = slots._folder()
    folder.mkdir(parents=True)
    code = (
        "import fcntl, sys, time\n"
        "files = [open(name, 'a') for name in sys.argv[1:]]\n"
        "[fcntl.flock(each, fcntl.LOCK_EX) for each in files]\n"
        "print('held', flush=True)\n"
        "time.sleep(600)\n"
    )
    names = [str(folder / f"person-{person.pk}-{number}") for number in range(2)]
    with subprocess.Popen(
        [sys.executable, "-c", code, *names], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert asked_by(person).status_code == 429
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
    assert asked_by(person).status_code == 200


def test_a_disk_without_room_keeps_no_print_back(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.VAR_DIR = tmp_path / "file"
    assert asked_by(make.user()).content == b"made"


def test_everything_that_is_printed_exported_or_brought_in_needs_a_slot() -> None:
    marked = {
        "/procedures/kantor/A-1/print.pdf": ("GET", "HEAD"),
        "/procedures/kantor/A-1/export.xlsx": ("GET", "HEAD"),
        "/documents/list.xlsx": ("GET", "HEAD"),
        "/documents/7/print.pdf": ("GET", "HEAD"),
        "/documents/7/slip.pdf": ("GET", "HEAD"),
        "/procedures/bring-in/": ("POST",),
        "/procedures/bring-in/choose/": ("POST",),
        "/procedures/bring-in/confirm/": ("POST",),
    }
    found = {path: getattr(resolve(path).func, "heavy_methods", ()) for path in marked}
    assert found == marked
