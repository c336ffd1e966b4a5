"""The language of a page: what the person chose, else Indonesian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.locale import LocaleMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Follow the person's choice (a cookie), not the language that the browser came with.

    Many office computers run an English browser that nobody ever set up.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the chosen language, or the default one."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
