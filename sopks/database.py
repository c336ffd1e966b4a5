"""What the database refuses, or has no time for, is a page that says so, not an error."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sopks.disk import full_disk, is_full

RETRY_AFTER = 10  # seconds

log = logging.getLogger(__name__)


class DatabaseMiddleware:
    """Answers where the database had the last word; the transaction is rolled back by then.

    409 where it refused what does not go together with what somebody saved at the same moment, 503
    where a deed had to wait for others longer than the database lets it. The pages read nothing
    from the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for the database's own trouble and a full disk; leave every other one alone."""
        if is_full(error):
            return full_disk(request, error)
        if isinstance(error, IntegrityError):
            log.error("The database refused %s %s", request.method, request.path, exc_info=error)
            context = {
                "title": _("Changed meanwhile"),
                "told": _(
                    "Somebody has just saved what does not go together with this. Nothing of "
                    "yours was changed: go back, look again, and send it once more."
                ),
            }
            return render(None, "database.html", context, status=409)
        if isinstance(error, OperationalError):
            context = {
                "title": _("Too much at once"),
                "told": _(
                    "The database is busy with others. Nothing was changed: go back and send it "
                    "again in a moment."
                ),
            }
            response = render(None, "database.html", context, status=503)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        return None
