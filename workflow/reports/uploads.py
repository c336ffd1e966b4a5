"""Uploads whose row is not there, and rows whose upload is not there or not what it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models

from workflow.models import Attachment

AT_ONCE = 500  # rows
AT_LEAST = timedelta(hours=1)
"""How old an upload is before it is taken for an orphan: its row is written after the file."""


class Damage(Enum):
    """What is wrong with the file of an attachment."""

    MISSING = "is missing"
    SIZE = "is not as long as what was uploaded"
    BYTES = "has other bytes than what was uploaded"
    UNREADABLE = "cannot be read"


class Damaged(Exception):
    """The file of an attachment is not what was uploaded."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(damage.value)
        self.damage = damage


def whole_file(attachment: Attachment) -> File[bytes]:
    """Return the file of an attachment, opened, once each of its bytes was looked at.

    Raises Damaged where they are not those that its row tells of.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(default_storage.open(str(attachment.file), "rb"))
            damage = _damage_of(file, attachment)
        except FileNotFoundError:
            damage = Damage.MISSING
        except OSError:
            damage = Damage.UNREADABLE
        if damage is not None:
            raise Damaged(damage)
        stack.pop_all()
    file.seek(0)
    return file


def _damage_of(file: File[bytes], attachment: Attachment) -> Damage | None:
    if file.size != attachment.size:
        return Damage.SIZE
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return None if digest.hexdigest() == attachment.sha256 else Damage.BYTES


def damage_of(attachment: Attachment) -> Damage | None:
    """Return what is wrong with the file of an attachment, None where it is whole."""
    try:
        whole_file(attachment).close()
    except Damaged as damaged:
        return damaged.damage
    return None


def is_whole(attachment: Attachment) -> bool:
    """Whether the file of an attachment is there with the bytes that were uploaded."""
    return damage_of(attachment) is None


def altered() -> Iterator[tuple[Attachment, Damage]]:
    """Yield the attachments whose file is there, but not with the bytes that were uploaded.

    The rows are read some at a time: no statement stays open while files are.
    """
    rows, last = Attachment.objects.order_by("pk"), 0
    while page := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = page[-1].pk
        found = ((attachment, damage_of(attachment)) for attachment in page)
        yield from ((each, damage) for each, damage in found if damage and damage != Damage.MISSING)


def orphans(*, at: datetime) -> list[Path]:
    """Return the uploads that no row names and that have lain there for an hour, by name.

    A deed writes the file first; one that was cut off, by a loss of power, leaves it behind.
    """
    there = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    old = (path for path in there - set(_named()) if at - _changed_at(path) >= AT_LEAST)
    return sorted(old)


def missing() -> list[Path]:
    """Return the uploads that a row names and that are not there, by name.

    The rows are asked again: a draft may have been deleted meanwhile, and its files with it.
    """
    lost = {path for path in _named() if not path.is_file()}
    return sorted(lost.intersection(_named())) if lost else []


def _named() -> Iterator[Path]:
    """Yield where each upload that a row names has to lie, whatever the row is of."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            is_named = field.name in getattr(model, "NAMES_FILES", ())
            if is_named or isinstance(field, models.FileField):
                names = model._base_manager.exclude(**{field.name: ""})
                for name in names.values_list(field.name, flat=True).iterator():
                    yield Path(settings.MEDIA_ROOT, name)


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
