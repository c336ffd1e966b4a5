"""Several tagged PDFs joined into one that is tagged too.

pikepdf (qpdf) copies pages and whatever they need; the tree of tags, the outline and the links,
which belong to no page, are put together here (ISO 32000-1, 12.3.3, 12.5.6.5, 14.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

LINK = "part:"  # a link of the first part to 'part:0' leads to the first of the others


def joined(first: bytes, parts: Sequence[bytes], feet: bytes | None = None) -> bytes:
    """Return the first part followed by the others as one PDF.

    Language, description and attachments are those of the first part; the outline has each part's
    own. `feet`, if any, has a page for each page of the whole, which is laid over it.
    """
    with Pdf.open(BytesIO(first)) as book:
        starts, entries = [], []
        for number, content in enumerate(parts):
            with Pdf.open(BytesIO(content)) as part:
                starts.append(len(book.pages))
                entries += _outline(part, starts[-1])
                _append(book, part, prefix=f"{number}-")
        with book.open_outline() as outline:
            outline.root.extend(entries)
        _lead_links(book, starts)
        if feet is not None:
            _lay_over(book, feet)
        return _saved(book)


def _lay_over(book: Pdf, feet: bytes) -> None:
    with Pdf.open(BytesIO(feet)) as document:
        for page, foot in zip(book.pages, document.pages, strict=True):
            page.add_overlay(foot, None)


def _append(book: Pdf, part: Pdf, *, prefix: str) -> None:
    """Add the pages of a part, and its tree of tags as a section below the book's document."""
    start = len(book.pages)
    book.pages.extend(part.pages)
    tree, copied = book.Root.StructTreeRoot, book.copy_foreign(part.Root.StructTreeRoot)
    document = tree.K[0]
    for section in copied.K:
        section.S, section.P = Name.Sect, document
        document.K.append(section)
        _make_names_unique(section, prefix)
    numbers, theirs = tree.ParentTree.Nums, copied.ParentTree.Nums
    offset = int(numbers[-2]) + 1  # in rising order (ISO 32000-1, 7.9.7)
    for index in range(0, len(theirs), 2):
        numbers.append(offset + int(theirs[index]))
        numbers.append(theirs[index + 1])
    for page in list(book.pages)[start:]:
        page.obj.StructParents = offset + int(page.obj.StructParents)


def _make_names_unique(section: Any, prefix: str) -> None:
    """Set a prefix before the names of table headers and wherever cells point to them."""
    for element in _elements(section):
        if Name.ID in element:
            element.ID = String(prefix + str(element.ID))
        attributes = element.get(Name.A)
        if isinstance(attributes, Dictionary) and Name.Headers in attributes:
            names = [String(prefix + str(name)) for name in attributes.Headers]
            attributes.Headers = Array(names)


def _elements(section: Any) -> Iterator[Any]:
    """Yield an element of the tree and all below it."""
    waiting = [section]
    while waiting:
        element = waiting.pop()
        yield element
        children = element.get(Name.K, [])
        waiting += [
            child for child in children if isinstance(child, Dictionary) and Name.S in child
        ]


def _outline(part: Pdf, start: int) -> list[pikepdf.OutlineItem]:
    """Return the part's headings; each leads to the page where it stands."""
    numbers = {page.obj.objgen: start + index for index, page in enumerate(part.pages)}
    with part.open_outline() as outline:
        return [_entry(item, numbers) for item in outline.root]


def _entry(item: OutlineItem, numbers: Mapping[tuple[int, int], int]) -> OutlineItem:
    page: Any = item.destination[0] if isinstance(item.destination, Array) else None
    entry = OutlineItem(item.title, numbers[page.objgen])
    entry.children.extend(_entry(child, numbers) for child in item.children)
    return entry


def _lead_links(book: Pdf, starts: Sequence[int]) -> None:
    """Let the links to parts lead to their first pages."""
    for page in list(book.pages):
        for link in page.obj.get(Name.Annots, []):
            target = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
            if target.startswith(LINK):
                start = starts[int(target.removeprefix(LINK))]
                del link.A
                link.Contents = String(f"Ke halaman {start + 1}")
                link.Dest = pikepdf.make_page_destination(book, start, "Fit")


def _saved(book: Pdf) -> bytes:
    file = BytesIO()
    book.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return file.getvalue()
