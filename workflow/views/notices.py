"""Pages of what a person was told."""

from __future__ import annotations

import logging
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.models import User
from people.requests import Request, doer_of
from workflow.actions.notices import choose_mail as choose_mail_action
from workflow.actions.notices import read_notice, read_notices
from workflow.forms import MailChoiceForm
from workflow.models import MailChoice, Notice
from workflow.models.notices import NoticeQuerySet
from workflow.notifications import Words, words_of
from workflow.views.zones import in_own_zone

PER_PAGE = 50
MOST_COUNTED = 99

log = logging.getLogger(__name__)


def bell(request: HttpRequest) -> dict[str, Any]:
    """Let every page with the navigation tell how many notices are unread: at most one query."""
    return {"unread_count": SimpleLazyObject(lambda: _unread_count(request))}


def _unread_count(request: HttpRequest) -> str:
    """Return a short text: '' for none, '99+' for more than that."""
    own = Notice.objects.visible_to(cast("User", request.user))
    count = own.unread()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")


def _own(request: Request) -> NoticeQuerySet:
    own = Notice.objects.visible_to(request.user).with_all()
    return own.with_sight(request.user, days=request.days)


def _words(notice: Notice) -> Words | None:
    """Return what a notice says; None where it cannot be said, which keeps no other back."""
    try:
        return words_of(notice)
    except (ArithmeticError, ValueError):
        log.exception("A notice could not be put into words: %s", notice.pk)
        return None


@require_safe
@in_own_zone
def notices(request: Request) -> HttpResponse:
    """List what the user was told, the newest first."""
    own = _own(request)
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    items = [(notice, _words(notice)) for notice in page]
    return render(request, "workflow/notices.html", {"page": page, "items": items})


@require_POST
@in_own_zone
def open_notice(request: Request, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = get_object_or_404(_own(request), pk=pk)
    read_notice(notice, by=doer_of(request))
    words = _words(notice)
    return redirect(words.path if words else "notices")


@require_POST
def read_all_notices(request: Request) -> HttpResponse:
    """Mark all notices of the user as read."""
    read_notices(by=doer_of(request))
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
def choose_mail(request: Request) -> HttpResponse:
    """Choose how to be told by e-mail."""
    chosen = MailChoice.objects.filter(user=request.user).first()
    sent = request.method == "POST"
    form = MailChoiceForm(request.POST if sent else None, instance=chosen)
    if form.is_valid():
        choose_mail_action(by=doer_of(request), **form.cleaned_data)
        messages.success(request, _("Your choice is kept."))
        return redirect("choose_mail")
    status = 422 if sent else 200
    return render(request, "workflow/choose_mail.html", {"form": form}, status=status)
