from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.graph import Answer, DrawnStep, Exit, Fault, FaultKind, Graph, StepKind, faults


def box(number: int, *targets: int | None, actor: int | None = 0) -> DrawnStep:
    return DrawnStep(
        number, StepKind.EXECUTION, actor, tuple(Exit(Answer.DONE, to) for to in targets)
    )


def diamond(number: int, *, yes: int | None, no: int | None, actor: int | None = 0) -> DrawnStep:
    exits = (Exit(Answer.YES, yes, "Ya"), Exit(Answer.NO, no, "Tidak"))
    return DrawnStep(number, StepKind.DECISION, actor, exits)


def drawing(*steps: DrawnStep) -> Graph:
    return Graph(actors=("Staf",), steps=steps)


LETTER = drawing(box(1, 2), diamond(2, yes=3, no=1), box(3, None))


@pytest.mark.parametrize(
    ("number", "answer", "way"),
    [
        (1, Answer.DONE, Exit(Answer.DONE, 2)),
        (2, Answer.YES, Exit(Answer.YES, 3, "Ya")),
        (2, Answer.NO, Exit(Answer.NO, 1, "Tidak")),
        (3, Answer.DONE, Exit(Answer.DONE, None)),
        (1, Answer.YES, None),
        (2, Answer.DONE, None),
        (4, Answer.DONE, None),
    ],
)
def test_exit_is_the_way_that_the_answer_takes(
    number: int, answer: Answer, way: Exit | None
) -> None:
    assert LETTER.exit(number, answer) == way


def test_sound_drawing_has_no_fault() -> None:
    assert faults(LETTER) == ()


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        pytest.param((), [(FaultKind.NO_STEP, None)], id="empty"),
        pytest.param(
            (box(1, 2, actor=None), box(2, None)),
            [(FaultKind.NOBODY_RESPONSIBLE, 1)],
            id="nobody is responsible",
        ),
        pytest.param(
            (diamond(1, yes=2, no=2), box(2, None)),
            [(FaultKind.EXITS_ALIKE, 1)],
            id="both exits lead to one step",
        ),
        pytest.param(
            (box(1, 2), diamond(2, yes=None, no=None)),
            [(FaultKind.EXITS_ALIKE, 2)],
            id="both exits end",
        ),
        pytest.param(
            (diamond(1, yes=2, no=1), box(2, None)),
            [(FaultKind.LEADS_TO_ITSELF, 1)],
            id="no leads to itself",
        ),
        pytest.param(
            (box(1, 3), box(2, 3), box(3, None)),
            [(FaultKind.NOT_REACHED, 2)],
            id="nothing leads to the second",
        ),
        pytest.param(
            (diamond(1, yes=None, no=2), box(2, 3), box(3, 2)),
            [(FaultKind.NO_WAY_TO_END, 2), (FaultKind.NO_WAY_TO_END, 3)],
            id="two in a circle",
        ),
        pytest.param(
            (diamond(1, yes=2, no=None), box(2)),
            [(FaultKind.EXIT_MISSING, 2), (FaultKind.NO_WAY_TO_END, 2)],
            id="a box without an exit",
        ),
        pytest.param(
            (replace(diamond(1, yes=2, no=2), exits=(Exit(Answer.YES, 2),)), box(2, None)),
            [(FaultKind.EXIT_MISSING, 1)],
            id="a diamond with one exit",
        ),
        pytest.param(
            (box(1, 1, actor=None), box(2, None)),
            [
                (FaultKind.NOBODY_RESPONSIBLE, 1),
                (FaultKind.LEADS_TO_ITSELF, 1),
                (FaultKind.NO_WAY_TO_END, 1),
                (FaultKind.NOT_REACHED, 2),
            ],
            id="several, from the top row down",
        ),
    ],
)
def test_faults_name_what_is_wrong_and_where(
    steps: tuple[DrawnStep, ...], found: list[tuple[FaultKind, int | None]]
) -> None:
    assert faults(drawing(*steps)) == tuple(Fault(kind, step) for kind, step in found)


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param((box(1, None),), id="one step"),
        pytest.param((box(1, 2), box(2, None)), id="somebody is responsible"),
        pytest.param((diamond(1, yes=2, no=None), box(2, None)), id="exits differ"),
        pytest.param((box(1, 2), diamond(2, yes=None, no=1)), id="one exit ends, one goes back"),
        pytest.param((box(1, 3), box(2, None), box(3, 2)), id="the second is reached from below"),
        pytest.param(
            (diamond(1, yes=None, no=2), box(2, 3), box(3, 1)), id="a circle with a way out"
        ),
    ],
)
def test_mended_drawing_has_no_fault(steps: tuple[DrawnStep, ...]) -> None:
    assert faults(drawing(*steps)) == ()


def test_first_row_is_reached_whatever_its_number() -> None:
    assert faults(drawing(box(4, 7), box(7, None))) == ()


def test_long_straight_drawing_needs_no_deep_stack() -> None:
    rows = 3000
    steps = [box(number, number + 1) for number in range(1, rows)]
    assert faults(drawing(*steps, box(rows, None))) == ()


@st.composite
def drawings(draw: st.DrawFn) -> Graph:
    """Any drawing of up to seven rows: boxes and diamonds that lead anywhere."""
    rows = draw(st.integers(1, 7))
    targets = st.none() | st.integers(1, rows)
    steps = [
        diamond(number, yes=draw(targets), no=draw(targets))
        if draw(st.booleans())
        else box(number, *draw(st.lists(targets, max_size=1)))
        for number in range(1, rows + 1)
    ]
    return drawing(*steps)


def followed(graph: Graph) -> dict[int, set[int | None]]:
    """Return all that can be come to from each step, the end as None: closed step by step."""
    found: dict[int, set[int | None]] = {
        step.number: {step.number, *(way.target for way in step.exits)} for step in graph.steps
    }
    for _ in graph.steps:
        for reach in found.values():
            reach.update(*(found[there] for there in list(reach) if there is not None))
    return found


@settings(deadline=None)
@given(drawings())
def test_faults_of_ways_are_those_found_by_following_every_way(graph: Graph) -> None:
    reach = followed(graph)
    kinds = FaultKind.NOT_REACHED, FaultKind.NO_WAY_TO_END
    expected = {
        *(Fault(kinds[0], each.number) for each in graph.steps if each.number not in reach[1]),
        *(Fault(kinds[1], each.number) for each in graph.steps if None not in reach[each.number]),
    }
    assert {fault for fault in faults(graph) if fault.kind in kinds} == expected


@settings(deadline=None)
@given(st.data())
def test_rows_that_go_down_with_branches_back_are_sound(data: st.DataObject) -> None:
    rows = data.draw(st.integers(1, 12))
    below = {number: number + 1 if number < rows else None for number in range(1, rows + 1)}
    steps = [
        diamond(number, yes=to, no=data.draw(st.integers(1, number - 1)))
        if number > 1 and data.draw(st.booleans())
        else box(number, to)
        for number, to in below.items()
    ]
    assert faults(drawing(*steps)) == ()
