"""A personnel file stored: all of it or nothing, under the rules of appointing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.actions import forget_name, import_people, save_position
from people.doers import Doer, Operator
from people.models import Appointment, ForeignName, PeopleEntry, PeopleHead, Position, Unit, User
from people.personnel import Plan, Staff, Ties, compare
from people.refusals import Doubted, Refused, Stale
from people.reports import faults_of_accounts, faults_of_journal
from people.staff import read_there
from tests import make
from tests.staff_files import PLAIN, nip_of, person, staff

pytestmark = pytest.mark.django_db

ALL_NEW = Ties(rest_is_new=True)


@pytest.fixture
def office() -> Unit:
    return make.unit("Dinas")


@pytest.fixture
def desk(office: Unit) -> Unit:
    return make.unit("Sekretariat", below=office)


def keeper() -> User:
    return make.may("people")


def here(number: int, position: Position, *, since: date = make.LONG_AGO) -> User:
    """Make somebody of a file who holds a position already."""
    user = make.user(nip_of(number), name=person(number)[1], nip=nip_of(number))
    make.appointment(user, position, starts_on=since)
    return user


def store(found: Staff, office: Unit | None, *, ties: Ties = ALL_NEW, **more: Any) -> Plan:
    more.setdefault("by", Operator(timezone.now()))
    return import_people(found, ties, office=office, **more)


def held() -> list[tuple[str | None, str, date, date | None]]:
    rows = Appointment.objects.order_by("user__nip", "starts_on", "pk")
    return list(rows.values_list("user__nip", "position__title", "starts_on", "ends_on"))


def deeds() -> list[str]:
    return list(PeopleEntry.objects.order_by("number").values_list("deed", flat=True))


def test_new_people_get_accounts_without_a_password_positions_and_entries(office: Unit) -> None:
    today = timezone.localdate()
    store(staff(person(1, "Kepala"), person(2), person(3)), office)
    user = User.objects.get(nip=nip_of(1))
    assert (user.username, user.name, user.email, user.is_superuser) == (
        nip_of(1),
        "Pegawai b",
        "",
        False,
    )
    assert not user.has_usable_password()
    assert user.name_key != ""
    assert held() == [
        (nip_of(1), "Kepala", today, None),
        (nip_of(2), "Analis", today, None),
        (nip_of(3), "Analis", today, None),
    ]
    unit = Unit.objects.get(name="Sekretariat")
    assert (unit.parent, unit.name_key != "") == (office, True)
    analyst = Position.objects.get(title="Analis")
    assert (analyst.seats, analyst.superior, analyst.unit) == (
        2,
        Position.objects.get(title="Kepala"),
        unit,
    )
    assert deeds() == [
        *("add_unit", "add_position", "add_position"),
        *["open_account"] * 3,
        *["appoint_person"] * 3,
        "import_people",
    ]
    assert (list(faults_of_journal()), list(faults_of_accounts())) == ([], [])


def test_journal_tells_tmt_jabatan_that_lies_before_the_appointment(office: Unit) -> None:
    store(staff([*person(1), "01-03-2021"], headings=[*PLAIN, "TMT JABATAN"]), office)
    entry = PeopleEntry.objects.get(deed="appoint_person")
    assert entry.after["since"] == "2021-03-01"
    assert entry.after["starts_on"] == str(timezone.localdate())


def test_same_file_a_second_time_changes_nothing(office: Unit) -> None:
    found = staff(person(1), person(2, "Kepala"))
    store(found, office)
    there = (held(), PeopleHead.objects.get().entry_count, Unit.objects.count())
    with pytest.raises(Refused):
        store(found, office)
    assert there == (held(), PeopleHead.objects.get().entry_count, Unit.objects.count())


def test_who_moves_leaves_goes_and_comes_is_on_record(office: Unit, desk: Unit) -> None:
    today = timezone.localdate()
    clerk, analyst = make.position("Arsiparis", of=desk), make.position("Analis", of=desk)
    here(1, clerk)
    gone = here(2, analyst)
    here(3, make.position("Kepala", of=desk))
    store(staff(person(1), person(3, "Kepala"), person(4, "Arsiparis")), office)
    yesterday = today - timedelta(days=1)
    assert held() == [
        (nip_of(1), "Arsiparis", make.LONG_AGO, yesterday),
        (nip_of(1), "Analis", today, None),
        (nip_of(2), "Analis", make.LONG_AGO, yesterday),
        (nip_of(3), "Kepala", make.LONG_AGO, None),
        (nip_of(4), "Arsiparis", today, None),
    ]
    gone.refresh_from_db()
    assert gone.is_active
    assert deeds() == [
        "open_account",
        *["end_appointment"] * 2,
        *["appoint_person"] * 2,
        "import_people",
    ]
    assert list(faults_of_journal()) == []


def test_name_rank_and_nip_of_an_account_follow_the_file(office: Unit, desk: Unit) -> None:
    someone = make.user("budi", name="PEGAWAI B")
    make.appointment(someone, make.position("Analis", of=desk))
    ties = Ties({f"person:{nip_of(1)}": str(someone.pk)})
    row = [*person(1), "S.E.", "III/d"]
    headings = [*PLAIN, "GELAR BELAKANG", "GOL AKHIR NAMA"]
    store(staff(row, headings=headings), office, ties=ties)
    before = someone.name_key
    someone.refresh_from_db()
    assert (someone.username, someone.name, someone.nip, someone.rank) == (
        "budi",
        "Pegawai b, S.E.",
        nip_of(1),
        "Penata Tingkat I (III/d)",
    )
    assert someone.name_key != before
    assert someone.check_password("pw")
    assert deeds() == ["rename_account", "change_account", "import_people"]


def test_what_was_tied_is_known_the_next_time_and_goes_with_its_unit(
    office: Unit, desk: Unit
) -> None:
    headings = ["NIP", "NAMA", "JABATAN", "UNOR ID", "UNOR NAMA"]
    row = [*person(1)[:3], "U-7", "Bagian Tata Usaha"]
    position = make.position("Analis Muda", of=desk)
    ties = Ties({"unor:U-7": str(desk.pk), f"title:{desk.pk}:analis": str(position.pk)})
    store(staff(row, headings=headings), office, ties=ties)
    assert dict(ForeignName.objects.values_list("key", "unit")) == {
        "unor:U-7": desk.pk,
        f"title:{desk.pk}:analis": None,
    }
    renamed = [*person(1)[:3], "U-7", "Bagian Umum"]
    by = Operator(timezone.now())
    plan = compare(staff(renamed, headings=headings), read_there(office, by=by), Ties())
    assert (plan.same, plan.questions) == (1, ())
    empty = make.unit("Lain", below=office)
    other = Ties({"unor:U-7": str(empty.pk)})
    store(staff(renamed, headings=headings), office, ties=other)
    assert ForeignName.objects.get(key="unor:U-7").unit == empty


def test_what_is_asked_is_answered_before_anything_is_stored(office: Unit, desk: Unit) -> None:
    make.position("Arsiparis", of=desk)
    with pytest.raises(Refused):
        store(staff(person(1)), office, ties=Ties())
    assert (User.objects.count(), PeopleEntry.objects.count()) == (0, 0)


def token(found: Staff, office: Unit | None, *, by: Any) -> str:
    return compare(found, read_there(office, by=by), ALL_NEW).token


def test_what_somebody_changed_meanwhile_is_shown_again(office: Unit, desk: Unit) -> None:
    found, by = staff(person(1)), Operator(timezone.now())
    seen = token(found, office, by=by)
    save_position(Position(title="Analis", unit=desk), by=by)
    with pytest.raises(Stale) as stale:
        store(found, office, by=by, seen=seen)
    assert User.objects.count() == 0
    store(found, office, by=by, seen=stale.value.token)
    assert User.objects.count() == 1


def test_second_of_two_files_that_were_shown_at_once_is_shown_again(office: Unit) -> None:
    by = Operator(timezone.now())
    first, second = staff(person(1)), staff(person(1, "Kepala"))
    seen = [token(each, office, by=by) for each in (first, second)]
    store(first, office, by=by, seen=seen[0])
    with pytest.raises(Stale):
        store(second, office, by=by, seen=seen[1])


def test_file_that_ends_more_than_half_is_asked_about_with_just_that_plan(
    office: Unit, desk: Unit
) -> None:
    crew = make.position("Analis", of=desk)
    Position.objects.filter(pk=crew.pk).update(seats=3)
    for number in (1, 2, 3):
        here(number, crew)
    found, by = staff(person(1)), Operator(timezone.now())
    for also in ("", "yes", "0" * 40):
        with pytest.raises(Doubted) as doubted:
            store(found, office, by=by, also=also)
    assert len(held()) == 3
    assert doubted.value.said == token(found, office, by=by)
    store(found, office, by=by, also=doubted.value.said)
    assert [until for *_rest, until in held()].count(None) == 1


def test_nothing_is_stored_where_the_database_refuses_one_row(office: Unit) -> None:
    found, by = staff(person(1), person(2)), Operator(timezone.now())
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.execute_wrapper(_break_at_appointments),
    ):
        store(found, office, by=by)
    assert (User.objects.count(), Unit.objects.count(), PeopleEntry.objects.count()) == (0, 2, 0)


def _break_at_appointments(execute: Any, sql: str, *rest: Any) -> Any:
    if sql.startswith('INSERT INTO "people_appointment"'):
        raise DatabaseError
    return execute(sql, *rest)


# Who may.


def test_only_who_keeps_staff_imports(office: Unit) -> None:
    found = staff(person(1))
    elsewhere = (make.unit(), make.root())
    others = (make.may("editor"), *(make.may("people", of=each) for each in elsewhere))
    for someone in others:
        with pytest.raises(Refused):
            store(found, office, by=make.doer(someone))
    for someone in (*others, keeper()):
        with pytest.raises(Refused):
            store(found, None, by=make.doer(someone))
    store(found, office, by=make.doer(make.may("people", of=office)))
    assert PeopleEntry.objects.filter(by=None).count() == 0


def test_own_appointment_stays_unless_a_superuser_imports(office: Unit, desk: Unit) -> None:
    clerk = make.position("Arsiparis", of=desk)
    someone = keeper()
    User.objects.filter(pk=someone.pk).update(nip=nip_of(1), name=person(1)[1])
    make.appointment(someone, clerk)
    plan = store(staff(person(1), person(2)), office, by=Doer(someone, timezone.now()))
    assert [each.number for each in plan.wrongs] == [2]
    assert held()[0][1:] == ("Arsiparis", make.LONG_AGO, None)
    store(staff(person(1, "Penata"), person(2)), office, by=make.doer())
    assert held()[0][3] is not None


def test_accounts_are_renamed_only_by_who_could_give_all_their_roles(
    office: Unit, desk: Unit
) -> None:
    analyst = make.position("Analis", of=desk)
    Position.objects.filter(pk=analyst.pk).update(seats=5)
    mighty = [here(1, analyst), here(2, analyst), here(3, analyst)]
    User.objects.filter(pk=mighty[0].pk).update(is_superuser=True)
    make.role("people", to=mighty[1])
    plain = here(4, analyst)
    rows = [(nip_of(number), "Nama Baru", "Analis", "Sekretariat") for number in (1, 2, 3, 4)]
    by = Doer(keeper(), timezone.now())
    plan = store(staff(*rows), office, by=by)
    assert [each.number for each in plan.wrongs] == [2, 3]
    plain.refresh_from_db()
    assert plain.name == "Nama Baru"


def test_of_people_who_belong_to_another_office_a_file_changes_nothing(
    office: Unit, desk: Unit
) -> None:
    there, acting = make.position("Kepala", of=make.root()), make.position("Analis", of=desk)
    for number in (1, 2):
        lent = here(number, there)
        make.appointment(lent, acting, capacity="plt")
    Position.objects.filter(pk=acting.pk).update(seats=9)
    before = held()
    plan = store(staff(person(1), person(3)), office, by=make.doer(keeper()))
    assert [each.number for each in plan.wrongs] == [2]
    assert [each for each in held() if each[0] != nip_of(3)] == before
    assert plan.ending == ()


def test_deputy_goes_with_who_has_named_them_and_leaves_by_a_file(office: Unit, desk: Unit) -> None:
    analyst, today = make.position("Analis", of=desk), timezone.localdate()
    Position.objects.filter(pk=analyst.pk).update(seats=5)
    holder, staying = here(1, analyst), here(2, analyst)
    here(3, analyst)
    for named_by in (holder, staying):
        Appointment.objects.create(
            user=make.holder(make.position(of=desk)),
            position=analyst,
            capacity="plh",
            delegated_by=named_by,
            starts_on=today,
            ends_on=today + timedelta(days=5),
        )
    store(staff(person(2), person(3)), office)
    assert [each.delegated_by for each in Appointment.objects.filter(capacity="plh")] == [staying]
    assert deeds() == ["end_appointment", "withdraw_deputy", "import_people"]


# Size.


@pytest.mark.parametrize("kind", ["new", "again", "moved"])
def test_as_many_questions_are_asked_for_few_people_as_for_many(kind: str, office: Unit) -> None:
    store(staff(person(999)), office)  # the journal has begun
    counts = []
    for first, people in ((0, 4), (100, 60)):
        unit = make.unit(f"Kantor {people}")
        rows = [
            person(first + number, f"Analis {number % (people // 2)}", f"Bidang {number % 2}")
            for number in range(people)
        ]
        if kind != "new":
            store(staff(*rows), unit)
        if kind == "again":
            rows = [(nip, "Nama Baru", *rest) for nip, _name, *rest in rows]
        if kind == "moved":
            rows = [(*row[:2], f"{row[2]} Muda", row[3]) for row in rows]
        with CaptureQueriesContext(connection) as asked:
            store(staff(*rows), unit, ties=ALL_NEW)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# What the database keeps.


def test_head_of_the_journal_comes_only_to_entries_that_are_there(office: Unit) -> None:
    store(staff(person(1)), office)
    head = PeopleHead.objects.get()
    for count, last in (
        (head.entry_count + 1, head.last_hash),
        (head.entry_count, head.last_hash),
        (head.entry_count - 1, head.last_hash),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            PeopleHead.objects.update(entry_count=count, last_hash=last)
    count = head.entry_count
    for number in (count + 1, count + 3):
        PeopleEntry.objects.create(
            number=number,
            deed="add_unit",
            at=timezone.now(),
            thing="x",
            previous_hash=head.last_hash,
            hash=f"{number:064}",
        )
    with pytest.raises(DatabaseError), transaction.atomic():  # one between them is missing
        PeopleHead.objects.update(entry_count=count + 3, last_hash=f"{count + 3:064}")
    PeopleHead.objects.update(entry_count=count + 1, last_hash=f"{count + 1:064}")


def test_foreign_name_is_tied_once(office: Unit) -> None:
    ForeignName.objects.create(key="unor:1", unit=office)
    with pytest.raises(DatabaseError), transaction.atomic():
        ForeignName.objects.create(key="unor:1", position=make.position(of=office))


def test_forget_name_lets_it_be_asked_again_once_by_who_keeps_staff(office: Unit) -> None:
    name = ForeignName.objects.create(key="path:1:tata usaha", unit=office)
    assert str(name) == "tata usaha"
    with pytest.raises(Refused):
        forget_name(name, by=make.doer(make.user()))
    assert ForeignName.objects.count() == 1
    forget_name(name, by=make.doer(keeper()))
    assert (ForeignName.objects.count(), deeds()) == (0, ["forget_name"])
    assert PeopleEntry.objects.get().before["name"] == "path:1:tata usaha"
    with pytest.raises(Refused):
        forget_name(name, by=make.doer(keeper()))
