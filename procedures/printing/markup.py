"""A drawing as markup: its symbols, and the styles of its lines and rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from procedures.flowchart import Defect, Lanes, Tile
from procedures.printing.tiles import Medium, lines_css


@dataclass(frozen=True)
class TileMarkup:
    """One tile: the class whose background draws its lines, and its symbol."""

    css_class: str
    svg: SafeString


@dataclass(frozen=True)
class Markup:
    """A drawing as markup, page by page and row by row, and the styles of rows and lines.

    `defects` are what the drawing's own verification found wrong with it.
    """

    pages: tuple[tuple[tuple[TileMarkup, ...], ...], ...]
    heights: tuple[tuple[str, ...], ...]
    css: SafeString
    defects: tuple[Defect, ...] = ()


class Styles:
    """The styles of a drawing, each under one class however often it is used."""

    def __init__(self, lanes: Lanes, medium: Medium) -> None:
        self.lanes = lanes
        self.medium = medium
        self.classes: dict[str, str] = {}

    def lines(self, tile: Tile) -> str:
        """Return the class that draws the lines of a tile, '' where it has none."""
        background = lines_css(tile, self.lanes, self.medium)
        return self._class(f"background:{background}") if background else ""

    def height(self, mm: float) -> str:
        """Return the class of rows at least so high."""
        return self._class(f"height:{mm * self.medium.scale:.2f}{self.medium.unit}")

    @property
    def css(self) -> SafeString:
        """The rules."""
        rules = [(self.medium.variables,)] + [
            (f".{name}{{{style}}}",) for style, name in self.classes.items()
        ]
        return format_html_join("\n", "{}", rules)

    def _class(self, style: str) -> str:
        return self.classes.setdefault(style, f"f{len(self.classes)}")
