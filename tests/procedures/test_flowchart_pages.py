"""Pages are filled to the brim, and every arrow over a break finds its other half."""

import os
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.flowchart import (
    CapsulePlaces,
    Drawing,
    Options,
    Reference,
    RowKind,
    Shape,
    Sheet,
    Symbol,
    body_of,
    draw,
    plan_pages,
    verify,
)
from procedures.flowchart.words import letter_of
from procedures.graph import Graph

from .flowchart_cases import asks, does, ends, graph_of, graphs, letter_graph

MORE = int(os.environ.get("FLOWCHART_MORE", "1"))
SOME = settings(max_examples=15 * MORE, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SHEET = Sheet(height=150, header=12)


def heights(graph: Graph, options: Options, tall: float = 0.0) -> tuple[float, ...]:
    rows = body_of(graph, options).rows
    return tuple(
        (18.7 if row.shape is Shape.DECISION else 16.7) + tall * (index % 3)
        for index, row in enumerate(rows)
    )


def paged(graph: Graph, options: Options, tall: float = 0.0) -> Drawing:
    pages = plan_pages(graph, options, heights(graph, options, tall), SHEET)
    return draw(graph, replace(options, pages=pages))


def connectors(drawing: Drawing, page: int) -> list[Symbol]:
    return [
        tile.symbol
        for row in drawing.pages[page].rows
        for tile in row.tiles
        if tile.symbol and tile.symbol.reference
    ]


def texts(drawing: Drawing, page: int) -> list[str]:
    return [text for row in drawing.pages[page].rows for text in row.texts]


@SOME
@given(graphs(most_steps=60, farthest=12), st.sampled_from(CapsulePlaces), st.floats(0, 20))
def test_paged_procedures_are_drawn_without_a_defect(
    graph: Graph, capsules: CapsulePlaces, tall: float
) -> None:
    assert verify(paged(graph, Options(capsules=capsules), tall)) == []


@SOME
@given(graphs(most_steps=24, farthest=9), st.floats(0, 20))
def test_what_is_planned_for_a_page_fits_on_it(graph: Graph, tall: float) -> None:
    options = Options()
    pages = plan_pages(graph, options, heights(graph, options, tall), SHEET)
    drawing = draw(graph, replace(options, pages=pages))
    all_heights = heights(graph, options, tall)
    for rows, page in zip(pages, drawing.pages, strict=True):
        spare = sum(row.kind is RowKind.CONNECTOR for row in page.rows)
        used = sum(all_heights[index] for index in rows) + spare * SHEET.connector_row
        assert used <= SHEET.room or len(rows) == 1


@SOME
@given(graphs(most_steps=60, farthest=14))
def test_each_connector_has_its_twin(graph: Graph) -> None:
    drawing = paged(graph, Options(), 20.0)
    sides: dict[str, set[bool]] = defaultdict(set)
    for page in range(len(drawing.pages)):
        for symbol in connectors(drawing, page):
            assert symbol.reference is not None
            sides[symbol.reference.letter].add(symbol.reference.is_outgoing)
    assert all(both == {True, False} for both in sides.values())


def test_a_short_procedure_stays_on_one_page() -> None:
    graph = graph_of(2, does(1, 0), does(2, 1), ends(3, 0))
    assert plan_pages(graph, Options(), heights(graph, Options()), SHEET) == (range(3),)


def test_no_steps_make_one_empty_page() -> None:
    assert plan_pages(graph_of(2), Options(), (), SHEET) == (range(0),)


def test_a_break_keeps_a_connector_row_on_both_sides() -> None:
    graph = graph_of(1, *(does(number, 0) for number in range(1, 16)), ends(16, 0))
    pages = plan_pages(graph, Options(), heights(graph, Options()), SHEET)
    assert pages == (range(7), range(7, 13), range(13, 16))


def test_a_row_taller_than_the_page_stands_alone() -> None:
    graph = graph_of(1, does(1, 0), does(2, 0), ends(3, 0))
    assert plan_pages(graph, Options(), (20, 200, 20), SHEET) == (
        range(1),
        range(1, 2),
        range(2, 3),
    )


@pytest.mark.parametrize(("height", "first"), [(150, range(6)), (154, range(7))])
def test_two_forward_arrows_into_one_column_reserve_two_rows(height: int, first: range) -> None:
    steps = [does(number, 0) for number in range(1, 7)]
    later = [does(number, 0) for number in range(8, 12)]
    graph = graph_of(2, *steps, asks(7, 0, 8, 9), *later, ends(12, 0))
    pages = plan_pages(graph, Options(), heights(graph, Options()), Sheet(height, 12))
    drawing = draw(graph, Options(pages=pages))
    kinds = [row.kind for row in drawing.pages[0].rows]
    assert pages[0] == first
    assert kinds.count(RowKind.CONNECTOR) == len(first) - 5
    assert verify(drawing) == []


def test_plan_pages_refuses_a_wrong_number_of_heights() -> None:
    with pytest.raises(ValueError, match="8 rows have 1 heights"):
        plan_pages(letter_graph(), Options(), (16.4,), SHEET)


def test_forward_arrows_go_through_connector_rows() -> None:
    drawing = draw(letter_graph(), Options(pages=(range(6), range(6, 8))))
    assert texts(drawing, 0) == ["A: ke langkah 7 (hal. 2)"]
    assert texts(drawing, 1) == ["A: dari langkah 6 (hal. 1)"]
    assert drawing.pages[0].rows[-1].kind is RowKind.CONNECTOR
    assert drawing.pages[1].rows[0].kind is RowKind.CONNECTOR
    assert connectors(drawing, 0)[0].description == "Penghubung A: ke langkah 7 (hal. 2)"


def test_backward_arrows_go_through_pentagons_beside_the_symbols() -> None:
    drawing = draw(letter_graph(), Options(pages=(range(4), range(4, 8))))
    assert texts(drawing, 0) == ["B: dari langkah 5 (hal. 2)", "A: ke langkah 5 (hal. 2)"]
    assert texts(drawing, 1) == ["A: dari langkah 4 (hal. 1)", "B: ke langkah 4 (hal. 1)"]
    home = drawing.pages[0].rows[3].tiles[0].symbol
    away = drawing.pages[1].rows[1].tiles[1].symbol
    assert home is not None
    assert away is not None
    assert (home.shape, home.reference) == (Shape.PENTAGON, Reference("B", False, ((5, 2),)))
    assert (away.shape, away.reference) == (Shape.PENTAGON, Reference("B", True, ((4, 1),)))


def test_one_target_has_one_letter() -> None:
    graph = graph_of(3, does(1, 0), asks(2, 1, 3, 5), asks(3, 2, 4, 5), does(4, 0), ends(5, 1))
    drawing = draw(graph, Options(pages=(range(3), range(3, 5))))
    letters = Counter(symbol.text for symbol in connectors(drawing, 0))
    assert letters == {"A": 1, "B": 1}
    assert "A: dari langkah 2 (hal. 1), langkah 3 (hal. 1)" in texts(drawing, 1)
    assert verify(drawing) == []


def test_both_answers_back_to_one_step_share_a_pentagon() -> None:
    graph = graph_of(2, does(1, 0), does(2, 0), asks(3, 0, 1, 1))
    drawing = draw(graph, Options(pages=(range(2), range(2, 3))))
    assert [symbol.text for symbol in connectors(drawing, 1)] == ["A", "B"]
    assert verify(drawing) == []


def test_start_and_end_are_called_by_their_names() -> None:
    graph = graph_of(1, does(1, 0), ends(2, 0))
    pages = (range(1), range(1, 3), range(3, 4))
    drawing = draw(graph, Options(capsules=CapsulePlaces.ROWS, pages=pages))
    assert texts(drawing, 1) == ["A: dari Mulai (hal. 1)", "B: ke Selesai (hal. 3)"]


def test_a_full_row_gets_its_connectors_in_rows_beside_it() -> None:
    graph = graph_of(1, does(1, 0), does(2, 0), asks(3, 0, 4, 1), ends(4, 0))
    drawing = draw(graph, Options(pages=(range(2), range(2, 4))))
    assert texts(drawing, 0) == ["B: dari langkah 3 (hal. 2)", "A: ke langkah 3 (hal. 2)"]
    assert verify(drawing) == []


def test_letters_go_on_after_z() -> None:
    assert [letter_of(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
