"""What fields of Word show whose texts stand in no run: those of forms, and some by their code."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from docx.oxml.ns import qn

from procedures.blanks import letters_of
from procedures.files.looks import toggle
from procedures.reading.doubts import Doubt
from procedures.reading.symbols import in_font

VALUE = qn("w:val")
FIELD, CODE, SIMPLE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
LAST_BYTE = 0xFF
TELLING = re.compile(
    r"(?:eq|symbol|(?:macro|goto)button|autonum(?:lgl|out)?|listnum|quote"
    r"|page|numpages|section|sectionpages)(?![a-z])",
    re.IGNORECASE,
)
"""Fields that show something without a result: Word works it out whenever it draws them."""

_FRACTION = re.compile(
    r"eq\s++\\f\s*+\(\s*+([0-9a-z]{1,9})\s*+[,;]\s*+([0-9a-z]{1,9})\s*+\)\s*+",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"symbol\s++(0x[0-9a-f]{1,6}|[0-9]{1,7})(?![0-9a-z])", re.IGNORECASE)
_FONT = re.compile(r'\\f\s*+(?:"([^"]*)"|([^\s"\\]+))', re.IGNORECASE)


@dataclass
class OpenField:
    """A field whose end was not met yet."""

    code: str = ""
    is_over: bool = False
    """Whether its code is over, so that its result is read."""

    has_text: bool = False


class FieldTaker(Protocol):
    """What takes in texts and fields piece by piece."""

    doubts: dict[Doubt, None]
    fields: list[OpenField]
    worked_out: str
    is_raised: bool
    was_raised: bool

    def take(self, text: str) -> None:
        """Take in a text."""

    def read_all(self, elements: Any) -> None:
        """Take in elements."""


def _sign(shown: FieldTaker, sign: Any) -> None:
    """Follow the signs at which a field begins, goes over to its result, and ends."""
    kind = sign.get(qn("w:fldCharType"))
    if kind == "begin":
        shown.take(shown_by(sign))
        shown.fields.append(OpenField())
    elif shown.fields and kind == "separate":
        shown.fields[-1].is_over = True
    elif shown.fields and kind == "end":
        _end(shown, shown.fields.pop())


def _code(shown: FieldTaker, code: Any) -> None:
    if shown.fields:
        shown.fields[-1].code += code.text or ""


def _simple(shown: FieldTaker, element: Any) -> None:
    shown.fields.append(OpenField(element.get(qn("w:instr"), ""), is_over=True))
    shown.read_all(element)
    _end(shown, shown.fields.pop())


def _end(shown: FieldTaker, ended: OpenField) -> None:
    """Read what a field without a result shows, or say that it is missing."""
    is_read = all(each.is_over for each in shown.fields)
    if ended.has_text or not is_read or TELLING.match(ended.code.lstrip()) is None:
        return
    fraction, sign = fraction_of(ended.code), sign_of(ended.code)
    if fraction is not None:
        shown.was_raised = not shown.is_raised
        shown.take("/".join(fraction))
    elif sign:
        shown.take(sign)
    else:
        shown.doubts[Doubt.LETTERS_LOST] = None
    shown.worked_out += letters_of("".join(fraction or sign))


def fraction_of(code: str) -> tuple[str, str] | None:
    """Return the two numbers of a field that shows a simple fraction: EQ \\f(1,2)."""
    found = _FRACTION.fullmatch(code.lstrip())
    return None if found is None else (found[1], found[2])


def sign_of(code: str) -> str:
    """Return the sign that a field shows by its number and its font: SYMBOL 252 \\f Wingdings.

    Empty for any other field, and where it is not known which sign is meant.
    """
    found = _SYMBOL.match(code.lstrip())
    if found is None:
        return ""
    number = int(found[1], 0 if found[1][:2].lower() == "0x" else 10)
    font = _FONT.search(code)
    name = "" if font is None else font[1] or font[2] or ""
    if number > sys.maxunicode:
        return ""
    is_unicode = number > LAST_BYTE or re.search(r"\\u\b", code) is not None
    letter = chr(number) if is_unicode else bytes([number]).decode("cp1252", "replace")
    return in_font(letter, name)


def shown_by(sign: Any) -> str:
    """Return what a field shows, given the sign at which it begins: a box, or what is chosen."""
    box = next(sign.iter(qn("w:checkBox")), None)
    if box is not None:
        return "☒" if _is_checked(box) else "☐"
    choices = next(sign.iter(qn("w:ddList")), None)
    return "" if choices is None else _chosen(choices)


def _is_checked(box: Any) -> bool:
    """Tell whether a box is ticked: by hand, else from the beginning."""
    said = [toggle(box, name) for name in ("checked", "default")]
    return next((each for each in said if each is not None), False)


def _chosen(choices: Any) -> str:
    """Return the choice made by hand, else that from the beginning, else the first."""
    entries = [each.get(VALUE, "") for each in choices.iter(qn("w:listEntry"))]
    said = [choices.find(qn(f"w:{name}")) for name in ("result", "default")]
    number = next((each.get(VALUE, "0") for each in said if each is not None), "0")
    is_there = number.isdecimal() and int(number[:9]) < len(entries)
    return entries[int(number[:9])] if is_there else ""


READERS: dict[str, Callable[[Any, Any], None]] = {FIELD: _sign, CODE: _code, SIMPLE: _simple}
