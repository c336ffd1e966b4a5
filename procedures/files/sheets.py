"""Style sheets of a page: what their rules declare of each element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import comb
from typing import Any

import tinycss2
from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
from lxml import html as lxml_html

from procedures.files.declared import Declarations, declared
from procedures.files.media import holds, is_of_fonts
from procedures.files.selectors import nested_rules, without_vendors

SHEETS = ("style", "data-style")
"""Where rules stand: pasted ones under another name, for the browser's policy."""

MOST_RULES = 5_000
DEEPEST = 8
"""Conditions that stand one in the other."""

MOST_PARTS = 16
"""Elements that a selector names at most, blanks counted too; a longer one is not understood."""

MOST_LETTERS = 2_000
"""Letters of the selectors of a rule."""

MOST_TRIED = 1_000_000
"""How much work it may be to hold rules against elements; what goes beyond is not understood."""

CONDITIONS = frozenset(("media", "supports", "layer", "container"))
_COMBINING = frozenset((">", "+", "~"))


@dataclass(frozen=True)
class Said:
    """What the rules of a page declare of an element, by property, in lower case.

    `maybe` are declarations that hold under some condition; `important` go above its own style.
    """

    normal: Declarations = field(default_factory=dict)
    important: Declarations = field(default_factory=dict)
    maybe: tuple[Declarations, ...] = ()
    around: tuple[Declarations, ...] = ()
    """Those of the boxes before and behind it, which may have texts of their own."""


@dataclass(frozen=True)
class Rules:
    """The rules of a page by element, and those that were not understood."""

    by_element: dict[lxml_html.HtmlElement, Said] = field(default_factory=dict)
    not_understood: tuple[Declarations, ...] = ()
    is_partial: bool = False
    """Whether the page has style sheets elsewhere."""


@dataclass
class _Rules:
    """Rules of one kind, and how many of them name how many elements."""

    matcher: Any = field(default_factory=Matcher)
    declared: list[Declarations] = field(default_factory=list)
    parts: Counter[int] = field(default_factory=Counter)

    def add(self, selector: Any, said: tuple[Declarations, Declarations, bool], parts: int) -> None:
        """Take in a selector with what is declared for it."""
        self.matcher.add_selector(selector, said)
        self.declared.append(said[0] | said[1])
        self.parts[parts] += 1

    def work(self, depth: int) -> int:
        """Return how much work it may be to try all with an element in so many others."""
        return sum(count * (1 + comb(depth, parts - 1) // 5) for parts, count in self.parts.items())


@dataclass
class _Reader:
    """Takes in the style sheets of a page."""

    by_names: _Rules = field(default_factory=_Rules)
    """Rules that go by what an element and those around it are called alone."""

    by_place: _Rules = field(default_factory=_Rules)
    """Those that go by other things too: elements before it, attributes, its place."""

    not_understood: list[Declarations] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Those of classes and elements that the rules name."""

    is_partial: bool = False
    count: int = 0

    def read(self, rules: Iterable[Any], *, is_sure: bool = True, depth: int = 0) -> None:
        """Take in rules; `is_sure` says whether they hold on any screen."""
        for rule in rules:
            if self.count >= MOST_RULES or depth > DEEPEST:
                self.is_partial = True
                return
            if rule.type == "qualified-rule":
                self.count += 1
                self._rule(rule, is_sure=is_sure, depth=depth)
            elif rule.type == "at-rule":
                self._at_rule(rule, is_sure=is_sure, depth=depth)

    def _at_rule(self, rule: Any, *, is_sure: bool, depth: int) -> None:
        name = rule.lower_at_keyword
        if name == "import":
            self.is_partial |= not _is_needless(rule.prelude)
        elif name in CONDITIONS and rule.content is not None:
            on = holds(tinycss2.serialize(rule.prelude)) if name == "media" else None
            if on is not False:
                inner = tinycss2.parse_blocks_contents(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                self.read(inner, is_sure=is_sure and on is True, depth=depth + 1)

    def _rule(self, rule: Any, *, is_sure: bool, depth: int) -> None:
        prelude = without_vendors(rule.prelude)
        if prelude or not rule.prelude:
            self._declare(rule, prelude, is_sure=is_sure)
            self.read(nested_rules(rule, prelude), is_sure=is_sure, depth=depth + 1)

    def _declare(self, rule: Any, prelude: list[Any], *, is_sure: bool) -> None:
        normal, important = declared(rule.content)
        try:
            written = tinycss2.serialize(prelude)
            parts = _parts(prelude)
            if len(written) > MOST_LETTERS or parts > MOST_PARTS or ":has(" in written:
                raise SelectorError
            selectors = compile_selector_list(prelude)
        except (SelectorError, SyntaxError, RecursionError, MemoryError):
            self.not_understood.append(normal | important)
            return
        self.names |= {each.value for each in prelude if each.type in {"ident", "hash"}}
        kind = self.by_place if any(sign in written for sign in ":[+~") else self.by_names
        for selector in selectors:
            kind.add(selector, (normal, important, is_sure), parts)


def _parts(prelude: list[Any]) -> int:
    """Count the elements that the longest of a list of selectors names."""
    counts = [1]
    for token in prelude:
        is_sign = token.type == "literal"
        if is_sign and token.value == ",":
            counts.append(1)
        counts[-1] += token.type == "whitespace" or (is_sign and token.value in _COMBINING)
    return max(counts)


def rules_of(root: lxml_html.HtmlElement) -> Rules:
    """Return the rules of a page."""
    reader = _Reader(is_partial=any(map(_is_elsewhere, root.iter("link"))))
    for sheet in root.iter(*SHEETS):
        on = holds(sheet.get("media", ""))
        if on is not False:
            reader.read(_parsed(sheet), is_sure=on is True)
    finder = _Finder(reader)
    found = dict(finder.found(root)) if reader.count else {}
    return Rules(found, tuple(reader.not_understood), reader.is_partial)


def _is_elsewhere(link: lxml_html.HtmlElement) -> bool:
    """Tell whether a link leads to rules that hold here: not for paper, nor of fonts alone."""
    is_sheet = link.get("rel", "").strip().lower() == "stylesheet"
    is_needless = link.get("disabled") is not None or is_of_fonts(link.get("href", ""))
    return is_sheet and not is_needless and holds(link.get("media", "")) is not False


def _is_needless(prelude: list[Any]) -> bool:
    """Tell whether a sheet that is imported holds nowhere here, or tells of fonts alone."""
    given = [each for each in prelude if each.type not in {"whitespace", "comment"}]
    media = tinycss2.serialize(given[1:])
    is_plain = not any(each.type == "function" for each in given[1:])
    address = str(getattr(given[0], "value", "")) if given else ""
    if given and given[0].type == "function":
        address = tinycss2.serialize(given[0].arguments)
    return is_of_fonts(address) or (is_plain and holds(media) is False)


def _parsed(sheet: lxml_html.HtmlElement) -> list[Any]:
    text = "".join(_texts(sheet))
    parsed: list[Any] = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return parsed


def _texts(sheet: lxml_html.HtmlElement) -> Iterator[str]:
    """Yield the text of a style sheet, what stands in comments too."""
    yield sheet.text or ""
    for child in sheet:
        yield f"{child.text or ''}{child.tail or ''}"


@dataclass
class _Finder:
    """Holds the rules against the elements of a page, each as often as there is a need."""

    reader: _Reader
    alike: dict[tuple[int, str, frozenset[str]], tuple[int, list[Any]]] = field(
        default_factory=dict
    )
    """What was found by the names of an element and those around it, numbered."""

    numbers: dict[lxml_html.HtmlElement, int] = field(default_factory=dict)
    left: int = MOST_TRIED

    def found(self, root: Any) -> Iterator[tuple[lxml_html.HtmlElement, Said]]:
        """Yield the elements of a page for which something is declared."""
        for wrapper in ElementWrapper.from_html_root(root).iter_subtree():
            if isinstance(wrapper.etree_element.tag, str):
                matches = self._by_names(wrapper) + self._tried(self.reader.by_place, wrapper)
                if matches:
                    yield wrapper.etree_element, _said(sorted(matches, key=lambda each: each[:2]))

    def _by_names(self, wrapper: Any) -> list[Any]:
        element = wrapper.etree_element
        around = self.numbers.get(element.getparent(), -1)
        own = {element.get("id", ""), *element.get("class", "").split()} & self.reader.names
        names = around, element.tag, frozenset(own)
        if names not in self.alike:
            self.alike[names] = len(self.alike), self._tried(self.reader.by_names, wrapper)
        self.numbers[element], matches = self.alike[names]
        return matches

    def _tried(self, rules: _Rules, wrapper: Any) -> list[Any]:
        """Return the rules that an element matches, as long as it was not too much work."""
        beside = len(wrapper.etree_siblings) // 10 if rules is self.reader.by_place else 0
        self.left -= rules.work(len(wrapper.ancestors)) + beside * len(rules.declared)
        if self.left < 0:
            self.reader.not_understood += rules.declared
            rules.declared.clear()
            rules.parts.clear()
        matches: list[Any] = rules.matcher.match(wrapper) if rules.declared else []
        return matches


def _said(found: list[Any]) -> Said:
    """Return what the rules that an element matches declare, the weakest first."""
    said, maybe, around = Said(), [], []
    for _specificity, _order, pseudo, (normal, important, is_sure) in found:
        if pseudo in {"before", "after"}:
            around.append(normal | important)
        elif pseudo is None and is_sure:
            said.normal.update(normal)
            said.important.update(important)
        elif pseudo is None or pseudo in {"first-letter", "first-line"}:
            maybe.append(normal | important)
    return Said(said.normal, said.important, tuple(maybe), tuple(around))
