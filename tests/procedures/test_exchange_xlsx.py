"""A version as a workbook: looks like the form, and holds no formulas."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from procedures.definition import Definition, Row
from procedures.exchange.xlsx import version_to_xlsx
from procedures.files.reader import read_file
from procedures.models import Version
from procedures.reading import find_tables
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def sheets(version: Version) -> tuple[Worksheet, Worksheet]:
    """Return the sheets of the exported file, read back: identity and table."""
    whole = Version.objects.with_table().get(pk=version.pk)
    identity, table = load_workbook(BytesIO(version_to_xlsx(whole))).worksheets
    return identity, table


def lines(sheet: Worksheet) -> list[list[object]]:
    return [["" if value is None else value for value in row] for row in sheet.values]


def test_table_looks_like_the_form() -> None:
    rows = (
        Row(
            "Mengetik surat",
            "Staf",
            participants=("Kepala",),
            needs=("Komputer", "Printer"),
            time="10 menit",
            output="Konsep",
            remark="Segera",
        ),
        Row("Memeriksa surat", "Analis", time="1 hari", no=make.to(1)),
        Row("Menandatangani surat", "Kepala"),
    )
    _, table = sheets(make.draft(rows))
    assert lines(table) == [
        ["Membuat surat"] + [""] * 8,
        ["No", "Aktivitas", "Pelaksana", "", "", "Mutu Baku", "", "", "Keterangan"],
        ["", "", "Staf", "Kepala", "Analis", "Kelengkapan", "Waktu", "Output", ""],
        [
            1,
            "Mengetik surat",
            "□",
            "○",
            "",
            "- Komputer\n- Printer",
            "10 menit",
            "Konsep",
            "Segera",
        ],
        [2, "Memeriksa surat", "", "", "◇\nTidak → 1", "", "1 hari", "", ""],
        [3, "Menandatangani surat", "", "□", "", "", "", "", ""],
    ]
    assert {str(area) for area in table.merged_cells.ranges} == {
        "A1:I1",
        "A2:A3",
        "B2:B3",
        "C2:E2",
        "F2:H2",
        "I2:I3",
    }


def test_capsules_and_column_numbers_stand_in_rows_of_their_own() -> None:
    version = make.draft([Row("Ketik", "Staf"), Row("Kirim", "Kepala", yes=make.END)])
    version.capsules = Version.Capsules.OWN_ROWS
    version.has_column_numbers = True
    version.end_actor = version.actors.get(name="Staf")
    version.save()
    _, table = sheets(version)
    assert lines(table)[3:] == [
        [1, 2, 3, 4, 5, 6, 7, 8],
        ["", "", "Mulai", "", "", "", "", ""],
        [1, "Ketik", "□", "", "", "", "", ""],
        [2, "Kirim", "", "□", "", "", "", ""],
        ["", "", "Selesai", "", "", "", "", ""],
    ]
    version.end_actor = None
    version.save()
    assert lines(sheets(version)[1])[-1] == ["", "", "", "Selesai", "", "", "", ""]


def test_signs_say_where_exits_lead_that_do_not_simply_go_on() -> None:
    rows = (
        Row("Ketik", "Staf", yes=make.to(3)),
        Row("Kirim", "Staf", yes=make.END),
        Row("Periksa", "Staf", no=make.END, yes=make.to(2), yes_label="Lengkap"),
    )
    _, table = sheets(make.draft(rows))
    assert [row[2] for row in lines(table)[3:]] == [
        "□\n→ 3",
        "□\n→ selesai",
        "◇\nLengkap → 2",
    ]


def test_draft_without_actors_and_steps_is_an_empty_form() -> None:
    version = make.draft([])
    version.capsules = Version.Capsules.OWN_ROWS
    version.save()
    _, table = sheets(version)
    assert len(lines(table)) == 3
    _, table = sheets(make.draft([Row("Ketik", None)]))
    assert lines(table)[3:] == [[1, "Ketik", "", "", "", "", ""]]


def test_identity_block_looks_like_the_form() -> None:
    version = make.draft()
    version.number = "000/12/2026"
    version.effective_on = date(2026, 8, 17)
    version.approver_title = "Kepala Dinas"
    version.approver_capacity = "plt"
    version.approver_name = "Orang Pertama"
    version.approver_rank = "Pembina (IV/a)"
    version.approver_nip = "123456789012345678"
    version.legal_basis = "1. UU\n2. PP"
    version.recording = "Buku agenda"
    version.save()
    identity, _ = sheets(version)
    unit = str(version.procedure.unit)
    approval = "Plt. Kepala Dinas\n\n\n\n\nOrang Pertama\nPembina (IV/a)\nNIP 123456789012345678"
    assert lines(identity) == [
        [unit, "", "Nomor SOP", "000/12/2026"],
        ["", "", "Tanggal Pembuatan", ""],
        ["", "", "Tanggal Revisi", ""],
        ["", "", "Tanggal Efektif", "17 Agustus 2026"],
        ["", "", "Disahkan oleh", approval],
        ["", "", "Nama SOP", "Membuat surat"],
        ["Dasar Hukum", "", "Kualifikasi Pelaksana", ""],
        ["1. UU\n2. PP", "", "", ""],
        ["Keterkaitan", "", "Peralatan/Perlengkapan", ""],
        ["", "", "", ""],
        ["Peringatan", "", "Pencatatan dan Pendataan", ""],
        ["", "", "Buku agenda", ""],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+62 812", "-", "@SUM(A1)", "=cmd|' /C calc'!A1", " =1", "#N/A"]
)
def test_text_that_begins_like_a_formula_stays_a_text(text: str) -> None:
    _, table = sheets(make.draft([Row(text, "Staf", output=text)]))
    for cell in (table["B4"], table["F4"]):
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix == (text != "#N/A")


def test_control_characters_are_left_out() -> None:
    _, table = sheets(make.draft([Row("Ke\x0btik", "Staf")]))
    assert table["B4"].value == "Ketik"


@pytest.mark.parametrize(("paper", "size"), [("a4", 9), ("f4", 14)])
def test_sheets_are_printed_across_one_landscape_page(paper: str, size: int) -> None:
    version = make.draft()
    unit = version.procedure.unit
    unit.paper = paper
    unit.save()
    for sheet in sheets(version):
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", size)
        across = sheet.sheet_properties.pageSetUpPr
        assert across is not None
        assert (across.fitToPage, setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$1:$3"


def test_exported_workbook_is_read_in_again() -> None:
    rows = (
        Row("Mengetik surat", "Staf", needs=("Komputer", "Printer"), time="10 menit"),
        Row("Memeriksa surat", "Analis", output="Surat", remark="Segera", no=make.to(1)),
        Row("Menandatangani surat", "Kepala", time="5-10 menit"),
    )
    version = make.draft(rows)
    version.has_column_numbers = True
    version.number = "000/12/2026"
    version.approver_title = version.approver_name = ""
    version.capsules = Version.Capsules.OWN_ROWS
    version.end_actor = version.actors.get(name="Analis")
    version.legal_basis = "UU 30/2014"
    version.save()
    whole = Version.objects.with_table().get(pk=version.pk)
    (found,) = find_tables(read_file(BytesIO(version_to_xlsx(whole)))).tables
    assert found.definition() == Definition(
        title="Membuat surat",
        actors=("Staf", "Analis", "Kepala"),
        rows=rows,
        end_actor="Analis",
        capsules="own_rows",
        has_column_numbers=True,
        identity={"number": "000/12/2026", "legal_basis": "UU 30/2014"},
    )
