"""What is told when a request is refused before any page could look at it."""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error as something_went_wrong

from sopks.database import answer_for

SENTENCES: dict[type[Exception], Promise] = {
    TooManyFilesSent: _("Too many files at once. Go back and send them in several parts."),
    TooManyFieldsSent: _("The form has too many rows. Go back and send it in several parts."),
    RequestDataTooBig: _("The text is too long. Go back and shorten it, or attach it as a file."),
}
REPEAT = _("Go back, load the page again and repeat what you did.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 with what to do about it."""
    sentence = SENTENCES.get(type(exception), REPEAT)
    return render(request, "400.html", {"sentence": sentence}, status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for what went wrong outside of every page: the database, a full disk, or an error.

    A session, or what a browser sends, is written before and after any page.
    """
    return answer_for(request, sys.exc_info()[1]) or something_went_wrong(request)
