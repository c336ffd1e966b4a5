"""Tables out of files."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from openpyxl import Workbook, load_workbook

from procedures.files.html import html_grids
from procedures.files.packages import MOST_PART
from procedures.files.pdf import MOST_EDGES
from procedures.files.problems import Problem, Unreadable
from procedures.files.reader import MOST_BYTES, read_content, read_file
from procedures.reading import Doubt, FoundTable, Grid, find_tables
from tests import make

from . import reading_files as files


def one(grids: list[Grid]) -> FoundTable:
    (table,) = find_tables(grids).tables
    return table


def assert_is_the_sop(table: FoundTable) -> None:
    assert [actor.value for actor in table.actors] == ["Staf", "Analis", "Kepala"]
    assert [row.activity.value for row in table.rows] == [row[1] for row in files.ROWS]
    assert [row.actor.value for row in table.rows] == [0, 1, 2]
    assert [row.time.value for row in table.rows] == ["10 menit", "1 jam", "1 hari kerja"]
    assert [row.needs.value for row in table.rows] == [("Surat masuk", "Buku agenda"), ("ATK",), ()]
    assert [row.output.value for row in table.rows] == ["Surat", "Surat", "Surat sah"]
    assert [row.remark.value for row in table.rows] == ["", "", "Arsip"]


def problem(file: BytesIO) -> Problem:
    with pytest.raises(Unreadable) as why:
        read_file(file)
    return why.value.problem


def test_a_workbook_is_read() -> None:
    table = one(read_file(files.xlsx()))
    assert_is_the_sop(table)
    assert table.title.value == "SOP Surat"


def test_a_word_file_is_read() -> None:
    table = one(read_file(files.word([*files.HEAD, *files.ROWS], titles=["SOP Surat Masuk"])))
    assert_is_the_sop(table)
    assert table.title.value == "Surat Masuk"


def test_html_from_the_clipboard_is_read() -> None:
    head = (
        "<tr><td rowspan=2>No<td rowspan=2>Kegiatan<td colspan=3>Pelaksana<td colspan=3>Mutu Baku"
        "<td rowspan=2>Ket.<tr><td>Staf<td>Analis<td>Kepala<td>Kelengkapan<td>Waktu<td>Output"
    )
    body = "".join(
        "<tr>" + "".join(f"<td><p>{text.replace(chr(10), '<p>')}</p>" for text in row)
        for row in files.ROWS
    )
    page = f"<html><style>td{{}}</style><p>SOP Surat <b>Masuk</b></p><table>{head}{body}</table>"
    table = one(read_content(page.encode(), "html"))
    assert_is_the_sop(table)
    assert table.title.value == "Surat Masuk"


def test_tags_typed_into_cells_are_taken_out_and_scripts_are_not_kept() -> None:
    rows = [
        ["1", "<script>alert(1)</script>Menerima", "v", "", "", "<b>ATK</b>", "1 jam", "x<y", ""]
    ]
    row = one(read_file(files.xlsx([*files.HEAD, *rows]))).rows[0]
    assert (row.activity.value, row.needs.value) == ("alert(1)Menerima", ("ATK",))
    assert row.output.value == "x<y"


def test_a_shaded_cell_tells_who_acts_with_a_doubt() -> None:
    rows = [["1", "Menerima", "", "", "", "ATK", "1 jam", "Surat", ""]]
    row = one(read_file(files.xlsx([*files.HEAD, *rows], shaded=["D3"]))).rows[0]
    assert (row.actor.value, row.actor.doubts) == (1, (Doubt.SHADED,))


def test_numbers_with_words_in_their_format_and_results_of_formulas_are_times() -> None:
    rows = [[1, "Menerima", "v", "", "", "ATK", 30, "Surat"], [2, "Mencatat", "v"]]
    book = load_workbook(files.xlsx([*files.HEAD, *rows]))
    sheet = book.worksheets[0]
    sheet["G3"].number_format = '0" menit"'
    sheet["G4"] = "=G3*2"  # never opened in Excel: it has no result
    file = BytesIO()
    book.save(file)
    assert [row.time.value for row in one(read_file(file)).rows] == ["30 menit", "=G3*2"]


def test_two_tables_below_each_other_on_a_sheet_are_two_sops() -> None:
    title = [["Surat Keluar"] + [""] * 8]
    gap = [[""] * 9]
    rows = [*files.HEAD, *files.ROWS, *gap, *title, *files.HEAD, *files.ROWS]
    found = find_tables(read_file(files.xlsx(rows, merged=[])))
    assert [(table.title.value, len(table.rows)) for table in found.tables] == [
        ("SOP Surat", 3),
        ("Surat Keluar", 3),
    ]


def test_a_cell_merged_over_two_steps_is_read_for_both_with_a_doubt() -> None:
    rows = [
        ["1", "Menerima", "v", "", "", "ATK", "1 jam", "Surat", ""],
        ["2", "Mencatat", "v"] + [""] * 6,
    ]
    table = one(read_file(files.xlsx([*files.HEAD, *rows], merged=[*files.MERGED, "F3:F4"])))
    assert [row.needs.value for row in table.rows] == [("ATK",), ("ATK",)]
    assert [row.needs.doubts for row in table.rows] == [(), (Doubt.MERGED,)]


def test_hidden_sheets_are_not_read() -> None:
    book = Workbook()
    for state in ("visible", "hidden"):
        sheet = book.create_sheet()
        sheet.sheet_state = state
        for line in [*files.HEAD, *files.ROWS]:
            sheet.append(line)
    file = BytesIO()
    book.save(file)
    assert len(find_tables(read_file(file)).tables) == 1


def test_rows_that_word_counts_itself_have_their_numbers() -> None:
    document = docx.Document()
    table = document.add_table(5, 9)
    files.fill(table, [*files.HEAD, *files.ROWS])
    for row in (2, 3, 4):
        files.numbered(table, row)
    assert [row.number.value for row in one(read_file(files.saved(document))).rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", Problem.EMPTY),
        (b" \n ", Problem.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, Problem.OLD_OFFICE),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), Problem.ENCRYPTED),
        (make.PNG, Problem.OTHER_KIND),
        (b"MZ\0\0\0", Problem.OTHER_KIND),
        (b"%PDF-1.7\nno more", Problem.DAMAGED),
        (b"x" * (MOST_BYTES + 1), Problem.TOO_BIG),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, what: Problem) -> None:
    assert problem(BytesIO(content)) == what


def pdf(page: bytes, *, trailer: bytes = b"") -> BytesIO:
    """Make a PDF of one page."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32),
    ]
    objects = b"".join(b"%d 0 obj%s endobj\n" % each for each in enumerate(parts, start=1))
    return BytesIO(
        b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R/Size 6" + trailer + b">>\n%%EOF"
    )


def test_a_pdf_with_a_password_is_told_to_have_one() -> None:
    locked = pdf(b"", trailer=b"/Encrypt 5 0 R/ID[<00><00>]")
    assert problem(locked) == Problem.ENCRYPTED


def test_a_pdf_without_tables_has_no_tables() -> None:
    assert read_file(pdf(b"")) == []


SCANNED = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"


def test_a_picture_of_a_paper_is_said_to_be_one() -> None:
    assert problem(pdf(SCANNED)) == Problem.SCAN


def test_the_reading_process_may_not_have_more_memory_than_stated() -> None:
    ask = (
        "from procedures.files import child; child.limit()\n"
        "try: bytearray(child.MEMORY)\n"
        "except MemoryError: print('refused')"
    )
    answer = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert answer.stdout == "refused\n"


def test_what_takes_the_reading_process_too_long_is_said_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("procedures.files.reader.SECONDS", 0.01)
    assert problem(files.xlsx()) == Problem.TOO_LONG


def test_a_page_with_too_many_lines_is_refused() -> None:
    lines = b"".join(b"0 %d m 500 %d l S\n" % (y % 800, y % 800) for y in range(MOST_EDGES + 1))
    assert problem(pdf(lines)) == Problem.TOO_MUCH


def test_a_text_of_too_many_cells_is_refused() -> None:
    assert problem(BytesIO(b"a\t" * 60_001)) == Problem.TOO_MUCH


def test_a_text_with_a_huge_cell_is_refused() -> None:
    assert problem(BytesIO(b"a\t" + b"x" * 131_073)) == Problem.TOO_MUCH


@pytest.mark.parametrize(("between", "around"), [(b"\t", b"%s"), (b"<td>", b"<table><tr><td>%s")])
def test_a_table_of_too_many_columns_is_refused(between: bytes, around: bytes) -> None:
    def wide(columns: int) -> BytesIO:
        return BytesIO(around % between.join([b"1"] * columns))

    (grid,) = read_file(wide(200))
    assert len(grid.cells) == 200
    assert problem(wide(201)) == Problem.TOO_MUCH


def package(name: str, content: bytes) -> BytesIO:
    file = files.word([*files.HEAD])
    with ZipFile(file, "a", ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    file.seek(0)
    return file


def test_macros_are_refused() -> None:
    assert problem(package("word/vbaProject.bin", b"x")) == Problem.MACROS


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = package("word/huge.xml", b"\0" * (MOST_PART + 1))
    assert len(bomb.getvalue()) < 100_000
    assert problem(bomb) == Problem.UNPACKS_TOO_BIG


def test_a_broken_package_is_damaged() -> None:
    content = bytearray(files.xlsx().getvalue())
    middle = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[middle : middle + 200] = b"\xff" * 200
    assert problem(BytesIO(bytes(content))) == Problem.DAMAGED


def test_ten_thousand_rows_are_refused() -> None:
    rows = [["1", "Menerima", "v"]] * 10_000
    assert problem(files.xlsx(rows, merged=[])) == Problem.TOO_MANY_ROWS


def test_html_that_nests_without_end_is_no_table() -> None:
    assert html_grids("<div>" * 100_000) == []
