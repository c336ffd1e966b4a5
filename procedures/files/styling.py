"""How HTML lets its parts look: hidden, deleted, struck through, shaded, in a font of signs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from lxml import html as lxml_html

from procedures.files.declared import Declarations, declarations
from procedures.files.sheets import Rules, Said, rules_of
from procedures.files.sight import Look, Sight, is_raised, sight
from procedures.reading.symbols import is_symbol_font

BLOCKS = frozenset(("block", "flex", "grid", "list-item", "flow-root", "table"))
"""Ways of display that begin lines, or rows and captions of tables do."""

BESIDE = frozenset(
    (*(f"inline-{kind}" for kind in ("block", "flow-root", "flex", "grid", "table")), "table-cell")
)
INLINE = frozenset(("inline", "contents", "ruby"))
STRIKING = frozenset(("s", "strike"))
DELETING = frozenset(("del",))
RAISING = frozenset(("sup", "sub"))
INSERTING = frozenset(("ins",))
NOTHING = Said()
BULLETS = frozenset("•◦‣⁃∙·▪▫■□●○◆◇➢➤►▶▸→–—-*")
_QUOTED = re.compile(r'"([^"]*+)"|\'([^\']*+)\'')
_WORKED_OUT = re.compile(r"\b(?:attr|counters?|var)\(")


@dataclass(frozen=True)
class Styling:
    """The rules of a page, and what they and its own attributes make of an element."""

    rules: Rules = field(default_factory=Rules)
    looks: dict[lxml_html.HtmlElement, Look] = field(default_factory=dict)
    """Those that were asked for, so that none is made up twice."""

    @property
    def is_unsure(self) -> bool:
        """Whether rules that were not understood, or are not at hand, may hide something."""
        return self.rules.is_partial or any(map(_may_hide, self.rules.not_understood))

    def of(self, element: lxml_html.HtmlElement) -> Declarations:
        """Return what is declared of an element, by property, in lower case."""
        own = declarations(element.get("style") or element.get("data-style", ""))
        said = self.rules.by_element.get(element)
        return own if said is None else said.normal | own | said.important

    def is_hidden(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether nobody sees an element."""
        is_closed = element.tag == "dialog" and element.get("open") is None
        is_told = any(element.get(name) is not None for name in ("hidden", "popover"))
        is_hidden = is_closed or is_told or _is_folded_away(element)
        return is_hidden or sight(self.of(element)) is Sight.HIDDEN

    def is_faint(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether nobody may see the letters of an element: it cannot be told for sure."""
        return self.look(element).is_faint

    def look(self, element: lxml_html.HtmlElement) -> Look:
        """Return how an element looks, with what those around it hand down."""
        if element not in self.looks:
            around = element.getparent()
            look = Look() if around is None else self.look(around)
            said = _attributes(element) | self.of(element)
            maybe = self.rules.by_element.get(element, NOTHING).maybe
            look = look.within(said) if said else look
            is_unsure = look.is_unsure or any(map(_may_hide, maybe))
            self.looks[element] = replace(look, is_unsure=True) if is_unsure else look
        return self.looks[element]

    def has_more_text(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether rules put letters before or behind an element."""
        around = self.rules.by_element.get(element, NOTHING).around
        return any(_has_letters(said.get("content", "")) for said in around)

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
        return element.tag in RAISING or is_raised(self.of(element), element.tag)

    def is_block(self, element: lxml_html.HtmlElement) -> bool | None:
        """Tell whether an element begins a line by its style; None where that tells nothing."""
        display = self._display(element)
        begins = display in BLOCKS or (display.startswith("table-") and display != "table-cell")
        return True if begins else False if display in INLINE | BESIDE else None

    def is_apart(self, element: lxml_html.HtmlElement) -> bool:
        """Tell whether an element stands apart from what is beside it: a box, or moved aside."""
        said, around = self.of(element), element.getparent()
        is_moved = said.get("float", "none") != "none" or said.get("position") in {
            "absolute",
            "fixed",
        }
        is_part = around is not None and self._display(around).endswith(("flex", "grid"))
        return is_moved or is_part or self._display(element) in BESIDE

    def _display(self, element: lxml_html.HtmlElement) -> str:
        """Return the way of display, in one word: block flow-root is a block."""
        words = self.of(element).get("display", "").split()
        if words[:1] == ["inline"] and len(words) > 1:
            return f"inline-{words[1]}"
        return words[-1] if words[:1] == ["block"] else words[0] if words else ""

    def font(self, element: lxml_html.HtmlElement) -> str | None:
        """Return the font that an element names; empty for one of letters, None for none."""
        said = self.of(element)
        named = element.get("face", "") if element.tag == "font" else ""
        named = said.get("font-family", "") or _of_shorthand(said.get("font", "")) or named
        first = named.split(",")[0].strip(" \"'")
        return None if not first else first if is_symbol_font(first) else ""


def is_closed(element: lxml_html.HtmlElement | None) -> bool:
    """Tell whether an element shows nothing but its first line until somebody opens it."""
    return element is not None and element.tag == "details" and element.get("open") is None


def _is_folded_away(element: lxml_html.HtmlElement) -> bool:
    return is_closed(element.getparent()) and element.tag != "summary"


def _of_shorthand(font: str) -> str:
    """Return a font of signs that a declaration of size and family names."""
    words = font.replace('"', "").replace("'", "").split(",")[0].split()
    names = (" ".join(words[-count:]) for count in (2, 1))
    return next((name for name in names if is_symbol_font(name)), "")


def _attributes(element: lxml_html.HtmlElement) -> Declarations:
    """Return the colours that an element has without a style."""
    given = {"background-color": element.get("bgcolor"), "color": element.get("color")}
    return {name: value.strip().lower() for name, value in given.items() if value}


def _may_hide(said: Declarations) -> bool:
    """Tell whether declarations hide something, or colour it so that it may not be seen."""
    return sight(said) is not Sight.SEEN or Look().within(said).is_faint


def _has_letters(content: str) -> bool:
    """Tell whether a box says something of its own: letters or a sign such as a tick.

    The sign of a list says nothing.
    """
    said = _QUOTED.findall(content)
    written = "".join(first or second for first, second in said)
    kinds = {unicodedata.category(sign)[0] for sign in written if sign not in BULLETS}
    return _WORKED_OUT.search(content) is not None or bool(kinds & set("LNSC"))


def styling_of(root: lxml_html.HtmlElement) -> Styling:
    """Return the rules of a page."""
    return Styling(rules_of(root))
