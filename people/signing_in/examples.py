"""The accounts of a demonstration, each signed in with one button: where it was started alone."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import RedirectURLMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache

from people.models import PeopleEntry, User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TRIES: dict[str, StrOrPromise] = {
    "staf": _("Types and sends letters, corrects what came back, starts a letter."),
    "analis": _("Drafts and checks, returns with a reason, looks after the work of the staff."),
    "kabid": _("Reads a letter and answers Ya or Tidak, also on a phone."),
    "kepala": _("Approves letters and decrees, sees what is late and where."),
    "admin": _("Keeps people, SOPs and working hours in the administration."),
}
"""What each account of a demonstration is good for, in the order in which they are shown."""

OF_PASSWORDS = (PeopleEntry.Deed.RESET_PASSWORD, PeopleEntry.Deed.CHANGE_PASSWORD)


@dataclass(frozen=True)
class Example:
    """One account of a demonstration, with what can be tried as it."""

    account: User
    tries: StrOrPromise


def examples_for(request: HttpRequest) -> list[Example]:
    """Return the accounts that a request may sign in as without a password, in order."""
    there = {account.username: account for account in _accounts_for(request)}
    return [Example(there[name], tries) for name, tries in TRIES.items() if name in there]


def _accounts_for(request: HttpRequest) -> QuerySet[User]:
    """Return the accounts that a demonstration opened, as long as it is one and asked from here.

    One whose password was changed or set since belongs to somebody, and is not among them.
    """
    if not settings.DEMO or not is_from_here(request):
        return User.objects.none()
    told = PeopleEntry.objects.exclude(person=None)
    opened = told.filter(deed=PeopleEntry.Deed.OPEN_ACCOUNT, after__is_demonstration=True)
    owned = told.filter(deed__in=OF_PASSWORDS)
    ours = User.objects.filter(username__in=TRIES, is_active=True, pk__in=opened.values("person"))
    return ours.exclude(pk__in=owned.values("person"))


def is_from_here(request: HttpRequest) -> bool:
    """Whether a request comes from the computer that serves it, and through no proxy.

    Who sits there could read the password where SOPKS was started as well.
    """
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@method_decorator([login_not_required, never_cache], name="dispatch")
class SignInAsExample(RedirectURLMixin, View):
    """Signs in as an account of a demonstration; 404 where there is none to be signed in so.

    An account that too many wrong passwords have closed stays closed, its second factor is asked
    for, and where one's password is wanted again it still is: nobody has typed it.
    """

    http_method_names = ["post"]
    next_page = settings.LOGIN_REDIRECT_URL

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sign in as the account of the button, and lead on as the page of signing in does."""
        name = request.POST.get("account", "")
        account = get_object_or_404(_accounts_for(request), username=name)
        tried = {"username": account.username}
        if not AxesProxyHandler.is_allowed(request, tried):
            return get_lockout_response(request, credentials=tried)
        login = Login(user=account, redirect_url=self.get_success_url())
        return perform_login(request, login)
