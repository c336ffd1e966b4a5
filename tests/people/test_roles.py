"""Roles at units: who has which, who gives them, and that they stay as they were given."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.actions import end_role, give_role
from people.models import OfficeDays, PeopleEntry, Role, Unit, User
from people.permissions import (
    administers,
    can_appoint,
    can_manage,
    enters_administration,
    has_role,
    has_role_somewhere,
)
from tests import make
from tests.constraints import change
from tests.pages import change_page, filled_in, page, post, signed_in
from tests.refusals import refused
from tests.rows import all_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)
TODAY = timezone.localdate()
FORBIDDEN = (
    "You may not give or end this role. A superuser may, or who administers the people of a unit "
    "above; nobody does it for themselves."
)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def role(user: User, unit: Unit, kind: str = "editor", **fields: object) -> Role:
    given = {"starts_on": TODAY, "letter": "SK/9/2026", **fields}
    return Role(user=user, unit=unit, kind=kind, **given)


def test_role_is_good_for_its_unit_and_those_below_and_for_no_other() -> None:
    office = make.root()
    own = make.unit(below=office)
    low, beside = make.unit(below=own), make.unit(below=office)
    someone = make.may("editor", of=own)
    for unit, is_good in ((own, True), (low, True), (beside, False), (office, False)):
        assert has_role(someone, "editor", unit, on=TODAY) is is_good
        assert not has_role(someone, "supervisor", unit, on=TODAY)
        assert has_role(make.administrator(), "editor", unit, on=TODAY)
    assert set(Unit.objects.of_role(someone, "editor", on=TODAY)) == {own, low}
    assert set(Unit.objects.of_office(someone, on=TODAY)) == {office, own, low, beside}


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(0, None, True), (1, None, False), (-5, 0, True), (-5, -1, False), (-5, 5, True)],
)
def test_role_is_good_from_its_first_to_its_last_day(
    first: int, last: int | None, holds: bool
) -> None:
    unit, someone = make.unit(), make.user()
    ends_on = None if last is None else TODAY + last * DAY
    make.role("people", of=unit, to=someone, starts_on=TODAY + first * DAY, ends_on=ends_on)
    assert has_role_somewhere(someone, "people", on=TODAY) is holds
    assert enters_administration(someone, on=TODAY) is holds
    assert administers(someone, unit, on=TODAY) is holds


def test_role_begins_and_ends_at_the_midnight_of_the_office_of_its_unit() -> None:
    west, east = make.root(), make.root()
    ending, beginning = fresh(make.user()), fresh(make.user())
    for office in (west, east):
        make.role("editor", of=office, to=ending, ends_on=TODAY)
        make.role("editor", of=office, to=beginning, starts_on=TODAY + DAY)
    days = OfficeDays({TODAY: {west.pk}, TODAY + DAY: {east.pk}})
    assert ending.paths_of("editor", on=days) == {west.stored_path()}
    assert beginning.paths_of("editor", on=days) == {east.stored_path()}
    assert set(Unit.objects.of_office(beginning, on=days)) == {east}
    current = Role.objects.current(days).values_list("user", "unit")
    assert set(current) == {(ending.pk, west.pk), (beginning.pk, east.pk)}


def test_account_out_of_use_has_no_role() -> None:
    someone = make.may("editor")
    change(someone, is_active=False)
    assert not has_role_somewhere(fresh(someone), "editor", on=TODAY)
    assert not enters_administration(fresh(someone), on=TODAY)
    gone = make.administrator()
    change(gone, is_active=False)
    assert not has_role_somewhere(fresh(gone), "editor", on=TODAY)


def test_roles_of_a_person_are_read_once_for_whatever_is_asked() -> None:
    unit, someone = make.unit(), fresh(make.may("editor", "supervisor"))
    assert unit.stored_path()
    with CaptureQueriesContext(connection) as asked:
        for kind in Role.RoleKind:
            has_role(someone, kind, unit, on=TODAY)
            someone.offices(on=TODAY)
    assert len(asked) == 1


def test_superuser_gives_a_role_and_it_goes_on_record() -> None:
    someone, unit, by = make.user(), make.unit("Bidang"), make.doer()
    given = give_role(role(someone, unit), by=by)
    assert has_role(fresh(someone), "editor", unit, on=TODAY)
    entry = PeopleEntry.objects.get()
    assert (entry.deed, entry.person, entry.by) == ("give_role", someone, by.user)
    assert entry.after == {
        "kind": "editor",
        "unit": "Bidang",
        "starts_on": str(TODAY),
        "ends_on": None,
        "letter": "SK/9/2026",
    }
    end_role(given, by=by, ends_on=TODAY)
    assert PeopleEntry.objects.get(number=2).after == {"ends_on": str(TODAY)}


def test_administrator_of_people_gives_roles_to_their_own_people_at_and_below_their_unit() -> None:
    office = make.root()
    own = make.unit(below=office)
    low, beside = make.unit(below=own), make.unit(below=office)
    clerk = make.may("people", of=own)
    theirs, other = make.holder(make.position(of=low)), make.holder(make.position(of=beside))
    by = make.doer(clerk)
    give_role(role(theirs, own), by=by)
    give_role(role(theirs, low, "people"), by=by)
    for wrong in (
        role(theirs, beside, "supervisor"),
        role(theirs, office, "supervisor"),
        role(theirs, own, "people"),
        role(other, low, "supervisor"),
        role(make.user(), low, "supervisor"),
        role(clerk, own, "supervisor"),
    ):
        assert refused(partial(give_role, wrong, by=by)) == FORBIDDEN
    for kind in set(Role.RoleKind) - {"people"}:
        without = make.doer(make.may(kind))
        assert refused(partial(give_role, role(theirs, low, "archivist"), by=without)) == FORBIDDEN
    assert Role.objects.filter(user=theirs).count() == 2


def test_role_is_refused_without_letter_backwards_and_a_second_time() -> None:
    someone, unit, by = make.user(), make.unit(), make.doer()
    give_role(role(someone, unit, ends_on=TODAY + DAY), by=by)
    for wrong, sentence in (
        (role(someone, unit, "people", letter=" "), "Name the letter"),
        (role(someone, unit, "people", starts_on=TODAY - DAY), "not given backwards"),
        (role(someone, unit, starts_on=TODAY + DAY), "is there already"),
    ):
        assert sentence in refused(partial(give_role, wrong, by=by))
    give_role(role(someone, unit, starts_on=TODAY + 2 * DAY), by=by)
    give_role(role(someone, unit, "supervisor"), by=by)
    give_role(role(someone, make.unit(below=unit)), by=by)
    assert Role.objects.count() == 4


def test_role_ends_today_or_yesterday_but_not_before_nor_later_than_it_was_to() -> None:
    by, held = make.doer(), make.role("editor", ends_on=TODAY + 9 * DAY)
    for day, sentence in ((-2, "at the earliest"), (10, "only ends earlier")):
        end = partial(end_role, held, by=by, ends_on=TODAY + day * DAY)
        assert sentence in refused(end)
    end_role(held, by=by, ends_on=TODAY + 3 * DAY)
    end_role(held, by=by, ends_on=TODAY - DAY)
    assert not has_role_somewhere(fresh(held.user), "editor", on=TODAY)
    again = partial(end_role, held, by=by, ends_on=TODAY)
    assert refused(again) == "This role has ended already."


def test_role_that_has_not_begun_is_deleted_and_one_that_has_stays() -> None:
    by, coming = make.doer(), make.role("editor", starts_on=TODAY + DAY)
    assert end_role(coming, by=by, ends_on=TODAY) is None
    assert PeopleEntry.objects.get().deed == "delete_role"
    assert refused(partial(end_role, coming, by=by, ends_on=TODAY)) == "This role was deleted."
    begun = make.role("editor")
    with pytest.raises(IntegrityError, match="a role stays"), transaction.atomic():
        begun.delete()


@pytest.mark.parametrize("field", ["kind", "starts_on", "letter", "user", "unit"])
def test_database_keeps_a_role_as_it_was_given(field: str) -> None:
    held, other = make.role("editor"), make.role("supervisor", of=make.unit(), starts_on=TODAY)
    other.letter = "SK/77"
    with pytest.raises(IntegrityError, match="a role stays"), transaction.atomic():
        change(held, **{field: getattr(other, field)})
    change(held, ends_on=TODAY)


def test_database_refuses_two_roles_of_a_kind_at_a_unit_on_one_day() -> None:
    held = make.role("editor", ends_on=TODAY)
    after = make.role("editor", of=held.unit, to=held.user, starts_on=TODAY + DAY)
    with pytest.raises(IntegrityError, match="once at a time"), transaction.atomic():
        make.role("editor", of=held.unit, to=held.user, starts_on=TODAY, ends_on=TODAY)
    with pytest.raises(IntegrityError, match="once at a time"), transaction.atomic():
        change(held, ends_on=TODAY + DAY)
    assert set(Role.objects.all()) == {held, after}


def test_person_belongs_where_they_hold_a_position_definitively() -> None:
    here, there = make.unit(), make.unit()
    someone = make.holder(make.position(of=here))
    make.appointment(someone, make.position(of=there), capacity="plt")
    mine, others = make.may("people", of=here), make.may("people", of=there)
    on = TODAY
    assert [can_manage(by, fresh(someone), on=on) for by in (mine, others)] == [True, False]
    someone.appointments.filter(capacity="definitive").update(ends_on=TODAY - DAY)
    assert [can_manage(by, fresh(someone), on=on) for by in (mine, others)] == [False, True]
    someone.appointments.update(ends_on=TODAY - 2 * DAY)
    someone.appointments.filter(capacity="definitive").update(ends_on=TODAY - DAY)
    assert [can_manage(by, fresh(someone), on=on) for by in (mine, others)] == [True, False]


def test_nobody_appoints_people_of_another_office_nor_to_its_positions() -> None:
    clerk, other = make.may("people"), make.root()
    mine, theirs = make.colleague(), make.holder(make.position(of=other))
    here, there = make.position(), make.position(of=other)
    for person, position, may in (
        (mine, here, True),
        (make.user(), here, True),
        (mine, there, False),
        (theirs, here, False),
    ):
        wanted = make.appointment(person, position, starts_on=TODAY)
        wanted.delete()
        assert can_appoint(clerk, wanted, on=TODAY) is may


def typed(person: User, unit: Unit, **fields: object) -> dict[str, object]:
    given = {"user": person.pk, "kind": "editor", "unit": unit.pk}
    return {**given, "starts_on": str(TODAY), "letter": "SK/9/2026", **fields}


def test_pages_of_roles_give_end_and_show_them() -> None:
    clerk, someone, unit = make.may("people"), make.colleague(), make.unit()
    client = signed_in(clerk)
    assert post(client, page(Role, "add"), typed(someone, unit)) == 302
    given = Role.objects.get(user=someone)
    assert "kind" not in filled_in(client.get(change_page(given)))
    assert post(client, change_page(given), {"ends_on": str(TODAY + DAY), "kind": "people"}) == 302
    given.refresh_from_db()
    assert (given.ends_on, given.kind) == (TODAY + DAY, "editor")
    listed = client.get(page(Role, "changelist")).context["cl"].result_list
    assert set(listed) == {given, clerk.roles.get()}
    assert post(client, page(Role, "delete", given.pk), {"post": "yes"}) == 403


def test_pages_of_roles_give_none_that_is_not_ones_to_give() -> None:
    clerk, someone, unit = make.may("people"), make.colleague(), make.unit()
    client, elsewhere = signed_in(clerk), make.root()
    foreign = make.role("editor", of=elsewhere, to=make.holder(make.position(of=elsewhere)))
    before = all_rows("Role")
    for wrong in (
        typed(clerk, unit),
        typed(someone, elsewhere),
        typed(foreign.user, unit),
        typed(someone, make.home(), kind="people"),
    ):
        client.post(page(Role, "add"), wrong)
    assert post(client, change_page(foreign), {"ends_on": str(TODAY)}) == 302
    assert all_rows("Role") == before
