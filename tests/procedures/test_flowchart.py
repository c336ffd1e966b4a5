"""The flowchart as a whole: what is drawn is sound, complete and always the same."""

import os
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.flowchart import (
    CapsulePlaces,
    Drawing,
    Horizontal,
    Lanes,
    Options,
    RowKind,
    Shape,
    Side,
    Symbol,
    Tile,
    Vertical,
    draw,
    verify,
)
from procedures.flowchart.labels import hits, labelled
from procedures.flowchart.lanes import BOTTOM_EDGE, CENTRE, MIDDLE
from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind

from .flowchart_cases import (
    as_text,
    asks,
    count_crossings,
    does,
    ends,
    graph_of,
    graphs,
    letter_graph,
)

MORE = int(os.environ.get("FLOWCHART_MORE", "1"))
SOME = settings(max_examples=15 * MORE, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROWS = Options(capsules=CapsulePlaces.ROWS)


def symbols(drawing: Drawing) -> list[Symbol]:
    return [
        tile.symbol
        for page in drawing.pages
        for row in page.rows
        for tile in row.tiles
        if tile.symbol is not None
    ]


def kinds(drawing: Drawing) -> list[RowKind]:
    return [row.kind for page in drawing.pages for row in page.rows]


@SOME
@given(graphs(most_steps=60, farthest=5), st.sampled_from(CapsulePlaces))
def test_long_procedures_are_drawn_without_a_defect(graph: Graph, capsules: CapsulePlaces) -> None:
    assert verify(draw(graph, Options(capsules=capsules))) == []


@SOME
@given(graphs(most_steps=14, farthest=14), st.floats(12, 40))
def test_tangled_procedures_are_drawn_without_a_defect(graph: Graph, width: float) -> None:
    assert verify(draw(graph, Options(width=width))) == []


@SOME
@given(graphs(most_steps=10, farthest=5))
def test_the_same_graph_always_gives_the_same_drawing(graph: Graph) -> None:
    assert draw(graph) == draw(graph)


def test_two_loops_are_drawn_without_a_crossing() -> None:
    drawing = draw(letter_graph())
    assert verify(drawing) == []
    assert count_crossings(drawing) == 0


def test_straight_steps_are_joined_by_straight_lines() -> None:
    drawing = draw(graph_of(1, does(1, 0), ends(2, 0)))
    assert as_text(drawing) == (
        "   -\n\n\n\n   1       C\n           │\n           │\n           │\n"
        "   -       │\n           │\n           │\n           v\n   2       C\n\n\n\n   -\n"
    )


def goes_straight(drawing: Drawing, row: int, column: int) -> bool:
    """Tell whether a line runs straight down from a symbol into the one in the next row."""
    above, below = (drawing.pages[0].rows[place].tiles[column] for place in (row, row + 1))
    leaves = any(line.x == CENTRE and line.y1 == BOTTOM_EDGE for line in above.verticals)
    return leaves and Side.BOTTOM not in above.arrowheads and Side.TOP in below.arrowheads


@pytest.mark.parametrize("columns", list(product((0, 1), repeat=4)))
def test_a_return_goes_round_and_leaves_the_straight_line_to_the_main_way(
    columns: tuple[int, ...],
) -> None:
    for back in product((0, 1, 2), repeat=2):  # how far up the second and third row return
        rows = [
            asks(number, column, number + 1, max(1, number - far)) if far else does(number, column)
            for number, column, far in zip(range(1, 4), columns, (0, *back), strict=False)
        ]
        drawing = draw(graph_of(2, *rows, ends(4, columns[-1])))
        places = [row for row in range(3) if columns[row] == columns[row + 1]]
        assert [row for row in places if not goes_straight(drawing, row, columns[row])] == []
        labels = [each for row in drawing.pages[0].rows for t in row.tiles for each in t.labels]
        assert Side.TOP not in {each.side for each in labels if each.lines == ("Tidak",)}
        assert verify(drawing) == []


def test_steps_of_one_actor_are_joined_straight_among_many_returns() -> None:
    luck = Random(8)  # noqa: S311 (nothing secret)
    for _ in range(12 * MORE):
        columns = [luck.randrange(3) for _ in range(12)]
        rows = [
            asks(number, column, number + 1, luck.randint(max(1, number - 3), number - 1))
            if number > 1 and luck.random() < 0.4
            else does(number, column)
            for number, column in enumerate(columns[:-1], start=1)
        ]
        drawing = draw(graph_of(3, *rows, ends(12, columns[-1])))
        places = [row for row in range(11) if columns[row] == columns[row + 1]]
        assert [row for row in places if not goes_straight(drawing, row, columns[row])] == []
        assert verify(drawing) == []


def test_no_steps_give_an_empty_grid() -> None:
    drawing = draw(graph_of(3))
    assert [page.rows for page in drawing.pages] == [()]
    assert verify(drawing) == []


def test_capsules_stand_in_rows_of_their_own() -> None:
    drawing = draw(letter_graph(), replace(ROWS, end_column=3))
    assert kinds(drawing) == [RowKind.START, *[RowKind.STEP] * 8, RowKind.END]
    end = drawing.pages[0].rows[-1].tiles[3].symbol
    assert end is not None
    assert (end.shape, end.text) == (Shape.CAPSULE, "Selesai")
    assert verify(drawing) == []


def test_first_and_last_symbol_are_capsules() -> None:
    drawn = symbols(draw(letter_graph()))
    assert [symbol.text for symbol in drawn if symbol.shape is Shape.CAPSULE] == [
        "Mulai",
        "Selesai",
    ]


def test_a_decision_at_either_end_gets_a_capsule_row() -> None:
    drawing = draw(graph_of(2, asks(1, 0, 2, None), asks(2, 1, None, 1)))
    assert kinds(drawing) == [RowKind.START, RowKind.STEP, RowKind.STEP, RowKind.END]
    assert verify(drawing) == []


def test_a_single_step_starts_as_a_capsule_and_leads_to_the_end() -> None:
    drawing = draw(graph_of(1, ends(1, 0)))
    assert [symbol.text for symbol in symbols(drawing)] == ["Mulai", "Selesai"]
    assert verify(drawing) == []


@pytest.mark.parametrize("yes", [1, 2, 4, 5, None])
@pytest.mark.parametrize("no", [1, 2, 4, 5, None])
@pytest.mark.parametrize("capsules", CapsulePlaces)
def test_ya_and_tidak_may_go_anywhere(
    yes: int | None, no: int | None, capsules: CapsulePlaces
) -> None:
    middle = graph_of(3, does(1, 0), does(2, 1), asks(3, 1, yes, no), does(4, 2), ends(5, 0))
    assert verify(draw(middle, Options(capsules=capsules))) == []


@pytest.mark.parametrize("yes", [1, 2, 3, None])
@pytest.mark.parametrize("no", [1, 2, 3, None])
@pytest.mark.parametrize("actor", [0, 1, 2])
def test_the_last_row_may_ask(yes: int | None, no: int | None, actor: int) -> None:
    graph = graph_of(3, does(1, 0), does(2, 1), does(3, 2), asks(4, actor, yes, no))
    drawing = draw(graph)
    assert (kinds(drawing)[-1] is RowKind.END) == (None in {yes, no})
    assert verify(drawing) == []


def test_both_answers_to_one_step_are_two_lines() -> None:
    drawing = draw(graph_of(2, does(1, 0), asks(2, 0, 3, 3), ends(3, 1)))
    assert verify(drawing) == []
    assert [flow.label for flow in drawing.flows if flow.source == 2] == ["Ya", "Tidak"]


def test_many_exits_share_one_arrowhead() -> None:
    drawing = draw(
        graph_of(3, does(1, 0), asks(2, 1, 3, 1), asks(3, 1, 4, 1), asks(4, 2, 5, 1), ends(5, 0))
    )
    assert verify(drawing) == []
    assert len(drawing.pages[0].rows[0].tiles[0].arrowheads) <= 2


def test_a_line_joins_another_only_where_it_has_left_its_symbol() -> None:
    rows = [does(1, 3), does(2, 0), asks(3, 3, 4, 2), ends(4, 1)]
    tile = draw(graph_of(5, *rows)).pages[0].rows[0].tiles[3]
    assert tile.verticals == ()
    assert verify(draw(graph_of(5, *rows))) == []


def test_three_arrows_from_above_never_make_a_cross_of_one_net() -> None:
    graph = graph_of(3, asks(1, 0, 2, 4), asks(2, 2, 3, 4), does(3, 1), ends(4, 1))
    assert verify(draw(graph)) == []


def test_joint_actors_are_linked_in_both_directions() -> None:
    drawing = draw(graph_of(4, does(1, 1, None, 2, 3), ends(2, 1)))
    row = drawing.pages[0].rows[0]
    assert row.tiles[2].arrowheads == (Side.RIGHT, Side.LEFT)
    assert verify(drawing) == []


@pytest.mark.parametrize("actors", [3, 4])
def test_a_decision_between_joint_actors_keeps_room_for_both_answers(actors: int) -> None:
    graph = graph_of(actors, does(1, 0), asks(2, 1, 3, 1, 0, 2), ends(3, 2))
    assert verify(draw(graph)) == []


def test_own_labels_are_printed_and_wrapped_where_they_are_long() -> None:
    step = DrawnStep(
        2,
        StepKind.DECISION,
        1,
        (Exit(Answer.YES, 3, "dokumen lengkap"), Exit(Answer.NO, 1, "belum lengkap")),
    )
    drawing = draw(graph_of(3, does(1, 0), step, ends(3, 2)))
    labels = drawing.pages[0].rows[1].tiles[1].labels
    assert sorted(label.lines for label in labels) == [
        ("belum", "lengkap"),
        ("dokumen", "lengkap"),
    ]
    assert verify(drawing) == []


def test_words_stand_upright_where_lines_leave_no_room_for_them_to_lie() -> None:
    lanes = Lanes(11.5)
    decision = Symbol(Shape.DECISION, *lanes.size(Shape.DECISION))
    open_tile = Tile((Horizontal(MIDDLE, 3, 6),), (), decision)
    (label,) = labelled(open_tile, {Side.RIGHT: "Tidak"}, lanes).labels
    assert (label.is_upright, label.size) == (False, 1.8)
    narrow = replace(open_tile, verticals=(Vertical(4, 0, 4),))
    (label,) = labelled(narrow, {Side.RIGHT: "Tidak"}, lanes).labels
    assert (label.is_upright, label.size) == (True, 1.8)
    assert label.height > label.width
    assert not hits(narrow, label, lanes)


def test_printed_labels_are_at_least_1_6_mm_high() -> None:
    rows = [
        asks(number, number * 5 % 12, number + 1, max(1, number - number % 7 - 1))
        if number % 3 == 0
        else does(number, number * 7 % 12)
        for number in range(1, 40)
    ]
    drawing = draw(graph_of(12, *rows, ends(40, 3)), replace(ROWS, width=11.5))
    sizes = [label.size for row in drawing.pages[0].rows for t in row.tiles for label in t.labels]
    assert len(sizes) == 2 * 13
    assert min(sizes) >= 1.6
    assert verify(drawing) == []


def test_an_execution_may_have_a_label_too() -> None:
    step = DrawnStep(1, StepKind.EXECUTION, 0, (Exit(Answer.DONE, 2, "paraf"),))
    drawing = draw(graph_of(2, step, ends(2, 1)))
    assert [label.lines for label in drawing.pages[0].rows[0].tiles[0].labels] == [("paraf",)]
    assert verify(drawing) == []


def test_symbols_say_where_they_lead() -> None:
    spoken = [symbol.description for symbol in symbols(draw(letter_graph()))]
    assert spoken[3:5] == [
        "Keputusan: Pelaksana 2. Ya ke langkah 5, Tidak kembali ke langkah 3",
        "Keputusan: Pelaksana 3. Ya ke langkah 6, Tidak kembali ke langkah 4",
    ]
    assert spoken[0] == "Mulai: Pelaksana 2. Lanjut ke langkah 2"
    assert spoken[7] == "Selesai: Pelaksana 1"


def test_a_participant_is_said_to_take_part() -> None:
    spoken = [symbol.description for symbol in symbols(draw(graph_of(2, ends(1, 0, 1)), ROWS))]
    assert "Ikut serta: Pelaksana 2" in spoken


def test_a_draft_with_faults_is_still_drawn() -> None:
    drawing = draw(
        graph_of(2, does(1, 0, 4), does(2, None), does(3, 1, go=False), ends(4, 0)), ROWS
    )
    assert verify(drawing) == []
    assert drawing.pages[0].rows[3].tiles[1].symbol is not None


def test_crowded_columns_use_connectors_on_the_page() -> None:
    steps = [does(1, 0), *(asks(number, 0, number + 1, number - 1) for number in range(2, 12))]
    far = [asks(number, 0, number + 1, 25 - number) for number in range(12, 24)]
    drawing = draw(graph_of(1, *steps, *far, ends(24, 0)))
    circles = [symbol for symbol in symbols(drawing) if symbol.shape is Shape.CONNECTOR]
    assert circles
    assert verify(drawing) == []


def test_draw_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="column 4"):
        draw(letter_graph(), replace(ROWS, end_column=4))
    with pytest.raises(ValueError, match="once and in order"):
        draw(letter_graph(), Options(pages=(range(5),)))
    with pytest.raises(ValueError, match="mm"):
        draw(letter_graph(), Options(width=5))
