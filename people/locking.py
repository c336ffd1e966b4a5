"""Locking rows, the one way."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Manager, Model, QuerySet

M = TypeVar("M", bound=Model)


def locked(rows: QuerySet[M] | Manager[M]) -> QuerySet[M]:
    """Return the same rows, locked until the transaction ends once they are read.

    Only they are: neither what they point to nor what their usual order looks at. Rows that point
    to them can be written meanwhile, as their keys do not change. Whoever locks several kinds goes
    from what others point to towards what points: procedure, version, document, task.
    """
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)
