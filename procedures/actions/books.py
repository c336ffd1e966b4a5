"""Books of SOPs: ordered by people, made piece by piece by the worker."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from people.doers import Doer
from people.locks import locked
from people.models import Unit
from people.refusals import Refused
from procedures.exchange import version_to_json
from procedures.models import Book, Version
from procedures.permissions import can_order_book
from procedures.printing import PrintingUnavailable
from procedures.printing.book import (
    Contents,
    PartMissing,
    bind_book,
    book_fingerprint,
    contents_of,
    has_book,
    pages_before,
    pages_of,
)

MOST_TRIES = 3

log = logging.getLogger(__name__)


@transaction.atomic
def order_book(unit: Unit, *, paper: str, by: Doer) -> Book:
    """Order the book of a unit's SOPs in force and return it; the worker makes it.

    One that is being made, or was made and holds what it would hold now, is not made again: whoever
    orders it gets the same. Raises Refused where no SOP is in force, or `by` may not.
    """
    locked(Unit.objects.all()).get(pk=unit.pk)
    if not can_order_book(by.user, unit, on=by.held_on):
        raise Refused(_("You may not order books of this unit."))
    contents = contents_of(unit, paper)
    if not contents.versions:
        raise Refused(_("No SOP of this unit is in force yet, so there is nothing to print."))
    found = Book.objects.filter(unit=unit, paper=paper).first()
    if found is not None and (found.is_waiting or is_current(found)):
        return found
    fresh = {**_beginning(contents, by.at), "ordered_at": by.at, "ordered_by": by.user}
    book, _is_new = Book.objects.update_or_create(unit=unit, paper=paper, defaults=fresh)
    return book


def is_current(book: Book) -> bool:
    """Whether the book was made, is still kept and holds what it would hold now."""
    if not book.is_made or not has_book(book.fingerprint):
        return False
    contents = contents_of(book.unit, book.paper)
    return bool(contents.versions) and book.fingerprint == book_fingerprint(contents)


def _beginning(contents: Contents, at: datetime) -> dict[str, Any]:
    """Return the fields of a book of which nothing is made yet."""
    return {
        "state": Book.OrderState.ORDERED,
        "fingerprint": book_fingerprint(contents),
        "total": len(contents.versions),
        "pages": [],
        "tries": 0,
        "trouble": "",
        "trouble_with": None,
        "touched_at": at,
    }


def make_books(at: datetime) -> bool:
    """Make one piece of the book that has waited longest; return whether there was one.

    May be cut off anywhere and called again: a piece that is not written down is made again. A
    book that cannot be made is given up, so that it keeps no other back.
    """
    book = Book.objects.waiting().select_related("unit").first()
    if book is None:
        return False
    try:
        _go_on(book, at)
    except Exception:
        log.exception("The book of %s could not be made", book)
        _fail(book, Book.Trouble.BROKEN, at)
    return True


def _go_on(book: Book, at: datetime) -> None:
    """Make the next piece of a book, or see that there is none to make."""
    contents = contents_of(book.unit, book.paper)
    if not contents.versions:
        _fail(book, Book.Trouble.NO_SOP, at)
    elif book.fingerprint != book_fingerprint(contents):
        _write(book, **_beginning(contents, at))
    elif book.tries >= MOST_TRIES:
        _fail(book, Book.Trouble.BROKEN, at)
    else:
        _make_piece(book, contents, at)


def _make_piece(book: Book, contents: Contents, at: datetime) -> None:
    """Make the next piece; a piece that ends the worker again and again is given up."""
    _write(book, tries=F("tries") + 1, touched_at=at)
    version = contents.versions[book.done] if book.pages and book.done < book.total else None
    try:
        piece = _bind if book.done == book.total and book.pages else _print
        piece(book, contents)
    except PrintingUnavailable:
        _fail(book, Book.Trouble.UNAVAILABLE, at, version)
    except PartMissing:
        _write(book, **_beginning(contents, at))
    except Exception:
        log.exception("The book of %s could not be made", book)
        _fail(book, Book.Trouble.BROKEN, at, version)


def _print(book: Book, contents: Contents) -> None:
    """Count what stands before the SOPs, or lay out the next SOP."""
    if not book.pages:
        pages = pages_before(contents)
    else:
        version = _whole(contents.versions[book.done])
        pages = pages_of(version, contents.paper, first_page=sum(book.pages) + 1)
    _write(book, pages=[*book.pages, pages], tries=0)


def _bind(book: Book, contents: Contents) -> None:
    data = [version_to_json(_whole(version)) for version in contents.versions]
    bind_book(contents, data, book.pages)
    _write(book, state=Book.OrderState.MADE, tries=0)


def _whole(version: Version) -> Version:
    return Version.objects.with_table().get(pk=version.pk)


def _fail(book: Book, trouble: str, at: datetime, version: Version | None = None) -> None:
    _write(book, state=Book.OrderState.FAILED, trouble=trouble, trouble_with=version, touched_at=at)


def _write(book: Book, **fields: Any) -> None:
    """Write fields of a book; only the worker writes one that is being made."""
    Book.objects.filter(pk=book.pk).update(**fields)
