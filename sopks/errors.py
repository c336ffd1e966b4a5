"""What is told when a request is refused before any page could look at it."""

from __future__ import annotations

import sys

from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error as something_went_wrong

from sopks import hosts
from sopks.database import answer_for
from sopks.hosts import REPEAT

SENTENCES: dict[type[Exception], Promise] = {
    TooManyFilesSent: _("Too many files at once. Go back and send them in several parts."),
    TooManyFieldsSent: _("The form has too many rows. Go back and send it in several parts."),
    RequestDataTooBig: _("The text is too long. Go back and shorten it, or attach it as a file."),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 with what to do about it."""
    if isinstance(exception, DisallowedHost):
        return _refuse_host(request)
    sentence = SENTENCES.get(type(exception), REPEAT)
    return render(request, "400.html", {"sentence": sentence}, status=400)


def _refuse_host(request: HttpRequest) -> HttpResponse:
    """Say under which line of the settings the host would be answered, where it is one."""
    name = hosts.name_of(request)
    if name:
        hosts.write_down(name)
    line = hosts.line_for_strangers(name) if name else ""
    told = {"sentences": hosts.sentences(name), "line": line}
    return render(None, "host.html", told, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for what went wrong outside of every page: the database, a full disk, or an error.

    A session, or what a browser sends, is written before and after any page.
    """
    return answer_for(request, sys.exc_info()[1]) or something_went_wrong(request)
