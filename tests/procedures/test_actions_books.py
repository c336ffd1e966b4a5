"""Books of SOPs: ordered once, made piece by piece, made anew when something has changed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches

from people.doers import Doer, Operator
from people.models import Unit, User
from people.refusals import Refused
from procedures import actions
from procedures.actions.books import MOST_TRIES
from procedures.definition import Row
from procedures.models import Book, Version
from procedures.printing.book import book_fingerprint, contents_of, kept_book
from tests import make
from tests.constraints import change
from tests.workflow.test_concurrency import at_once, crowd

from .printed import pages, tight

pytestmark = pytest.mark.django_db

LATER = make.MONDAY + timedelta(hours=1)


def step(book: Book) -> Book:
    """Let the worker make one piece."""
    assert actions.make_books(LATER) is True
    return Book.objects.get(pk=book.pk)


def finish(book: Book) -> Book:
    while actions.make_books(LATER):
        pass
    return Book.objects.get(pk=book.pk)


def office(sops: int = 1) -> Unit:
    unit = make.unit()
    for _ in range(sops):
        make.version(of=unit)
    return unit


def test_book_is_made_a_piece_at_a_time() -> None:
    book = make.book(office(2))
    assert (book.state, book.total, book.pages, book.done) == ("ordered", 2, [], 0)
    seen = []
    while Book.objects.waiting():
        book = step(book)
        seen.append((book.state, book.pages, book.done))
    assert seen == [
        ("ordered", [2], 0),
        ("ordered", [2, 2], 1),
        ("ordered", [2, 2, 2], 2),
        ("made", [2, 2, 2], 2),
    ]
    assert actions.is_current(book)
    assert actions.make_books(LATER) is False


def test_book_ordered_twice_is_one_book_and_is_not_made_again() -> None:
    unit = office()
    book = make.book(unit)
    step(book)
    again = make.book(unit)
    assert (again.pk, again.pages) == (book.pk, [2])
    finish(book)
    last = make.book(unit, by=make.colleague())
    assert (last.pk, last.state, last.ordered_by) == (book.pk, "made", book.ordered_by)
    assert make.book(unit, paper="f4").pk != book.pk


def test_books_are_made_in_the_order_in_which_they_were_ordered() -> None:
    later = actions.order_book(office(), by=Doer(make.colleague(), LATER), paper="a4")
    earlier = make.book(office())
    step(earlier)
    assert [Book.objects.get(pk=each.pk).pages for each in (earlier, later)] == [[2], []]


@pytest.mark.usefixtures("in_english")
def test_order_book_refuses_a_unit_without_an_sop_in_force() -> None:
    unit = make.draft().procedure.unit
    with pytest.raises(Refused, match=r"^No SOP of this unit is in force yet, so there is"):
        make.book(unit)
    assert not Book.objects.exists()


@pytest.mark.usefixtures("in_english")
def test_order_book_refuses_somebody_whose_account_was_closed() -> None:
    unit, gone = office(), make.colleague()
    change(gone, is_active=False)
    with pytest.raises(Refused, match=r"^You may not order books of this unit.$"):
        make.book(unit, by=User.objects.get(pk=gone.pk))


def revise(unit: Unit) -> None:
    in_force = unit.procedures.get().versions.get()
    draft = actions.copy_version(in_force, by=Doer(make.editor(), LATER))
    actions.put_version_in_force(draft, by=Operator(LATER))


def revoke(version: Version) -> None:
    actions.revoke_version(version, by=Doer(make.editor(), LATER), reason="Usang")


def replace_by_another(unit: Unit) -> None:
    revoke(unit.procedures.get().versions.get())
    make.version(of=unit)


@pytest.mark.parametrize(
    "happens",
    [
        revise,
        replace_by_another,
        lambda unit: change(unit, decree="Keputusan baru"),
        lambda unit: make.version(of=unit),
        lambda unit: make.version(of=make.unit(below=unit)),
        lambda unit: change(unit, parent=make.unit("Dinas di atasnya")),
        lambda unit: caches["prints"].clear(),
    ],
    ids=["revision", "revoking", "decree", "new SOP", "SOP below", "office", "cleared"],
)
def test_book_is_no_longer_handed_out_when_something_in_it_changes(happens: object) -> None:
    unit = office()
    book = finish(make.book(unit))
    assert actions.is_current(book)
    assert callable(happens)
    happens(unit)
    book = Book.objects.select_related("unit").get(pk=book.pk)
    assert not actions.is_current(book)
    again = make.book(Unit.objects.get(pk=unit.pk))
    assert (again.pk, again.state, again.pages) == (book.pk, "ordered", [])
    assert actions.is_current(finish(again))


def test_draft_changes_no_book() -> None:
    unit = office()
    book = finish(make.book(unit))
    make.draft(of=unit)
    assert actions.is_current(book)


def test_book_is_begun_again_when_something_changes_while_it_is_made() -> None:
    unit = office()
    book = step(make.book(unit))
    assert book.pages == [2]
    make.version(of=unit)
    book = step(book)
    assert (book.pages, book.total) == ([], 2)
    assert actions.is_current(finish(book))


def test_book_that_lost_a_piece_is_begun_again() -> None:
    book = step(step(make.book(office())))
    assert book.done == book.total
    caches["prints"].clear()
    book = step(book)
    assert (book.state, book.pages) == ("ordered", [])
    assert finish(book).state == "made"


def from_before(unit: Unit, rows: list[Row], code: str) -> Version:
    """Make a version that was put in force when nobody asked whether it can be printed."""
    draft = make.draft(rows, code=code, of=unit)
    change(draft, state="in_force", put_in_force_at=make.MONDAY)
    return draft


def test_book_is_made_with_a_page_for_an_sop_that_cannot_be_printed() -> None:
    unit = office()
    from_before(unit, [Row("Ketik", f"Staf {each}") for each in range(13)], "Z-9")
    book = finish(make.book(unit))
    assert (book.state, book.trouble, book.pages[2]) == ("made", "", 1)
    content = kept_book(book.fingerprint)
    assert content is not None
    printed = pages(content)
    assert len(printed) == sum(book.pages)
    said = "SOP ini berlaku, tetapi tidak dapat dicetak. SOP ini mempunyai 13 kolom pelaksana"
    assert [tight(said) in page for page in printed] == [*[False] * (len(printed) - 1), True]


def test_book_holds_rows_that_go_on_over_pages_as_they_are() -> None:
    unit = office()
    from_before(unit, [Row("kata " * 1500, "Staf")], "Z-9")
    book = finish(make.book(unit))
    assert (book.state, book.pages[2] > 2) == ("made", True)


def test_sop_whose_logo_is_gone_has_its_page_until_the_logo_is_there_again() -> None:
    unit, media = office(), Path(settings.MEDIA_ROOT)
    below = make.unit(below=unit)
    logo = media / "logos" / "hilang.png"
    logo.parent.mkdir(parents=True, exist_ok=True)
    logo.write_bytes(make.PNG)
    change(below, logo="logos/hilang.png")
    make.version(of=below, code="Z-9")
    logo.unlink()
    book = finish(make.book(unit))
    assert (book.state, book.pages[2]) == ("made", 1)
    assert actions.is_current(book)
    logo.write_bytes(make.PNG)
    assert not actions.is_current(book)
    assert finish(make.book(unit)).pages[2] == 2


def test_book_is_made_without_the_logo_whose_file_is_not_there() -> None:
    logo = Path(settings.MEDIA_ROOT, "logos", "hilang.png")
    logo.parent.mkdir(parents=True, exist_ok=True)
    logo.write_bytes(make.PNG)
    unit = make.unit()
    change(unit, logo="logos/hilang.png")
    make.version(of=unit)
    found = contents_of(Unit.objects.get(pk=unit.pk), "a4")
    assert str(found.logo) == "logos/hilang.png"
    logo.unlink()
    assert found.logo is None
    assert finish(make.book(unit)).state == "made"


def test_cover_and_chapters_of_a_book_name_units_as_their_newest_versions_keep_them() -> None:
    unit = make.unit("Dinas Lama")
    below, bare = make.unit("Bidang Lama", below=unit), make.unit("Bidang Tanpa", below=unit)
    for each, code in ((unit, "A-1"), (below, "B-1")):
        make.version(of=each, code=code)
    for each in (unit, below, bare):
        change(each, name=f"{each.name} Baru")
    contents = contents_of(Unit.objects.get(pk=unit.pk), "a4")
    assert [contents.unit_name, contents.office_name] == ["Dinas Lama", "Dinas Lama"]
    names = [contents.name_of(Unit.objects.get(pk=each.pk)) for each in (below, bare)]
    assert names == ["Bidang Lama", "Bidang Tanpa Baru"]
    before = book_fingerprint(contents)
    change(below, name="Bidang Lain")
    assert book_fingerprint(contents_of(Unit.objects.get(pk=unit.pk), "a4")) == before
    make.version(of=below, code="B-2")
    newer = contents_of(Unit.objects.get(pk=unit.pk), "a4")
    assert newer.name_of(below) == "Bidang Lain"


@pytest.mark.usefixtures("without_pango")
def test_book_fails_where_printing_is_not_installed() -> None:
    book = finish(make.book(office()))
    assert (book.state, book.trouble, book.trouble_with) == ("failed", "unavailable", None)


def test_book_fails_when_its_sops_go_out_of_force() -> None:
    unit = office()
    book = make.book(unit)
    revoke(unit.procedures.get().versions.get())
    book = finish(book)
    assert (book.state, book.trouble) == ("failed", "no_sop")


def test_piece_that_ends_the_worker_again_and_again_is_given_up() -> None:
    book = make.book(office())
    change(book, tries=MOST_TRIES - 1)
    assert step(book).state == "ordered"
    change(book, tries=MOST_TRIES)
    book = step(book)
    assert (book.state, book.trouble) == ("failed", "broken")


def test_piece_that_breaks_is_told_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    unit = office()
    Path(settings.MEDIA_ROOT, "logos").mkdir(parents=True, exist_ok=True)
    above = make.unit()
    change(above, logo="logos")  # a folder, not a file
    change(unit, parent=above)
    book = finish(make.book(unit))
    assert (book.state, book.trouble) == ("failed", "broken")
    (record,) = caplog.records
    assert record.message.startswith(f"The book of {unit}")
    assert record.exc_info is not None


@pytest.mark.django_db(transaction=True)
def test_many_who_order_a_book_at_once_get_one() -> None:
    unit = office()
    people = [make.colleague() for _ in range(crowd())]
    outcomes = at_once([partial(make.book, unit, by=person) for person in people])
    assert set(outcomes) == {None}
    assert Book.objects.count() == 1
