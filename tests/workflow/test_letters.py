"""The letter in the page: which file it is, what is shown of it, to whom, and what is kept."""

from __future__ import annotations

import pikepdf
import pytest
from django.test import Client

from people.doers import Doer
from people.refusals import Refused
from procedures.files.letters import AT_ONCE
from procedures.files.problems import Problem, Unreadable
from tests import make
from tests.procedures.test_files_letters import pdf, photograph
from workflow import actions
from workflow.letters import kept_letter, letter_file, letter_of, picture_of
from workflow.models import Attachment, Document, Entry
from workflow.views.letters import PAGES_AT_ONCE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PDF = pdf("Undangan rapat", "Halaman dua")


def with_files(*files: tuple[str, bytes], sensitivity: str = "ordinary") -> Document:
    """Return a document under way to which these files were attached one by one."""
    document = make.document(sensitivity=sensitivity)
    for name, content in files:
        by = Doer(document.started_by, make.MONDAY)
        actions.attach_to_document(document, by=by, uploads=[make.upload(name, content)])
    return document


def file_of(document: Document, name: str, version: int = 1) -> Attachment:
    return document.attachments.get(name=name, version=version)


def test_the_letter_is_the_file_that_came_last_until_one_is_marked() -> None:
    document = with_files(("surat.pdf", PDF), ("lampiran.pdf", PDF))
    files = list(document.attachments.all())
    assert letter_file(document, []) is None
    assert letter_file(document, files) == file_of(document, "lampiran.pdf")
    by = Doer(document.started_by, make.MONDAY)
    marked = actions.mark_letter(document, by=by, name="surat.pdf")
    assert letter_file(marked, files) == file_of(document, "surat.pdf")
    actions.attach_to_document(marked, by=by, uploads=[make.upload("surat.pdf", PDF)])
    files = list(document.attachments.all())
    assert letter_file(marked, files) == file_of(document, "surat.pdf", 2)
    entry = document.entries.get(deed=Entry.DeedName.MARK_LETTER)
    assert (entry.data, entry.by) == ({"name": "surat.pdf"}, document.started_by)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("lain.pdf", "No file has this name any more. Choose one of those that are there."),
        ("surat.pdf", "This file is the letter already."),
    ],
)
def test_a_file_that_is_not_there_or_is_the_letter_is_not_marked(name: str, why: str) -> None:
    document = with_files(("surat.pdf", PDF))
    by = Doer(document.started_by, make.MONDAY)
    actions.mark_letter(document, by=by, name="surat.pdf")
    with pytest.raises(Refused, match=why):
        actions.mark_letter(document, by=by, name=name)
    assert document.entries.filter(deed=Entry.DeedName.MARK_LETTER).count() == 1


def test_a_letter_is_drawn_once_and_its_pictures_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(with_files(("surat.pdf", PDF)), "surat.pdf")
    assert kept_letter(file) is None
    shown = letter_of(file)
    assert ([page.text for page in shown.pages], kept_letter(file)) == (
        ["Undangan rapat", "Halaman dua"],
        shown,
    )
    monkeypatch.setattr("procedures.files.reader.SECONDS", 0)  # nothing can be drawn now
    pictures = [picture_of(file, number) for number in (1, 2)]
    assert [(each or b"")[:4] for each in pictures] == [b"RIFF"] * 2
    assert (picture_of(file, 0), picture_of(file, 3)) == (None, None)


def test_why_a_letter_cannot_be_shown_is_kept() -> None:
    locked = pdf("Rahasia", encryption=pikepdf.Encryption(user="x", owner="y"))
    file = file_of(with_files(("surat.pdf", locked)), "surat.pdf")
    with pytest.raises(Unreadable, match="encrypted"):
        letter_of(file)
    assert kept_letter(file) == Problem.ENCRYPTED


@pytest.mark.parametrize(("again_after", "kept"), [(0, None), (60, Problem.TOO_LONG)])
def test_what_took_too_long_is_tried_again_after_a_while(
    again_after: int, kept: Problem | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("procedures.files.reader.SECONDS", 0)
    monkeypatch.setattr("workflow.letters.AGAIN_AFTER", again_after)
    file = file_of(with_files(("surat.pdf", PDF)), "surat.pdf")
    with pytest.raises(Unreadable, match="too_long"):
        letter_of(file)
    assert kept_letter(file) == kept


def test_pages_that_cannot_be_drawn_leave_the_words_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    file = file_of(with_files(("surat.pdf", pdf(*"abcdef"))), "surat.pdf")
    told = letter_of(file)
    assert (picture_of(file, AT_ONCE) or b"")[:4] == b"RIFF"
    monkeypatch.setattr("procedures.files.reader.SECONDS", 0)
    for _time in range(2):
        with pytest.raises(Unreadable, match="too_long"):
            picture_of(file, AT_ONCE + 1)
    assert (letter_of(file), (picture_of(file, 1) or b"")[:4]) == (told, b"RIFF")


def pages_of(client: Client, document: Document) -> str:
    return client.get(f"/documents/{document.pk}/").content.decode()


def test_document_shows_its_letter_at_once_when_it_is_kept_and_fetches_it_otherwise() -> None:
    document = with_files(("surat.pdf", PDF))
    file, client = file_of(document, "surat.pdf"), make.client(document.started_by)
    read = f"/documents/{document.pk}/files/{file.pk}/read/"
    first = f'src="/documents/{document.pk}/files/{file.pk}/pages/1/"'
    page = pages_of(client, document)
    assert (f'hx-get="{read}"' in page, first in page) == (True, False)
    part = client.get(read, headers={"HX-Request": "true"}).content.decode()
    assert (first in part, "<html" in part) == (True, False)
    page = pages_of(client, document)
    assert (f'hx-get="{read}"' in page, first in page, "Page 1: Undangan rapat" in page) == (
        False,
        True,
        True,
    )


def test_a_long_letter_is_read_some_pages_at_a_time() -> None:
    document = with_files(("surat.pdf", pdf(*map(str, range(1, PAGES_AT_ONCE + 2)))))
    client, at = make.client(document.started_by), f"/documents/{document.pk}/files"
    read = f"{at}/{document.attachments.get().pk}/read/"
    beyond, back = f'id="page-{PAGES_AT_ONCE + 1}"', f'href="?page=1#page-{PAGES_AT_ONCE}"'
    shown = [client.get(f"{read}?page={page}").content.decode() for page in ("x", "2")]
    asked = ('id="page-1"', beyond, 'href="?page=2"', back)
    assert [[each in text for each in asked] for text in shown] == [
        [True, False, True, False],
        [False, True, False, True],
    ]


def test_a_letter_is_read_whole_page_by_page() -> None:
    document = with_files(("surat.pdf", PDF))
    file, client = file_of(document, "surat.pdf"), make.client(document.started_by)
    at = f"/documents/{document.pk}/files/{file.pk}"
    text = client.get(f"{at}/read/").content.decode()
    assert [f'src="{at}/pages/{n}/"' in text for n in (1, 2, 3)] == [True, True, False]
    picture = client.get(f"{at}/pages/2/")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/webp")
    assert client.get(f"{at}/pages/3/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("surat.pdf", b"%PDF-1.7\nrusak", "The file is damaged. Ask for it once more."),
        ("foto.png", b"\x89PNG\r\n\x1a\nrusak", "The file is damaged. Ask for it once more."),
    ],
)
def test_a_letter_that_cannot_be_shown_says_so(name: str, content: bytes, said: str) -> None:
    document = with_files((name, content))
    file, client = document.attachments.get(), make.client(document.started_by)
    assert said in client.get(f"/documents/{document.pk}/files/{file.pk}/read/").content.decode()
    assert said in pages_of(client, document)
    at = f"/documents/{document.pk}/files/{file.pk}/pages/1/"
    assert client.get(at).status_code == 404


def test_a_photograph_of_a_phone_is_a_letter_too() -> None:
    document = with_files(("foto.heic", photograph((400, 200), "HEIF", turned=6)))
    file = document.attachments.get()
    [page] = letter_of(file).pages
    assert (file.kind, page.width, page.height) == ("heic", 200, 400)


def test_two_versions_stand_side_by_side_with_the_words_that_changed() -> None:
    document = with_files(("surat.pdf", pdf("Rapat Senin")), ("surat.pdf", pdf("Rapat Selasa")))
    old, new = (file_of(document, "surat.pdf", version).pk for version in (1, 2))
    client = make.client(document.started_by)
    at = f"/documents/{document.pk}/files"
    assert f'href="{at}/{new}/compare/{old}/"' in pages_of(client, document)
    text = client.get(f"{at}/{new}/compare/{old}/").content.decode()
    assert ("<del>Senin</del>" in text, "<ins>Selasa</ins>" in text) == (True, True)
    assert [f'src="{at}/{each}/pages/1/"' in text for each in (old, new)] == [True, True]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (("surat.pdf", pdf("Rapat")), ("surat.pdf", pdf("Rapat", size=(500, 900))), True),
        (("foto.jpg", photograph((40, 20))), ("foto.jpg", photograph((60, 20))), False),
        (("surat.pdf", b"%PDF-1.7\nrusak"), ("surat.pdf", PDF), False),
    ],
)
def test_two_versions_with_the_same_words_or_none_say_so(
    old: tuple[str, bytes], new: tuple[str, bytes], said: bool
) -> None:
    document = with_files(old, new)
    first, second = (file_of(document, old[0], version).pk for version in (1, 2))
    client = make.client(document.started_by)
    text = client.get(f"/documents/{document.pk}/files/{second}/compare/{first}/").content.decode()
    assert ("No word of it changed." in text, "What changed in its words" in text) == (said, said)


def test_pictures_of_a_letter_are_for_nobody_but_who_asked() -> None:
    document = with_files(("surat.pdf", PDF), sensitivity="secret")
    at = f"/documents/{document.pk}/files/{document.attachments.get().pk}"
    client = make.client(document.started_by)
    for rest in ("read/", "pages/1/"):
        assert client.get(f"{at}/{rest}")["Cache-Control"] == "private, no-store"


def test_of_a_letter_that_one_does_not_see_nothing_is_shown() -> None:
    mine, other = (
        with_files(("surat.pdf", PDF)),
        with_files(("surat.pdf", PDF), sensitivity="secret"),
    )
    own, foreign = mine.attachments.get().pk, other.attachments.get().pk
    client = make.client(mine.started_by)
    for document, file in ((other.pk, foreign), (mine.pk, foreign), (other.pk, own)):
        at = f"/documents/{document}/files/{file}"
        for rest in ("read/", "pages/1/", f"compare/{own}/"):
            assert client.get(f"{at}/{rest}").status_code == 404
    at = f"/documents/{mine.pk}/files/{own}/compare/{foreign}/"
    assert client.get(at).status_code == 404
