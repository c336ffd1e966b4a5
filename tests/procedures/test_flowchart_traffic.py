"""What it costs a line to meet others."""

import pytest

from procedures.flowchart.drawing import Symbol
from procedures.flowchart.grid import LaneGrid
from procedures.flowchart.lanes import Lanes
from procedures.flowchart.leaf import TilePlace
from procedures.flowchart.scene import Line, LineKind, Scene, SceneRow
from procedures.flowchart.shapes import RowKind, Shape, Side
from procedures.flowchart.traffic import CONFLICT, CROSSING, Path, Traffic

TARGET = TilePlace(1, 1)
OTHER = TilePlace(1, 2)
STRAIGHT = (Side.BOTTOM, Side.BOTTOM)


@pytest.fixture(name="traffic")
def traffic_of_four_lines() -> Traffic:
    """Three lines to one target and one to another; none is drawn yet."""
    cells = [TilePlace(0, 0), TilePlace(0, 1), TilePlace(0, 2), TARGET, OTHER]
    lines = (
        Line(TilePlace(0, 0), TARGET, LineKind.FORWARD),
        Line(TilePlace(0, 2), TARGET, LineKind.FORWARD),
        Line(TilePlace(0, 1), TARGET, LineKind.FORWARD),
        Line(TilePlace(0, 0), OTHER, LineKind.FORWARD),
    )
    row = SceneRow(RowKind.STEP, 1, 16.4, ())
    scene = Scene(3, (row, row), {cell: Symbol(Shape.PROCESS, 11, 7) for cell in cells}, lines)
    return Traffic(LaneGrid(scene, Lanes(20)), scene)


def above_target(traffic: Traffic) -> int:
    return traffic.grid.node(TARGET, 3, 1)


def test_an_empty_node_is_free(traffic: Traffic) -> None:
    assert traffic.toll(2, above_target(traffic), *STRAIGHT) == (0, False)


def test_two_lines_to_one_target_merge(traffic: Traffic) -> None:
    node = above_target(traffic)
    traffic.add(0, Path((node,), (Side.RIGHT, Side.BOTTOM)))
    assert traffic.toll(2, node, *STRAIGHT) == (0, True)


def test_a_fourth_arm_is_dear(traffic: Traffic) -> None:
    node = above_target(traffic)
    traffic.add(0, Path((node,), (Side.RIGHT, Side.BOTTOM)))
    traffic.add(1, Path((node,), (Side.LEFT, Side.BOTTOM)))
    assert traffic.toll(2, node, *STRAIGHT) == (CONFLICT, True)


def test_lines_to_two_targets_may_cross_and_not_touch(traffic: Traffic) -> None:
    node = above_target(traffic)
    traffic.add(3, Path((node,), (Side.RIGHT, Side.RIGHT)))
    assert traffic.toll(2, node, *STRAIGHT) == (CROSSING, False)
    assert traffic.toll(2, node, Side.BOTTOM, Side.RIGHT) == (CONFLICT, False)


def test_a_line_taken_back_leaves_no_trace(traffic: Traffic) -> None:
    node = above_target(traffic)
    path = Path((node,), (Side.RIGHT, Side.BOTTOM))
    traffic.add(0, path)
    traffic.remove(0, path)
    assert traffic.toll(2, node, *STRAIGHT) == (0, False)
    assert traffic.worst_meeting(0, path) == 0


def test_an_out_port_is_not_shared(traffic: Traffic) -> None:
    node = above_target(traffic)
    before = traffic.price_out(3, Side.RIGHT)
    traffic.add(0, Path((node,), (Side.RIGHT, Side.BOTTOM)))
    assert traffic.price_out(3, Side.RIGHT) == before + CONFLICT


def test_an_in_port_is_shared_by_lines_to_one_target(traffic: Traffic) -> None:
    before = traffic.price_in(2, Side.TOP)
    traffic.add(0, Path((above_target(traffic),), (Side.RIGHT, Side.BOTTOM)))
    assert traffic.price_in(2, Side.TOP) == before
