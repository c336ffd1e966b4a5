"""Prints that are kept: the same content on the same paper is laid out once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches

from procedures.models import Version
from procedures.printing.paper import Paper
from procedures.printing.pdf import version_pdf

CODE = Path(__file__).parent.parent
FORM = settings.BASE_DIR / "templates" / "procedures"


def fingerprint(version: Version, paper: Paper, data: Mapping[str, Any]) -> str:
    """Return what tells one print from another: its content, its paper and how it is laid out.

    `data` is the version as JSON. 64 hex digits; fit to be an ETag.
    """
    unit = version.procedure.unit
    content = [data, paper.name, unit.name, unit.logo.name, layout()]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@cache
def layout() -> str:
    """Return the digest of the code, the templates and the library that lay prints out."""
    files = [*CODE.glob("printing/*.py"), *CODE.glob("flowchart/*.py"), *FORM.rglob("*")]
    digest = hashlib.sha256(version_of("weasyprint").encode())
    for file in sorted(each for each in files if each.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def kept_pdf(version: Version, paper: Paper, data: Mapping[str, Any]) -> bytes:
    """Return the print from the store, laid out and stored where it is not there yet.

    Raises what `version_pdf` raises.
    """
    store, key = caches["prints"], fingerprint(version, paper, data)
    content: bytes | None = store.get(key)
    if content is None:
        content = version_pdf(version, paper, data)
        store.set(key, content)
    return content
