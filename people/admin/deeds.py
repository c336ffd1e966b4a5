"""How pages of the administration do deeds: by the actions, with refusals as sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy

from people.models import User
from people.refusals import Refused

Answer = TypeVar("Answer", HttpResponse, HttpResponse | None)
KEY = re.compile(r"[0-9]{1,18}")


def signed_in(request: HttpRequest) -> User:
    """Return who has signed in; nobody else comes into the administration."""
    return cast("User", request.user)


def are_keys(ticked: list[str]) -> bool:
    """Whether all that was ticked in a list are keys of rows."""
    return all(KEY.fullmatch(key) for key in ticked)


class DeedAdmin(admin.ModelAdmin[Any]):
    """Pages that tell a refusal in a sentence, with nothing changed."""

    tick_first = gettext_lazy("Tick the rows in the list.")

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or save it in one piece."""
        return self.told(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask whether to delete, or delete."""
        return self.told(request, super().delete_view, *args, **kwargs)

    def told(
        self, request: HttpRequest, view: Callable[..., Answer], *args: Any, **kwargs: Any
    ) -> Answer | HttpResponse:
        """Answer with a page, or with what refuses it; a page that is only read needs no lock."""
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Do what was chosen to the rows ticked; ask again where they are no rows."""
        if not are_keys(request.POST.getlist(ACTION_CHECKBOX_NAME)):
            self.message_user(request, str(self.tick_first), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return self.told(request, super().response_action, queryset, *args, **kwargs)
