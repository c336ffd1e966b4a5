"""Pages of the books: ordering, waiting, handing out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from procedures.actions import make_books
from procedures.definition import Row
from procedures.models import Book
from procedures.printing.book import kept_book
from tests import make
from tests.constraints import change

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

ORDER = "/procedures/books/"


def page(book: Book) -> str:
    return f"/procedures/books/{book.pk}/"


def finish(book: Book) -> Book:
    while make_books(make.MONDAY):
        pass
    return Book.objects.get(pk=book.pk)


@pytest.fixture
def browser() -> Client:
    return make.client(make.colleague())


def test_whoever_sees_sops_orders_a_book_on_the_paper_of_the_unit(browser: Client) -> None:
    unit = make.version().procedure.unit
    change(unit, paper="f4")
    assert b"Books of SOPs" in browser.get("/procedures/").content
    response = browser.post(ORDER, {"unit": unit.pk, "paper": ""})
    book = Book.objects.get()
    assert (response.status_code, response["Location"]) == (302, page(book))
    assert (book.unit, book.paper) == (unit, "f4")


def test_bad_order_comes_back_as_it_was_typed(browser: Client) -> None:
    unit = make.version().procedure.unit
    for sent in ({"unit": "0"}, {"unit": unit.pk, "paper": "a3"}, {"unit": "x\0"}, {}):
        assert browser.post(ORDER, sent).status_code == 422
    assert browser.get(ORDER, {"unit": "x", "paper": "x"}).status_code == 200
    text = browser.get(ORDER, {"unit": str(unit.pk), "paper": "f4"}).content.decode()
    assert f'<option value="{unit.pk}" selected>' in text
    assert not Book.objects.exists()


def test_refused_order_says_why_on_the_same_page(browser: Client) -> None:
    unit = make.unit()
    response = browser.post(ORDER, {"unit": unit.pk, "paper": "a4"})
    assert response.status_code == 409
    text = response.content.decode()
    assert "No SOP of this unit is in force yet, so there is nothing to print." in text
    assert f'<option value="{unit.pk}" selected>' in text


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_orders_takes_the_same_queries_for_any_number_of_books(
    rows: int, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        make.book()
    browser.get(ORDER)  # the calendars are known from now on
    with django_assert_num_queries(9):
        response = browser.get(ORDER)
    assert response.content.decode().count("Being made") == rows


def test_page_shows_how_far_the_book_is_and_looks_again_by_itself(browser: Client) -> None:
    book = make.book()
    for words, value in (
        ("The book is waiting for its turn.", 0),
        ("0 of 1 SOPs are printed.", 0),
        ("All SOPs are printed; the book is being bound.", 1),
    ):
        text = browser.get(page(book)).content.decode()
        assert words in text
        assert f'value="{value}"' in text
        assert '<meta http-equiv="refresh" content="5">' in text
        assert 'hx-trigger="every 2s"' in text
        make_books(make.MONDAY)
    done = browser.get(page(book)).content.decode()
    assert f'href="{page(book)}book.pdf"' in done
    for gone in ("<progress", 'http-equiv="refresh"', "hx-trigger"):
        assert gone not in done


def test_part_of_the_page_is_answered_alone(browser: Client) -> None:
    text = browser.get(page(make.book()), HTTP_HX_REQUEST="true").content.decode()
    assert text.lstrip().startswith('<div id="book"')


def test_page_says_when_the_worker_gives_no_sign(browser: Client) -> None:
    book = make.book()
    sentence = "Nothing has been done for the book for some time."
    change(book, touched_at=timezone.now() - timedelta(minutes=1))
    assert sentence not in browser.get(page(book)).content.decode()
    change(book, touched_at=timezone.now() - timedelta(minutes=3))
    assert sentence in browser.get(page(book)).content.decode()


def test_book_is_handed_out_and_not_sent_twice(browser: Client) -> None:
    book = finish(make.book())
    response = browser.get(f"{page(book)}book.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content == kept_book(book.fingerprint)
    assert response["Content-Disposition"] == f'inline; filename="buku-sop-{book.pk}-a4.pdf"'
    again = browser.get(f"{page(book)}book.pdf", HTTP_IF_NONE_MATCH=response["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_book_that_is_not_there_or_no_longer_true_leads_to_its_page(browser: Client) -> None:
    book = make.book()

    def leads_to_its_page() -> bool:
        response = browser.get(f"{page(book)}book.pdf")
        return (response.status_code, response.get("Location")) == (302, page(book))

    assert leads_to_its_page()
    finish(book)
    assert not leads_to_its_page()
    make.version(of=book.unit)
    assert leads_to_its_page()
    text = browser.get(page(book)).content.decode()
    assert "Something in the book has changed since it was made" in text
    assert browser.post(ORDER, {"unit": book.unit_id, "paper": "a4"}).status_code == 302
    finish(book)
    assert not leads_to_its_page()
    caches["prints"].clear()
    assert leads_to_its_page()


def test_page_of_a_book_from_before_says_which_sop_cannot_be_printed(browser: Client) -> None:
    wide = make.draft([Row("Ketik", f"Staf {each}") for each in range(13)], code="Z-9")
    change(wide, state="in_force", put_in_force_at=make.MONDAY)
    book = make.book(wide.procedure.unit)
    change(book, state="failed", trouble="not_printable", trouble_with=wide)
    text = browser.get(page(book)).content.decode()
    assert "An SOP cannot be printed." in text
    assert f'href="{make.at("Z-9", "print.pdf?paper=a4")}"' in text
    assert browser.get(make.at("Z-9", "print.pdf?paper=a4")).status_code == 422
    assert "Make the book anew" in text


@pytest.mark.usefixtures("without_pango")
def test_page_says_that_printing_is_not_installed(browser: Client) -> None:
    book = finish(make.book())
    text = browser.get(page(book)).content.decode()
    assert "Printing is not installed on this computer." in text


def test_page_says_that_the_computer_could_not_do_it(browser: Client) -> None:
    book = make.book()
    version = book.unit.procedures.get().versions.get()
    change(book, state="failed", trouble="broken", trouble_with=version)
    text = browser.get(page(book)).content.decode()
    assert "The computer could not do it." in text
    assert str(version) in text


def test_page_of_no_book_is_not_found(browser: Client) -> None:
    for path in ("/procedures/books/7/", "/procedures/books/7/book.pdf"):
        assert browser.get(path).status_code == 404
