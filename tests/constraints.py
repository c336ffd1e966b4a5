"""What the database refuses: each constraint by name, with its allowed neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

Write = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """Writes that a constraint refuses, and writes next to them that it lets pass.

    `or_by` names a constraint that every such write breaks too, and that may speak first.
    """

    refused: tuple[Write, ...]
    accepted: tuple[Write, ...]
    or_by: str = ""


def change(thing: models.Model, **fields: Any) -> None:
    """Write fields of a row past its model and the actions."""
    found = type(thing)._base_manager.filter(pk=thing.pk)
    assert found.update(**fields) == 1


def constraints_of(app: str) -> set[str]:
    """Return the names of all constraints of an app's models."""
    return {
        constraint.name
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def said_by_the_database(name: str) -> str:
    """Return how the database names a constraint: SQLite tells a unique one by its columns."""
    model, constraint = next(
        (model, constraint)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.name == name
    )
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        fields = [model._meta.get_field(field) for field in constraint.fields]
        columns = [field.column for field in fields if isinstance(field, models.Field)]
        return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return name


def check(name: str, case: Case) -> None:
    """Try the writes of a case: the refused ones are refused by this constraint, by name."""
    names = {said_by_the_database(each) for each in (name, case.or_by) if each}
    for write in case.refused:
        with pytest.raises(IntegrityError) as caught, transaction.atomic():
            write()
        assert any(each in str(caught.value) for each in names), str(caught.value)
    for write in case.accepted:
        with transaction.atomic():
            write()
