"""A form that is sent twice, by a second click or because its answer was lost, is obeyed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from people.doers import Doer
from people.requests import Request
from workflow import actions
from workflow.transition.files import digest_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MARK = "mark"
APART = {MARK, "csrfmiddlewaretoken", "keep"}
FAILED = 400


class Sending:
    """One form as somebody sent it, known by its mark and by what it says.

    So the same form with other contents, from a page that somebody came back to, is another one.
    `of` tells apart the deeds of a form that asks for several.
    """

    def __init__(self, request: Request, *, of: str = "") -> None:
        self.request = request
        self.of = of

    @cached_property
    def mark(self) -> UUID | None:
        """The mark of what was sent; None where the form has none."""
        mark = mark_in(self.request.POST.get(MARK, ""))
        return mark and uuid5(mark, "\n".join(self._contents()))

    def keep(self, deed: Callable[[], HttpResponse], *, by: Doer) -> str:
        """Do a deed together with its mark and return where it leads; once, and there again."""
        if self.mark is None:
            return str(deed()["Location"])
        return actions.do_once(lambda: str(deed()["Location"]), mark=self.mark, by=by)

    def answer(self, act: Callable[[], HttpResponse], *, said: StrOrPromise) -> HttpResponse:
        """Answer as `act` does, or as the first time where just this was sent and done before.

        Who sent it at the same moment may have found the deed done where `act` fails.
        """
        try:
            response = self._again(said) or act()
        except Http404:
            again = self._again(said)
            if again is None:
                raise
            return again
        return response if response.status_code < FAILED else self._again(said) or response

    def _again(self, said: StrOrPromise) -> HttpResponse | None:
        led_to = self.mark and actions.where_form_led(self.mark, by=self.request.user)
        if not led_to:
            return None
        messages.success(self.request, str(said))
        return HttpResponseRedirect(led_to)

    def _contents(self) -> Iterator[str]:
        yield f"{self.request.path} {self.of}"
        for name, values in sorted(self.request.POST.lists()):
            if name not in APART:
                yield repr((name, values))
        for name, files in sorted(self.request.FILES.lists()):
            yield repr((name, [(file.name, digest_of(file)) for file in files]))


def mark_in(text: str) -> UUID | None:
    """Return the mark that a form brought; what is none counts as none."""
    try:
        return UUID(text)
    except ValueError:
        return None
