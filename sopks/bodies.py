"""How large what somebody sends may be, by its address; known before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from procedures.files.reader import MOST_BYTES
from sopks.database import plain_page
from workflow.forms.files import FILES_AT_ONCE

KB, MB = 1024, 1024 * 1024
SMALL = 64 * KB
FORM = 4 * MB
"""More than Django takes as text; with an image, such as a unit's logo."""

SMALL_FORMS = {
    "account_reauthenticate",
    "login",
    "logout",
    "password_change",
    "set_language",
    "set_theme",
    "sign_in_as_example",
}
WITH_FILES = {
    "start_document",
    "start_document_of_before",
    "edit_draft",
    "attach_to_document",
    "attach_to_task",
    "finish_task",
    "finish_from_desk",
}
BRINGING = {"bring_in", "import_people"}


def most_bytes(path: str) -> int:
    """Return how many bytes may be sent to an address; where nothing is, hardly any."""
    try:
        name = resolve(path).url_name
    except Resolver404:
        return SMALL
    if name in SMALL_FORMS or str(name).startswith("mfa_"):  # what allauth calls its pages
        return SMALL
    if name in BRINGING:
        return FORM + MOST_BYTES
    return FORM + FILES_AT_ONCE * settings.ATTACHMENT_MAX_BYTES if name in WITH_FILES else FORM


class BodiesMiddleware:
    """Refuses what is larger than its address takes, with 413, unread.

    A body whose length nobody has said Django does not read; our server counts it first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, or refuse it."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > most_bytes(request.path_info):
            return plain_page(
                _("Too large"),
                _(
                    "What was sent is larger than can be taken here. Nothing was changed: go "
                    "back and send it in several parts, or make the files smaller."
                ),
                status=413,
            )
        return self.get_response(request)
