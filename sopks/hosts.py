"""Names of this server under which it does not answer: which line of the settings lets it do so."""

from __future__ import annotations

import logging
import re

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

NAMED = re.compile(r"([a-z0-9-]+(?:\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)
LONGEST = 253  # letters of a name
NOT_OURS = _(
    "SOPKS does not answer under the name %(name)s. If this is its name or address, who runs it "
    "adds that to the settings and starts it again, with this line:"
)
REPEAT = _("Go back, load the page again and repeat what you did.")

log = logging.getLogger("sopks.hosts")


def name_of(request: HttpRequest) -> str:
    """Return the host that was asked for, without its port; '' where it is no name of a host."""
    found = NAMED.fullmatch(request.headers.get("Host", ""))
    return found[1] if found and len(found[1]) <= LONGEST else ""


def is_local_alone() -> bool:
    """Whether no other computer is answered, as it is where nothing is set."""
    local: list[str] = settings.LOCAL_HOSTS.split()
    return set(settings.ALLOWED_HOSTS) <= set(local)


def line_for(name: str) -> str:
    """Return the line of the settings under which a name is answered too."""
    return f"ALLOWED_HOSTS={','.join([*settings.ALLOWED_HOSTS, name])}"


def line_for_strangers(name: str) -> str:
    """Return that line without the names that an office has chosen, unknown to strangers."""
    return line_for(name) if is_local_alone() else f"ALLOWED_HOSTS=...,{name}"


def sentences(name: str) -> list[tuple[str, str]]:
    """Return what is told about a name in each language: nobody can choose one under that name."""
    told = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told.append((language, NOT_OURS % {"name": name} if name else str(REPEAT)))
    return told


def write_down(name: str) -> None:
    """Log a name that nobody answers under; once a minute, for anybody can send any."""
    log.warning("A request for %s was refused. To answer it: %s", name, line_for(name))
