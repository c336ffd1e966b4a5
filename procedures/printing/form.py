"""The official table as rows for a template: texts of the steps and tiles of the flowchart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from procedures import graph
from procedures.flowchart import Capsules, Drawing, Lanes, Options, Row, RowKind, draw
from procedures.models import Actor, Step, Version
from procedures.printing.paper import Columns
from procedures.printing.tiles import PAPER, SCREEN, Medium, lines_css, symbol_svg

KEPT_DRAWINGS = 256
# Inner widths of an actor column on screen: whole odd pixels, so that the centre is a pixel.
SCREEN_WIDTH = 75 / SCREEN.scale


@dataclass(frozen=True)
class Cell:
    """One tile: the class whose background draws its lines, and its symbol."""

    css_class: str
    svg: SafeString


@dataclass(frozen=True)
class Markup:
    """A drawing as markup, page by page and row by row, and the styles of rows and lines."""

    pages: tuple[tuple[tuple[Cell, ...], ...], ...]
    heights: tuple[tuple[str, ...], ...]
    css: SafeString


@dataclass(frozen=True)
class FormRow:
    """One table row; `step` is None in the rows of capsules and connectors.

    `words` are those of connectors: 'A: ke langkah 7 (hal. 2)'. `css_class` gives the height.
    """

    anchor: str
    step: Step | None
    words: tuple[str, ...]
    css_class: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Form:
    """The table of one version, in pages of rows."""

    version: Version
    actors: tuple[Actor, ...]
    pages: tuple[tuple[FormRow, ...], ...]
    css: SafeString
    columns: Columns | None = None

    @property
    def column_numbers(self) -> range:
        """The numbers that an office may print below the headings."""
        return range(1, len(self.actors) + 7)


def options_of(
    version: Version, *, width: float, pages: tuple[range, ...] | None = None, first_page: int = 1
) -> Options:
    """Return how the version wants its flowchart drawn, in columns of `width` mm inside."""
    actors = [actor.pk for actor in version.actors.all()]
    in_rows = version.capsules == Version.Capsules.OWN_ROWS
    end = version.end_actor_id
    return Options(
        width=width,
        capsules=Capsules.ROWS if in_rows else Capsules.SYMBOLS,
        end_column=actors.index(end) if in_rows and end in actors else None,
        pages=pages,
        first_page=first_page,
    )


def screen_form(version: Version) -> Form:
    """Return the table for a page in the browser: the whole SOP in one piece."""
    return form_of(version, options_of(version, width=SCREEN_WIDTH), SCREEN)


def paper_form(version: Version, options: Options, columns: Columns) -> Form:
    """Return the table for paper, cut into the pages that the options name."""
    return form_of(version, options, PAPER, columns)


def form_of(
    version: Version, options: Options, medium: Medium, columns: Columns | None = None
) -> Form:
    """Return the table of a version loaded by `with_table` (no query)."""
    drawing, markup = drawn(version.graph(), options, medium)
    steps = {step.number: step for step in version.ordered_steps()}
    pages = tuple(
        tuple(
            FormRow(
                anchor=f"p{number}r{index}",
                step=steps[row.place] if row.kind is RowKind.STEP and row.place else None,
                words=row.texts,
                css_class=markup.heights[number][index],
                cells=markup.pages[number][index],
            )
            for index, row in enumerate(page.rows)
        )
        for number, page in enumerate(drawing.pages)
    )
    return Form(version, tuple(version.actors.all()), pages, markup.css, columns)


@lru_cache(maxsize=KEPT_DRAWINGS)
def drawn(content: graph.Graph, options: Options, medium: Medium) -> tuple[Drawing, Markup]:
    """Draw a graph and write it down; the same content is drawn once a process."""
    drawing = draw(content, options)
    styles = _Styles()
    pages, heights = [], []
    for page in drawing.pages:
        pages.append(tuple(_cells(row, drawing.lanes, medium, styles) for row in page.rows))
        heights.append(tuple(styles.height(row.height, medium) for row in page.rows))
    return drawing, Markup(tuple(pages), tuple(heights), styles.css)


def _cells(row: Row, lanes: Lanes, medium: Medium, styles: _Styles) -> tuple[Cell, ...]:
    return tuple(
        Cell(styles.lines(lines_css(tile, lanes, medium)), symbol_svg(tile, lanes, medium))
        for tile in row.tiles
    )


class _Styles:
    """The styles of a drawing, each under one class however often it is used."""

    def __init__(self) -> None:
        self.classes: dict[str, str] = {}

    def lines(self, background: str) -> str:
        """Return the class that draws these lines, '' for none."""
        return self._class(f"background:{background}") if background else ""

    def height(self, mm: float, medium: Medium) -> str:
        """Return the class of rows at least so high."""
        return self._class(f"height:{mm * medium.scale:.2f}{medium.unit}")

    @property
    def css(self) -> SafeString:
        """The rules."""
        rules = ((name, style) for style, name in self.classes.items())
        return format_html_join("\n", ".{}{{{}}}", rules)

    def _class(self, style: str) -> str:
        return self.classes.setdefault(style, f"f{len(self.classes)}")
