"""How many values one statement takes while many rows are stored."""

from __future__ import annotations

import pytest
from django.db import connection

from people.many import MOST_VALUES, in_few_statements
from people.models import Unit

pytestmark = pytest.mark.django_db


def most() -> int:
    """Return how many values Django puts into one statement; as many as it likes count as many."""
    return connection.features.max_query_params or MOST_VALUES


def test_statements_take_many_values_inside_the_block_and_as_before_behind_it() -> None:
    before = most()
    with in_few_statements():
        assert (most() > before) is (connection.vendor == "sqlite")
    assert most() == before


def test_rows_with_as_many_values_as_are_taken_at_once_are_stored() -> None:
    columns = len(Unit._meta.concrete_fields)
    units = [Unit(name=f"Unit {number}") for number in range(MOST_VALUES // columns + 1)]
    with in_few_statements():
        Unit.objects.bulk_create(units)
    assert Unit.objects.count() == len(units)
