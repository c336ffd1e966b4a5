"""What no database keeps or looks for: NUL, endless numbers, words in the place of keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict

from sopks.errors import bad_request

NUL = "\x00"
ADMINISTRATION = "/admin/"
COUNT = re.compile(r"[0-9]{1,3}|1000")


class NoNullMiddleware:
    """Answers 400 to what nothing else looks at before the database: NUL, strange keys and numbers.

    That is in addresses and cookies, and in all that the administration is asked and sent: its
    filters and keys go to the database as they come. Our own pages ask by forms, which say so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on a request whose address and cookies are clean."""
        _refuse_nul((request.path, *request.COOKIES.values()))
        if request.path.startswith(ADMINISTRATION):
            _refuse_nul(_words(request.GET))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Let the page see a form whose fields are clean."""
        if request.path.startswith(ADMINISTRATION):
            _refuse_nul(_words(request.POST))
            _refuse_counts(request.POST)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for what the administration was asked about and no database can look for."""
        is_ours = request.path.startswith(ADMINISTRATION)
        return bad_request(request, error) if is_ours and _is_nothing_to_look_for(error) else None


def _is_nothing_to_look_for(error: Exception) -> bool:
    """Whether a number was endless, a word came as a key, or a pattern was none (on SQLite)."""
    if isinstance(error, OperationalError):
        return "user-defined function raised exception" in str(error)
    if isinstance(error, ValueError):
        return any(said in str(error) for said in ("expected a number but got", "(4300 digits)"))
    return isinstance(error, (OverflowError, DataError))


def _words(sent: QueryDict) -> Iterable[str]:
    return chain.from_iterable((name, *map(str, values)) for name, values in sent.lists())


def _refuse_counts(sent: QueryDict) -> None:
    """Refuse a page of more rows than one can send, of less than none, or of a word."""
    counts = (sent[name] for name in sent if name.endswith(("-TOTAL_FORMS", "-INITIAL_FORMS")))
    if not all(COUNT.fullmatch(str(count)) for count in counts):
        raise BadRequest("number of rows")


def _refuse_nul(words: Iterable[str]) -> None:
    if any(NUL in word for word in words):
        raise BadRequest("NUL")
