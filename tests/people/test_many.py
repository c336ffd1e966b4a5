"""How many values one statement takes while many rows are stored."""

from __future__ import annotations

import pytest
from django.db import connection

from people.many import COUNTED_ON, MOST_VALUES, in_few_statements
from people.models import Position
from tests import make

pytestmark = pytest.mark.django_db


def most() -> int:
    """Return how many values Django puts into one statement; as many as it likes count as many."""
    return connection.features.max_query_params or MOST_VALUES


def test_statements_take_many_values_inside_the_block_and_as_before_behind_it() -> None:
    before = most()
    with in_few_statements():
        assert most() > COUNTED_ON
    assert most() == before


def test_rows_with_as_many_values_as_are_taken_at_once_are_stored() -> None:
    columns, unit = len(Position._meta.concrete_fields), make.unit()
    count = MOST_VALUES // columns + 1
    positions = [Position(title=f"Jabatan {number}", unit=unit) for number in range(count)]
    with in_few_statements():
        Position.objects.bulk_create(positions)
    assert Position.objects.count() == count
