"""What Word counts itself: the numbers, letters and dots before paragraphs (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from procedures.reading.symbols import in_font

VALUE = qn("w:val")
BULLET = "•"
MOST = 10_000
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
PLACE = re.compile(r"%([1-9])")


def roman(number: int) -> str:
    """Return a number from 1 in small Roman figures."""
    text = ""
    for value, figure in ROMAN:
        count, number = divmod(number, value)
        text += figure * count
    return text


def letter(number: int) -> str:
    """Return a number from 1 as Word counts with letters: z is followed by aa, then bb."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _number: "",
}


@dataclass(frozen=True)
class Level:
    """How one level of a list is counted."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document, and how far each was counted."""

    lists: Mapping[str, Mapping[int, Level]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """The list and level that a style of paragraphs belongs to."""

    counted: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """Return the lists of a document; none where it has no part of them."""
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return cls()
        abstract = {
            each.get(qn("w:abstractNumId")): _levels(each)
            for each in root.findall(qn("w:abstractNum"))
        }
        lists = {}
        for each in root.findall(qn("w:num")):
            named = each.find(qn("w:abstractNumId"))
            lists[each.get(qn("w:numId"))] = abstract.get(_value(named), {})
        return cls(lists, _styles(document.styles.element))

    def before(self, paragraph: Any) -> str:
        """Return what stands before a paragraph, and count it; nothing where it is not counted."""
        number, at = self._place(paragraph)
        levels = self.lists.get(number)
        if not levels:
            return ""
        level, counted = levels.get(at, Level()), self.counted[number]
        counted[at] = min(counted.get(at, level.start - 1) + 1, MOST)
        for deeper in [each for each in counted if each > at]:
            del counted[deeper]
        if level.format == "bullet":
            return BULLET
        return PLACE.sub(lambda found: self._counted(number, int(found[1]) - 1), level.text)

    def _counted(self, number: str, at: int) -> str:
        level = self.lists[number].get(at, Level())
        reached = self.counted[number].get(at, level.start)
        return FORMATS.get(level.format, str)(reached)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph; its own word goes before its style's."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        style = self.styles.get(_value(properties.find(qn("w:pStyle"))), ("", 0))
        return _said_place(properties.find(qn("w:numPr"))) or style


def _said_place(properties: Any) -> tuple[str, int] | None:
    if properties is None or properties.find(qn("w:numId")) is None:
        return None
    level = _value(properties.find(qn("w:ilvl"))) or "0"
    return _value(properties.find(qn("w:numId"))), int(level) if level.isdigit() else 0


def _styles(root: Any) -> dict[str, tuple[str, int]]:
    found = {}
    for style in root.findall(qn("w:style")):
        place = _said_place(style.find(f"{qn('w:pPr')}/{qn('w:numPr')}"))
        if place is not None:
            found[style.get(qn("w:styleId"), "")] = place
    return found


def _levels(abstract: Any) -> dict[int, Level]:
    levels = {}
    for each in abstract.findall(qn("w:lvl")):
        start = _value(each.find(qn("w:start")))
        levels[int(each.get(qn("w:ilvl"), "0"))] = Level(
            _value(each.find(qn("w:numFmt"))) or "decimal",
            in_font(_value(each.find(qn("w:lvlText"))), ""),
            min(int(start), MOST) if start.isdigit() else 1,
        )
    return levels


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(VALUE) or "")
