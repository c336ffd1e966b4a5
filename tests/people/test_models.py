from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from people.models import (
    Appointment,
    ForeignName,
    PeopleEntry,
    PeopleHead,
    Position,
    Role,
    Unit,
    User,
)
from people.models.slugs import RESERVED
from tests import make
from tests.constraints import Case, change, check, constraints_of

pytestmark = pytest.mark.django_db

NIP = "198001012005011001"
JUNE, LATER = date(2026, 6, 1), date(2026, 6, 30)


def _siblings(*names: str) -> None:
    above = make.unit()
    for name in names:
        make.unit(name, below=above)


def _cousins(name: str) -> None:
    make.unit(name, below=make.unit())
    make.unit(name, below=make.unit())
    make.root(name)


def _foreign_name(key: str = "unor:0", **things: Any) -> None:
    ForeignName.objects.create(key=key, **things)


def _top(*names: str) -> None:
    for name in names:
        make.root(name)


def _positions(*titles: str) -> None:
    office = make.unit()
    for title in titles:
        make.position(title, of=office)


def _retired(position: Position, successor: Position) -> None:
    change(position, retired_on=JUNE, successor=successor, retired_by=make.user())


def _appoint(**fields: object) -> None:
    change(make.appointment(make.user(), make.position(), starts_on=JUNE), **fields)


def _appoint_twice(starts_on: date, *, elsewhere: bool = False) -> None:
    first = make.appointment(make.user(), make.position(), starts_on=JUNE)
    where = make.position() if elsewhere else first.position
    make.appointment(first.user, where, starts_on=starts_on)


def _entry(**fields: object) -> None:
    number = PeopleEntry.objects.count() + 1
    given = {"deed": "change_account", "thing": "Akun", "at": make.MONDAY, "hash": "a" * 64}
    PeopleEntry.objects.create(**{"number": number, **given, **fields})


def _decided(**fields: object) -> None:
    asked = make.appointment_request()
    second = {"decided_by": make.user(), "decided_at": make.MONDAY, "is_confirmed": True}
    change(asked, **{**second, **fields})


def _confirmed_by(who: str) -> None:
    asked = make.appointment_request()
    decided_by = getattr(asked, who)
    change(asked, decided_by=decided_by, decided_at=make.MONDAY, is_confirmed=True)


def _called(slug: str) -> None:
    change(make.unit(), slug=slug)


def _role(**fields: object) -> None:
    given = make.may("editor").roles.get()
    fresh = {"pk": None, "starts_on": JUNE, "ends_on": None, "unit": make.unit()}
    for name, value in {**fresh, **fields}.items():
        setattr(given, name, value)
    given.save(force_insert=True)


CASES = {
    "role_ends_after_it_starts": Case(
        refused=(lambda: _role(ends_on=date(2026, 5, 31)),),
        accepted=(lambda: _role(ends_on=JUNE), lambda: _role(ends_on=None)),
    ),
    "role_kind_is_known": Case(
        refused=(lambda: _role(kind="other"),),
        accepted=tuple(partial(_role, kind=kind) for kind in Role.RoleKind),
    ),
    "role_names_its_letter": Case(
        refused=(lambda: _role(letter=""),), accepted=(lambda: _role(letter="SK/2/2026"),)
    ),
    "people_entry_carries_the_hash_before_it": Case(
        refused=(lambda: _entry(number=2), lambda: _entry(number=1, previous_hash="b")),
        accepted=(lambda: _entry(number=1), lambda: _entry(number=2, previous_hash="b")),
    ),
    "people_entry_has_its_hash": Case(
        refused=(lambda: _entry(number=1, hash=""),),
        accepted=(lambda: _entry(number=1, hash="c"),),
    ),
    "one_head_of_the_journal_of_people": Case(
        refused=(lambda: PeopleHead.objects.create(pk=2),),
        accepted=(lambda: PeopleHead.objects.create(pk=1),),
    ),
    "appointment_request_names_its_letter": Case(
        refused=(lambda: change(make.appointment_request(), letter=""),),
        accepted=(lambda: change(make.appointment_request(), letter="SP/2/2026"),),
    ),
    "appointment_request_is_decided_by_somebody": Case(
        refused=(
            lambda: _decided(decided_by=None),
            lambda: _decided(decided_at=None),
            lambda: _decided(is_confirmed=None),
        ),
        accepted=(_decided, lambda: _decided(is_confirmed=False)),
    ),
    "appointment_is_confirmed_by_a_second_person": Case(
        refused=(lambda: _confirmed_by("asked_by"), lambda: _confirmed_by("user")),
        accepted=(_decided,),
    ),
    "foreign_name_stands_for_one_thing": Case(
        refused=(
            _foreign_name,
            lambda: _foreign_name(unit=make.unit(), position=make.position()),
        ),
        accepted=(
            lambda: _foreign_name(unit=make.unit()),
            lambda: _foreign_name("unor:1", position=make.position()),
        ),
    ),
    "foreign_name_is_not_blank": Case(
        refused=(lambda: _foreign_name("", unit=make.unit()),),
        accepted=(lambda: _foreign_name("unor:1", unit=make.unit()),),
    ),
    "unit_name_is_unique_in_its_parent": Case(
        refused=(lambda: _siblings("Sub Bidang KS", "Sub Bidang KS"),),
        accepted=(
            lambda: _siblings("Sub Bidang KS", "Sub Bidang KB"),
            lambda: _cousins("Sub Bidang KS"),
        ),
    ),
    "unit_name_is_unique_at_the_top": Case(
        refused=(lambda: _top("Dinas A", "Dinas A"),),
        accepted=(lambda: _top("Dinas B", "Dinas C"), lambda: _cousins("Dinas D")),
    ),
    "unit_slug_fits_an_address": Case(
        refused=tuple(
            partial(_called, slug) for slug in ("", "A", "a_b", "-a", "a-", "a--b", "a b", "é")
        ),
        accepted=tuple(partial(_called, slug) for slug in ("a", "1", "dinas-2")),
    ),
    "unit_slug_is_no_word_of_the_addresses": Case(
        refused=tuple(partial(_called, slug) for slug in RESERVED),
        accepted=(lambda: change(make.unit(), slug="book"),),
    ),
    "unit_is_not_its_own_parent": Case(
        refused=(lambda: change(make.unit(), parent=F("id")),),
        accepted=(lambda: change(make.unit(), parent=make.unit()),),
    ),
    "user_nip_has_18_digits": Case(
        refused=(
            lambda: change(make.user(), nip=""),
            lambda: change(make.user(), nip=NIP[1:]),
            lambda: change(make.user(), nip=NIP[1:] + "x"),
        ),
        accepted=(lambda: change(make.user(), nip=NIP), lambda: change(make.user(), nip=None)),
    ),
    "position_title_is_unique_in_its_unit": Case(
        refused=(lambda: _positions("Staf", "Staf"),),
        accepted=(lambda: _positions("Staf", "Analis"), lambda: _positions("Staf")),
    ),
    "position_has_a_seat": Case(
        refused=(lambda: change(make.position(), seats=0),),
        accepted=(lambda: change(make.position(), seats=1),),
    ),
    "retired_position_names_its_successor": Case(
        refused=(
            lambda: change(make.position(), retired_on=JUNE),
            lambda: change(make.position(), successor=make.position()),
            lambda: change(make.position(), retired_on=JUNE, successor=make.position()),
        ),
        accepted=(lambda: _retired(make.position(), make.position()),),
    ),
    "position_is_not_its_own_successor": Case(
        refused=(lambda: _retired(one := make.position(), one),),
        accepted=(lambda: _retired(make.position(), make.position()),),
    ),
    "position_is_not_its_own_superior": Case(
        refused=(lambda: change(make.position(), superior=F("id")),),
        accepted=(lambda: change(make.position(), superior=make.position()),),
    ),
    "appointment_ends_after_it_starts": Case(
        refused=(lambda: _appoint(ends_on=date(2026, 5, 31)),),
        accepted=(lambda: _appoint(ends_on=JUNE), lambda: _appoint(ends_on=None)),
    ),
    "acting_appointment_names_its_letter": Case(
        refused=(
            lambda: _appoint(capacity="plt", letter=""),
            lambda: _appoint(capacity="plh", letter=""),
            lambda: _appoint(capacity="plh", delegated_by=make.user()),
            lambda: _appoint(capacity="plt", delegated_by=make.user(), ends_on=LATER),
        ),
        accepted=(
            lambda: _appoint(capacity="plh", delegated_by=make.user(), ends_on=LATER),
            lambda: _appoint(capacity="plh", letter="SP/1/2026"),
            lambda: _appoint(capacity="definitive", letter=""),
        ),
    ),
    "appointment_capacity_is_known": Case(
        refused=(lambda: _appoint(capacity="pjs", letter="SP/1/2026"),),
        accepted=(lambda: _appoint(capacity="plt", letter="SP/1/2026"),),
    ),
    "nobody_names_themselves_as_deputy": Case(
        refused=(lambda: _appoint(delegated_by=F("user")),),
        accepted=(lambda: _appoint(delegated_by=make.user()), lambda: _appoint(delegated_by=None)),
    ),
    "appointment_starts_once": Case(
        refused=(lambda: _appoint_twice(JUNE),),
        accepted=(
            lambda: _appoint_twice(LATER),
            lambda: _appoint_twice(JUNE, elsewhere=True),
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_database_refuses_what_the_constraint_says(name: str) -> None:
    check(name, CASES[name])


def test_every_constraint_has_its_case() -> None:
    assert set(CASES) == constraints_of("people")


def test_username_and_nip_are_one_persons() -> None:
    someone = make.user(nip=NIP)
    for column, username, nip in (("username", someone.username, None), ("nip", "lain", NIP)):
        with pytest.raises(IntegrityError, match=column), transaction.atomic():
            User.objects.create(username=username, nip=nip)
    assert User.objects.get() == someone


def test_unit_with_parts_and_position_with_holders_stay() -> None:
    above = make.root()
    held = make.position(of=make.unit(below=above))
    make.holder(held)
    for thing in (above, held.unit, held):
        with pytest.raises(IntegrityError), transaction.atomic():
            thing.delete()
    assert Unit.objects.count() == 2
    assert Position.objects.get() == held


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2026, 5, 31), False),
        (JUNE, True),
        (date(2026, 6, 15), True),
        (LATER, True),
        (date(2026, 7, 1), False),
    ],
)
def test_appointment_holds_from_its_first_to_its_last_day(on: date, holds: bool) -> None:
    someone, held = make.user(), make.position()
    given = make.appointment(someone, held, starts_on=JUNE, ends_on=LATER)
    assert list(Appointment.objects.current(on)) == ([given] if holds else [])
    assert list(Position.objects.held_by(someone, on=on)) == ([held] if holds else [])


def test_appointment_without_end_holds_on() -> None:
    given = make.appointment(make.user(), make.position(), starts_on=JUNE)
    assert list(Appointment.objects.current(date(2099, 1, 1))) == [given]


def test_inactive_account_holds_nothing() -> None:
    held = make.position()
    gone, here = make.holder(held), make.holder(held)
    assert list(Position.objects.held_by(gone, on=JUNE)) == [held]
    change(gone, is_active=False)
    assert list(Position.objects.held_by(gone, on=JUNE)) == []
    assert list(Position.objects.held_by(here, on=JUNE)) == [held]
    assert [each.user for each in Appointment.objects.current(JUNE)] == [here]


def test_held_by_counts_every_capacity_and_nobody_elses() -> None:
    someone, other = make.user(), make.user()
    own, acting, deputy, another = (make.position(title) for title in "ABCD")
    make.appointment(someone, own)
    make.appointment(someone, acting, capacity="plt")
    make.appointment(someone, deputy, capacity="plh")
    make.appointment(other, another)
    assert list(Position.objects.held_by(someone, on=JUNE)) == [own, acting, deputy]


def test_held_by_names_a_position_once_that_is_held_twice() -> None:
    someone, held = make.user(), make.position()
    make.appointment(someone, held)
    make.appointment(someone, held, capacity="plt", starts_on=JUNE)
    assert list(Position.objects.held_by(someone, on=LATER)) == [held]


@pytest.mark.parametrize(
    ("capacity", "title"),
    [("definitive", "Kabid KB & KS"), ("plt", "Plt. Kabid KB & KS"), ("plh", "Plh. Kabid KB & KS")],
)
def test_appointment_is_titled_by_its_capacity(capacity: str, title: str) -> None:
    someone = make.user(name="Peserta")
    given = make.appointment(someone, make.position("Kabid KB & KS"), capacity=capacity)
    assert (given.title, str(given)) == (title, f"{title}: Peserta")


def test_person_without_a_name_goes_by_the_username() -> None:
    assert str(make.user("seorang", name="")) == "seorang"
    assert str(make.user("peserta", name="Peserta")) == "Peserta"
