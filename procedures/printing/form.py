"""The official table as rows for a template: texts of the steps and tiles of the flowchart."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from types import MappingProxyType

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from procedures import graph
from procedures.faults import fault_words
from procedures.flowchart import (
    CapsulePlaces,
    Defect,
    Drawing,
    DrawnRow,
    Options,
    RowKind,
    blank,
    draw,
    verify,
)
from procedures.models import Actor, Step, Version
from procedures.printing.hyphens import hyphenated
from procedures.printing.markup import Markup, Styles, TileMarkup
from procedures.printing.paper import Columns
from procedures.printing.screen import SCREEN_TYPE, actor_width
from procedures.printing.texts import NO_TEXTS, RowTexts, texts_of
from procedures.printing.tiles import PAPER, SCREEN, Medium, SymbolState, symbol_svg

log = logging.getLogger(__name__)

KEPT_DRAWINGS = 256
Split = Mapping[int, tuple[RowTexts, ...]]
WHOLE: Split = MappingProxyType({})


@dataclass(frozen=True)
class FormRow:
    """One table row; `step` is None in the rows of capsules, `place` too in those of connectors.

    `texts` are those of its step, `words` those of connectors ('A: ke langkah 7 (hal. 2)') and of
    faults. `css_class` gives the height, which is `least` mm where no text needs more. `spoken`
    says who acts and where it goes on. `part` counts the parts of a row that goes on over pages
    from 0, with its symbol and its words in the first; it is None for a row that stands whole.
    """

    anchor: str
    place: int | None
    step: Step | None
    words: tuple[str, ...]
    css_class: str
    least: float
    cells: tuple[TileMarkup, ...]
    spoken: tuple[str, ...]
    beside: object = None
    texts: RowTexts = NO_TEXTS
    part: int | None = None


@dataclass(frozen=True)
class Form:
    """The table of one version, in pages of rows.

    `is_tracked` asks for one more column, for what stands beside the rows. A flowchart that is not
    sound, by its own verification, is shown and printed with a note.
    """

    version: Version
    actors: tuple[Actor, ...]
    pages: tuple[tuple[FormRow, ...], ...]
    css: SafeString
    columns: Columns | None = None
    is_tracked: bool = False
    is_sound: bool = True

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of the actors; on paper what is wider than a column breaks in syllables."""
        names = tuple(actor.name for actor in self.actors)
        if self.columns is None:
            return names
        room, points = self.columns.heading_room, self.columns.points
        return tuple(hyphenated(name, room, points) for name in names)

    @property
    def column_numbers(self) -> range:
        """The numbers that an office may print below the headings."""
        return range(1, len(self.actors) + 7)


@dataclass(frozen=True)
class Progress:
    """How far a document has come: the exits it took (step, answer) and the step it is at.

    Step 0 is the start; `current` is None once it has ended. `beside` holds what a template shows
    beside a step, by its number.
    """

    taken: frozenset[tuple[int, graph.Answer]]
    current: int | None
    beside: Mapping[int, object]


def options_of(version: Version, *, width: float, progress: Progress | None = None) -> Options:
    """Return how the version wants its flowchart drawn, in columns of `width` mm inside."""
    actors = [actor.pk for actor in version.actors.all()]
    in_rows = version.capsules == Version.Capsules.OWN_ROWS
    end = version.end_actor_id
    return Options(
        width=width,
        capsules=CapsulePlaces.ROWS if in_rows else CapsulePlaces.SYMBOLS,
        end_column=actors.index(end) if in_rows and end in actors else None,
        taken=progress.taken if progress else None,
    )


def screen_form(version: Version, progress: Progress | None = None) -> Form:
    """Return the table for a page in the browser: the whole SOP in one piece.

    With its progress it shows where a document is and where it went. Without any column nothing can
    be drawn: it has no page then.
    """
    if not version.actors.all():
        return Form(version, (), (), SafeString(""))
    options = screen_options(version, progress)
    form = _form(version, drawn(version.graph(), options, SCREEN, _current(progress)), progress)
    pitch = round(options.width * SCREEN.scale) + 1
    columns = format_html(".sop{{--actors:{};--actor:{}px}}", len(form.actors), pitch)
    return replace(form, css=form.css + columns)


def screen_options(version: Version, progress: Progress | None = None) -> Options:
    """Return how the version is drawn on screen: its columns hold the widest word of a heading."""
    headings = [actor.name for actor in version.actors.all()]
    options = options_of(version, width=actor_width(headings), progress=progress)
    return replace(options, type_sizes=SCREEN_TYPE)


def paper_form(
    version: Version,
    options: Options,
    columns: Columns,
    progress: Progress | None = None,
    split: Split = WHOLE,
) -> Form:
    """Return the table for paper, cut into the pages that the options name.

    `split` has the texts of rows that go on over pages, part by part, by their places.
    """
    drawing = drawn(version.graph(), options, PAPER, _current(progress))
    return replace(_form(version, drawing, progress, split), columns=columns)


def blank_form(
    version: Version, options: Options, columns: Columns, progress: Progress | None = None
) -> Form:
    """Return the table in one piece and without its flowchart, to guess how high its rows are.

    What the flowchart needs is in the least heights of the rows; no row grows by it.
    """
    drawing = blank(version.graph(), options)
    form = _form(version, (drawing, _markup(drawing, options, PAPER, None)), progress)
    return replace(form, columns=columns)


def _current(progress: Progress | None) -> int | None:
    return progress.current if progress else None


def _form(
    version: Version,
    drawn: tuple[Drawing, Markup],
    progress: Progress | None,
    split: Split = WHOLE,
) -> Form:
    """Return the table of a version loaded by `with_table` (no query); tell the log of defects."""
    drawing, markup = drawn
    _tell(version, markup.defects)
    beside = progress.beside if progress else {}
    source = _Source(version, beside, split)
    pages = tuple(
        tuple(
            source.row(f"p{number}r{index}", row, markup.heights[number][index], cells)
            for index, (row, cells) in enumerate(zip(page.rows, markup.pages[number], strict=True))
        )
        for number, page in enumerate(drawing.pages)
    )
    return Form(
        version,
        tuple(version.actors.all()),
        pages,
        markup.css,
        is_tracked=progress is not None,
        is_sound=not markup.defects,
    )


class _Source:
    """What the rows of a version's table are filled with, from the top down."""

    def __init__(self, version: Version, beside: Mapping[int, object], split: Split) -> None:
        self.beside = beside
        self.split = split
        self.steps = {step.number: step for step in version.ordered_steps()}
        self.faults = _faults(version.graph())
        self.parts = {place: count() for place in split}

    def row(
        self, anchor: str, row: DrawnRow, css_class: str, cells: tuple[TileMarkup, ...]
    ) -> FormRow:
        """Return the next row."""
        step = self.steps.get(row.place or 0)
        part = next(self.parts[row.place]) if row.place in self.parts else None
        faults = () if row.kind is RowKind.CONTINUED else self.faults.get(row.place, ())
        return FormRow(
            anchor=anchor,
            place=row.place,
            step=step,
            words=(*row.texts, *faults),
            css_class=css_class,
            least=row.height,
            cells=cells,
            spoken=_spoken(row),
            beside=self.beside.get(row.place or 0),
            texts=_texts(step, self.split, part),
            part=part,
        )


def _texts(step: Step | None, split: Split, part: int | None) -> RowTexts:
    """Return what a step says, or what stands in one of its parts."""
    if step is None:
        return NO_TEXTS
    return texts_of(step) if part is None else split[step.number][part]


def _tell(version: Version, defects: tuple[Defect, ...]) -> None:
    """Tell the log of a version's defects; its texts stay out of it."""
    if defects:
        places = [f"{each.kind} on page {each.page}, row {each.row}" for each in defects]
        told = (version.procedure.code, version.revision, ", ".join(places))
        log.error("The flowchart of %s, revision %s, is drawn wrong: %s", *told)


def _spoken(row: DrawnRow) -> tuple[str, ...]:
    """Return how a row's symbols are read aloud, the responsible one first."""
    symbols = [tile.symbol for tile in row.tiles if tile.symbol and tile.symbol.reference is None]
    symbols.sort(key=lambda symbol: not symbol.is_responsible)
    return tuple(symbol.description for symbol in symbols)


@lru_cache(maxsize=KEPT_DRAWINGS)
def drawn(
    content: graph.Graph, options: Options, medium: Medium, current: int | None
) -> tuple[Drawing, Markup]:
    """Draw a graph, verify it and write it down; the same content is drawn once a process."""
    drawing = draw(content, options)
    markup = _markup(drawing, options, medium, current)
    return drawing, replace(markup, defects=tuple(verify(drawing)))


def _markup(drawing: Drawing, options: Options, medium: Medium, current: int | None) -> Markup:
    styles = Styles(drawing.lanes, medium)
    pages, heights = [], []
    for page in drawing.pages:
        pages.append(tuple(_cells(row, styles, _state(row, options, current)) for row in page.rows))
        heights.append(tuple(styles.height(row.height) for row in page.rows))
    return Markup(tuple(pages), tuple(heights), styles.css)


def _faults(content: graph.Graph) -> dict[int | None, tuple[str, ...]]:
    """Return what a draft's rows say of their faults, by number, in Indonesian."""
    with translation.override("id"):
        found = fault_words(content)
    return {step: tuple(f"! {words}" for words in said) for step, said in found.items()}


def _state(row: DrawnRow, options: Options, current: int | None) -> SymbolState:
    """Return where the symbols of a row stand on the way that the options show."""
    if options.taken is None or row.place is None:
        return SymbolState.PLAIN
    if row.place == current:
        return SymbolState.CURRENT
    has_ended = current is None and row.kind is RowKind.END
    is_left = any(row.place == source for source, _ in options.taken)
    return SymbolState.LEFT if is_left or has_ended else SymbolState.AHEAD


def _cells(row: DrawnRow, styles: Styles, state: SymbolState) -> tuple[TileMarkup, ...]:
    return tuple(
        TileMarkup(styles.lines(tile), symbol_svg(tile, styles.lanes, styles.medium, state))
        for tile in row.tiles
    )
