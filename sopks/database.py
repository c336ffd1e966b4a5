"""What the database refuses, or has no time for, is a page that says so, not an error."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from enum import Enum
from typing import Any

from csp.constants import SELF
from django.db import DatabaseError, Error, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sopks.disk import full_disk, is_full

RETRY_AFTER = 10  # seconds

log = logging.getLogger(__name__)
outage = logging.getLogger("sopks.outage")
waited = logging.getLogger("sopks.waited")

BUSY = ("55P03", "57014", "40P01", "40001", "25P03", "53300", "SQLITE_BUSY", "SQLITE_LOCKED")
"""Waited too long for a lock, for a statement, for each other, in between; too many connections."""

FULL = re.compile(
    r"too many (clients|connections)|connection slots are reserved|no more connections"
)
"""What PostgreSQL, or a pooler, says to one connection too many: the driver hands on no name."""

AWAY = ("08", "57P", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PROTOCOL")
"""No connection, going down, starting, not to be opened, not to be read."""


class Trouble(Enum):
    """What people are told, by what happened: a status, a title, a sentence."""

    CONTRADICTED = (
        409,
        _("Changed meanwhile"),
        _(
            "Somebody has just saved what does not go together with this. Nothing of "
            "yours was changed: go back, look again, and send it once more."
        ),
    )
    BUSY = (
        503,
        _("Too much at once"),
        _(
            "The database is busy with others. Nothing was changed: go back and send it "
            "again in a moment."
        ),
    )
    AWAY = (
        503,
        _("The database cannot be reached"),
        _(
            "SOPKS comes back by itself as soon as its database does. Try again in a minute, "
            "and look whether what you did last was kept before you do it again. If it stays "
            "so, tell your administrator."
        ),
    )


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Return what an error of the database means for people; None for every other error."""
    if isinstance(error, IntegrityError):
        return Trouble.CONTRADICTED
    if not isinstance(error, Error):
        return None
    code = _code_of(error)
    if code.startswith(BUSY) or (not code and FULL.search(str(error))):
        return Trouble.BUSY
    is_lost = not code and _is_of_a_connection(error)
    return Trouble.AWAY if is_lost or code.startswith(AWAY) else None


def _is_of_a_connection(error: BaseException) -> bool:
    """Whether an error without a name is that of a connection that broke or never stood.

    Drivers call one that breaks in the middle no more than an error of the database; Django's own
    errors of that kind have no driver's behind them.
    """
    is_drivers = type(error) is DatabaseError and error.__cause__ is not None
    return is_drivers or isinstance(error, OperationalError | InterfaceError)


def _code_of(error: BaseException) -> str:
    """Return PostgreSQL's or SQLite's own name of an error; '' where a connection has none."""
    cause = error.__cause__
    return getattr(cause, "pgcode", None) or getattr(cause, "sqlite_errorname", None) or ""


def answer_for(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return the page for the database's own trouble or a full disk; None for every other error."""
    if error is not None and is_full(error):
        return full_disk(request, error)
    trouble = trouble_of(error)
    if trouble is None:
        return None
    _write_down(trouble, request, error)
    status, title, told = trouble.value
    response = plain_page(title, told, status=status)
    if status == 503:  # noqa: PLR2004 - the status of all that passes by itself
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def plain_page(title: str | Promise, told: str | Promise, *, status: int) -> HttpResponse:
    """Return a page that reads nothing from the database; our own pages may frame it."""
    response = render(None, "database.html", {"title": title, "told": told}, status=status)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    return response


def _write_down(trouble: Trouble, request: HttpRequest, error: BaseException | None) -> None:
    """Keep what cannot be as it is in full, and what meets everybody in one line a minute."""
    cause = " ".join(str(error).split())
    if trouble is Trouble.CONTRADICTED:
        log.error("The database refused %s %s", request.method, request.path, exc_info=error)
    elif trouble is Trouble.BUSY:
        waited.error("Waited too long for the database at %s: %s", request.path, cause)
    else:
        outage.error("The database cannot be reached: %s", cause)


class DatabaseMiddleware:
    """Answers where the database had the last word; the transaction is rolled back by then.

    409 where it refused what does not go together with what somebody saved at the same moment, 503
    where somebody had to wait longer than the database lets them, or it cannot be reached. It
    stands before what asks who has signed in. What goes wrong around the views, the handler of
    errors answers in the same words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_given: Any) -> HttpResponse | None:
        """Look up who asks, unless the page is open to all; answer where that cannot be told."""
        try:
            if getattr(view, "login_required", True):
                bool(request.user.is_authenticated)
        except Error as error:
            return self.process_exception(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for the database's own trouble and a full disk; leave every other one alone."""
        return answer_for(request, error)
