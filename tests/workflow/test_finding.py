"""Words that documents are found by: split once, found alike on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.doers import Doer
from people.finding import LONGEST, MOST, MOST_TYPED, kept_words, typed_words, words_of
from procedures.models import StartField
from tests import make
from workflow import actions
from workflow.models import Document
from workflow.transition.contents import Contents

SUBJECTS = {
    "rapat": "Undangan Rapat Koordinasi",
    "laporan": "Laporan-laporan bulanan (Efék)",
    "nomor": "Surat 067/12.3/2026 no. 1e5 0x1F",
    "judul": "c'est l'été % _ \\ & | ! :* <->",
    "arab": "مذكرة 會議 Straße ƒ",
    "panjang": "x" * 100,
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        (" % _ -- ", []),
        ("Undangan  RAPAT rapat", ["undangan", "rapat"]),
        ("067/12.3/2026", ["067", "12", "3", "2026"]),
        ("Éfèk e\u0301fek İ", ["efek", "i"]),
        ("snake_case", ["snake", "case"]),
        ("Straße", ["strasse"]),
        ("y" * (LONGEST + 1), ["y" * LONGEST]),
    ],
)
def test_words_are_letters_and_digits_without_accents_and_capitals(
    text: str, words: list[str]
) -> None:
    assert words_of(text) == words


def test_kept_words_have_a_blank_before_and_behind_each() -> None:
    assert kept_words(["Surat tugas", "", "surat"]) == " surat tugas "
    assert kept_words(["", "--"]) == ""


def test_words_have_a_limit() -> None:
    many = " ".join(str(number) for number in range(MOST + 1))
    assert len(kept_words([many]).split()) == MOST
    assert typed_words(many) == [str(number) for number in range(MOST_TYPED)]


@given(st.text())
def test_words_of_any_text_are_their_own_words(text: str) -> None:
    found = words_of(text)
    assert words_of(" ".join(found)) == found
    assert all(word.isalnum() for word in found)


def found_by(text: str) -> list[str]:
    """Return which of SUBJECTS are found."""
    found = Document.objects.with_words(text)
    assert set(found) == set(Document.objects.with_words(text, among_few=True))
    subjects = set(found.values_list("subject", flat=True))
    return [name for name, subject in SUBJECTS.items() if subject in subjects]


@pytest.mark.django_db
def test_same_words_find_the_same_documents_on_each_database() -> None:
    version = make.version(code="T-7")
    staff = make.holder_of(version, "Staf")
    for subject in SUBJECTS.values():
        make.document(version, by=staff, subject=subject)
    expected = {
        "rapat": ["rapat"],
        "RAP UND": ["rapat"],
        "apat": [],
        "laporan rapat": [],
        "efek": ["laporan"],
        "ÉFÈK": ["laporan"],
        "bulan-bulan": ["laporan"],
        "laporan laporan": ["laporan"],
        "067/12": ["nomor"],
        "12 067": ["nomor"],
        "67": [],
        "1e5": ["nomor"],
        "1e": ["nomor"],
        "0x1": ["nomor"],
        "2026": ["nomor"],
        "ete": [],
        "lete": ["judul"],
        "l’ete": ["judul"],
        "l'ete": ["judul"],
        "%": [],
        "_": [],
        "' OR 1": [],
        "c:*": ["judul"],
        "مذك": ["arab"],
        "會": ["arab"],
        "議": [],
        "STRASSE": ["arab"],
        "x" * 60: ["panjang"],
        "x" * 99: ["panjang"],
        "x" * 61 + "y": ["panjang"],
        "t 7": list(SUBJECTS),
        "membuat surat": list(SUBJECTS),
        "": [],
    }
    assert {text: found_by(text) for text in expected} == expected


@pytest.mark.django_db
def test_number_is_found_as_it_is_shown_and_as_it_is_kept() -> None:
    kinds = {"Jumlah": StartField.Kind.NUMBER, "Telepon": StartField.Kind.TEXT}
    asks = [StartField(label=label, kind=kind) for label, kind in kinds.items()]
    version = make.version(asks=asks)
    details = {str(asks[0].pk): "1250000.5", str(asks[1].pk): "9876543"}
    by = Doer(make.holder_of(version, "Staf"), make.MONDAY)
    actions.start_document(version, by=by, contents=Contents("Perihal", details=details))
    found = ["1.250.000,5", "1250000", "9876543"]
    assert [text for text in [*found, "876"] if Document.objects.with_words(text)] == found


@pytest.mark.django_db
def test_document_is_found_by_all_its_texts_and_the_names_of_its_files() -> None:
    asks = [StartField(order=1, label="Tempat", kind=StartField.Kind.TEXT)]
    version = make.version(asks=asks)
    staff = make.holder_of(version, "Staf")
    document = actions.start_document(
        version,
        by=Doer(staff, make.MONDAY),
        contents=Contents(
            "Perihal",
            agenda_number="A-77",
            description="Baris kedua",
            details={str(asks[0].pk): "Pendopo"},
            uploads=[make.upload("konsep awal.pdf")],
        ),
    )
    actions.attach_to_document(
        document, by=Doer(staff, make.MONDAY), uploads=[make.upload("daftar_hadir.pdf")]
    )
    words = [
        version.procedure.code,
        "membuat",
        "perihal",
        "77",
        "kedua",
        "pendopo",
        "awal",
        "hadir",
    ]
    found = {word: Document.objects.with_words(word).count() for word in words}
    assert found == dict.fromkeys(words, 1)
    assert Document.objects.with_words("tempat").count() == 0


@pytest.mark.django_db
def test_draft_is_not_found_by_what_was_taken_out_of_it() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    draft = actions.keep_draft(
        version,
        by=Doer(staff, make.MONDAY),
        contents=Contents("Lama", uploads=[make.upload("lama2.pdf")]),
    )
    files = list(draft.attachments.all())
    actions.edit_draft(draft, by=Doer(staff, make.MONDAY), contents=Contents("Baru", removed=files))
    assert Document.objects.with_words("lama").count() == 0
    assert Document.objects.with_words("baru").get() == draft
