"""The character that no database keeps: NUL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\x00"
ADMINISTRATION = "/admin/"


class NoNullMiddleware:
    """Answers 400 to NUL where nothing else looks for it before the database does.

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


def _words(sent: QueryDict) -> Iterable[str]:
    return chain.from_iterable((name, *map(str, values)) for name, values in sent.lists())


def _refuse_nul(words: Iterable[str]) -> None:
    if any(NUL in word for word in words):
        raise BadRequest("NUL")
