from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape
from pypdfium2 import PdfDocument

from people.doers import Operator
from procedures import actions
from procedures.definition import Row
from procedures.exchange import definition_from_json
from procedures.models import Procedure, Version
from procedures.printing import (
    NotPrintable,
    PrintingUnavailable,
    screen_form,
)
from procedures.printing.form import screen_options
from procedures.printing.tiles import SCREEN
from tests import make
from tests.constraints import change
from tests.pages import signed_in

from .printed import pages, pdf, sizes, tight, whole

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

OFFICE = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "procedures.json").read_text(encoding="utf-8")
)
GIVEN = {each["code"]: each for each in [*OFFICE["in_force"], *OFFICE["drafts"]]}
HEADINGS = ("No", "Aktivitas", "Pelaksana", "Mutu Baku", "Keterangan")
QUALITIES = ("Kelengkapan", "Waktu", "Output")


def of_the_office(code: str) -> Version:
    """Draft one of the office's SOPs."""
    procedure = Procedure.objects.create(code=code, unit=make.unit("Sub Bidang KS"))
    definition = definition_from_json(GIVEN[code])
    return actions.draft_version(procedure, definition, by=Operator(make.MONDAY), positions={})


@pytest.mark.parametrize("code", GIVEN)
def test_print_holds_every_word_of_the_sop(code: str) -> None:
    version = whole(of_the_office(code))
    printed = pages(pdf(version))
    text = "".join(printed)
    wanted = [version.title.upper(), str(version.procedure.unit), *HEADINGS, *QUALITIES]
    wanted += [actor.name for actor in version.actors.all()]
    for step in version.ordered_steps():
        wanted += [f"{step.number}{step.activity}", step.standard_text, step.output, step.remark]
        wanted += [f"- {requirement.text}" for requirement in step.requirements.all()]
    assert [words for words in wanted if tight(words) not in text] == []
    for number, page in enumerate(printed, start=1):
        assert f"Halaman{number}dari{len(printed)}" in page
    assert version.to_confirm == "" or tight(version.to_confirm) not in text


def test_print_holds_the_identity_block() -> None:
    version = make.draft(code="KS-08")
    identity = {
        "number": "067/SOP/KS-08/2026",
        "approver_title": "Kepala SKPD",
        "approver_capacity": "plh",
        "approver_name": "Siti Rahayu, S.Sos.",
        "approver_rank": "Pembina (IV/a)",
        "approver_nip": "198001012005011001",
        "legal_basis": "1. UU 30/2014\n2. PermenPAN-RB 35/2012",
        "qualifications": "Mampu mengetik",
        "related": "SOP Arsip",
        "equipment": "Komputer",
        "warnings": "Jangan terlambat",
        "recording": "Buku agenda",
    }
    change(version, made_on="2026-06-08", revised_on="2026-07-01", **identity)
    first = pages(pdf(version))[0]
    wanted = [*identity.values(), "8 Juni 2026", "1 Juli 2026", "Plh. Kepala SKPD"]
    missing = [words for words in wanted if words != "plh" and tight(words) not in first]
    assert missing == []


@pytest.mark.parametrize(("paper", "size"), [("a4", (297, 210)), ("f4", (330, 215))])
def test_print_is_landscape_on_the_paper_asked_for(paper: str, size: tuple[int, int]) -> None:
    assert sizes(pdf(make.draft(), paper)) == {size}


@pytest.mark.parametrize(
    ("state", "stamp"),
    [("draft", "DRAF"), ("in_force", ""), ("replaced", "DIGANTIKAN"), ("revoked", "DICABUT")],
)
def test_print_says_on_each_page_that_it_is_not_in_force(state: str, stamp: str) -> None:
    version = make.draft() if state == "draft" else make.version()
    if state in {"replaced", "revoked"}:
        change(version, state=state, ended_at=make.MONDAY, ended_because="Usang")
    printed = pages(pdf(version))
    assert len(printed) >= 2
    for each in ("DRAF", "DIGANTIKAN", "DICABUT"):
        assert [each in page for page in printed] == [each == stamp] * len(printed)


def test_long_table_repeats_its_header_on_each_page_and_keeps_every_row() -> None:
    activities = [f"Kegiatan ke-{number} yang berlangsung lama" for number in range(1, 41)]
    rows = [
        Row(activity, ("Staf", "Kepala")[number % 2], time="10 menit", output=f"Hasil {number}")
        for number, activity in enumerate(activities, start=1)
    ]
    rows[19] = Row(activities[19], "Kepala", no=make.to(2))
    printed = pages(pdf(make.draft(rows)))
    assert len(printed) > 3
    header = tight("".join(HEADINGS[:4]))
    assert [header in page for page in printed] == [False, *[True] * (len(printed) - 1)]
    text = "".join(printed)
    assert [each for each in activities if text.count(tight(each)) != 1] == []
    for number, page in enumerate(printed, start=1):
        assert f"Halaman{number}dari{len(printed)}" in page


def test_sop_without_steps_prints_the_empty_form() -> None:
    version = of_the_office("KB-T1")
    assert not version.steps.exists()
    text = "".join(pages(pdf(version)))
    wanted = [*HEADINGS, *QUALITIES, *(actor.name for actor in version.actors.all())]
    assert [words for words in wanted if tight(words) not in text] == []


ODD = {
    "signs": "Kabid KB & KS <b>tebal</b> \"kutip\" 'satu' {{ kurung }} {% x %}",
    "image": '<img src="http://127.0.0.1:9/x.png"><script>alert(1)</script>',
    "style": "</style><link rel=stylesheet href=file:///etc/passwd>",
    "letters": "Ā ž ş – — … “kutip” ½ ≤ ×",
    "long word": "x" * 300,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_printed_as_they_are(name: str) -> None:
    odd = ODD[name]
    version = make.draft([Row(odd, "Staf", needs=(odd,), output=odd, remark=odd)])
    change(version, title=odd, legal_basis=odd)
    text = "".join(pages(pdf(version)))
    assert text.count(tight(odd)) >= 4


def test_emoji_does_no_harm() -> None:
    version = make.draft([Row("Rapat 🎉 selesai 👨‍👩‍👧", "Staf", remark="✅")])
    # Without a font for them pdfplumber loses the whole font of the text; PDFium does not.
    _, second = PdfDocument(pdf(version))
    text = tight(second.get_textpage().get_text_range())
    assert tight("1 Rapat 🎉 selesai") in text
    assert "Halaman2dari2" in text


def test_text_from_right_to_left_does_no_harm() -> None:
    arabic = "بسم الله الرحمن الرحيم"
    version = make.draft([Row(f"Membaca {arabic} bersama", arabic, remark=arabic)])
    change(version, title=f"Pembacaan {arabic}")
    _, second = PdfDocument(pdf(version))
    text = tight(second.get_textpage().get_text_range())
    assert [words for words in ("Membaca", "bersama", "Halaman2dari2") if words not in text] == []


def test_accents_and_invisible_letters_take_no_room() -> None:
    odd = "e" + "\u0301" * 2000 + "a\u00ad" * 300
    version = make.draft([Row(odd, "Staf")])
    assert len(pages(pdf(version))) == 2


def test_more_columns_than_a_sheet_can_hold_are_refused() -> None:
    def with_columns(number: int) -> Version:
        return make.draft([Row("Ketik", f"Staf {each}") for each in range(number)])

    assert pdf(with_columns(12))
    with pytest.raises(NotPrintable, match="13"):
        pdf(with_columns(13))


@pytest.fixture
def client() -> Client:
    return signed_in(make.colleague())


@pytest.mark.parametrize("odd", [*ODD.values(), "Rapat 🎉 👨‍👩‍👧", "Membaca بسم الله bersama"])
def test_odd_texts_stand_on_screen_as_they_are(odd: str) -> None:
    rows = [Row(odd, odd[:150], needs=(odd,), output=odd, remark=odd), Row("Kirim", "Staf")]
    change(make.draft(rows, code="KS-08"), title=odd)
    editor = signed_in(make.editor())
    page = editor.get(make.at("KS-08"), {"revision": 1}).content.decode()
    assert page.count(escape(odd)) >= 5
    assert (odd in page) == (escape(odd) == odd)


@pytest.mark.usefixtures("in_english")
def test_sop_without_steps_says_so_on_screen() -> None:
    of_the_office("KB-T1")
    page = signed_in(make.editor()).get(make.at("KB-T1"), {"revision": 1})
    assert page.status_code == 200
    assert "This SOP has no step yet." in page.content.decode()


def test_page_hands_out_the_print_by_name(client: Client) -> None:
    version = make.version(code="KS-08")
    response = client.get(make.at("KS-08", page="print_procedure"))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    name = f"{version.procedure.office.slug}-KS-08-revisi-1.pdf"
    assert response["Content-Disposition"] == f'inline; filename="{name}"'
    assert version.title.upper().replace(" ", "") in "".join(pages(response.content))


def test_page_prints_on_the_units_paper_unless_another_is_asked_for(client: Client) -> None:
    version = make.version(code="KS-08")
    change(version.procedure.unit, paper="f4")
    address = make.at("KS-08", page="print_procedure")
    asked = {"": (330, 215), "a4": (297, 210), "f4": (330, 215), "letter": (330, 215)}
    for paper, size in asked.items():
        response = client.get(address, {"paper": paper} if paper else {})
        assert sizes(response.content) == {size}


def test_draft_is_printed_for_those_who_edit_alone(client: Client) -> None:
    make.draft(code="KS-08")
    address = make.at("KS-08", page="print_procedure")
    assert client.get(address).status_code == 404
    response = signed_in(make.editor()).get(address)
    assert response.status_code == 200
    assert "DRAF" in pages(response.content)[0]


@pytest.mark.usefixtures("without_pango")
def test_page_names_the_packages_where_pango_is_missing(client: Client) -> None:
    version = make.version(code="KS-08")
    with pytest.raises(PrintingUnavailable, match="libpango"):
        pdf(version)
    response = client.get(make.at("KS-08", page="print_procedure"))
    assert response.status_code == 503
    text = response.content.decode()
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in text
    assert client.get(make.at("KS-08")).status_code == 200


@pytest.mark.usefixtures("in_english")
def test_page_says_what_cannot_be_printed() -> None:
    make.draft([Row("Ketik", f"Staf {each}") for each in range(13)], code="KS-08")
    response = make.client(make.editor()).get(make.at("KS-08", page="print_procedure"))
    assert response.status_code == 422
    sentence = "The SOP has 13 actor columns; at most 12 can be read on one sheet."
    assert sentence in response.content.decode()


def test_a_drafts_rows_say_what_is_wrong_with_them() -> None:
    rows = [Row("Mengetik", "Staf", yes=make.to(3)), Row("Menunggu", None), Row("Mengirim", "Staf")]
    draft = make.draft(rows)
    form = screen_form(whole(draft))
    words = {row.step.number: row.words for row in form.pages[0] if row.step}
    assert words == {
        1: (),
        2: ("! Belum ada pelaksana", "! Tidak ada jalan ke langkah ini"),
        3: (),
    }


def test_words_in_the_drawing_are_at_least_11_pixels_high_on_screen() -> None:
    rows = [
        Row("Mengetik", "Staf"),
        Row("Menelaah", "Kepala", no=make.to(1)),
        Row("Simpan", "Staf"),
    ]
    form = screen_form(whole(make.draft(rows)))
    drawn = "".join(cell.svg for page in form.pages for row in page for cell in row.cells)
    sizes = [float(size) * SCREEN.scale for size in re.findall(r'font-size="([\d.]+)"', drawn)]
    assert len(sizes) == 4  # Mulai, Ya, Tidak, Selesai
    assert min(sizes) >= 11


@pytest.mark.parametrize(
    ("actor", "pixels"), [("Kabid KB & KS", 75), ("Pengadministrasi Umum", 117), ("x" * 100, 125)]
)
def test_columns_on_screen_hold_the_widest_word_of_a_heading(actor: str, pixels: int) -> None:
    options = screen_options(whole(make.draft([Row("Mengetik", actor), Row("Simpan", "Staf")])))
    assert round(options.width * SCREEN.scale) == pixels


def test_row_whose_exit_leads_nowhere_is_drawn_and_says_so() -> None:
    draft = make.draft()
    words, no = tight("! Arah keluar belum lengkap"), "Tidak"
    _first, table = pages(pdf(draft))
    assert (table.count(words), table.count(no)) == (0, 1)
    draft.steps.filter(no_way="step").update(no_way_step=None)
    _first, table = pages(pdf(Version.objects.with_table().get(pk=draft.pk)))
    assert (table.count(words), table.count(no)) == (1, 0)


def test_draft_with_faults_is_printed_and_its_rows_say_what_is_wrong() -> None:
    rows = [Row("Mengetik", "Staf", yes=make.to(3)), Row("Menunggu", None), Row("Mengirim", "Staf")]
    draft = make.draft(rows)
    _first, table = pages(pdf(draft))
    for words in ("! Belum ada pelaksana", "! Tidak ada jalan ke langkah ini"):
        assert tight(words) in table
