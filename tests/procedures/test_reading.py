"""Tables read as SOPs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procedures.definition import Target
from procedures.files.html import html_grids
from procedures.files.text import text_grids
from procedures.reading import Confidence, Doubt, FoundTable, Source, find_tables

HEAD = "No\tKegiatan\tStaf\tAnalis\tKepala\tKelengkapan\tWaktu\tOutput\tKet\n"
GROUPED = (
    "No\tAktivitas\tPelaksana\t\t\tMutu Baku\t\t\tKeterangan\n"
    "\t\tStaf\tAnalis\tKepala\tPersyaratan\tWaktu\tOutput\t\n"
)


SATU, DUA, TIGA = (f"{word}\tv\t\t\t\t1 jam\t{word}\t\n" for word in ("Satu", "Dua", "Tiga"))


def one(text: str) -> FoundTable:
    (table,) = find_tables(text_grids(text)).tables
    return table


def activities(table: FoundTable) -> list[str]:
    return [row.activity.value for row in table.rows]


def doubts(table: FoundTable) -> set[Doubt]:
    return {doubt for row in table.rows for _name, doubt in row.doubts()}


def test_a_table_says_what_each_column_holds() -> None:
    table = one(
        f"SOP Surat Masuk\n{HEAD}"
        "1\tMenerima surat\tv\t\t\t- ATK - Agenda\t10 menit\tSurat\tSegera\n"
    )
    assert (table.title.value, [actor.value for actor in table.actors]) == (
        "Surat Masuk",
        ["Staf", "Analis", "Kepala"],
    )
    (row,) = table.definition().rows
    assert (row.activity, row.actor, row.needs) == ("Menerima surat", "Staf", ("ATK", "Agenda"))
    assert (row.time, row.output, row.remark, row.no) == ("10 menit", "Surat", "Segera", None)
    assert doubts(table) == set()


def test_every_value_says_where_it_comes_from() -> None:
    (row,) = one(f"Judul: Surat Masuk\n\n{HEAD}1\tMenerima\t\tv\t\tATK\t1 jam\tSurat\t\n").rows
    said = row.actor.evidence
    assert said is not None
    assert (said.source, said.row, said.column, said.text) == (Source.MARK, 4, 4, "v")
    assert row.time.evidence is not None
    assert (row.time.evidence.row, row.time.evidence.column) == (4, 7)
    assert row.time.confidence is Confidence.READ


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        GROUPED,
        "\t\t\tPELAI\tKSANA\tMUTU BAK\tU\t\t\n" + HEAD,
        HEAD.upper().replace("KELENGKAPAN", "Kelengkapa n").replace("KEGIATAN", "Uraian Prosedur"),
        HEAD + "1\t2\t3\t4\t6\t7\t8\t9\t10\n",
        HEAD + "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)\t(9)\n",
    ],
)
def test_headings_are_grouped_misread_and_counted(head: str) -> None:
    table = one(
        f"{head}1\tMenerima\tv\t\t\tATK\t10 menit\tSurat\t\n2\tMencatat\t\tx\t\t\t-\tBuku\t\n"
    )
    assert [actor.value.casefold() for actor in table.actors] == ["staf", "analis", "kepala"]
    assert activities(table) == ["Menerima", "Mencatat"]
    assert [row.needs.value for row in table.rows] == [("ATK",), ()]
    assert table.has_column_numbers is ("2\t3" in head or "(2)" in head)


def test_one_column_pelaksana_names_the_actor_in_words() -> None:
    table = one(
        "No\tKegiatan\tPelaksana\tWaktu (menit)\tOutput\n"
        "1\tMenerima\tStaf\t10\tSurat\n2\tMemaraf\tKepala\t5 - 10\tSurat\n"
        "3\tMencatat\tStaf\t5\tBuku\n"
    )
    assert [actor.value for actor in table.actors] == ["Staf", "Kepala"]
    assert [row.actor.value for row in table.rows] == [0, 1, 0]
    assert [row.time.value for row in table.rows] == ["10 menit", "5 - 10 menit", "5 menit"]


def test_twelve_actors_are_twelve_columns() -> None:
    names = [f"Jabatan {letter}" for letter in "ABCDEFGHIJKL"]
    head = "\t".join(["No", "Kegiatan", *names, "Kelengkapan", "Waktu", "Output"])
    marks = "\t".join([""] * 11 + ["●"])
    table = one(f"{head}\n1\tMenerima\t{marks}\tATK\t1 jam\tSurat\n")
    assert [actor.value for actor in table.actors] == names
    assert table.rows[0].actor.value == 11


def test_several_marks_are_a_responsible_actor_and_participants() -> None:
    (row,) = one(f"{HEAD}1\tMenggelar rapat\t\tv\tv\tATK\t1 jam\tRisalah\t\n").rows
    assert (row.actor.value, row.participants.value) == (1, (2,))
    assert row.actor.doubts == (Doubt.SEVERAL_MARKS,)


def test_who_acts_is_asked_where_nothing_tells() -> None:
    (row,) = one(f"{HEAD}1\tMenerima\t\t\t\tATK\t1 jam\tSurat\t\n").rows
    assert (row.actor.value, row.actor.confidence) == (None, Confidence.MISSING)
    assert row.actor.doubts == (Doubt.NO_MARK,)


def test_what_a_scan_has_left_of_a_symbol_is_doubted() -> None:
    (row,) = one(f"{HEAD}1\tMenerima\tTidak\t\\rightarrow\t\tATK\t1 jam\tSurat\t\n").rows
    assert (row.actor.value, row.actor.confidence) == (1, Confidence.GUESSED)
    assert row.actor.doubts == (Doubt.WEAK_MARK,)


def test_a_missing_number_is_doubted_and_the_next_ones_are_not() -> None:
    table = one(f"{HEAD}1\t{SATU}\t{DUA}2\t{TIGA}")
    assert [row.number.doubts for row in table.rows] == [(), (Doubt.NO_NUMBER,), ()]


def test_a_table_without_numbers_is_not_doubted_for_it() -> None:
    table = one(f"{HEAD}\t{SATU}\t{DUA}")
    assert (activities(table), doubts(table)) == (["Satu", "Dua"], set())


def test_a_step_broken_over_a_page_is_put_together() -> None:
    table = one(
        f"{HEAD}1\tMenerima surat dari\tv\t\t\tATK\t1 jam\tSurat\t\n\n"
        f"{HEAD}\tkepala dinas\t\t\t\tAgenda\t\t\t\n2\tMencatat\t\tv\t\t\t1 jam\tBuku\t\n"
    )
    assert activities(table) == ["Menerima surat dari kepala dinas", "Mencatat"]
    assert table.rows[0].needs.value == ("ATK", "Agenda")
    assert table.rows[0].activity.doubts == (Doubt.JOINED,)


def test_a_repeated_heading_goes_on_with_the_table() -> None:
    table = one(f"{HEAD}1\t{SATU}\n{HEAD}2\t{DUA}")
    assert activities(table) == ["Satu", "Dua"]


def test_numbers_that_begin_anew_begin_another_sop() -> None:
    body = f"1\t{SATU}2\t{DUA}"
    found = find_tables(
        text_grids(f"Surat Masuk\n{HEAD}{body}\nSurat Keluar\n{HEAD}{body}\n{HEAD}")
    )
    assert [(table.title.value, len(table.rows)) for table in found.tables] == [
        ("Surat Masuk", 2),
        ("Surat Keluar", 2),
        ("", 0),
    ]


def test_lines_below_a_step_are_its_own() -> None:
    table = one(
        f"{HEAD}1\tMenerima\tv\t\t\tATK\t1 jam\tSurat\t\n"
        "\t\t\t\t\tAgenda\t\t\t\n2\tMencatat\tv\t\t\t\t\t\t\n"
    )
    assert [row.needs.value for row in table.rows] == [("ATK", "Agenda"), ()]


def test_capsules_in_rows_of_their_own_are_no_steps() -> None:
    table = one(f"{HEAD}\t\t●\t\t\t\t\t\t\n1\tMenerima\tv\t\t\t\t1 jam\tA\t\n\t\t\t\t●\t\t\t\t\n")
    assert (activities(table), table.capsules, table.end_actor) == (["Menerima"], "own_rows", 2)


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Memeriksa surat, apabila salah diperbaiki", Target("step", 1)),
        ("Apakah surat lengkap?", Target("step", 1)),
        ("Jika salah kembali ke langkah 1", Target("step", 1)),
        ("Mengirim surat", None),
    ],
)
def test_a_decision_is_guessed_from_its_words(words: str, leads: Target | None) -> None:
    row = one(f"{HEAD}1\tMengetik\tv\t\t\t\t1 jam\tA\t\n2\t{words}\tv\t\t\t\t1 jam\tB\t\n").rows[1]
    assert row.no.value == leads
    assert (row.no.confidence is Confidence.GUESSED) is bool(leads)


def test_a_first_step_that_decides_leads_to_the_end() -> None:
    (row,) = one(f"{HEAD}1\tApakah lengkap?\tv\t\t\t\t1 jam\tA\t\n").rows
    assert row.no.value == Target("end")


def test_an_examination_may_be_a_decision() -> None:
    (row,) = one(f"{HEAD}1\tMemeriksa laporan\tv\t\t\t\t1 jam\tA\t\n").rows
    assert (row.no.value, row.no.doubts) == (None, (Doubt.MAYBE_DECISION,))


def test_tidak_beside_an_arrow_makes_a_decision() -> None:
    row = one(
        f"{HEAD}1\tMengetik\tv\t\t\t\t1 jam\tA\t\n2\tMenyetujui\tTidak\tv\t\t\t1 jam\tB\t\n"
    ).rows[1]
    assert (row.no.value, row.no.confidence) == (Target("step", 1), Confidence.INFERRED)
    assert row.no.doubts == (Doubt.DECISION_BY_SIGN, Doubt.NO_LEADS_UP)


def test_a_time_that_is_not_understood_is_doubted_and_kept() -> None:
    (row,) = one(f"{HEAD}1\tMenulis\tv\t\t\t\t2 bulan; 5 hari kerja\tA\t\n").rows
    assert (row.time.value, row.time.doubts) == (
        "2 bulan; 5 hari kerja",
        (Doubt.TIME_NOT_UNDERSTOOD,),
    )


def test_an_identity_block_above_the_table_is_read() -> None:
    table = one(
        "Nomor SOP\t: 12/SOP/2026\nNama SOP\t: Surat Masuk\nDisahkan oleh\tKepala Dinas\n"
        "Dasar Hukum:\tKualifikasi Pelaksana:\n1. UU 30/2014\t1. SMA\n2. PP 94/2021\t2. Teliti\n"
        f"\n{HEAD}1\tMenerima\tv\t\t\t\t1 jam\tA\t\n"
    )
    assert table.title.value == "Surat Masuk"
    assert {name: value.value for name, value in table.identity.items()} == {
        "number": "12/SOP/2026",
        "approver_title": "Kepala Dinas",
        "legal_basis": "1. UU 30/2014\n2. PP 94/2021",
        "qualifications": "1. SMA\n2. Teliti",
    }


@pytest.mark.parametrize(
    "text",
    ["", "bukan tabel", "a\tb\tc\n1\t2\t3\n", "Nama\tAlamat\nSiti\tJalan 1\n", "\t\t\t\n\t\t\t\n"],
)
def test_what_is_no_sop_is_passed_over(text: str) -> None:
    assert find_tables(text_grids(text)).tables == ()


def test_the_only_table_without_a_title_has_the_files_name() -> None:
    grids = text_grids(f"{HEAD}1\tMenerima\tv\t\t\t\t1 jam\tA\t\n")
    title = find_tables(grids, name="Surat Masuk").tables[0].title
    assert (title.value, title.doubts) == ("Surat Masuk", (Doubt.TITLE_FROM_NAME,))
    assert find_tables(grids).tables[0].title.doubts == (Doubt.NO_TITLE,)


def test_a_name_and_a_heading_broken_by_narrow_columns_are_put_together() -> None:
    (grid,) = text_grids(f"{HEAD}1\t{SATU}")
    cells = tuple(
        replace(cell, text="Anali\ns") if cell.text == "Analis" else cell for cell in grid.cells
    )
    lines = ("Lampiran", "SOP Penerimaan Surat", "dan Pencatatannya")
    (table,) = find_tables([replace(grid, cells=cells, heading=lines, is_wrapped=True)]).tables
    assert table.title.value == "Penerimaan Surat dan Pencatatannya"
    assert [actor.value for actor in table.actors] == ["Staf", "Analis", "Kepala"]


def test_a_cell_that_stands_in_no_column_is_said_to_be_missing() -> None:
    (row,) = one(f"{HEAD}1\tMenerima\tv\t\t\tATK\t1 jam\tSurat\t\tLampiran\n").rows
    assert row.number.doubts == (Doubt.LETTERS_LOST,)
    (row,) = one(f"{HEAD}1\tMenerima\tv\t\t\tATK\t1 jam\tSurat\t\t-\n").rows
    assert row.number.doubts == ()


@pytest.mark.parametrize(
    ("needs", "items", "doubts_"),
    [
        ("<b>ATK", ("ATK",), (Doubt.LETTERS_LOST,)),
        ("1. ATK 2. Buku", ("ATK", "Buku"), ()),
        ("a. ATK", ("ATK",), ()),
        ("- ATK - Buku", ("ATK", "Buku"), ()),
        ("x<y", ("x<y",), ()),
    ],
)
def test_letters_that_do_not_come_to_the_step_are_doubted(
    needs: str, items: tuple[str, ...], doubts_: tuple[Doubt, ...]
) -> None:
    (row,) = one(f"{HEAD}1\tMenerima\tv\t\t\t{needs}\t1 jam\tSurat\t\n").rows
    assert (row.needs.value, row.needs.doubts) == (items, doubts_)


@pytest.mark.parametrize(
    ("mark", "is_lost"), [("Diketahui bersama", True), ("Tidak", False), ("mulai", False)]
)
def test_words_that_say_nothing_about_who_acts_are_said_to_be_missing(
    mark: str, is_lost: bool
) -> None:
    (row,) = one(f"{HEAD}1\tMenerima\tv\t{mark}\t\tATK\t1 jam\tSurat\t\n").rows
    assert (Doubt.LETTERS_LOST in row.actor.doubts) is is_lost


def test_a_number_that_is_none_is_said_to_be_missing() -> None:
    (row,) = one(f"{HEAD}IIA\tMenerima surat\tv\t\t\tATK\t1 jam\tSurat\t\n").rows
    assert row.number.doubts == (Doubt.LETTERS_LOST,)


def test_a_heading_between_the_rows_is_said_to_be_left_out() -> None:
    table = find_tables(
        html_grids(
            "<table><tr><td>No<td>Kegiatan<td>Staf<td>Waktu<td>Output"
            "<tr><td>1<td>Menerima<td>v<td>1 jam<td>Surat<tr><td colspan=5>Tahap II"
            "<tr><td>2<td>Mencatat<td>v<td>1 jam<td>Buku</table>"
        )
    ).tables[0]
    assert (len(table.rows), table.doubts) == (2, (Doubt.BETWEEN_ROWS,))


def test_the_number_of_an_sop_stands_in_the_lines_above_its_table() -> None:
    table = one(f"Nomor SOP : 067/18/KS/2026\nSOP Surat Masuk\n{HEAD}{SATU}")
    assert table.identity["number"].value == "067/18/KS/2026"
    assert table.title.value == "Surat Masuk"
