"""What no database keeps: the character NUL, and numbers beyond all keys and years."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict

from sopks.errors import bad_request

NUL = "\x00"
ADMINISTRATION = "/admin/"


class NoNullMiddleware:
    """Answers 400 to NUL, and to endless numbers, where nothing else looks before the database.

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

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a number that is larger than whatever the administration was asked about."""
        is_ours = request.path.startswith(ADMINISTRATION)
        is_endless = isinstance(error, (OverflowError, DataError))
        return bad_request(request, error) if is_ours and is_endless else None


def _words(sent: QueryDict) -> Iterable[str]:
    return chain.from_iterable((name, *map(str, values)) for name, values in sent.lists())


def _refuse_nul(words: Iterable[str]) -> None:
    if any(NUL in word for word in words):
        raise BadRequest("NUL")
