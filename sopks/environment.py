"""How settings are read from the environment: each is what it should be, or is refused in a line.

What is refused is never quoted where it may hold a password.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from psycopg2 import ProgrammingError  # type: ignore[attr-defined] # it has no types
from psycopg2.extensions import make_dsn

from sopks.keys import is_weak

MOST = 1_000_000
ENGINES = {"django.db.backends.postgresql", "django.db.backends.sqlite3"}
NAME = r"[a-z0-9-]+(\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\]"
HOST = re.compile(rf"\*|\.?({NAME})", re.IGNORECASE)
SERVER = re.compile(NAME, re.IGNORECASE)
ORIGIN = re.compile(rf"https?://(\*\.)?({NAME})(:\d+)?", re.IGNORECASE)
ROLES = ("editor", "supervisor", "people", "calendars", "assessor", "archivist")
PEOPLE = re.compile("|".join(("everybody", "staff", "superusers", *ROLES)), re.IGNORECASE)
CLAIM = re.compile(r"[\x21-\x7e]{1,100}")
HERE = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])[:/]", re.IGNORECASE)
SITE = re.compile(rf"https?://({NAME})(:\d+)?(/\S*)?", re.IGNORECASE)


def flag(name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable: 1, true, yes, on and their opposites."""
    text = os.environ.get(name, "").strip().lower()
    if text not in {"", "0", "1", "false", "true", "no", "yes", "off", "on"}:
        raise ImproperlyConfigured(f"{name}={text}: write 1 or 0.")
    return text in {"1", "true", "yes", "on"} if text else default


def hosts(name: str, *, default: str) -> list[str]:
    """Read the names that requests may ask for, with commas or blanks between them."""
    return _words(name, HOST, "sop.example.go.id") or default.split()


def origins(name: str) -> list[str]:
    """Read origins with their scheme, with commas or blanks between them."""
    return _words(name, ORIGIN, "https://sop.example.go.id")


def server(name: str) -> str:
    """Read the name of a server; '' where none is set."""
    return _text(name, SERVER, "mail.example.go.id")


def mailbox(name: str) -> str:
    """Read an address of e-mail; '' where none is set."""
    found = os.environ.get(name, "").strip()
    try:
        if found:
            validate_email(parseaddr(found)[1])
    except ValidationError:
        raise ImproperlyConfigured(f"{name}={found}: write it like sopks@example.go.id.") from None
    return found


def site(name: str) -> str:
    """Read an address of pages, without a slash at its end; '' where none is set."""
    return _text(name, SITE, "https://sop.example.go.id").rstrip("/")


def secure_site(name: str) -> str:
    """Read an address of pages with HTTPS, or one on this computer; '' where none is set."""
    found = site(name)
    if found and not found.startswith("https://") and not HERE.match(found):
        raise ImproperlyConfigured(f"{name}={found}: it has to begin with https://.")
    return found


def claim(name: str, *, default: str) -> str:
    """Read the name of a claim."""
    return _text(name, CLAIM, default) or default


def scopes(name: str, *, default: str) -> list[str]:
    """Read the names of scopes, with commas or blanks between them."""
    return _words(name, CLAIM, default) or default.split()


def _words(name: str, pattern: re.Pattern[str], example: str) -> list[str]:
    found = os.environ.get(name, "").replace(",", " ").split()
    for word in found:
        _refuse_unlike(name, word, pattern, example)
    return found


def _text(name: str, pattern: re.Pattern[str], example: str) -> str:
    found = os.environ.get(name, "").strip()
    if found:
        _refuse_unlike(name, found, pattern, example)
    return found


def _refuse_unlike(name: str, found: str, pattern: re.Pattern[str], example: str) -> None:
    if not pattern.fullmatch(found):
        raise ImproperlyConfigured(f"{name}={found}: write it like {example}.")


def size(name: str, *, default: int, least: int = 1, most: int = MOST) -> int:
    """Read a whole number from a least to a most."""
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or int(given[:9]) < least:
        raise ImproperlyConfigured(f"{name}={given}: write a whole number from {least}.")
    if len(given) > len(str(most)) or int(given) > most:
        raise ImproperlyConfigured(f"{name}={given}: write a whole number from {least} to {most}.")
    return int(given)


def people(name: str) -> list[str]:
    """Read whom something is for: everybody, staff, superusers, or who has a role."""
    return [each.lower() for each in _words(name, PEOPLE, "staff, or supervisor")]


def one_of(name: str, *words: str) -> str:
    """Read one of these words; the first is the default."""
    given = os.environ.get(name, "").strip().lower() or words[0]
    if given not in words:
        raise ImproperlyConfigured(f"{name}={given}: write one of {', '.join(words)}.")
    return given


def zone(name: str, *, default: str) -> str:
    """Read the name of a time zone that this computer knows."""
    given = os.environ.get(name) or default
    try:
        return ZoneInfo(given).key
    except (OSError, ValueError, LookupError):
        raise ImproperlyConfigured(
            f"{name}={given}: write the name of a time zone, such as {default}."
        ) from None


def folder(name: str, *, default: Path) -> Path:
    """Read where a folder is, or will be made."""
    path = Path(os.environ.get(name) or default)
    there = next(each for each in (path, *path.absolute().parents) if os.path.lexists(each))
    if not there.is_dir():
        raise ImproperlyConfigured(f"{name}={path}: write a folder; {there} is none.")
    return path


def secret_key(kept: Path) -> str:
    """Read SECRET_KEY, or the file that ./run made; refuse a weak one."""
    try:
        key = os.environ.get("SECRET_KEY") or (kept.read_text().strip() if kept.exists() else "")
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"SECRET_KEY: {kept} cannot be read ({error}).") from None
    if is_weak(key):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing or weak: set one of at least 50 random characters, "
            "or start once with ./run, which makes one."
        )
    return key


def database(name: str, *, default: str) -> dict[str, Any]:
    """Read the address of a database of PostgreSQL, or of SQLite."""
    try:
        url = os.environ.get(name) or default
        found: dict[str, Any] = {
            **dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
        }
        if found["ENGINE"] not in ENGINES or not found["NAME"]:
            raise ValueError(name)
        if found["ENGINE"] == "django.db.backends.postgresql":
            make_dsn(**{key: str(value) for key, value in found.get("OPTIONS", {}).items()})
    except (ValueError, TypeError, ProgrammingError):
        raise ImproperlyConfigured(
            f"{name} is no address of a database: write it like "
            "postgres://USER:PASSWORD@127.0.0.1:5432/sopks, signs such as @ : / # in a password as "
            "percent codes, or like sqlite:////srv/sopks/sopks.sqlite3."
        ) from None
    return found


def owner(name: str, database_of_all: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read who owns the tables of the database; None where that is the application itself."""
    if not os.environ.get(name):
        return None
    found = database(name, default="")
    theirs = database_of_all
    is_same = (found["ENGINE"], found["NAME"]) == (theirs["ENGINE"], theirs["NAME"])
    if not is_same or not found["USER"] or found["USER"] == theirs.get("USER"):
        raise ImproperlyConfigured(
            f"{name}: write the address of the same database in PostgreSQL as in "
            "DATABASE_URL, with another user, who owns its tables."
        )
    return {part: found[part] for part in ("USER", "PASSWORD", "HOST", "PORT")}
