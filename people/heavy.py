"""Pages that take a processor for seconds: few of them at a time, and fewer of one person."""

from __future__ import annotations

import fcntl
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial, wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.requests import Request

View = Callable[..., HttpResponseBase]

LONGEST_WAIT = 20.0  # seconds in line, while the server is busy with those of others
LOOK_AGAIN = 0.05
RETRY_AFTER = 10


def heavy(*methods: str, in_line: bool = False) -> Callable[[View], View]:
    """Return the decorator of a view that is heavy when asked with one of these methods.

    A person who has `HEAVY_PER_PERSON` of them in the making is told to come again (429); those
    that are asked for `in_line` by a page itself, pictures in it, wait for one another. Of all
    people's, `HEAVY_AT_ONCE` are made at a time; the others wait for a slot, and are told to come
    again when none is free (503). All processes on one VAR_DIR count together. The server has
    threads of their own for these views, told by `heavy_methods`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return view(request, *args, **kwargs)
            with ExitStack() as held:
                refused = _take_slot(request, held, in_line=in_line)
                return refused or view(request, *args, **kwargs)

        answer.heavy_methods = methods  # type: ignore[attr-defined]
        return answer

    return decorate


def _take_slot(request: Request, held: ExitStack, *, in_line: bool) -> HttpResponse | None:
    """Hold what `held` gives back at its end, or return the page that says to come again."""
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        own = _own_slot(folder, request.user.pk, in_line=in_line)
        if own is None:
            return _later(
                _("One after the other"),
                _(
                    "What you asked for before is still being made. Wait until it is there, "
                    "then ask for this again."
                ),
                status=429,
            )
        held.enter_context(own)
        slot = _awaited(partial(_free, folder, "all", settings.HEAVY_AT_ONCE))
    except OSError:
        return None  # a disk without room is no reason to keep a print back
    if slot is not None:
        held.enter_context(slot)
        return None
    return _later(
        _("Too much at once"),
        _("Much is being made for others just now. Ask for this again in a moment."),
        status=503,
    )


def _folder() -> Path:
    """Return where the slots are kept, apart for each database."""
    name = zlib.crc32(str(connection.settings_dict["NAME"]).encode())
    return Path(settings.VAR_DIR) / "slots" / f"{name:08x}"


def _own_slot(folder: Path, person: int, *, in_line: bool) -> TextIOWrapper | None:
    """Return a slot of a person's own, None where all are taken; in line there is but one."""
    if in_line:
        return _awaited(partial(_free, folder, f"line-{person}", 1))
    return _free(folder, f"person-{person}", settings.HEAVY_PER_PERSON)


def _awaited(find: Callable[[], TextIOWrapper | None]) -> TextIOWrapper | None:
    """Return what is found as soon as it is there; None after the longest wait."""
    end = time.monotonic() + LONGEST_WAIT
    found = find()
    while found is None and time.monotonic() < end:
        time.sleep(LOOK_AGAIN)
        found = find()
    return found


def _free(folder: Path, name: str, count: int) -> TextIOWrapper | None:
    """Return the first of `count` files that nobody holds, held until it is closed.

    A lock on an open file is free again when its process is gone, however that ended.
    """
    for number in range(count):
        file = (folder / f"{name}-{number}").open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
        else:
            return file
    return None


def _later(title: Promise, told: Promise, *, status: int) -> HttpResponse:
    response = render(None, "database.html", {"title": title, "told": told}, status=status)
    response["Retry-After"] = str(RETRY_AFTER)
    return response
