"""Letters as pages show them: pages of PDF files and photographs, paragraphs, tables, sheets."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pikepdf
import pillow_heif
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from PIL import Image

from procedures.files import reader
from procedures.files.kinds import file_kind
from procedures.files.letters import (
    AT_ONCE,
    Letter,
    LetterTable,
    Paragraph,
    letter_of,
    letter_to_plain,
)
from procedures.files.numbering import letter, roman
from procedures.files.opendocument import odt_blocks
from procedures.files.pages import LONGEST, MOST_PAGES, WIDTH, pdf_pages, picture_pages
from procedures.files.paragraphs import docx_blocks
from procedures.files.problems import Problem, Unreadable
from procedures.files.tables import xlsx_blocks

A4 = (595, 842)
WORDS = {"docx", "odt"}
RED, GREEN = (200, 30, 30), (30, 160, 60)


def pdf(*texts: str, size: tuple[float, float] = A4, **saved: Any) -> bytes:
    """Return a PDF of a page for each text."""
    made, content = pikepdf.new(), BytesIO()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    for text in texts:
        page = made.add_blank_page(page_size=size)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode())
    made.save(content, **saved)
    return content.getvalue()


def pages(content: bytes, first: int = 0) -> Letter:
    """Return what comes of a PDF."""
    return letter_of(pdf_pages(content, first))


def picture(content: bytes) -> Image.Image:
    """Return the picture of the only page of a photograph."""
    [page] = letter_of(picture_pages(content)).pages
    shown = Image.open(BytesIO(page.picture))
    assert (shown.format, shown.size) == ("WEBP", (page.width, page.height))
    return shown.convert("RGB")


def photograph(size: tuple[int, int], kind: str = "JPEG", *, turned: int = 1) -> bytes:
    """Return a photograph, red in its left half and green in the right one, as it was taken."""
    image, content = Image.new("RGB", size, RED), BytesIO()
    image.paste(GREEN, (size[0] // 2, 0, *size))
    exif = image.getexif()
    exif[0x112] = turned
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    image.save(content, kind, exif=exif.tobytes())
    return content.getvalue()


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    """Tell whether a pixel has a colour, but for what is lost in packing."""
    return all(abs(is_ - was) < 40 for is_, was in zip(pixel, colour, strict=True))


def word(change: Callable[[Any], None]) -> bytes:
    """Return a Word file."""
    document, content = docx.Document(), BytesIO()
    change(document)
    document.save(content)
    return content.getvalue()


def odt(body: str) -> bytes:
    """Return an OpenDocument text."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "drawing")
    )
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        )
    return content.getvalue()


# Pages


def test_pages_of_a_pdf_are_drawn_some_at_a_time_and_all_are_told_of() -> None:
    shown = pages(pdf(*(f"Halaman {number}" for number in range(1, 8))), first=2)
    assert [page.text for page in shown.pages] == [f"Halaman {number}" for number in range(1, 8)]
    drawn = [bool(page.picture) for page in shown.pages]
    assert drawn == [2 <= number < 2 + AT_ONCE for number in range(7)]
    assert {(page.width, page.height) for page in shown.pages} == {(WIDTH, 1755)}
    assert (shown.count, shown.is_cut, shown.blocks) == (7, False, ())
    image = Image.open(BytesIO(shown.pages[2].picture))
    assert (image.format, image.size) == ("WEBP", (WIDTH, 1755))
    assert min(image.convert("L").tobytes()) < 60  # there is ink on it


def test_a_long_roll_is_drawn_narrower() -> None:
    [page] = pages(pdf("Rol", size=(200, 8000))).pages
    assert (page.width, page.height) == (LONGEST // 40, LONGEST)


@pytest.mark.parametrize(
    ("size", "most"),
    [((14_400, 14_400), (WIDTH, WIDTH)), ((14_400, 3), (WIDTH, 1)), ((3, 14_400), (1, LONGEST))],
)
def test_no_page_is_drawn_larger_than_a_screen_takes(
    size: tuple[int, int], most: tuple[int, int]
) -> None:
    [page] = pages(pdf("", size=size)).pages
    drawn = Image.open(BytesIO(page.picture)).size
    assert drawn == (page.width, page.height)
    assert all(most_ <= side <= most_ + 1 for side, most_ in zip(drawn, most, strict=True))


@pytest.mark.parametrize(("count", "is_cut"), [(MOST_PAGES, False), (MOST_PAGES + 1, True)])
def test_of_very_many_pages_the_first_are_shown(count: int, is_cut: bool) -> None:
    shown = pages(pdf(*[""] * count), first=count)
    assert (len(shown.pages), shown.count, shown.is_cut) == (MOST_PAGES, count, is_cut)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pdf("a", encryption=pikepdf.Encryption(user="x", owner="y")), Problem.ENCRYPTED),
        (b"%PDF-1.7\nnothing", Problem.DAMAGED),
        (pdf(), Problem.DAMAGED),  # without a page
    ],
)
def test_a_pdf_that_cannot_be_opened_says_why(content: bytes, problem: Problem) -> None:
    with pytest.raises(Unreadable) as refused:
        pdf_pages(content, 0)
    assert refused.value.problem == problem


# Photographs


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_a_photograph_stands_as_its_camera_was_held(kind: str) -> None:
    content = photograph((400, 200), kind, turned=6)  # to be turned to the right
    assert file_kind(BytesIO(content)) == {"JPEG": "jpg", "PNG": "png", "HEIF": "heic"}[kind]
    shown = picture(content)
    assert shown.size == (200, 400)
    assert near(shown.getpixel((100, 50)), RED)
    assert near(shown.getpixel((100, 350)), GREEN)


def test_a_large_photograph_is_shown_as_wide_as_a_page() -> None:
    assert picture(photograph((4000, 3000))).size == (WIDTH, 930)
    assert picture(photograph((300, 200))).size == (300, 200)  # a small one is not blown up


def test_what_is_transparent_is_white() -> None:
    content = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(content, "PNG")
    assert near(picture(content.getvalue()).getpixel((10, 10)), (255, 255, 255))


@pytest.mark.parametrize(
    ("mode", "colour", "kind", "shown"),
    [
        ("CMYK", (0, 255, 255, 0), "JPEG", (255, 0, 0)),
        ("I;16", 0x8000, "PNG", (128, 128, 128)),
        ("LA", (0, 128), "PNG", (127, 127, 127)),
        ("1", 1, "PNG", (255, 255, 255)),
    ],
)
def test_colours_of_every_kind_are_shown(
    mode: str, colour: Any, kind: str, shown: tuple[int, int, int]
) -> None:
    content = BytesIO()
    Image.new(mode, (20, 20), colour).save(content, kind)
    assert near(picture(content.getvalue()).getpixel((10, 10)), shown)


def test_of_a_moving_picture_the_first_one_is_shown() -> None:
    content = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, GREEN)]
    frames[0].save(content, "PNG", save_all=True, append_images=frames[1:])
    assert near(picture(content.getvalue()).getpixel((10, 10)), RED)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x89PNG\r\n\x1a\nnothing", Problem.DAMAGED),
        (photograph((400, 200))[:300], Problem.DAMAGED),
    ],
)
def test_a_picture_that_is_none_says_so(content: bytes, problem: Problem) -> None:
    with pytest.raises(Unreadable) as refused:
        picture_pages(content)
    assert refused.value.problem == problem


def test_a_picture_of_too_many_pixels_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procedures.files.pages.MOST_PIXELS", 400 * 200)
    assert picture(photograph((400, 200))).size == (400, 200)
    with pytest.raises(Unreadable) as refused:
        picture_pages(photograph((401, 200)))
    assert refused.value.problem == Problem.TOO_BIG


# Paragraphs


def _letter(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "PEMERINTAH KABUPATEN"
    document.add_heading("Nota dinas", 1)
    document.add_paragraph("Sehubungan dengan surat tersebut:")
    for text in ("pertama", "kedua"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("titik", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Nama", "Jabatan"


def test_a_word_letter_is_its_head_its_paragraphs_and_its_tables() -> None:
    assert docx_blocks(word(_letter)) == [
        Paragraph("PEMERINTAH KABUPATEN"),
        Paragraph("Nota dinas", 1),
        Paragraph("Sehubungan dengan surat tersebut:"),
        Paragraph("1. pertama"),
        Paragraph("2. kedua"),
        Paragraph("• titik"),
        LetterTable((("Nama", "Jabatan"),)),
    ]


LISTS = f"""<w:numbering {nsdecls("w")}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def test_word_counts_each_level_anew_below_the_one_above() -> None:
    def lists(document: Any) -> None:
        document.part.numbering_part._element = parse_xml(LISTS)
        for level, text in ((0, "satu"), (1, "satu a"), (1, "satu b"), (0, "dua"), (1, "dua a")):
            place = (
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
            )
            document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(place))

    texts = [block.text for block in docx_blocks(word(lists)) if isinstance(block, Paragraph)]
    assert texts == ["III) satu", "III.a. satu a", "III.b. satu b", "IV) dua", "IV.a. dua a"]


@pytest.mark.parametrize(
    ("number", "figures", "letters"),
    [(1, "i", "a"), (4, "iv", "d"), (26, "xxvi", "z"), (27, "xxvii", "aa"), (1999, "mcmxcix", "")],
)
def test_numbers_as_word_writes_them(number: int, figures: str, letters: str) -> None:
    assert roman(number) == figures
    assert not letters or letter(number) == letters


def test_an_opendocument_text_is_its_paragraphs_lists_and_tables() -> None:
    body = (
        "<text:tracked-changes><text:p>dihapus</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Nota</text:h>'
        '<text:section><text:p>Yth.<text:s text:c="3"/>Kepala<text:tab/>'
        "<text:span>Dinas</text:span>"
        "<text:line-break/>di tempat</text:p></text:section>"
        "<text:list><text:list-item><text:p>satu</text:p></text:list-item></text:list>"
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2">'
        "<text:p>x</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>"
    )
    assert odt_blocks(odt(body)) == [
        Paragraph("Nota", 2),
        Paragraph("Yth.   Kepala\tDinas\ndi tempat"),
        Paragraph("• satu"),
        LetterTable((("x", "x", ""),)),
    ]


def test_an_opendocument_text_without_its_part_is_damaged() -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(Unreadable) as refused:
        odt_blocks(content.getvalue())
    assert refused.value.problem == Problem.DAMAGED


def test_of_a_workbook_the_first_sheet_that_is_filled_is_a_table() -> None:
    book, content = Workbook(), BytesIO()
    sheet = book.create_sheet("Isi")
    sheet["B2"], sheet["C3"] = "Uraian", 1500
    book.save(content)
    [table] = xlsx_blocks(content.getvalue())
    assert isinstance(table, LetterTable)
    assert [[cell for cell in row if cell] for row in table.rows] == [["Uraian"], ["1500"]]
    assert len({len(row) for row in table.rows}) == 1


# Bounds


def test_what_is_too_much_for_a_page_is_cut_off_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procedures.files.letters.MOST_LETTERS", 10)
    few = [Paragraph("12345"), Paragraph("67890")]
    assert letter_of(letter_to_plain(few)) == Letter(blocks=tuple(few))
    shown = letter_of(letter_to_plain([*few, Paragraph("1")]))
    assert (shown.blocks, shown.is_cut) == (tuple(few), True)


@pytest.mark.parametrize("name", ["MOST_ROWS", "MOST_COLUMNS", "MOST_LETTERS_OF_ONE"])
def test_a_table_is_bounded_each_way(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"procedures.files.letters.{name}", 2)
    for side, is_cut in ((2, False), (3, True)):
        table = LetterTable(tuple(("x" * side,) * side for _ in range(side)))
        assert letter_of(letter_to_plain([table])).is_cut is is_cut


# In a process of its own


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", pdf("Surat")),
        ("docx", word(lambda document: document.add_paragraph("Surat"))),
        ("odt", odt("<text:p>Surat</text:p>")),
        ("jpg", photograph((40, 20))),
        ("heic", photograph((40, 20), "HEIF")),
    ],
)
def test_a_letter_is_shown_by_a_process_of_its_own(kind: str, content: bytes) -> None:
    shown = reader.show_letter(content, kind)
    assert (shown.text, bool(shown.pages)) == (
        {"jpg": "", "heic": ""}.get(kind, "Surat"),
        kind not in WORDS,
    )


def test_what_its_process_cannot_show_says_why() -> None:
    with pytest.raises(Unreadable) as refused:
        reader.show_letter(b"%PDF-1.7\nnothing", "pdf")
    assert refused.value.problem == Problem.DAMAGED
