"""Where somebody is signed in: each browser of theirs, to see and to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from people.models import User

# What browsers and systems call themselves, the more telling first, and what people call them.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}
BROWSERS |= {"Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome"}
BROWSERS |= {"Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows"}
SYSTEMS |= {"CrOS": "ChromeOS", "Macintosh": "macOS", "Linux": "Linux"}
LONGEST = 60  # letters of a browser that is none of these


@dataclass(frozen=True)
class Browser:
    """One browser in which somebody is signed in."""

    pk: int
    since: datetime
    address: str
    browser: str
    is_here: bool


def places_of(user: User, request: HttpRequest, *, at: datetime) -> list[Browser]:
    """Return where a person is signed in, this browser first, then the latest.

    Those whose time is over, and those from before a new password, are not among them.
    """
    kept = {each.session_key: each for each in UserSession.objects.filter(user=user)}
    alive = Session.objects.filter(session_key__in=kept, expire_date__gt=at)
    current = user.get_session_auth_hash()
    open_ones = {
        each.session_key for each in alive if each.get_decoded().get(HASH_SESSION_KEY) == current
    }
    places = [_place(each, request) for key, each in kept.items() if key in open_ones]
    return sorted(places, key=lambda each: (each.is_here, each.since), reverse=True)


def _place(kept: UserSession, request: HttpRequest) -> Browser:
    is_here = kept.session_key == request.session.session_key
    return Browser(kept.pk, kept.created_at, kept.ip, name_of(kept.user_agent), is_here)


def name_of(agent: str) -> str:
    """Return what people call a browser that calls itself so: 'Chrome, Windows'."""
    found = [
        next((name for word, name in names.items() if word in agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(each for each in found if each) or agent[:LONGEST]


@transaction.atomic
def end_place(user: User, key: int) -> bool:
    """Sign a person out in one of their browsers; return whether it is one of theirs."""
    found = UserSession.objects.filter(user=user, pk=key)
    return _end(found) > 0


@transaction.atomic
def end_places(user: User, *, but: str | None = None) -> None:
    """Sign a person out in all their browsers, or in all but the one with that session."""
    _end(UserSession.objects.filter(user=user).exclude(session_key=but or ""))


def _end(found: QuerySet[UserSession]) -> int:
    keys = list(found.values_list("session_key", flat=True))
    for key in keys:
        _store(key).delete()
    found.filter(session_key__in=keys).delete()
    return len(keys)


def _store(key: str) -> SessionBase:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return store


@transaction.atomic
def keep_place(user: User, request: HttpRequest) -> None:
    """Note this browser, whose session has another key since the password is a new one."""
    end_places(user, but=request.session.session_key)
    UserSession.objects.create_from_request(request)
