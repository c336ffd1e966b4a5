"""A database that does not answer in time is a page that says so, not an error."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER = 10  # seconds


class BusyMiddleware:
    """Answers 503 where a deed had to wait for others longer than the database lets it.

    The transaction is rolled back by then. The page reads nothing from the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for the database's own trouble; leave every other one alone."""
        if not isinstance(error, OperationalError):
            return None
        response = render(None, "503.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
