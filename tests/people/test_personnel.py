"""What is understood of a personnel file, and what it would change; no database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from people.personnel import (
    NEW,
    Account,
    Fault,
    Held,
    Node,
    Plan,
    Post,
    Staff,
    There,
    Ties,
    compare,
    understand,
)
from people.personnel.headings import headings_in
from people.personnel.nip import fault_of_nip
from people.personnel.paths import place_of, wrong_places
from people.personnel.plans import End, MoreSeats
from people.personnel.values import day_in
from people.personnel.wrong import Unfit
from tests.staff_files import PLAIN, SIASN, nip_of, person, staff, table

TODAY, YESTERDAY = date(2026, 6, 8), date(2026, 6, 7)
LONG_AGO = date(2020, 1, 1)
NIP = "198001012005011001"


@pytest.mark.parametrize(
    ("nip", "fault"),
    [
        (NIP, None),
        ("198001012022211001", None),  # PPPK
        ("200802292023012999", None),
        ("19800101200501100", Fault.NIP_DIGITS),
        ("1980010120050110011", Fault.NIP_DIGITS),
        ("19800101200501100x", Fault.NIP_DIGITS),
        ("١٩٨٠٠١٠١٢٠٠٥٠١١٠٠١", Fault.NIP_DIGITS),
        ("198002302005011001", Fault.NIP_BIRTH),
        ("192901012005011001", Fault.NIP_BIRTH),
        ("198001012005131001", Fault.NIP_SINCE),
        ("198001012005001001", Fault.NIP_SINCE),
        ("198001011994011001", Fault.NIP_SINCE),
        ("198001011995011001", None),
        ("198001012005013001", Fault.NIP_SEX),
        ("198001012005011000", Fault.NIP_ORDER),
    ],
)
def test_nip_has_the_form_of_one(nip: str, fault: Fault | None) -> None:
    assert fault_of_nip(nip) is fault


@pytest.mark.parametrize(
    "headings",
    [
        ("NIP BARU", "NAMA", "JABATAN NAMA"),
        ("jabatan_nama", " Nama ", "nip  baru"),
        ("NIP", "NIP LAMA", "Nama Lengkap", "Jabatan"),
        ("NIP BARU", "NIP", "NAMA", "NAMA PEGAWAI", "JABATAN", "JABATAN NAMA"),
    ],
)
def test_headings_are_known_in_any_order_case_and_spacing(headings: tuple[str, ...]) -> None:
    found = headings_in(headings)
    assert found is not None
    assert set(found.columns) == {"nip", "name", "position"}


def test_columns_about_the_person_are_told_apart_from_those_not_used() -> None:
    found = headings_in(
        [*PLAIN, "TANGGAL LAHIR", "NIK", "EMAIL", "NO HP", "ESELON", None, "Tempat_Lahir", 7]
    )
    assert found is not None
    assert found.personal == ("TANGGAL LAHIR", "NIK", "EMAIL", "NO HP", "Tempat_Lahir")
    assert found.unused == ("ESELON",)


@pytest.mark.parametrize("missing", ["NIP", "Nama", "Jabatan"])
def test_file_without_a_heading_that_is_needed_is_refused(missing: str) -> None:
    with pytest.raises(Unfit) as refused:
        staff(person(1), headings=["X" if each == missing else each for each in PLAIN])
    assert refused.value.fault is Fault.NO_HEADINGS


def test_file_with_a_heading_twice_is_refused() -> None:
    with pytest.raises(Unfit) as refused:
        staff(person(1), headings=("NIP", "Nama", "Nama", "Jabatan"))
    assert (refused.value.fault, refused.value.said) == (Fault.SAME_HEADING, "Nama")


def test_headings_may_stand_below_a_title_but_not_below_thirty_rows() -> None:
    def below(count: int) -> Staff:
        rows = table([person(1)])["rows"]
        title = [(number, ["DAFTAR PEGAWAI"]) for number in range(count)]
        return understand({**table([]), "rows": [*title, *rows]})

    assert len(below(29).lines) == 1
    with pytest.raises(Unfit):
        below(30)


def faults(*rows: Any, headings: Any = PLAIN) -> list[tuple[int, Fault]]:
    return [(each.number, each.fault) for each in staff(*rows, headings=headings).wrongs]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("", "Pegawai", "Analis", "A"), Fault.NIP_MISSING),
        ((1.98e17, "Pegawai", "Analis", "A"), Fault.NIP_NUMBER),
        ((198001012005011001, "Pegawai", "Analis", "A"), Fault.NIP_NUMBER),
        (("1,98001E+17", "Pegawai", "Analis", "A"), Fault.NIP_NUMBER),
        ((["formula"], "Pegawai", "Analis", "A"), Fault.FORMULA),
        ((NIP, ["formula"], "Analis", "A"), Fault.FORMULA),
        ((NIP, "", "Analis", "A"), Fault.NAME_MISSING),
        ((NIP, "=HYPERLINK(1)", "Analis", "A"), Fault.NAME_STRANGE),
        ((NIP, "12345", "Analis", "A"), Fault.NAME_STRANGE),
        ((NIP, "a" * 151, "Analis", "A"), Fault.TOO_LONG),
        ((NIP, "Pegawai", "", "A"), Fault.POSITION_MISSING),
        ((NIP, "Pegawai", "-", "A"), Fault.POSITION_MISSING),
        ((NIP, "Pegawai", "a" * 151, "A"), Fault.TOO_LONG),
        ((NIP, "Pegawai", "Plt. Kepala", "A"), Fault.POSITION_ACTING),
        ((NIP, "Pegawai", "Analis", ""), Fault.UNIT_MISSING),
        ((NIP, "Pegawai", "Analis", "a" * 201), Fault.TOO_LONG),
        ((NIP, "Pegawai", "Analis", "/".join(f"a{n}" for n in range(13))), Fault.TOO_LONG),
        ((NIP, "Pegawai", "Analis", "A/B/A"), Fault.UNIT_CIRCLE),
    ],
)
def test_row_that_cannot_be_taken_is_named_with_its_number(row: Any, fault: Fault) -> None:
    assert faults(person(5), row) == [(3, fault)]


def test_nip_with_blanks_and_an_apostrophe_is_one() -> None:
    found = staff(("'19800101 200501 1 001", "Pegawai", "Analis", "A"))
    assert [line.nip for line in found.lines] == [NIP]


def test_rows_of_the_same_nip_are_all_left_out_and_the_person_is_not_missing() -> None:
    found = staff(person(1), person(2), (nip_of(1), "Lain", "Analis", "A"))
    assert [each.fault for each in found.wrongs] == [Fault.NIP_TWICE] * 2
    assert [each.said for each in found.wrongs] == ["2, 4", "2, 4"]
    assert [line.number for line in found.lines] == [3]
    assert nip_of(1) in found.named
    assert found.is_whole


def siasn(**fields: str) -> Staff:
    told = {
        "NIP BARU": NIP,
        "NAMA": "PEGAWAI A",
        "JABATAN NAMA": "Analis",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        **fields,
    }
    return staff([told.get(name, "") for name in SIASN], headings=SIASN)


@pytest.mark.parametrize(
    ("before", "behind", "name"),
    [
        ("", "", "PEGAWAI A"),
        ("-", "-", "PEGAWAI A"),
        ("Dr.", "", "Dr. PEGAWAI A"),
        ("Dr. dr.", "S.H., M.Si.", "Dr. dr. PEGAWAI A, S.H., M.Si."),
    ],
)
def test_titles_make_the_displayed_name(before: str, behind: str, name: str) -> None:
    found = siasn(**{"GELAR DEPAN": before, "GELAR BELAKANG": behind, "UNOR NAMA": "A"})
    assert [line.name for line in found.lines] == [name]


@pytest.mark.parametrize(
    ("grade", "rank"),
    [
        ("III/d", "Penata Tingkat I (III/d)"),
        (" iv/E ", "Pembina Utama (IV/e)"),
        ("IX", "IX"),
        ("", None),
        ("-", None),
    ],
)
def test_grade_becomes_the_rank_that_is_printed(grade: str, rank: str | None) -> None:
    found = siasn(**{"GOL AKHIR NAMA": grade, "UNOR NAMA": "A"})
    assert [line.rank for line in found.lines] == [rank]


@pytest.mark.parametrize(
    ("standing", "is_serving"),
    [
        *(("Aktif", True), ("PNS Aktif", True), ("PPPK AKTIF", True), ("Pensiun", False)),
        *(("Tidak Aktif", False), ("Non Aktif", False), ("CLTN", False), ("Tugas Belajar", False)),
    ],
)
def test_only_active_service_counts_as_serving(standing: str, is_serving: bool) -> None:
    found = siasn(**{"KEDUDUKAN HUKUM NAMA": standing, "UNOR NAMA": "A"})
    assert [line.is_serving for line in found.lines] == [is_serving]


def test_blank_standing_is_not_guessed() -> None:
    found = siasn(**{"KEDUDUKAN HUKUM NAMA": "", "UNOR NAMA": "A"})
    assert [each.fault for each in found.wrongs] == [Fault.STANDING_MISSING]


@pytest.mark.parametrize(
    "text", ["31-12-2026", "31/12/2026", "31.12.2026", "2026-12-31", "2026-12-31 00:00:00"]
)
def test_day_is_read_as_offices_write_it(text: str) -> None:
    assert day_in(text) == date(2026, 12, 31)


@pytest.mark.parametrize("text", ["31-02-2026", "12-31-2026", "besok", "31-12-26"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        day_in(text)


@pytest.mark.parametrize(
    ("value", "is_1904", "day"),
    [
        (45000, False, date(2023, 3, 15)),
        (45000.7, False, date(2023, 3, 15)),
        (43538, True, date(2023, 3, 15)),
    ],
)
def test_day_kept_as_a_number_is_read(value: float, is_1904: bool, day: date) -> None:
    rows = table([[NIP, "A", "Analis", "", value]], ("NIP", "NAMA", "JABATAN", "X", "TMT JABATAN"))
    found = understand({**rows, "is_1904": is_1904})
    assert [line.since for line in found.lines] == [day]


@pytest.mark.parametrize("value", [0, -1, 100_000, 1e300])
def test_number_that_is_no_day_is_refused(value: float) -> None:
    row = [NIP, "A", "Analis", "", value]
    headings = ("NIP", "NAMA", "JABATAN", "X", "TMT JABATAN")
    assert faults(row, headings=headings) == [(2, Fault.SINCE_STRANGE)]


def paths(*texts: str, lowest_first: bool | None = None) -> list[tuple[str, ...]]:
    said = [("", text) for text in texts]
    return [place.names for place in place_of(said, lowest_first=lowest_first)]


def test_paths_are_read_from_whichever_end_the_file_has_its_top_at() -> None:
    down = [("Dinas", "Umum"), ("Dinas", "Gizi")]
    assert paths("Dinas/Umum", "Dinas/Gizi") == down
    assert paths("Umum / Dinas", "Gizi / Dinas") == down
    assert paths("Umum/Dinas", "Gizi/Dinas", lowest_first=False) == [
        ("Umum", "Dinas"),
        ("Gizi", "Dinas"),
    ]


def test_stroke_without_blanks_belongs_to_a_name_where_others_have_blanks() -> None:
    assert paths("Dinas / Sarana/Prasarana", "Dinas / Umum") == [
        ("Dinas", "Sarana/Prasarana"),
        ("Dinas", "Umum"),
    ]


def wrong(*texts: str) -> list[str]:
    places = place_of([("", text) for text in texts], lowest_first=False)
    return ["/".join(place.names) for place in wrong_places(places)]


def test_circles_are_found_over_all_paths() -> None:
    assert wrong("A/B", "B/C", "C/D", "X/A") == []
    assert wrong("A/B", "B/A") == ["A/B", "B/A"]
    assert wrong("A/B", "B/C", "C/A", "X/A", "A/Y") == ["A/B", "B/C", "C/A"]


def test_foreign_id_that_stands_for_two_units_is_refused_the_second_time() -> None:
    places = place_of([("1", "A/B"), ("1", "a/b"), ("1", "A/C"), ("2", "A/C")])
    assert wrong_places(places) == {places[2]: Fault.UNIT_TWO}


# What a file would change.

OFFICE, DESK, HEAD, ANALYST, CLERK = 1, 2, 10, 11, 12


def there(**more: Any) -> There:
    """Return an office with a desk below it, three positions, and nobody."""
    fields: dict[str, Any] = {
        "on": TODAY,
        "office": OFFICE,
        "units": {OFFICE: Node("Dinas", None), DESK: Node("Sekretariat", OFFICE)},
        "posts": {
            HEAD: Post("Kepala", DESK, 1),
            ANALYST: Post("Analis", DESK, 1, superior=HEAD),
            CLERK: Post("Arsiparis", DESK, 2, superior=HEAD),
        },
        "accounts": {},
        "held": {},
        **more,
    }
    return There(**fields)


def known(*numbers: int) -> dict[int, Account]:
    return {
        number: Account(nip_of(number), person(number)[1], nip_of(number)) for number in numbers
    }


def plan(*rows: Any, here: There | None = None, ties: Ties | None = None, **more: Any) -> Plan:
    return compare(staff(*rows, **more), here or there(), ties or Ties())


def test_somebody_new_gets_an_account_and_the_position_from_today_on() -> None:
    found = plan(person(1))
    assert [(each.user, each.begins, each.starts_on) for each in found.new] == [
        (None, ANALYST, TODAY)
    ]
    assert (found.changed, found.leaving, found.wrongs, found.questions) == ((), (), (), ())


@pytest.mark.parametrize(
    ("since", "starts_on"),
    [("01-03-2021", TODAY), ("08-06-2026", TODAY), ("09-06-2026", date(2026, 6, 9))],
)
def test_appointment_begins_with_tmt_jabatan_but_never_before_today(
    since: str, starts_on: date
) -> None:
    found = plan([*person(1), since], headings=[*PLAIN, "TMT JABATAN"])
    assert [each.starts_on for each in found.new] == [starts_on]


def test_who_holds_the_position_already_is_the_same() -> None:
    here = there(accounts=known(1), held={5: Held(1, ANALYST, LONG_AGO)})
    found = plan(person(1), here=here)
    assert (found.same, found.changes, found.leaving, found.changes_nothing) == (1, (), (), True)


def test_who_moves_leaves_the_old_position_the_day_before() -> None:
    here = there(accounts=known(1), held={5: Held(1, CLERK, LONG_AGO)})
    (change,) = plan(person(1), here=here).changed
    assert (change.begins, change.starts_on, change.ends) == (
        ANALYST,
        TODAY,
        (End(5, YESTERDAY),),
    )


def test_appointment_that_begins_today_is_moved_instead_of_ended() -> None:
    here = there(accounts=known(1), held={5: Held(1, CLERK, TODAY)})
    (change,) = plan(person(1), here=here).changed
    assert (change.begins, change.ends, change.moved) == (ANALYST, (), 5)


def test_what_is_held_elsewhere_or_acting_stays() -> None:
    held = {5: Held(1, 99, LONG_AGO), 6: Held(1, CLERK, LONG_AGO, is_definitive=False)}
    (change,) = plan(person(1), here=there(accounts=known(1), held=held)).changed
    assert (change.ends, change.moved) == ((), None)


def test_position_that_somebody_acts_in_is_not_given_over_it() -> None:
    held = {5: Held(1, ANALYST, LONG_AGO, is_definitive=False)}
    found = plan(person(1), here=there(accounts=known(1), held=held))
    assert [each.fault for each in found.wrongs] == [Fault.HELD_OTHERWISE]


def test_who_is_not_in_the_file_is_proposed_to_leave_and_may_stay() -> None:
    held = {5: Held(1, ANALYST, LONG_AGO), 6: Held(2, CLERK, TODAY)}
    here = there(accounts=known(1, 2), held=held)
    found = plan(person(3), here=here)
    assert {each.user: each.ends for each in found.ending} == {
        1: (End(5, YESTERDAY),),
        2: (End(6, TODAY),),
    }
    kept = plan(person(3), here=here, ties=Ties(staying=frozenset({1})))
    assert [each.user for each in kept.ending] == [2]
    assert [each.fault for each in kept.wrongs] == [Fault.SEATS]


def test_nobody_is_missing_where_a_nip_could_not_be_read() -> None:
    here = there(accounts=known(1), held={5: Held(1, ANALYST, LONG_AGO)})
    found = plan((1.98e17, "Pegawai", "Analis", "Sekretariat"), here=here)
    assert (found.leaving, found.is_whole) == ((), False)


def test_who_has_no_nip_or_holds_nothing_there_is_never_missing() -> None:
    accounts = {1: Account("kontrak", "Pegawai"), **known(2, 3)}
    held = {5: Held(1, ANALYST, LONG_AGO), 6: Held(2, 99, LONG_AGO), 7: Held(3, CLERK, LONG_AGO)}
    found = plan(person(3, "Arsiparis"), here=there(accounts=accounts, held=held))
    assert (found.leaving, found.present) == ((), 1)


def test_who_is_not_in_active_service_is_proposed_to_leave() -> None:
    held = {
        5: Held(1, ANALYST, LONG_AGO),
        6: Held(1, CLERK, date(2026, 7, 1)),
        7: Held(1, 99, LONG_AGO),
    }
    found = plan(
        [*person(1), "Pensiun"],
        [*person(2), "Pensiun"],
        here=there(accounts=known(1), held=held),
        headings=[*PLAIN, "KEDUDUKAN HUKUM"],
    )
    assert [(each.user, each.ends, each.number) for each in found.leaving] == [
        (1, (End(5, YESTERDAY), End(6, None)), 2)
    ]
    assert (found.new, found.same) == ((), 1)


@pytest.mark.parametrize(("present", "ends_most"), [(2, False), (1, True)])
def test_more_than_half_is_most_and_half_is_not(present: int, ends_most: bool) -> None:
    numbers = range(1, present + 2)
    held = {number: Held(number, CLERK, LONG_AGO) for number in numbers}
    rows = [person(number, "Arsiparis") for number in numbers[:present]]
    here = there(accounts=known(*numbers), held=held)
    found = plan(*(rows[: (present + 1) // 2] if ends_most else rows), here=here)
    assert found.ends_most is (2 * len(found.ending) > found.present)
    assert (len(found.ending), found.present) == (1, present + 1)


def test_ending_two_of_three_is_most() -> None:
    held = {number: Held(number, CLERK, LONG_AGO) for number in (1, 2, 3)}
    found = plan(person(1, "Arsiparis"), here=there(accounts=known(1, 2, 3), held=held))
    assert (len(found.ending), found.ends_most) == (2, True)


def test_name_and_rank_follow_the_file_and_titles_stay_where_it_has_none() -> None:
    accounts = {1: Account(nip_of(1), "Dr. Pegawai b, S.H.", nip_of(1), rank="Juru (I/c)")}
    here = there(accounts=accounts, held={5: Held(1, ANALYST, LONG_AGO)})
    assert plan(person(1), here=here).changes == ()
    told = [*person(1), "S.E.", "II/a"]
    (change,) = plan(told, here=here, headings=[*PLAIN, "GELAR BELAKANG", "GOL AKHIR NAMA"]).changed
    assert (change.name, change.rank, change.is_told, change.begins) == (
        "Pegawai b, S.E.",
        "Pengatur Muda (II/a)",
        True,
        None,
    )


def test_account_of_that_name_without_a_nip_is_asked_about() -> None:
    here = there(accounts={7: Account("budi", "PEGAWAI B")})
    found = plan(person(1), here=here)
    (question,) = found.questions
    assert (question.kind, question.choices, found.changes) == ("person", (7,), ())
    own = plan(person(1), here=here, ties=Ties({question.key: "7"}))
    assert [(each.user, each.nip) for each in own.changes] == [(7, nip_of(1))]
    other = plan(person(1), here=here, ties=Ties({question.key: NEW}))
    assert [each.user for each in other.changes] == [None]
    assert plan(person(1), here=here, ties=Ties(rest_is_new=True)).questions == (question,)


def test_account_that_may_not_be_named_is_not_asked_about() -> None:
    accounts = {7: Account("budi", "PEGAWAI B")}
    assert plan(person(1), here=there(accounts=accounts, kept=frozenset())).questions == ()
    assert len(plan(person(1), here=there(accounts=accounts, kept=frozenset({7}))).questions) == 1


def test_account_whose_username_is_the_nip_is_that_person_unless_it_has_another() -> None:
    own = there(accounts={7: Account(nip_of(1), "Siapa")})
    assert [each.user for each in plan(person(1), here=own).changes] == [7]
    other = there(accounts={7: Account(nip_of(1), "Siapa", nip_of(2))})
    assert [each.fault for each in plan(person(1), here=other).wrongs] == [Fault.USERNAME_TAKEN]


def test_two_rows_are_not_tied_to_one_account() -> None:
    here = there(accounts={7: Account("budi", "Pegawai b")})
    chosen = {f"person:{nip_of(number)}": "7" for number in (1, 27)}
    found = plan(person(1), person(27, "Arsiparis"), here=here, ties=Ties(chosen))
    assert [each.fault for each in found.wrongs] == [Fault.USERNAME_TAKEN]


def test_account_out_of_use_is_not_opened_by_a_file() -> None:
    accounts = {1: Account(nip_of(1), "Pegawai b", nip_of(1), is_active=False)}
    found = plan(person(1), here=there(accounts=accounts))
    assert [each.fault for each in found.wrongs] == [Fault.ACCOUNT_CLOSED]


def test_own_appointment_and_accounts_with_more_rights_stay() -> None:
    accounts = {**known(1), 2: Account(nip_of(2), "Lama", nip_of(2))}
    held = {5: Held(2, CLERK, LONG_AGO)}
    here = there(accounts=accounts, held=held, oneself=1, beyond=frozenset({2}))
    found = plan(person(1), person(2, "Arsiparis"), here=here)
    assert [each.fault for each in found.wrongs] == [Fault.ONESELF, Fault.ACCOUNT_BEYOND]
    missing = plan(
        person(3), here=there(accounts=known(1), held={5: Held(1, HEAD, LONG_AGO)}, oneself=1)
    )
    assert missing.leaving == ()


# Seats.


def test_who_finds_no_seat_is_left_out_unless_positions_get_more() -> None:
    rows = [person(1), person(2)]
    found = plan(*rows)
    assert [(each.number, each.fault) for each in found.wrongs] == [(3, Fault.SEATS)]
    assert [each.number for each in found.changes] == [2]
    more = plan(*rows, ties=Ties(has_more_seats=True))
    assert (more.seats, more.wrongs) == ((MoreSeats(ANALYST, 1, 2),), ())


def test_two_may_swap_positions_with_one_seat() -> None:
    held = {5: Held(1, HEAD, LONG_AGO), 6: Held(2, ANALYST, LONG_AGO)}
    here = there(accounts=known(1, 2), held=held)
    found = plan(person(1, "Analis"), person(2, "Kepala"), here=here)
    assert (len(found.changes), found.wrongs) == (2, ())


def test_who_finds_no_seat_keeps_the_old_one_and_keeps_others_out() -> None:
    held = {5: Held(1, ANALYST, LONG_AGO), 6: Held(2, HEAD, LONG_AGO)}
    here = there(accounts=known(1, 2), held=held)
    rows = [person(1, "Kepala"), person(2, "Kepala"), person(3, "Analis")]
    found = plan(*rows, here=here)
    assert [(each.number, each.fault) for each in found.wrongs] == [
        (2, Fault.SEATS),
        (4, Fault.SEATS),
    ]
    assert found.changes == ()


def test_seat_taken_later_counts_too() -> None:
    held = {5: Held(9, ANALYST, date(2026, 12, 1))}
    found = plan(person(1), here=there(accounts=known(9), held=held))
    assert [each.fault for each in found.wrongs] == [Fault.SEATS]


def test_seat_is_taken_until_the_last_day_of_who_leaves() -> None:
    for starts_on, faults in ((TODAY, [Fault.SEATS]), (LONG_AGO, [])):
        here = there(accounts=known(1), held={5: Held(1, ANALYST, starts_on)})
        found = plan(person(2), here=here)
        assert [each.fault for each in found.wrongs] == faults


def test_position_with_more_people_than_seats_takes_nobody() -> None:
    held = {5: Held(8, ANALYST, LONG_AGO), 6: Held(9, ANALYST, LONG_AGO)}
    accounts = {**known(8, 9)}
    rows = [person(1), person(8), person(9)]
    found = plan(*rows, here=there(accounts=accounts, held=held))
    assert [(each.number, each.fault) for each in found.wrongs] == [(2, Fault.SEATS)]


def test_new_position_has_a_seat_for_each_of_its_people() -> None:
    rows = [person(number, "Penata") for number in (1, 2, 3)]
    found = plan(*rows, ties=Ties(rest_is_new=True))
    assert [(each.title, each.unit, each.seats, each.superior) for each in found.posts] == [
        ("Penata", DESK, 3, HEAD)
    ]


# What names stand for.


def test_unknown_unit_is_asked_once_and_remembered_by_its_id() -> None:
    headings = ["NIP", "NAMA", "JABATAN", "UNOR ID", "UNOR NAMA"]
    row = (*person(1)[:3], "U-7", "Dinas/Bagian Sekretariat")
    found = plan(row, headings=headings)
    (question,) = found.questions
    assert (question.key, question.kind, question.said) == (
        "unor:U-7",
        "unit",
        "Bagian Sekretariat",
    )
    tied = plan(row, headings=headings, ties=Ties({"unor:U-7": str(DESK)}))
    assert [each.begins for each in tied.new] == [ANALYST]
    assert tied.names == (("unor:U-7", DESK),)
    known_by = there(names={"unor:U-7": DESK})
    renamed = (*person(1)[:3], "U-7", "Dinas/Nama Lain")
    again = plan(renamed, headings=headings, here=known_by)
    assert (again.questions, again.names) == ((), ())
    assert [each.begins for each in again.new] == [ANALYST]


def test_unit_without_an_id_is_remembered_by_its_path_in_the_office() -> None:
    found = plan(person(1, unit="Tata Usaha"), ties=Ties({"path:1:tata usaha": str(DESK)}))
    assert found.names == (("path:1:tata usaha", DESK),)


def test_choice_that_is_gone_or_of_another_office_is_asked_again() -> None:
    for chosen in ("99", "x", "-1", str(HEAD)):
        found = plan(person(1, unit="Tata Usaha"), ties=Ties({"path:1:tata usaha": chosen}))
        assert len(found.questions) == 1


def test_new_units_are_made_from_the_top_with_heads_above() -> None:
    rows = [
        person(1, "Kepala Bidang Gizi", "Dinas/Bidang Gizi"),
        person(2, "Ahli Gizi", "Dinas/Bidang Gizi"),
        person(3, "Pranata", "Dinas/Bidang Gizi/Seksi Data"),
    ]
    empty = there(units={OFFICE: Node("DINAS", None)}, posts={})
    found = plan(*rows, here=empty)
    assert [(each.key, each.name, each.parent) for each in found.units] == [
        (("bidang gizi",), "Bidang Gizi", OFFICE),
        (("bidang gizi", "seksi data"), "Seksi Data", ("bidang gizi",)),
    ]
    assert {each.title: each.superior for each in found.posts} == {
        "Kepala Bidang Gizi": None,
        "Ahli Gizi": (("bidang gizi",), "kepala bidang gizi"),
        "Pranata": (("bidang gizi",), "kepala bidang gizi"),
    }


def test_unit_that_two_paths_lead_to_is_made_once() -> None:
    paths = ("Dinas/Sekretariat/Arsip", "Dinas/Tata Usaha/Arsip")
    rows = [person(number, unit=path) for number, path in enumerate(paths)]
    ties = Ties({"path:1:tata usaha": str(DESK)}, rest_is_new=True)
    found = plan(*rows, ties=ties)
    assert [(each.name, each.parent) for each in found.units] == [("Arsip", DESK)]
    assert len({each.begins for each in found.new}) == 1
    assert [each.seats for each in found.posts] == [2]


def test_position_that_is_not_retired_goes_before_one_of_the_same_words_that_is() -> None:
    posts = {
        ANALYST: Post("Analis", DESK, 1, successor=CLERK, is_retired=True),
        CLERK: Post("ANALIS", DESK, 1),
    }
    found = plan(person(1), here=there(posts=posts))
    assert ([each.begins for each in found.new], found.questions) == ([CLERK], ())


def test_office_is_found_within_longer_paths_and_what_is_above_is_left_out() -> None:
    found = plan(person(1, unit="Pemerintah Kabupaten/Dinas/Sekretariat"))
    assert [each.begins for each in found.new] == [ANALYST]


def test_people_of_other_offices_in_a_file_are_passed_over_and_leave_this_one() -> None:
    held = {5: Held(2, CLERK, LONG_AGO)}
    rows = [
        person(1, unit="Pemkab/Dinas/Sekretariat"),
        person(2, unit="Pemkab/Badan Lain/Sekretariat"),
        person(3, unit="Pemkab"),
    ]
    found = plan(*rows, here=there(accounts=known(2), held=held))
    assert [each.number for each in found.changes] == [2]
    assert [each.user for each in found.leaving] == [2]
    assert (found.elsewhere, found.questions, found.wrongs) == (2, (), ())
    tied = there(names={"unor:U-9": DESK})
    headings = ["NIP", "NAMA", "JABATAN", "UNOR NAMA", "UNOR ID"]
    kept = plan((*rows[0], "U-1"), (*rows[1], "U-9"), here=tied, headings=headings)
    assert kept.elsewhere == 0


def test_names_without_paths_are_all_of_the_office() -> None:
    rows = [person(1, "Kepala", "Dinas"), person(2, "Analis", "Sekretariat")]
    found = plan(*rows, ties=Ties(rest_is_new=True))
    assert (found.elsewhere, len(found.changes)) == (0, 2)


def test_unknown_position_is_asked_while_the_unit_has_others_that_the_file_does_not_name() -> None:
    found = plan(person(1, "Penata Arsip"))
    (question,) = found.questions
    assert (question.kind, question.within, question.choices) == (
        "position",
        DESK,
        (HEAD, ANALYST, CLERK),
    )
    tied = plan(person(1, "Penata Arsip"), ties=Ties({question.key: str(CLERK)}))
    assert ([each.begins for each in tied.new], tied.names) == (
        [CLERK],
        ((question.key, CLERK),),
    )


def test_retired_position_is_asked_about_with_its_successor_and_is_not_made_anew() -> None:
    posts = {
        ANALYST: Post("Analis", DESK, 1, successor=CLERK, is_retired=True),
        CLERK: Post("Arsiparis", DESK, 1),
    }
    found = plan(person(1), here=there(posts=posts), ties=Ties(rest_is_new=True))
    (question,) = found.questions
    assert (question.suggested, question.may_be_new) == (str(CLERK), False)
    alone = {ANALYST: Post("Analis", DESK, 1, successor=99, is_retired=True)}
    stuck = plan(person(1), here=there(posts=alone))
    assert [each.fault for each in stuck.wrongs] == [Fault.POSITION_RETIRED]


def test_circle_of_units_that_are_there_is_gone_round_once() -> None:
    units = {1: Node("A", 2), 2: Node("B", 1), 3: Node("C", 2)}
    found = plan(
        person(1, unit="D"), here=there(units=units, posts={}), ties=Ties(rest_is_new=True)
    )
    assert [each.superior for each in found.posts] == [None]


def test_plan_is_another_one_wherever_anything_of_it_is_another() -> None:
    first = plan(person(1))
    assert plan(person(1)).token == first.token
    tokens = {
        first.token,
        plan(person(2)).token,
        plan(person(1, "Kepala")).token,
        plan(person(1), person(2, "Arsiparis")).token,
        plan(person(1), here=there(on=date(2026, 6, 9))).token,
        plan(person(1), here=there(accounts=known(1))).token,
    }
    assert len(tokens) == 6


def test_file_without_units_is_about_the_office_itself() -> None:
    posts = {HEAD: Post("Kepala", OFFICE, 1)}
    row = person(1, "Kepala")[:3]
    found = plan(row, here=there(posts=posts), headings=PLAIN[:3])
    assert [each.begins for each in found.new] == [HEAD]
    whole = plan(row, here=there(posts=posts, office=None), headings=PLAIN[:3])
    assert [each.fault for each in whole.wrongs] == [Fault.UNIT_MISSING]
