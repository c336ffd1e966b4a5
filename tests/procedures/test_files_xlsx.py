"""What Excel makes: what it shows is read, what it hides is said, what it made of a text too."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from procedures.exchange.found import table_to_json
from procedures.files.values import shown
from procedures.files.xlsx import xlsx_grids
from procedures.forms.sentences import doubt_sentences
from procedures.reading import Doubt, FoundRow, FoundTable, find_tables
from tests.papers import SHARED

from .word_files import HEAD, ROWS

NO_DOUBT: tuple[Doubt, ...] = ()


def workbook(change: Callable[[Worksheet], object] = lambda sheet: None) -> BytesIO:
    """Make a workbook of one SOP's table, changed."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [HEAD, *ROWS]:
        sheet.append([text or None for text in row])
    change(sheet)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def with_cell(at: str, value: Any, number_format: str = "", font: Font | None = None) -> BytesIO:
    """Make a workbook with one other cell."""

    def change(sheet: Worksheet) -> None:
        sheet[at] = value
        if number_format:
            sheet[at].number_format = number_format
        if font:
            sheet[at].font = font

    return workbook(change)


def one(file: BytesIO) -> FoundTable:
    (found,) = find_tables(xlsx_grids(file)).tables
    return found


def first(file: BytesIO) -> FoundRow:
    return one(file).rows[0]


def test_a_plain_sheet_has_no_doubts() -> None:
    found = one(workbook())
    assert (found.doubts, [*found.rows[0].doubts()]) == ((), [])
    assert [row.time.value for row in found.rows] == ["30 menit", "15 menit", "10 menit"]


@pytest.mark.parametrize(
    ("value", "number_format", "read", "doubts"),
    [
        (time(0, 30), "h:mm", "30 menit", NO_DOUBT),
        (time(0, 30), "h:mm:ss", "30 menit", NO_DOUBT),
        (time(1, 30), "hh:mm", "1 jam 30 menit", NO_DOUBT),
        (time(6, 59), "h:mm", "6 jam 59 menit", NO_DOUBT),
        (time(7, 0), "h:mm", "7 jam", (Doubt.TIME_OF_DAY,)),
        (time(2, 0), "h:mm AM/PM", "2 jam", (Doubt.TIME_OF_DAY,)),
        (time(0, 1, 30), "mm:ss", "1 menit 30 detik", NO_DOUBT),
        (timedelta(hours=1, minutes=30), "[h]:mm", "1 jam 30 menit", NO_DOUBT),
        (timedelta(hours=30), "[h]:mm:ss", "30 jam", NO_DOUBT),
        (0.5, "0%", "50%", (Doubt.TIME_NOT_UNDERSTOOD,)),
        (30, '0" menit"', "30 menit", NO_DOUBT),
        (30, '0" menit";-0" menit"', "30 menit", NO_DOUBT),
        (90.5, '#,##0.0" menit"', "90,5 menit", NO_DOUBT),
        (date(2026, 10, 5), "d-mmm", "5-10", (Doubt.WAS_DATE, Doubt.TIME_NOT_UNDERSTOOD)),
        (date(2026, 5, 10), "d-mmm", "5-10", (Doubt.WAS_DATE, Doubt.TIME_NOT_UNDERSTOOD)),
        (date(2026, 3, 1), "dd/mm", "1-3", (Doubt.WAS_DATE, Doubt.TIME_NOT_UNDERSTOOD)),
        (date(2020, 1, 1), "mmm-yy", "1-20", (Doubt.WAS_DATE, Doubt.TIME_NOT_UNDERSTOOD)),
        (
            date(2026, 10, 5),
            "yyyy-mm-dd",
            "5-10",
            (Doubt.WAS_DATE, Doubt.TIME_NOT_UNDERSTOOD),
        ),
        ("#REF!", "", "#REF!", (Doubt.ERROR_VALUE,)),
        ("#N/A", "", "#N/A", (Doubt.ERROR_VALUE,)),
    ],
)
def test_a_time_is_read_from_what_excel_keeps(
    value: object, number_format: str, read: str, doubts: tuple[Doubt, ...]
) -> None:
    found = first(with_cell("F2", value, number_format)).time
    assert (found.value, tuple(d for d in found.doubts)) == (read, doubts)


def test_a_heading_that_names_the_unit_gives_it_to_a_range_that_excel_made_a_date_of() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F1"] = "Waktu (menit)"
        sheet["F2"] = date(2026, 10, 5)
        sheet["F2"].number_format = "d-mmm"
        sheet["F3"], sheet["F4"] = 15, 10

    found = one(workbook(change))
    assert [row.time.value for row in found.rows] == ["5-10 menit", "15 menit", "10 menit"]
    assert found.rows[0].time.doubts == (Doubt.WAS_DATE,)
    (sentence,) = doubt_sentences(table_to_json(found)["rows"][0]["doubts"]["time"])
    assert "5-10 menit" in sentence


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (time(7, 30), "h:mm", "7:30"),
        (timedelta(hours=26), "[h]:mm", "26:00"),
        (date(2026, 10, 5), "dd/mm/yyyy", "5-10-2026"),
        (datetime(2026, 10, 5, 8, tzinfo=UTC), "dd/mm/yyyy hh:mm", "5-10-2026 08:00"),
        (198001012005011001, "0", "198001012005011001"),
        (0.125, "0.0%", "12,5%"),
        (True, "General", "TRUE"),
        (30, ";;;", ""),
        ("a_x000D_b_x0041_", "@", "a\rbA"),
        ("a_xD83D__xDE00_b", "@", "a\U0001f600b"),
        ("a_xD800_b_xDC00_", "@", "a\ufffdb\ufffd"),
        ("a_xDE00__xD83D_", "@", "a\ufffd\ufffd"),
    ],
)
def test_other_columns_show_what_excel_shows(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "30\u00a0menit",
        "30\u2003menit",
        "30\u202fmenit",
        "30\r\nmenit",
        "30 me\u00adnit\u200b",
        "30\tmenit",
    ],
)
def test_every_blank_is_a_blank_and_what_is_unseen_nothing(text: str) -> None:
    found = first(with_cell("F2", text)).time
    assert (found.value, found.doubts) == ("30 menit", ())


@pytest.mark.parametrize(
    ("mark", "font"),
    [
        ("ü", "Wingdings"),
        ("P", "Wingdings 2"),
        ("a", "Webdings"),
        ("l", "Wingdings"),
        ("·", "Symbol"),
    ],
)
def test_signs_in_their_font_are_marks(mark: str, font: str) -> None:
    actor = first(with_cell("C2", mark, font=Font(name=font))).actor
    assert (actor.value, actor.doubts) == (0, ())
    rich = CellRichText(TextBlock(InlineFont(rFont=font), mark))
    actor = first(with_cell("C2", rich)).actor
    assert (actor.value, actor.doubts) == (0, ())


@pytest.mark.parametrize(
    ("value", "font"),
    [
        ("30 menit", Font(strike=True)),
        (CellRichText("30 ", TextBlock(InlineFont(strike=True), "menit")), None),
    ],
)
def test_struck_text_is_doubted(value: object, font: Font | None) -> None:
    found = first(with_cell("F2", value, font=font)).time
    assert (found.value, found.doubts) == ("30 menit", (Doubt.STRUCK,))


def hide(what: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        if what == "row":
            sheet.row_dimensions[3].hidden = True
        elif what == "first row":
            sheet.row_dimensions[2].hidden = True
        else:
            sheet.column_dimensions["E"].hidden = True

    return change


@pytest.mark.parametrize(("what", "rows"), [("row", [2, 4]), ("first row", [3, 4])])
def test_hidden_rows_are_left_out_and_said(what: str, rows: list[int]) -> None:
    found = one(workbook(hide(what)))
    told = [row.number.evidence.row for row in found.rows if row.number.evidence]
    assert (told, found.doubts) == (rows, (Doubt.HIDDEN,))


def test_hidden_columns_are_left_out_and_said() -> None:
    found = one(workbook(hide("column")))
    assert [row.needs.value for row in found.rows] == [(), (), ()]
    assert [row.time.value for row in found.rows] == ["30 menit", "15 menit", "10 menit"]
    assert found.doubts == (Doubt.HIDDEN,)


def test_a_merged_cell_is_seen_as_long_as_one_of_its_rows_is() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("E2:E3")
        sheet.row_dimensions[2].hidden = True

    assert one(workbook(change)).rows[0].needs.value == ("Disposisi",)


def test_of_two_sops_on_a_sheet_the_one_that_hides_nothing_is_not_doubted() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.append([])
        sheet.append(["SOP Surat Keluar"])
        for row in [HEAD, *ROWS]:
            sheet.append([text or None for text in row])
        sheet.row_dimensions[8].hidden = True

    found = find_tables(xlsx_grids(workbook(change))).tables
    assert [table.doubts for table in found] == [(), (Doubt.HIDDEN,)]


def test_hidden_rows_without_letters_are_not_worth_a_word() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[7].hidden = True

    assert one(workbook(change)).doubts == ()


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def rewritten(old: str, new: str) -> BytesIO:
    """Make a workbook whose sheet has other XML."""
    changed = BytesIO()
    with ZipFile(workbook()) as package, ZipFile(changed, "w", ZIP_DEFLATED) as other:
        for name in package.namelist():
            content = package.read(name).decode()
            if name == SHEET:
                assert old in content
                content = content.replace(old, new, 1)
            other.writestr(name, content)
    changed.seek(0)
    return changed


def shared(file: BytesIO, item: str) -> BytesIO:
    """Make the string Disposisi of a workbook one of those that cells share."""
    changed = BytesIO()
    kinds = '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxml'
    kinds += 'formats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    way = '<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://schemas.openxmlformats'
    way += '.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
    cell = 't="inlineStr"><is><t>Disposisi</t></is></c>'
    changes = {
        SHEET: (cell, 't="s"><v>0</v></c>'),
        "[Content_Types].xml": ("</Types>", kinds),
        "xl/_rels/workbook.xml.rels": ("</Relationships>", way),
    }
    with ZipFile(file) as package, ZipFile(changed, "w", ZIP_DEFLATED) as other:
        for name in package.namelist():
            content = package.read(name).decode()
            other.writestr(name, content.replace(*changes.get(name, ("", "")), 1))
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        other.writestr(STRINGS, f'<sst xmlns="{main}" count="1"><si>{item}</si></sst>')
    changed.seek(0)
    return changed


def test_a_row_without_height_is_hidden() -> None:
    file = rewritten('<row r="3"', '<row r="3" ht="0" customHeight="1"')
    found = one(file)
    assert (len(found.rows), found.doubts) == (2, (Doubt.HIDDEN,))


@pytest.mark.parametrize(
    ("item", "doubts"),
    [
        ("<t>Disposisi</t>", ()),
        ("<r><t>Dispo</t></r><r><rPr><b/></rPr><t>sisi</t></r>", ()),
        ('<t>Disposisi</t><rPh sb="0" eb="1"><t>xyz</t></rPh>', ()),
        ("<t>Disposisi</t><x><t>Agenda</t></x>", (Doubt.LETTERS_LOST,)),
    ],
)
def test_letters_that_no_reader_looks_at_are_found_by_the_second_look(
    item: str, doubts: tuple[Doubt, ...]
) -> None:
    inline = rewritten("<is><t>Disposisi</t></is>", f"<is>{item}</is>")
    for file in (inline, shared(workbook(), item)):
        needs = first(file).needs
        assert (needs.value, needs.doubts) == (("Disposisi",), doubts)


@pytest.mark.shared
def test_the_offices_sheets_that_went_wrong_are_right() -> None:
    def read(name: str) -> FoundTable:
        return one(BytesIO((SHARED / f"cases/reading/{name}.xlsx").read_bytes()))

    dates, blanks, hidden = read("dates"), read("nbsp"), read("hiddenrow")
    assert [row.time.value for row in dates.rows] == ["5-10", "30 menit", "1 jam 30 menit"]
    assert [row.time.doubts for row in dates.rows[1:]] == [(), ()]
    sentence = doubt_sentences(table_to_json(dates)["rows"][0]["doubts"]["time"])[0]
    assert "5-10" in sentence
    assert [row.activity.value for row in blanks.rows] == [
        "Menyusun konsep surat", "Memeriksa konsep surat", "Mengarsipkan surat",
    ]  # fmt: skip
    assert [row.time.value for row in blanks.rows] == ["30 menit", "15 menit", "10 menit"]
    assert [row.activity.value for row in hidden.rows] == [
        "Menyusun konsep surat", "Mengarsipkan surat",
    ]  # fmt: skip
    assert hidden.doubts == (Doubt.HIDDEN,)


def test_a_raised_number_goes_on_with_no_other() -> None:
    raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
    found = one(with_cell("F2", CellRichText("3", raised, " hari")))
    assert found.rows[0].time.value == "3 1 hari"
    plain = TextBlock(InlineFont(b=True), "1")
    found = one(with_cell("F2", CellRichText("3", plain, " hari")))
    assert found.rows[0].time.value == "31 hari"


@pytest.mark.parametrize(
    ("value", "doubts"), [(30, (Doubt.HIDDEN,)), ("30", (Doubt.HIDDEN, Doubt.LETTERS_LOST))]
)
def test_what_a_format_hides_is_left_out_and_said(value: Any, doubts: tuple[Doubt, ...]) -> None:
    time = one(with_cell("F2", value, ";;;")).rows[0].time
    assert (time.value, time.doubts) == ("", doubts)


@pytest.mark.parametrize(
    ("cell", "remark"),
    [
        ('<c r="H2" t="str"><f>IF(1,"")</f><v></v></c>', ""),
        ('<c r="H2" t="str"><f>IF(1,"")</f></c>', ""),
        ('<c r="H2" t="str"><f>"Segera"</f><v>Segera</v></c>', "Segera"),
        ('<c r="H2"><f>IF(1,"")</f></c>', '=IF(1,"")'),
    ],
)
def test_a_formula_that_says_nothing_is_blank(cell: str, remark: str) -> None:
    file = BytesIO()
    with ZipFile(with_cell("H2", "=1")) as before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = re.sub('<c r="H2".*?</c>', lambda _: cell, before.read(name).decode())
            after.writestr(name, part)
    file.seek(0)
    assert one(file).rows[0].remark.value == remark


@pytest.mark.parametrize(
    ("value", "number_format", "read", "doubts"),
    [
        (30, ";;", "", (Doubt.HIDDEN,)),
        (30, '"";"";"";""', "", (Doubt.HIDDEN,)),
        (0, "0;-0;;@", "", (Doubt.HIDDEN,)),
        (-30, "0;;0", "", (Doubt.HIDDEN,)),
        (30, '[>100]0;""', "", (Doubt.HIDDEN,)),
        (date(2026, 10, 5), ";;;", "", (Doubt.HIDDEN,)),
        (time(0, 30), ";;;", "", (Doubt.HIDDEN,)),
        ("30 menit", "0;0;0;", "", (Doubt.HIDDEN, Doubt.LETTERS_LOST)),
        ("30 menit", ";;;", "", (Doubt.HIDDEN, Doubt.LETTERS_LOST)),
        (True, ";;;", "", (Doubt.HIDDEN,)),
        (30, '"selesai"', "selesai", (Doubt.HIDDEN,)),
        (0, '0;-0;"-"', "-", NO_DOUBT),
        (30, '[White]0" menit"', "30 menit", (Doubt.FAINT,)),
        (30, r"0\ \m\e\n\i\t", "30 menit", NO_DOUBT),
        ("30", '@" menit"', "30 menit", NO_DOUBT),
        ("30", '0;0;0;@" menit"', "30 menit", NO_DOUBT),
        ("30 menit", "0;0", "30 menit", NO_DOUBT),
        ("30 menit", ";;;@", "30 menit", NO_DOUBT),
        (True, "General", "TRUE", (Doubt.TRUE_OR_FALSE,)),
        (False, "General", "FALSE", (Doubt.TRUE_OR_FALSE,)),
    ],
)
def test_a_format_shows_what_excel_shows(
    value: object, number_format: str, read: str, doubts: tuple[Doubt, ...]
) -> None:
    found = first(with_cell("F2", value, number_format)).time
    assert (found.value, found.doubts) == (read, doubts)


def test_a_format_hides_a_text_in_pieces_too() -> None:
    rich = CellRichText("30 ", TextBlock(InlineFont(b=True), "menit"))
    found = first(with_cell("F2", rich, ";;;")).time
    assert (found.value, found.doubts) == ("", (Doubt.HIDDEN, Doubt.LETTERS_LOST))
    shown_in = first(with_cell("F2", rich, "General")).time
    assert (shown_in.value, shown_in.doubts) == ("30 menit", NO_DOUBT)


ACCOUNTING = '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1500, "[$Rp-421]#,##0", "Rp 1500"),
        (1500, '"Rp "#,##0.00_);("Rp "#,##0.00)', "Rp 1500"),
        (-1500, '"Rp "#,##0.00_);("Rp "#,##0.00)', "(Rp 1500)"),
        (1500000, '"Rp"#,##0', "Rp1500000"),
        (30, "$#,##0", "30"),
        (16, '"ND-"000', "ND-016"),
        (16, '"No. "000"/ND"', "No. 016/ND"),
        (5, "000", "005"),
        (12345, "000", "12345"),
        (198001012005011001, '00000000" "000000" "0" "000', "19800101 200501 1 001"),
        (-5, "0", "-5"),
        (-5, "0;[Red]-0", "-5"),
        (0, "#", ""),
        (0.5, "#.00", "0,5"),
        (1.5, "# ?/?", "1,5"),
        (12345, "0.00E+00", "12345"),
        (1e300, "0", "1e+300"),
        (0.1 + 0.2, "0.0", "0,3"),
        (0, ACCOUNTING, "-"),
        (1500, ACCOUNTING, "1500"),
        (-1500, ACCOUNTING, "(1500)"),
        (0.5, "0%;-0%", "50%"),
        (30, '0" menit; istirahat";;', "30 menit; istirahat"),
    ],
)
def test_words_of_a_format_stand_on_their_side(
    value: object, number_format: str, text: str
) -> None:
    assert (shown(value, number_format)[0], shown(value, number_format)[2]) == (text, NO_DOUBT)


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        (3, '"2×"0 "jam"', "2×3 jam"),
        (3, '"1"0 "menit"', "13 menit"),
        (30, '0_ "menit"', "30menit"),
        (1.3, '0.00" jam"', "1,3 jam"),
        (timedelta(minutes=90), '[m]" menit"', "1 jam 30 menit"),
        (timedelta(minutes=90), "[h]:mm", "1 jam 30 menit"),
        (timedelta(seconds=90), "[s]", "1 menit 30 detik"),
    ],
)
def test_a_time_is_what_its_format_shows(value: object, number_format: str, read: str) -> None:
    found = first(with_cell("F2", value, number_format)).time
    assert (found.value, found.doubts) == (read, NO_DOUBT)


def test_a_sign_before_a_number_is_not_passed_over() -> None:
    found = first(with_cell("F2", 3, '"> "0 "jam"')).time
    assert (found.value, found.doubts) == ("> 3 jam", (Doubt.TIME_NOT_UNDERSTOOD,))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1.5, '0 "jam"', "2 jam"),
        (1 / 3, "0.00", "0,33"),
        (0.125, "0%", "13%"),
        (0.4, "0", "0"),
        (30000, '0, "menit"', "30 menit"),
        (1500000, '#,##0.0,,"jt"', "1,5jt"),
        (-5, "0;0", "5"),
        (time(1, 30), 'h "jam"', "1:30"),
        (timedelta(minutes=90), '[h]" jam"', "1:30"),
        (time(0, 30, 10), "h:mm", "0:30:10"),
        (time(1, 1, 30), "mm:ss", "1:01:30"),
    ],
)
def test_a_number_of_which_a_format_shows_another_is_doubted(
    value: object, number_format: str, text: str
) -> None:
    found = shown(value, number_format)
    assert (found[0], found[2]) == (text, (Doubt.LETTERS_LOST,))


NAVY = PatternFill("solid", fgColor="FF000080")


@pytest.mark.parametrize(
    ("colour", "fill", "said"),
    [
        (Color(rgb="FFFFFFFF"), None, (Doubt.FAINT,)),
        (Color(theme=0), None, (Doubt.FAINT,)),
        (Color(indexed=9), None, (Doubt.FAINT,)),
        (Color(rgb="FFFFFFFF"), PatternFill("solid", fgColor="FFFFFFFF"), (Doubt.FAINT,)),
        (Color(rgb="FFFFFFFF"), NAVY, NO_DOUBT),
        (Color(rgb="FF000080"), NAVY, (Doubt.FAINT,)),
        (Color(theme=4), PatternFill("solid", fgColor=Color(theme=4)), (Doubt.FAINT,)),
        (Color(theme=4), PatternFill("solid", fgColor=Color(theme=4, tint=0.8)), NO_DOUBT),
        (Color(indexed=64), PatternFill("solid", fgColor="FF000000"), (Doubt.FAINT,)),
        (Color(indexed=18), NAVY, (Doubt.FAINT,)),
        (None, PatternFill("solid", fgColor="FF000000"), (Doubt.FAINT,)),
        (Color(rgb="FF000000"), PatternFill("solid", fgColor="FFFFFF00"), NO_DOUBT),
        (Color(theme=0, tint=-0.5), None, NO_DOUBT),
        (Color(rgb="FFFF0000"), None, NO_DOUBT),
    ],
)
def test_white_letters_are_read_with_a_doubt(
    colour: Color | None, fill: PatternFill | None, said: tuple[Doubt, ...]
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F2"].font = Font(color=colour)
        if fill:
            sheet["F2"].fill = fill

    found = first(workbook(change)).time
    assert (found.value, found.doubts) == ("30 menit", said)


def test_pieces_may_be_white_or_tiny() -> None:
    for look in (InlineFont(color=Color(rgb="FFFFFFFF")), InlineFont(sz=1)):
        found = first(with_cell("F2", CellRichText("30 ", TextBlock(look, "menit")))).time
        assert (found.value, found.doubts) == ("30 menit", (Doubt.FAINT,))
    tiny = first(with_cell("F2", "30 menit", font=Font(sz=1))).time
    assert tiny.doubts == (Doubt.FAINT,)


def test_white_letters_of_a_styled_table_are_seen() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["F2"].font = Font(color="FFFFFFFF")
        sheet.add_table(Table(displayName="Sop", ref="A1:H4"))

    assert first(workbook(change)).time.doubts == NO_DOUBT


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (DifferentialStyle(font=Font(color="FFFFFFFF")), (Doubt.FAINT,)),
        (
            DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;")),
            (Doubt.FAINT,),
        ),
        (DifferentialStyle(font=Font(color="FFFF0000")), NO_DOUBT),
        (
            DifferentialStyle(font=Font(color="FFFFFFFF"), fill=PatternFill(bgColor="FF000080")),
            NO_DOUBT,
        ),
    ],
)
def test_what_a_condition_may_hide_is_read_with_a_doubt(
    look: DifferentialStyle, said: tuple[Doubt, ...]
) -> None:
    def change(sheet: Worksheet) -> None:
        rule = Rule(type="expression", dxf=look, formula=["$F2>0"])
        sheet.conditional_formatting.add("F2:F3", rule)

    found = one(workbook(change))
    assert [each.time.doubts for each in found.rows] == [said, said, NO_DOUBT]


@pytest.mark.parametrize(
    ("operator", "formula", "said"),
    [
        ("equal", ["0"], [NO_DOUBT, (Doubt.FAINT,), NO_DOUBT]),
        ("equal", ["$A$1"], [(Doubt.FAINT,)] * 3),
        ("lessThan", ["10"], [NO_DOUBT, (Doubt.FAINT,), NO_DOUBT]),
        ("lessThanOrEqual", ["30"], [NO_DOUBT, (Doubt.FAINT,), (Doubt.FAINT,)]),
        ("greaterThan", ["0"], [(Doubt.FAINT,), NO_DOUBT, (Doubt.FAINT,)]),
        ("greaterThanOrEqual", ["0"], [(Doubt.FAINT,)] * 3),
        ("notEqual", ["0"], [(Doubt.FAINT,), NO_DOUBT, (Doubt.FAINT,)]),
        ("between", ["5", "-5"], [NO_DOUBT, (Doubt.FAINT,), NO_DOUBT]),
        ("notBetween", ["-5", "5"], [(Doubt.FAINT,), NO_DOUBT, (Doubt.FAINT,)]),
        ("containsText", ["0"], [(Doubt.FAINT,)] * 3),
    ],
)
def test_a_condition_on_numbers_is_tried_with_what_stands_there(
    operator: Any, formula: list[str], said: list[tuple[Doubt, ...]]
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["H2"], sheet["H3"], sheet["H4"] = "nihil", 0, 30
        white = DifferentialStyle(font=Font(color="FFFFFFFF"))
        rule = Rule(type="cellIs", operator=operator, dxf=white, formula=formula)
        sheet.conditional_formatting.add("H2:H4", rule)

    assert [each.remark.doubts for each in one(workbook(change)).rows] == said


def with_sheet(state: str, *rows: list[str]) -> BytesIO:
    """Make a workbook with a sheet that is not shown before the one of the SOP."""
    book = openpyxl.load_workbook(workbook())
    sheet = book.create_sheet("Lama", 0)
    for texts in rows:
        sheet.append(texts)
    sheet.sheet_state = state
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_left_out_and_said(state: str) -> None:
    found = one(with_sheet(state, HEAD, *ROWS))
    assert (len(found.rows), found.doubts) == (3, (Doubt.HIDDEN_SHEETS,))
    assert one(with_sheet(state)).doubts == NO_DOUBT


def test_hidden_sheets_are_said_where_no_sop_is_found() -> None:
    book = openpyxl.load_workbook(with_sheet("hidden", HEAD, *ROWS))
    book.worksheets[1].delete_rows(1, 9)
    file = BytesIO()
    book.save(file)
    found = find_tables(xlsx_grids(file))
    assert (found.tables, found.doubts) == ((), (Doubt.HIDDEN_SHEETS,))


@pytest.mark.parametrize(("text", "said"), [("Tidak", (Doubt.LETTERS_LOST,)), ("", NO_DOUBT)])
def test_texts_in_boxes_over_a_sheet_are_said_to_be_missing(
    text: str, said: tuple[Doubt, ...]
) -> None:
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<xdr:sp><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:sp></xdr:wsDr>"
    )
    office = "http://schemas.openxmlformats.org"
    relation = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument/2006/relationships/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    file = workbook()
    with ZipFile(file, "a", ZIP_DEFLATED) as package:
        package.writestr("xl/drawings/drawing1.xml", drawing)
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", relation)
    assert one(file).doubts == said
