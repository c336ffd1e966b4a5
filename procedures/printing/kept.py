"""Prints that are kept: the same content on the same paper is laid out once."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches

from procedures.models import Requirement, Step, Version
from procedures.printing.paper import Paper
from procedures.printing.rendering import is_logo_lost

log = logging.getLogger(__name__)

CODE = Path(__file__).parent.parent
FORM = settings.BASE_DIR / "templates" / "procedures"


def fingerprint(version: Version, paper: Paper) -> str:
    """Return what tells one print from another: its content, its paper and how it is laid out.

    64 hex digits; fit to be an ETag. The version comes with its procedure and unit; one that is
    frozen needs no query then.
    """
    logo = [version.logo.name, is_logo_lost(version)]
    around = [version.procedure.code, version.unit_title, *logo, paper.name, layout()]
    content = [around, _content(version)]
    return hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()


def _content(version: Version) -> list[Any]:
    """Return what tells the content: of a frozen version its own row, of a draft all its rows."""
    own = [getattr(version, field.attname) for field in version._meta.concrete_fields]
    if not version.is_draft:
        return own
    participants = Step.participants.through.objects.filter(step__version=version)
    requirements = Requirement.objects.filter(step__version=version)
    others = (version.actors.all(), version.steps.all(), participants, requirements)
    return [own, *(list(rows.order_by("pk").values_list()) for rows in others)]


@cache
def layout() -> str:
    """Return the digest of the code, the templates and the library that lay prints out."""
    files = [*CODE.glob("printing/*.py"), *CODE.glob("flowchart/*.py"), *FORM.rglob("*")]
    digest = hashlib.sha256(version_of("weasyprint").encode())
    for file in sorted(each for each in files if each.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def kept_pdf(key: str, draw: Callable[[], bytes]) -> bytes:
    """Return the print from the store, drawn and stored where it is not there yet.

    One that cannot be stored is returned all the same. Raises what `draw` raises.
    """
    store = caches["prints"]
    content: bytes | None = store.get(key)
    if content is None:
        content = draw()
        try:
            store.set(key, content)
        except OSError as error:
            log.warning("A print could not be kept: %s", error)
    return content
