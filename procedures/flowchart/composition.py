"""The whole drawing: body, connectors, scenes, routes and tiles put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .body import Options, body_of
from .connectors import connectors_of
from .drawing import Drawing, DrawnRow, Page
from .grid import NOTHING
from .labels import hits
from .lanes import Lanes, least_height
from .leaf import TilePlace, leaf_of
from .routes import route
from .scene import scene_of
from .shapes import Side
from .tiles import page_of

if TYPE_CHECKING:
    from procedures.graph import Graph

    from .body import Body
    from .connectors import Connector
    from .drawing import Flow
    from .grid import Spared
    from .routes import Routing
    from .scene import Line, Scene

DEFAULT = Options()
KEPT = 16  # layouts: pages that were planned are drawn next


@dataclass(frozen=True)
class Composition:
    """The pages as drawn, their connectors, the arrows cut so far and those to cut next."""

    connectors: tuple[Connector, ...]
    cuts: frozenset[Flow]
    pages: tuple[Page, ...]
    tangled: frozenset[Flow]


def draw(graph: Graph, options: Options = DEFAULT) -> Drawing:
    """The drawing of a graph; the same graph and options always give the same drawing.

    Without steps there is one page without rows. Raises ValueError for pages that do not hold
    each body row in order and once, but for what goes on, an end column that does not exist, or too
    narrow a column.
    """
    body = body_of(graph, options)
    pages = options.pages or (range(len(body.rows)),)
    if not _hold_each_row(pages, len(body.rows)):
        msg = "the pages do not hold each row once and in order"
        raise ValueError(msg)
    lanes = Lanes(options.width, options.type_sizes)
    return Drawing(lanes, arrange(body, pages, lanes).pages, body.flows)


def _hold_each_row(pages: tuple[range, ...], count: int) -> bool:
    """Tell whether each row stands in order and once; the last of a page may go on on the next."""
    begun = [
        row
        for rows, before in zip(pages, (range(0), *pages), strict=False)
        for row in rows
        if row not in before[-1:]
    ]
    return begun == list(range(count))


def blank(graph: Graph, options: Options = DEFAULT) -> Drawing:
    """The rows of a graph as high as `draw` makes them, on one page, with nothing drawn in them."""
    body = body_of(graph, options)
    rows = tuple(
        DrawnRow(row.kind, row.place, least_height(row.kind, frozenset({row.shape})), (), ())
        for row in body.rows
    )
    return Drawing(Lanes(options.width, options.type_sizes), (Page(rows),), body.flows)


@lru_cache(maxsize=KEPT)
def arrange(body: Body, pages: tuple[range, ...], lanes: Lanes) -> Composition:
    """Each page routed; arrows that no lane is left for jump by connectors instead.

    Where lines collide, the longest half of them is cut and the page is drawn again.
    """
    layout = _laid_out(body, pages, lanes, frozenset())
    while layout.tangled:
        layout = _laid_out(body, pages, lanes, layout.cuts | layout.tangled)
    return layout


def _laid_out(
    body: Body, pages: tuple[range, ...], lanes: Lanes, cuts: frozenset[Flow]
) -> Composition:
    connectors = connectors_of(body, pages, cuts)
    drawn = []
    tangled: set[Flow] = set()
    for number, rows in enumerate(pages):
        goes_on = rows[:1] == pages[number - 1][-1:] if number else False
        scene = scene_of(leaf_of(body, lanes, number, rows, connectors, goes_on=goes_on))
        page, routing = _drawn(scene, lanes)
        drawn.append(page)
        tangled |= _tangled(scene, routing)
    return Composition(connectors, cuts, tuple(drawn), frozenset(tangled))


def _drawn(scene: Scene, lanes: Lanes) -> tuple[Page, Routing]:
    """The page; drawn once more, farther from the labels that lines hit, where that is better."""
    first = _attempt(scene, lanes, NOTHING)
    hit = _hit_sides(first[0], lanes)
    if not hit:
        return first
    second = _attempt(scene, lanes, hit)
    return min(
        (first, second),
        key=lambda drawn: (len(drawn[1].colliding), len(_hit_sides(drawn[0], lanes))),
    )


def _attempt(scene: Scene, lanes: Lanes, spared: Spared) -> tuple[Page, Routing]:
    routing = route(scene, lanes, spared)
    return page_of(scene, routing, lanes), routing


def _hit_sides(page: Page, lanes: Lanes) -> Spared:
    """The sides of cells with a label that something hits or that is set too small."""
    return frozenset(
        (TilePlace(index, column), Side.LEFT if label.x < 0 else Side.RIGHT)
        for index, row in enumerate(page.rows)
        for column, tile in enumerate(row.tiles)
        for label in tile.labels
        if hits(tile, label, lanes) or label.size < min(lanes.type_sizes)
    )


def _tangled(scene: Scene, routing: Routing) -> set[Flow]:
    """The arrows to cut next: of a page's colliding lines the longest half."""
    lines = [scene.lines[index] for index in routing.colliding]
    drawn = sorted((line for line in lines if line.is_whole), key=_length, reverse=True)
    return {line.flow for line in drawn[: (len(drawn) + 1) // 2] if line.flow}


def _length(line: Line) -> tuple[int, int]:
    rows = abs(line.target.row - line.source.row)
    return rows, abs(line.target.column - line.source.column)
