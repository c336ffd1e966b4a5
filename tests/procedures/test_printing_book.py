"""The book on paper: every SOP of a unit in one tagged PDF whose numbers are true."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from people.models import Unit
from procedures.actions import make_books
from procedures.definition import Row
from procedures.models import Book
from procedures.printing.book import kept_book
from tests import make
from tests.constraints import change

from .archives import archive_faults
from .printed import check_tags, page_of, pages, pdf, sizes, tight, whole

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

DECREE = "KEPUTUSAN KEPALA DINAS\nNOMOR 1 TAHUN 2026\n\nMenetapkan SOP & lampirannya <ini>."
LONG = [Row(f"Kegiatan {number} " + "yang panjang " * 20, "Staf") for number in range(1, 12)]
FRONT = 3  # cover, decree, table of contents


def made(book: Book) -> bytes:
    """Let the worker make a book and return it."""
    while make_books(make.MONDAY):
        pass
    book.refresh_from_db()
    assert (book.state, book.trouble) == ("made", "")
    content = kept_book(book.fingerprint)
    assert content is not None
    return content


@pytest.fixture
def unit() -> Unit:
    """Make an office with two SOPs of its own and one of a unit below, beside a draft."""
    office = make.root("Dinas Contoh")
    change(office, decree=DECREE)
    below = make.unit("Sub Bidang Contoh", below=make.unit("Bidang Contoh", below=office))
    make.version(code="A-2", of=office)
    make.version(LONG, code="A-1", of=office)
    make.version(code="B-1", of=below)
    make.draft(code="A-3", of=office)
    make.version(code="Z-1", of=make.root())
    return office


_made: list[bytes] = []


@pytest.fixture
def content(unit: Unit) -> bytes:
    """Return the book of that office, made once: making one takes seconds."""
    if not _made:
        _made.append(made(make.book(unit)))
    return _made[0]


def test_book_has_cover_decree_and_contents_before_the_sops(content: bytes) -> None:
    cover, decree, contents, *_ = pages(content)
    assert cover == "DINASCONTOHSTANDAROPERASIONALPROSEDURTAHUN2026"
    assert tight(DECREE) in decree
    assert "DAFTARISI" in contents
    assert [code for code in ("A-1", "A-2", "A-3", "B-1", "Z-1") if code in contents] == [
        "A-1",
        "A-2",
        "B-1",
    ]
    assert contents.index("DinasContoh") < contents.index("A-1") < contents.index("SubBidang")


def test_cover_names_the_unit_below_its_office(unit: Unit) -> None:
    below = Unit.objects.get(name="Sub Bidang Contoh")
    cover, decree, *_ = pages(made(make.book(below)))
    assert cover == "DINASCONTOHSTANDAROPERASIONALPROSEDURSUBBIDANGCONTOHTAHUN2026"
    assert tight(DECREE) in decree


def test_pages_are_numbered_through_the_book_but_for_the_cover(content: bytes) -> None:
    cover, *others = pages(content)
    assert "Halaman" not in cover
    for number, page in enumerate(others, start=2):
        assert page.count("Halaman") == (2 if number == FRONT else 1)  # and the column of that name
        assert f"Halaman{number}dari{len(others) + 1}" in page


def test_sops_stand_in_the_book_as_in_their_own_prints(unit: Unit) -> None:
    book = make.book(unit)
    printed = pages(made(book))
    for version in [*(sop.versions.get() for sop in unit.procedures.exclude(code="A-3"))]:
        own = pages(pdf(version))
        first = own[0].replace("Halaman1dari" + str(len(own)), "")
        assert [first in page for page in printed].count(True) >= 1
        for step in whole(version).ordered_steps():
            assert any(tight(step.activity) in page for page in printed[FRONT:])


def test_connectors_name_the_pages_of_the_book(content: bytes) -> None:
    printed = pages(content)
    number = next(n for n, page in enumerate(printed, start=1) if "A:kelangkah" in page)
    assert number == FRONT + 2
    assert f"(hal.{number + 1})" in printed[number - 1]
    assert f"(hal.{number})" in printed[number]


def test_contents_and_outline_lead_to_the_first_page_of_each_sop(content: bytes) -> None:
    printed = pages(content)
    firsts = [number for number, page in enumerate(printed) if "NomorSOP" in page][1:]
    assert len(firsts) == 3
    with pikepdf.open(BytesIO(content)) as book:
        numbers = {page.obj.objgen: index for index, page in enumerate(book.pages)}
        links = list(book.pages[FRONT - 1].obj.Annots)
        assert [numbers[link.Dest[0].objgen] for link in links] == firsts
        with book.open_outline() as outline:
            found = [(item.title, page_of(item, numbers)) for item in outline.root]
    front = [("Standar Operasional Prosedur", 0), ("Keputusan", 1), ("Daftar Isi", 2)]
    assert found == [*front, *(("Membuat surat", first) for first in firsts)]
    for first in firsts:
        assert str(first + 1) in printed[FRONT - 1]


def test_book_is_tagged_through_and_through(content: bytes) -> None:
    check_tags(content)


def test_book_is_an_archive_with_every_sop_attached(content: bytes) -> None:
    assert archive_faults(content) == []
    with pikepdf.open(BytesIO(content)) as book:
        about = book.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
        assert about["dc:title"] == "Buku SOP Dinas Contoh"
        assert (str(book.Root.Lang), bool(book.Root.MarkInfo.Marked)) == ("id", True)
        assert len(book.Root.OutputIntents) == 1
        assert len({file.objgen for file in book.Root.AF}) == 3
        codes = ["A-1", "A-2", "B-1"]
        assert sorted(book.attachments) == [f"{code}.json" for code in codes]
        texts = (book.attachments[name].get_file().read_bytes() for name in book.attachments)
        assert sorted(json.loads(text)["code"] for text in texts) == codes
        assert list(book.check_pdf_syntax()) == []
        fonts = [font for page in book.pages for font in fonts_of(page)]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def fonts_of(page: pikepdf.Page) -> list[Any]:
    """Return the descriptors of the fonts of a page and of what is laid over it."""
    forms: Any = page.form_xobjects
    resources: list[Any] = [page.resources, *(form.Resources for form in forms.values())]
    fonts = [font for each in resources for font in each.get("/Font", {}).values()]
    return [font.DescendantFonts[0].FontDescriptor for font in fonts]


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("f4", (330, 215))])
def test_book_is_landscape_on_the_paper_asked_for(paper: str, size: tuple[int, int]) -> None:
    assert sizes(made(make.book(paper=paper))) == {size}
