"""How rows are locked until the end of a transaction, one way for all apps."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Manager, Model, QuerySet

Row = TypeVar("Row", bound=Model)


def locked(rows: QuerySet[Row] | Manager[Row], *, keys_change: bool = False) -> QuerySet[Row]:
    """Return rows so that reading them locks them, each alone, in the order of their keys.

    Rows joined to them stay free. Who stores a row that only points to one of them does not wait,
    unless `keys_change`: for rows that may be deleted, or get another value in what tells them
    apart. Whoever locks several kinds goes from what others point to towards what points there:
    procedure, version, document, task. SQLite has one lock for all, as a transaction begins.
    """
    return rows.order_by("pk").select_for_update(of=("self",), no_key=not keys_change)
