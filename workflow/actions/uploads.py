"""Uploads whose row is not there, and rows whose upload is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

AT_LEAST = timedelta(hours=1)
"""How old an upload is before it is taken for an orphan: its row is written after the file."""


def orphans(*, at: datetime) -> list[Path]:
    """Return the uploads that no row names and that have lain there for an hour, by name.

    A deed writes the file first; one that was cut off, by a loss of power, leaves it behind.
    """
    there = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    old = (path for path in there - set(_named()) if at - _changed_at(path) >= AT_LEAST)
    return sorted(old)


def missing() -> list[Path]:
    """Return the uploads that a row names and that are not there, by name."""
    return sorted(path for path in _named() if not path.is_file())


def delete_orphans(*, at: datetime) -> list[Path]:
    """Delete the orphans among the uploads and return them."""
    found = orphans(at=at)
    for path in found:
        path.unlink(missing_ok=True)
    return found


def _named() -> Iterator[Path]:
    """Yield where each upload that a row names has to lie, whatever the row is of."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                names = model._base_manager.exclude(**{field.name: ""})
                for name in names.values_list(field.name, flat=True).iterator():
                    yield Path(settings.MEDIA_ROOT, name)


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
