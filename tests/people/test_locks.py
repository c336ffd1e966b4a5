"""How rows are locked: each alone, and only for those who would change it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people import actions as people_actions
from people.doers import Doer, Operator
from people.locks import locked
from people.models import Unit
from procedures import actions
from procedures.models import Procedure, Version
from tests import make

pytestmark = pytest.mark.postgresql

ALONE = re.compile(r'SELECT (?!.* JOIN ).* FOR (NO KEY )?UPDATE OF "(\w+)"', re.DOTALL)


def tables_locked(deed: Callable[[], object]) -> list[tuple[str, bool]]:
    """Return the tables that a deed locks rows of, in order, and whether their keys are kept free.

    Fails for a statement that locks through a join, or whatever it reads.
    """
    with CaptureQueriesContext(
        connection,
    ) as queries:
        deed()
    said = [each["sql"] for each in queries if " FOR " in each["sql"].split("WHERE")[-1]]
    locks = [each for each in said if re.search(r" FOR (NO KEY )?UPDATE", each)]
    found = [ALONE.match(each) for each in locks]
    assert [each for each, match in zip(locks, found, strict=True) if match is None] == []
    return [(match[2], bool(match[1])) for match in found if match]


@pytest.mark.django_db
def test_deeds_to_versions_lock_the_procedure_first_and_leave_keys_free() -> None:
    draft, by = make.draft(code="T-1"), Doer(make.editor(), make.MONDAY)
    procedure, version = ("procedures_procedure", True), ("procedures_version", True)

    def put_in_force() -> Version:
        return actions.put_version_in_force(draft, by=Operator(make.MONDAY))

    assert tables_locked(lambda: actions.save_draft(draft, by=by)) == [version]
    assert tables_locked(put_in_force) == [procedure, version, version]
    assert tables_locked(lambda: actions.copy_version(draft, by=by)) == [procedure]
    copy = Version.objects.get(revision=2)
    assert tables_locked(lambda: actions.delete_draft(copy, by=by)) == [version]
    assert tables_locked(lambda: actions.revoke_version(draft, by=by, reason="Usang")) == [
        procedure,
        version,
    ]


@pytest.mark.django_db
def test_deeds_to_people_lock_the_row_and_then_the_head_of_the_journal() -> None:
    unit = make.unit()
    unit.name = "Dinas lain"
    assert tables_locked(lambda: people_actions.save_unit(unit, by=make.doer())) == [
        ("people_unit", False),  # with what it belongs to
        ("people_unit", False),  # the same once more
        ("people_peoplehead", True),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("keys_change", [False, True])
def test_who_only_points_to_a_locked_row_waits_where_its_keys_may_change(
    keys_change: bool,
) -> None:
    unit = make.root()
    other = connection.copy()
    with transaction.atomic():
        locked(Unit.objects.all(), keys_change=keys_change).get(pk=unit.pk)
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
            waits = False
            try:
                cursor.execute(
                    "INSERT INTO procedures_procedure (code, unit_id, office_id, is_generic) "
                    "VALUES ('T-1', %s, %s, false)",
                    [unit.pk, unit.pk],
                )
            except OperationalError:
                waits = True
    other.close()
    assert (waits, Procedure.objects.exists()) == (keys_change, not keys_change)


@pytest.mark.django_db(transaction=True)
def test_joined_row_stays_free_while_another_is_locked() -> None:
    draft = make.draft(code="T-1")
    other = connection.copy()
    with transaction.atomic():
        rows = Version.objects.select_related("procedure__unit")
        assert locked(rows).get(pk=draft.pk) == draft
        with other.cursor() as cursor:
            cursor.execute("SELECT id FROM procedures_procedure FOR UPDATE NOWAIT")
            assert cursor.fetchall() == [(draft.procedure_id,)]
    other.close()
