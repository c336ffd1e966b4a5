"""The letters of a Word file as its XML has them: the second look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from procedures.blanks import letters_of
from procedures.files.fields import FIELD, shown_by
from procedures.files.looks import symbol_font
from procedures.reading.symbols import in_font

MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = (
    MARKUP + name for name in ("AlternateContent", "Choice", "Fallback")
)
TEXTS = frozenset((qn("w:t"), qn("a:t"), qn("m:t")))
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"


def chosen(alternatives: Any) -> list[Any]:
    """Return the first choice that has letters; without any the first."""
    offered = [each for each in alternatives if each.tag in {CHOICE, FALLBACK}]
    return next(([each] for each in offered if _has_text(each)), offered[:1])


def _has_text(element: Any) -> bool:
    return any(
        not text_of(each).isspace() and text_of(each) for each in element.iter(WORD_ART, *TEXTS)
    )


def text_of(element: Any) -> str:
    """Return the text of an element that has one: WordArt has it in an attribute."""
    text: str = element.get("string", "") if element.tag == WORD_ART else element.text or ""
    return text


def file_letters(element: Any) -> str:
    """Return all letters of an element as the file has them, whatever Word shows of them.

    Of alternatives one counts. This is the second look: it knows nothing of how texts are read.
    """
    return "".join(_file_letters(element))


def _file_letters(element: Any) -> Iterator[str]:
    if element.tag in TEXTS or element.tag == WORD_ART:
        font = symbol_font(element.getparent())
        yield letters_of(in_font(text_of(element), font))
        return
    if element.tag == FIELD:
        yield letters_of(shown_by(element))
    for child in chosen(element) if element.tag == ALTERNATIVES else element:
        yield from _file_letters(child)
