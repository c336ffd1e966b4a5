"""How HTML lets its parts look: hidden, deleted, struck through, shaded, in a font of signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import html as lxml_html

from procedures.reading.symbols import is_symbol_font

Declarations = dict[str, str]

SHEETS = ("style", "data-style")
"""Where rules of classes stand: pasted ones under another name, for the browser's policy."""

MOST_RULES = 5_000
_BRACE = re.compile(r"([{}])")
STRIKING = frozenset(("s", "strike"))
DELETING = frozenset(("del",))
RAISING = frozenset(("sup", "sub"))
INSERTING = frozenset(("ins",))


@dataclass(frozen=True)
class Styling:
    """The rules of a page's classes, and what they and its own attributes make of an element."""

    classes: dict[str, Declarations] = field(default_factory=dict)

    def of(self, element: lxml_html.HtmlElement) -> Declarations:
        """Return what is declared of an element, by property, in lower case."""
        declared: Declarations = {}
        for name in element.get("class", "").lower().split():
            declared |= self.classes.get(name, {})
        return declared | declarations(element.get("style") or element.get("data-style", ""))

    def is_hidden(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether nobody sees an element."""
        said = self.of(element)
        return (
            element.get("hidden") is not None
            or said.get("display") == "none"
            or said.get("visibility") in {"hidden", "collapse"}
            or said.get("mso-hide") == "all"
        )

    def is_deleted(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether an element is deleted, without that being accepted yet."""
        return element.tag in DELETING or "msodel" in element.get("class", "").lower().split()

    def is_inserted(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether an element is inserted, without that being accepted yet."""
        return element.tag in INSERTING or "msoins" in element.get("class", "").lower().split()

    def is_struck(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether an element is struck through."""
        said = self.of(element)
        lines = " ".join(said.get(f"text-decoration{end}", "") for end in ("", "-line"))
        return element.tag in STRIKING or "line-through" in lines

    def is_raised(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether an element stands above or below the line."""
        return element.tag in RAISING or self.of(element).get("vertical-align") in {"super", "sub"}

    def font(self, element: lxml_html.HtmlElement) -> str | None:
        """Return the font that an element names; empty for one of letters, None for none."""
        said = self.of(element)
        named = element.get("face", "") if element.tag == "font" else ""
        named = said.get("font-family", "") or _of_shorthand(said.get("font", "")) or named
        first = named.split(",")[0].strip(" \"'")
        return None if not first else first if is_symbol_font(first) else ""


def _of_shorthand(font: str) -> str:
    """Return a font of signs that a declaration of size and family names."""
    words = font.replace('"', "").replace("'", "").split(",")[0].split()
    names = (" ".join(words[-count:]) for count in (2, 1))
    return next((name for name in names if is_symbol_font(name)), "")


def styling_of(root: lxml_html.HtmlElement) -> Styling:
    """Return the rules of a page that are about a class alone, as Excel writes them."""
    classes: dict[str, Declarations] = {}
    for sheet in root.iter(*SHEETS):
        for selectors, style in islice(_rules(_whole_text(sheet)), MOST_RULES):
            for name in filter(None, map(_class_of, selectors.split(","))):
                classes.setdefault(name, {}).update(declarations(style))
    return Styling(classes)


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of rules that stand in no other: not those of paper."""
    open_: list[str] = []
    before = ""
    for piece in _BRACE.split(text):
        if piece == "{":
            open_.append(before)
        elif piece == "}" and open_:
            selectors = open_.pop()
            if not open_ and not selectors.lstrip().startswith("@"):
                yield selectors, before
        before = piece


def _class_of(selector: str) -> str:
    """Return the class that a selector is about alone, in lower case: td.old; else nothing."""
    said = selector.rpartition("--")[2].strip().lower()  # a comment of HTML may begin it
    tag, _dot, name = said.rpartition(".")
    is_name = name.replace("-", "").replace("_", "").isalnum()
    return name if is_name and _dot and (not tag or tag.isalnum()) else ""


def _whole_text(sheet: lxml_html.HtmlElement) -> str:
    """Return the text of a style sheet, what stands in comments too."""
    return "".join(_texts(sheet))


def _texts(sheet: lxml_html.HtmlElement) -> Iterator[str]:
    yield sheet.text or ""
    for child in sheet:
        yield f"{child.text or ''}{child.tail or ''}"


def declarations(style: str) -> Declarations:
    """Return the declarations of a style by property, in lower case."""
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, _colon, value in pairs
        if name.strip()
    }
