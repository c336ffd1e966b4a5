"""What keeps a row from being deleted, told without reading all of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import PROTECT, Model
from django.utils.text import capfirst

Deletion = tuple[list[Any], dict[str, int], set[str], list[str]]


def kept(rows: Iterable[Model], model: type[Model]) -> Deletion | None:
    """Return what a page shows of a deletion that other rows forbid; None where none do.

    It names the kinds of those others. Django's own names each of them, with a query or two: of
    somebody at work for years, hundreds of thousands.
    """
    others = [each for each in model._meta.related_objects if each.on_delete is PROTECT]
    kinds = {
        capfirst(str(other.related_model._meta.verbose_name_plural)): None
        for other in others
        if other.related_model._base_manager.filter(**{f"{other.field.name}__in": rows}).exists()
    }
    return ([], {}, set(), list(kinds)) if kinds else None
