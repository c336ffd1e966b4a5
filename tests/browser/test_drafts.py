"""Writing a document in a browser: kept while it is typed, whatever happens meanwhile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from procedures.models import StartField
from tests import make
from tests.browser.conftest import PASSWORD, LetIn, SignIn
from workflow.models import Document, Task

pytestmark = pytest.mark.browser

START = "/documents/start/satuan-kerja-perangkat-daerah/KS-08/"
KEPT = re.compile(r"Tersimpan \d\d\.\d\d")


def write(page: Page, subject: str = "Undangan rapat") -> None:
    """Begin a document and wait until it is kept."""
    page.goto(START)
    page.get_by_label("Perihal").fill(subject)
    expect(page.locator("#draft-status")).to_have_text(KEPT)


def left_in(page: Page) -> list[str]:
    """Return what of drafts lies in the tab's store."""
    keys: list[str] = page.evaluate("Object.keys(sessionStorage)")
    return [key for key in keys if key.startswith("sopks-draft")]


def draft() -> Document:
    return Document.objects.get()


def test_what_is_typed_is_kept_as_one_draft_and_found_again(sign_in: SignIn) -> None:
    page = sign_in("staf")
    write(page)
    page.wait_for_url(f"**/documents/{draft().pk}/draft/")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("Uraian").fill("Agenda terlampir")
    page.goto("/documents/start/")
    page.get_by_role("link", name="Undangan rapat").click()
    expect(page.get_by_label("Uraian")).to_have_value("Agenda terlampir")
    assert Document.objects.count() == 1


def test_files_are_dropped_or_chosen_kept_and_sent_with_a_summary(
    sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("analis", 360)
    write(page)
    chosen = tmp_path / "konsep.pdf"
    chosen.write_bytes(make.PDF)
    page.get_by_label("Lampiran", exact=True).set_input_files(chosen)
    kept = page.get_by_role("group", name="Lampiran yang tersimpan")
    expect(kept.get_by_role("link", name="konsep.pdf")).to_be_visible()
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["%PDF-1.7\\n"], "dijatuhkan.pdf"));
            const place = document.querySelector("#div_id_uploads");
            place.dispatchEvent(
                new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
        }"""
    )
    expect(kept.get_by_role("link", name="dijatuhkan.pdf")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Periksa dan kirim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Undangan rapat")
    expect(page.get_by_text("konsep.pdf")).to_be_visible()
    expect(page.get_by_text("Akun Analis", exact=False).last).to_be_visible()
    page.get_by_role("button", name="Kirim berkas").click()
    page.wait_for_url(f"**/documents/{draft().pk}/")
    assert Task.objects.get().document.state == "running"
    assert sorted(each.name for each in draft().attachments.all()) == [
        "dijatuhkan.pdf",
        "konsep.pdf",
    ]


@pytest.mark.looks
def test_a_file_that_is_not_accepted_is_told_and_the_text_is_kept(
    sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("staf")
    write(page)
    wrong = tmp_path / "program.pdf"
    wrong.write_bytes(b"MZ")
    page.get_by_label("Lampiran", exact=True).set_input_files(wrong)
    expect(page.locator("#draft-status")).to_contain_text("program.pdf")
    page.get_by_label("Uraian").fill("Tetap tersimpan")
    expect(page.locator("#draft-status")).to_have_text(KEPT)
    assert draft().description == "Tetap tersimpan"
    assert not draft().attachments.exists()


@pytest.mark.looks
def test_a_line_that_breaks_is_told_and_what_was_typed_is_kept_when_it_is_back(
    sign_in: SignIn,
) -> None:
    page = sign_in("staf")
    write(page)
    page.context.set_offline(True)
    page.get_by_label("Uraian").fill("Diketik tanpa sambungan")
    expect(page.locator("#draft-status")).to_contain_text("Tidak ada sambungan")
    page.context.set_offline(False)
    expect(page.locator("#draft-status")).to_have_text(KEPT)
    assert draft().description == "Diketik tanpa sambungan"


def sign_in_again(page: Page, username: str) -> None:
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


@pytest.mark.looks
def test_a_session_that_ends_loses_nothing_when_one_signs_in_in_another_tab(
    sign_in: SignIn,
) -> None:
    page = sign_in("staf")
    write(page)
    Session.objects.all().delete()
    page.get_by_label("Uraian").fill("Diketik sesudah sesi berakhir")
    link = page.get_by_role("link", name="Masuk kembali di tab lain")
    expect(link).to_be_visible()
    page.get_by_role("button", name="Periksa dan kirim").click()
    expect(page.get_by_label("Uraian")).to_have_value("Diketik sesudah sesi berakhir")
    with page.context.expect_page() as opened:
        link.click()
    sign_in_again(opened.value, "staf")
    opened.value.wait_for_url("**/draft/")
    page.get_by_role("button", name="Periksa dan kirim").click()
    page.wait_for_url("**/draft/send/")
    assert draft().description == "Diketik sesudah sesi berakhir"


@pytest.mark.looks
def test_a_session_that_ends_loses_nothing_when_one_signs_in_in_the_same_tab(
    sign_in: SignIn,
) -> None:
    page = sign_in("staf")
    write(page)
    address = page.url
    Session.objects.all().delete()
    page.get_by_label("Uraian").fill("Diketik sesudah sesi berakhir")
    expect(page.locator("#draft-signed-out")).to_be_visible()
    page.goto(address)
    sign_in_again(page, "staf")
    page.wait_for_url(address)
    expect(page.get_by_label("Uraian")).to_have_value("Diketik sesudah sesi berakhir")
    expect(page.locator("#draft-status")).to_have_text(KEPT)
    assert draft().description == "Diketik sesudah sesi berakhir"
    assert left_in(page) == []


@pytest.mark.looks
def test_what_one_person_left_in_a_tab_is_not_shown_to_the_next(sign_in: SignIn) -> None:
    page = sign_in("staf")
    page.goto(START)
    Session.objects.all().delete()
    page.get_by_label("Perihal").fill("Milik staf")
    expect(page.locator("#draft-signed-out")).to_be_visible()
    page.goto(START)
    sign_in_again(page, "analis")
    page.wait_for_url(f"**{START}")
    expect(page.get_by_label("Perihal")).to_have_value("")
    assert left_in(page) == []


@pytest.mark.looks
def test_what_is_secret_is_not_left_in_the_tab(sign_in: SignIn) -> None:
    page = sign_in("staf")
    page.goto(START)
    page.get_by_label("Sifat").select_option("secret")
    Session.objects.all().delete()
    page.get_by_label("Perihal").fill("Sangat rahasia")
    expect(page.locator("#draft-signed-out")).to_be_visible()
    assert left_in(page) == []


def test_the_second_of_two_windows_is_told_and_overwrites_nothing_by_itself(
    sign_in: SignIn,
) -> None:
    first = sign_in("staf")
    write(first)
    second = first.context.new_page()
    second.goto(first.url)
    with first.expect_response(lambda answer: answer.request.method == "POST"):
        first.get_by_label("Uraian").fill("Jendela pertama")
    second.get_by_label("Uraian").fill("Jendela kedua")
    expect(second.locator("#draft-status")).to_contain_text("disimpan di jendela lain")
    assert draft().description == "Jendela pertama"
    second.get_by_role("button", name="Simpan sebagai draf").click()
    expect(second.get_by_role("alert")).to_contain_text("disimpan di jendela lain")
    expect(second.get_by_label("Uraian")).to_have_value("Jendela kedua")
    second.get_by_role("button", name="Simpan sebagai draf").click()
    second.wait_for_url("**/draft/")
    expect(second.get_by_role("status").first).to_contain_text("Draf disimpan")
    assert draft().description == "Jendela kedua"


@pytest.mark.looks
def test_more_files_than_the_server_takes_are_told_and_the_text_is_kept(
    sign_in: SignIn, tmp_path: Path
) -> None:
    page = sign_in("staf")
    write(page)
    files = [tmp_path / f"{number}.pdf" for number in range(101)]
    for file in files:
        file.write_bytes(make.PDF)
    page.get_by_label("Lampiran", exact=True).set_input_files(files)
    expect(page.locator("#draft-status")).to_contain_text("terlalu banyak sekaligus")
    page.get_by_label("Uraian").fill("Tetap tersimpan")
    expect(page.locator("#draft-status")).to_have_text(KEPT)
    assert draft().description == "Tetap tersimpan"
    assert not draft().attachments.exists()


@pytest.mark.looks
def test_number_typed_in_a_browser_is_what_indonesians_mean(let_in: LetIn) -> None:
    asked = StartField(label="Jumlah", kind="number")
    version = make.version(asks=[asked])
    page = let_in(make.holder_of(version, "Staf"))
    page.goto(make.at(version.procedure.code, page="start_document"))
    page.get_by_label("Perihal").fill("Pengadaan")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label("Jumlah").press_sequentially("750.000")
    page.get_by_role("button", name="Periksa dan kirim").click()
    expect(page.get_by_text("750.000", exact=True)).to_be_visible()
    assert draft().details == {str(asked.pk): "750000"}
