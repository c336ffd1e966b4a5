"""Where units lie: the paths that the database writes, and what is asked by them."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people.guards import put_on, take_off
from people.kept import triggers
from people.models import Unit
from people.models.paths import keys_in, office_in
from tests import make
from tests.constraints import change

pytestmark = pytest.mark.django_db


def path(*units: Unit) -> str:
    return "".join(f"{each.pk}/" for each in units)


def paths() -> dict[int, str]:
    return dict(Unit.objects.values_list("pk", "path"))


def test_path_leads_from_the_office_down_however_a_unit_is_stored() -> None:
    office = make.root()
    part = make.unit(below=office)
    (low,) = Unit.objects.bulk_create([Unit(name="Seksi", parent=part)])
    assert paths() == {
        office.pk: path(office),
        part.pk: path(office, part),
        low.pk: path(office, part, low),
    }
    for each in (office, part, low):
        each.save()
    assert paths()[low.pk] == path(office, part, low)
    assert low.stored_path() == path(office, part, low)


@pytest.mark.parametrize("how", ["save", "update"])
def test_all_below_a_unit_that_is_moved_move_along(how: str) -> None:
    one, other = make.root(), make.root()
    part = make.unit(below=one)
    low = make.unit(below=make.unit(below=part))
    between = low.parent
    assert between is not None
    if how == "save":
        part.parent = other
        part.save()
    else:
        Unit.objects.filter(pk=part.pk).update(parent=other)
    assert paths()[low.pk] == path(other, part, between, low)
    assert paths()[one.pk] == path(one)
    change(part, parent=None)
    assert paths()[low.pk] == path(part, between, low)


def test_database_refuses_that_a_unit_lies_below_itself() -> None:
    office = make.root()
    low = make.unit(below=make.unit(below=office))
    before = paths()
    for above in (low, low.parent):
        with pytest.raises(IntegrityError, match="lie below itself"), transaction.atomic():
            change(office, parent=above)
    assert paths() == before


def test_paths_are_written_where_units_came_while_nothing_was_guarded() -> None:
    found = triggers(apps)
    take_off(connection, found)
    office = make.root()
    low = make.unit(below=office)
    assert set(paths().values()) == {""}
    put_on(connection, found)
    assert paths() == {office.pk: path(office), low.pk: path(office, low)}


def test_units_that_lay_in_a_circle_have_no_path_and_hold_nothing_up() -> None:
    found = triggers(apps)
    take_off(connection, found)
    office = make.root()
    low = make.unit(below=office)
    change(office, parent=low)
    other = Unit.objects.create(name="Kantor")
    put_on(connection, found)
    assert paths() == {office.pk: "", low.pk: "", other.pk: path(other)}


def test_units_within_another_are_found_in_one_statement_and_no_others() -> None:
    office, other = make.root(), make.root()
    parts = [make.unit(below=office) for _ in range(3)]
    low = make.unit(below=parts[0])
    assert all(each.stored_path() for each in (office, parts[0]))
    with CaptureQueriesContext(connection) as asked:
        within = {unit.pk for unit in Unit.objects.within(office)}
    assert (within, len(asked)) == ({office.pk, low.pk, *(each.pk for each in parts)}, 1)
    assert set(Unit.objects.within(parts[0])) == {parts[0], low}
    assert set(Unit.objects.within(other)) == {other}
    assert set(Unit.objects.under([])) == set()


def test_path_of_a_key_is_not_taken_for_that_of_a_longer_one() -> None:
    office = make.root()
    units = [make.unit(below=office) for _ in range(12)]
    for each in units:
        assert list(Unit.objects.within(each)) == [each]


def test_path_names_its_office_and_its_keys() -> None:
    assert (office_in("3/17/5/"), office_in("3/")) == ("3/", "3/")
    assert (keys_in("3/17/5/"), keys_in("")) == ([3, 17, 5], [])


def test_paths_are_found_by_their_beginning_in_an_index() -> None:
    names = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%path%'",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE indexdef LIKE '%varchar_pattern_ops%'"
        " AND indexdef LIKE '%(path %'",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        assert cursor.fetchall()
