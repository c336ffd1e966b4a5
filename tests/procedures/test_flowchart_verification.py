"""verify finds each kind of defect in a drawing that was damaged on purpose."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from procedures.flowchart import (
    DefectKind,
    Drawing,
    Flow,
    Horizontal,
    Options,
    Reference,
    Side,
    Tile,
    Vertical,
    draw,
    verify,
)
from procedures.graph import Answer

from .flowchart_cases import asks, count_crossings, does, ends, graph_of, letter_graph

PAGES = (range(4), range(4, 8))


def with_tile(drawing: Drawing, page: int, row: int, column: int, tile: Tile) -> Drawing:
    old_page = drawing.pages[page]
    old_row = old_page.rows[row]
    tiles = (*old_row.tiles[:column], tile, *old_row.tiles[column + 1 :])
    rows = (*old_page.rows[:row], replace(old_row, tiles=tiles), *old_page.rows[row + 1 :])
    pages = (*drawing.pages[:page], replace(old_page, rows=rows), *drawing.pages[page + 1 :])
    return replace(drawing, pages=pages)


def places(drawing: Drawing) -> Iterator[tuple[int, int, int, Tile]]:
    for page, leaf in enumerate(drawing.pages):
        for row, tiles in enumerate(leaf.rows):
            for column, tile in enumerate(tiles.tiles):
                yield page, row, column, tile


def kinds(drawing: Drawing) -> set[DefectKind]:
    return {defect.kind for defect in verify(drawing)}


@pytest.fixture(name="whole")
def whole_drawing() -> Drawing:
    drawing = draw(letter_graph())
    assert verify(drawing) == []
    return drawing


@pytest.fixture(name="paged")
def paged_drawing() -> Drawing:
    drawing = draw(letter_graph(), Options(pages=PAGES))
    assert verify(drawing) == []
    return drawing


def test_each_removed_line_leaves_a_gap(paged: Drawing) -> None:
    damaged = []
    for page, row, column, tile in places(paged):
        for line in tile.horizontals:
            rest = tuple(other for other in tile.horizontals if other != line)
            damaged.append(with_tile(paged, page, row, column, replace(tile, horizontals=rest)))
        for upright in tile.verticals:
            left = tuple(other for other in tile.verticals if other != upright)
            damaged.append(with_tile(paged, page, row, column, replace(tile, verticals=left)))
    assert len(damaged) > 20
    assert all(DefectKind.GAP in kinds(drawing) for drawing in damaged)


def test_each_removed_arrowhead_is_found(paged: Drawing) -> None:
    damaged = [
        with_tile(paged, page, row, column, replace(tile, arrowheads=tile.arrowheads[1:]))
        for page, row, column, tile in places(paged)
        if tile.arrowheads
    ]
    assert len(damaged) > 7
    assert all(DefectKind.GAP in kinds(drawing) for drawing in damaged)


def test_each_removed_symbol_is_found(paged: Drawing) -> None:
    damaged = [
        with_tile(paged, page, row, column, replace(tile, symbol=None))
        for page, row, column, tile in places(paged)
        if tile.symbol is not None
    ]
    assert len(damaged) > 7
    assert all(DefectKind.GAP in kinds(drawing) for drawing in damaged)


def test_a_line_that_stops_short_is_a_gap(whole: Drawing) -> None:
    tile = replace(whole.pages[0].rows[0].tiles[3], verticals=(Vertical(2, 1, 3),))
    assert kinds(with_tile(whole, 0, 0, 3, tile)) == {DefectKind.GAP}


def test_an_arrowhead_without_a_line_is_a_gap(whole: Drawing) -> None:
    tile = whole.pages[0].rows[0].tiles[1]
    damaged = with_tile(whole, 0, 0, 1, replace(tile, arrowheads=(Side.LEFT,)))
    assert kinds(damaged) == {DefectKind.GAP}


def test_a_line_through_a_symbol_is_found() -> None:
    drawing = draw(graph_of(3, does(1, 0), does(2, 2), does(3, 1), ends(4, 1)))
    tile = drawing.pages[0].rows[0].tiles[0]
    across = replace(tile, horizontals=(Horizontal(2, 0, 6),))
    assert DefectKind.THROUGH_SYMBOL in kinds(with_tile(drawing, 0, 0, 0, across))
    down = replace(tile, verticals=(Vertical(3, 0, 4),))
    assert DefectKind.THROUGH_SYMBOL in kinds(with_tile(drawing, 0, 0, 0, down))


def test_a_line_drawn_twice_is_an_overlap(whole: Drawing) -> None:
    tile = whole.pages[0].rows[0].tiles[1]
    twice = replace(tile, verticals=(*tile.verticals, *tile.verticals))
    assert kinds(with_tile(whole, 0, 0, 1, twice)) == {DefectKind.OVERLAP}


def test_lines_to_two_targets_that_touch_are_an_overlap() -> None:
    drawing = draw(graph_of(2, does(1, 0), asks(2, 0, 3, 4), does(3, 0), ends(4, 0)))
    tile = drawing.pages[0].rows[2].tiles[0]
    lanes = {line.x for line in tile.verticals} - {3}
    assert len(lanes) == 1
    start, end = sorted((3, lanes.pop()))
    touching = replace(tile, horizontals=(Horizontal(1, start, end),))
    assert DefectKind.OVERLAP in kinds(with_tile(drawing, 0, 2, 0, touching))


def test_a_line_to_the_wrong_step_is_found() -> None:
    wanted = draw(graph_of(2, does(1, 0), asks(2, 0, 3, 1), ends(3, 1)))
    other = draw(graph_of(2, does(1, 0), asks(2, 0, 3, 3), ends(3, 1)))
    assert kinds(replace(other, flows=wanted.flows)) == {DefectKind.GAP, DefectKind.OVERLAP}


def test_joint_actors_without_a_link_are_a_gap() -> None:
    drawing = draw(graph_of(3, does(1, 0, None, 2), ends(2, 0)))
    row = drawing.pages[0].rows[0]
    bare = replace(drawing, pages=drawing.pages)
    for column, tile in enumerate(row.tiles):
        bare = with_tile(bare, 0, 0, column, replace(tile, horizontals=(), arrowheads=()))
    assert [defect.detail for defect in verify(bare)] == ["joint actors are apart"]


def test_a_link_into_another_row_is_an_overlap(whole: Drawing) -> None:
    tile = whole.pages[0].rows[0].tiles[1]
    linked = with_tile(whole, 0, 0, 1, replace(tile, arrowheads=(Side.BOTTOM,)))
    assert DefectKind.OVERLAP in kinds(linked)


def test_a_link_to_a_connector_is_an_overlap(paged: Drawing) -> None:
    where = next(
        (page, row, column, tile)
        for page, row, column, tile in places(paged)
        if tile.symbol and tile.symbol.reference and not tile.arrowheads
        and any(line.y == 2 for line in tile.horizontals)
    )  # fmt: skip
    page, row, column, tile = where
    side = Side.RIGHT if tile.horizontals[-1].x1 == 6 else Side.LEFT
    linked = with_tile(paged, page, row, column, replace(tile, arrowheads=(side,)))
    assert DefectKind.OVERLAP in kinds(linked)


def test_a_label_on_a_line_is_hit(whole: Drawing) -> None:
    tile = whole.pages[0].rows[3].tiles[1]
    label = replace(tile.labels[0], x=6.0, y=-1.0)
    moved = with_tile(whole, 0, 3, 1, replace(tile, labels=(label, *tile.labels[1:])))
    assert kinds(moved) == {DefectKind.LABEL_HIT}


@pytest.mark.parametrize(("x", "y"), [(-12.0, -3.0), (0.5, -1.0), (7.0, 9.0), (7.0, -12.0)])
def test_a_label_out_of_place_is_hit(whole: Drawing, x: float, y: float) -> None:
    tile = whole.pages[0].rows[3].tiles[1]
    label = replace(tile.labels[0], x=x, y=y)
    moved = with_tile(whole, 0, 3, 1, replace(tile, labels=(label, *tile.labels[1:])))
    assert kinds(moved) == {DefectKind.LABEL_HIT}


def test_swapped_answers_are_found(whole: Drawing) -> None:
    tile = whole.pages[0].rows[3].tiles[1]
    one, other = tile.labels
    swapped = (replace(one, lines=other.lines), replace(other, lines=one.lines))
    damaged = with_tile(whole, 0, 3, 1, replace(tile, labels=swapped))
    assert kinds(damaged) == {DefectKind.GAP, DefectKind.OVERLAP}


def test_a_label_on_another_side_than_its_exit_is_found(whole: Drawing) -> None:
    tile = whole.pages[0].rows[3].tiles[1]
    one, other = tile.labels
    moved = (replace(one, side=other.side), replace(other, side=one.side))
    damaged = with_tile(whole, 0, 3, 1, replace(tile, labels=moved))
    assert DefectKind.LABEL_HIT in kinds(damaged)


def test_a_missing_label_is_found(whole: Drawing) -> None:
    tile = whole.pages[0].rows[3].tiles[1]
    damaged = with_tile(whole, 0, 3, 1, replace(tile, labels=tile.labels[1:]))
    assert DefectKind.MISSING_LABEL in kinds(damaged)


@pytest.mark.parametrize(
    "reference",
    [
        Reference("Z", is_outgoing=True, ends=((5, 2),)),
        Reference("A", is_outgoing=True, ends=((6, 2),)),
        Reference("A", is_outgoing=True, ends=((5, 1),)),
        Reference("A", is_outgoing=True, ends=()),
    ],
)
def test_a_connector_without_its_twin_is_found(paged: Drawing, reference: Reference) -> None:
    page, row, column, tile = next(
        place
        for place in places(paged)
        if place[3].symbol and place[3].symbol.reference
        and place[3].symbol.reference == Reference("A", is_outgoing=True, ends=((5, 2),))
    )  # fmt: skip
    assert tile.symbol is not None
    symbol = replace(tile.symbol, reference=reference, text=reference.letter)
    damaged = with_tile(paged, page, row, column, replace(tile, symbol=symbol))
    assert DefectKind.MISSING_TWIN in kinds(damaged)


def test_a_page_without_its_twin_row_is_found(paged: Drawing) -> None:
    last = paged.pages[1]
    assert last.rows[0].place is None
    cut = replace(paged, pages=(paged.pages[0], replace(last, rows=last.rows[1:])))
    assert DefectKind.MISSING_TWIN in kinds(cut)


def test_a_flow_that_nobody_drew_is_a_gap(whole: Drawing) -> None:
    more = replace(whole, flows=(*whole.flows, Flow(1, 7, Answer.DONE), Flow(99, 1, Answer.DONE)))
    assert kinds(more) == {DefectKind.GAP}


def test_an_arrow_from_one_who_only_takes_part_is_found() -> None:
    drawing = draw(graph_of(2, does(1, 0), does(2, 0), ends(3, 1)))
    tile = drawing.pages[0].rows[1].tiles[0]
    assert tile.symbol is not None
    guest = replace(tile.symbol, is_responsible=False)
    assert DefectKind.OVERLAP in kinds(with_tile(drawing, 0, 1, 0, replace(tile, symbol=guest)))


def test_crossings_are_counted_and_are_no_defect(whole: Drawing) -> None:
    crossed = whole
    for column in range(4):
        tile = whole.pages[0].rows[1].tiles[column]
        lines = (*tile.horizontals, Horizontal(3, 0, 6))
        crossed = with_tile(crossed, 0, 1, column, replace(tile, horizontals=lines))
    assert count_crossings(crossed) == count_crossings(whole) + 1
