"""One field that finds letters, SOPs, people and pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.doers import Doer
from people.finding import has_words, typed_words
from people.permissions import enters_administration, keeps_staff
from people.requests import Request, doer_of
from procedures.permissions import can_edit_some
from workflow import reports
from workflow.permissions import can_oversee
from workflow.views.zones import in_own_zone

LONGEST = 100
"""Letters that are looked for."""
May = Callable[[Doer], bool]


def _edits(by: Doer) -> bool:
    return can_edit_some(by.user, on=by.held_on)


def _oversees(by: Doer) -> bool:
    return can_oversee(by.user, on=by.held_on)


def _keeps(by: Doer) -> bool:
    return keeps_staff(by.user, on=by.held_on)


def _enters(by: Doer) -> bool:
    return enters_administration(by.user, on=by.held_on)


def _anybody(by: Doer) -> bool:
    return True


@dataclass(frozen=True)
class Page:
    """A page by its name in the menus, and other words that people look for it by."""

    name: str
    title: object
    others: object = ""
    may: May = _anybody


PAGES = (
    Page("desk", _("My desk"), _("tasks, home")),
    Page("choose_procedure", _("Start a document"), _("new letter, draft")),
    Page("documents", _("Documents"), _("letters, list, XLSX")),
    Page("saved_filters", _("Saved filters")),
    Page("procedures", _("SOPs"), _("procedures, standards")),
    Page("order_book", _("Books of SOPs"), _("print, PDF")),
    Page("bring_in", _("Bring in SOPs"), _("import, Word, Excel"), _edits),
    Page("supervision", _("Work of the unit"), _("late, load, assign"), _oversees),
    Page("staff", _("People"), _("staff, NIP, appointments"), _keeps),
    Page("admin:index", _("Administration"), _("settings, calendar"), _enters),
    Page("notices", _("Notices"), _("bell, news")),
    Page("name_deputy", _("My deputy"), _("Plh., leave, away")),
    Page("choose_mail", _("E-mails"), _("notices by e-mail")),
    Page("password_change", _("Change my password"), _("account, safety")),
    Page("mfa_index", _("Second factors"), _("app, passkey, safety")),
    Page("signed_in", _("Where I am signed in"), _("sessions, devices")),
)
"""The pages that can be found, in the order of the menus."""


@require_safe
@in_own_zone
def search(request: Request) -> HttpResponse:
    """Show what has the words; without words, the pages there are."""
    by = doer_of(request)
    words = request.GET.get("words", "")[:LONGEST].replace("\0", "")
    context = {
        "words": words,
        "hits": reports.search(words, by=by),
        "pages": [(page.title, reverse(page.name)) for page in PAGES if _is_found(page, words, by)],
    }
    return render(request, "workflow/search.html", context)


def _is_found(page: Page, words: str, by: Doer) -> bool:
    typed = typed_words(words)
    is_meant = has_words(typed, [f"{page.title} {page.others}"]) if typed else not words.strip()
    return is_meant and page.may(by)
