"""Where the process is drawn: lanes below each other, nodes from left to right, right angles.

Every node has a column of its own. A flow to the next column runs through the gap between them;
any other leaves its source upwards or downwards, runs along a channel at the edge of the source's
lane, and meets its target in that one's column: so no line ever runs through a node, nor two along
each other. Lengths are pixels, as modellers use them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procedures.exchange.bpmn.process import Node, NodeKind, Process, SequenceFlow

SIZES = {NodeKind.START: (36, 36), NodeKind.END: (36, 36), NodeKind.GATEWAY: (50, 50)}
TASK_WIDTH = 160
TASK_HEIGHT = 80
TASK_LINE = 14
TASK_ICON = 25  # the mark of a user task, above the text; the text is centred
LETTERS_A_LINE = 18
HEAD = 30
GAP = 60
MARGIN = 30
CHANNEL = 20
LABEL_HEIGHT = 14
LETTER = 7
ORIGIN = 100


@dataclass(frozen=True)
class Box:
    """A rectangle: its upper left corner and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """How far down its middle is."""
        return self.y + self.height // 2


Point = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """Where everything is: `nodes` and the points and labels of `flows` by their ids."""

    pool: Box
    lanes: tuple[Box, ...]
    nodes: Mapping[str, Box]
    flows: Mapping[str, tuple[Point, ...]]
    labels: Mapping[str, Box]


@dataclass(frozen=True)
class _Channels:
    """Which flows leave upwards, which channel each runs along, how many each lane has.

    Flows are named by their ids, channels are counted from 0 outwards.
    """

    upwards: frozenset[str]
    levels: Mapping[str, int]
    above: Mapping[int, int]
    below: Mapping[int, int]


def layout_of(process: Process, *, longest: int) -> Layout:
    """Return where to draw the process whose longest activity has so many letters."""
    height = max(TASK_HEIGHT, TASK_LINE * (longest // LETTERS_A_LINE + 1) + 2 * TASK_ICON)
    channels = _channels(process)
    lefts, right = _columns(process.nodes)
    lanes = _lanes(len(process.lanes), channels, width=right - ORIGIN - HEAD, height=height)
    centres = [
        lane.y + MARGIN + channels.above[number] * CHANNEL + height // 2
        for number, lane in enumerate(lanes)
    ]
    boxes = {
        node.id: _box(node, lefts[node.column], centres[node.lane], height)
        for node in process.nodes
    }
    ports = _ports(process, boxes, channels.upwards)
    routes = {
        flow.id: _adjacent(flow, boxes)
        if flow.is_adjacent
        else _round(flow, boxes, ports, _channel(flow, channels, lanes))
        for flow in process.flows
    }
    pool = Box(ORIGIN, lanes[0].y, right - ORIGIN, sum(lane.height for lane in lanes))
    labels = {flow.id: _label(flow, routes[flow.id]) for flow in process.flows if flow.label}
    return Layout(pool, lanes, boxes, routes, labels)


def _columns(nodes: Iterable[Node]) -> tuple[list[int], int]:
    """Return the left edge of each column, and the right edge of the whole."""
    lefts, x = [], ORIGIN + 2 * HEAD
    for node in nodes:
        x += GAP
        lefts.append(x)
        x += _width(node)
    return lefts, x + GAP


def _width(node: Node) -> int:
    return SIZES.get(node.shape, (TASK_WIDTH, 0))[0]


def _lanes(count: int, channels: _Channels, *, width: int, height: int) -> tuple[Box, ...]:
    lanes, y = [], ORIGIN
    for number in range(count):
        levels = channels.above[number] + channels.below[number]
        lanes.append(Box(ORIGIN + HEAD, y, width, height + 2 * MARGIN + levels * CHANNEL))
        y += lanes[-1].height
    return tuple(lanes)


def _box(node: Node, left: int, centre: int, task_height: int) -> Box:
    width, height = SIZES.get(node.shape, (TASK_WIDTH, task_height))
    return Box(left, centre - height // 2, width, height)


def _upwards(flows: Iterable[SequenceFlow]) -> frozenset[str]:
    """Return the flows that leave upwards: those to a lane above.

    Where both exits of a decision go round, they leave on different sides.
    """
    upwards, taken = set(), set()
    for flow in sorted(flows, key=lambda flow: flow.id):
        is_above = flow.target.lane < flow.source.lane
        if (flow.source.id, is_above) in taken:
            is_above = not is_above
        taken.add((flow.source.id, is_above))
        if is_above:
            upwards.add(flow.id)
    return frozenset(upwards)


def _channels(process: Process) -> _Channels:
    """Give each flow that is not adjacent the innermost channel in which it meets no other."""
    flows = [flow for flow in process.flows if not flow.is_adjacent]
    upwards = _upwards(flows)
    taken: dict[tuple[int, bool], list[list[tuple[int, int]]]] = defaultdict(list)
    levels = {}
    for flow in sorted(flows, key=_span):
        ends = sorted((flow.source.column, flow.target.column))
        side = taken[flow.source.lane, flow.id in upwards]
        side.append([])  # an empty one is always free
        free = (number for number, there in enumerate(side) if _is_free((ends[0], ends[1]), there))
        levels[flow.id] = next(free)
        side[levels[flow.id]].append((ends[0], ends[1]))
        side[:] = [each for each in side if each]
    above = {lane: len(taken[lane, True]) for lane in range(len(process.lanes))}
    below = {lane: len(taken[lane, False]) for lane in range(len(process.lanes))}
    return _Channels(upwards, levels, above, below)


def _span(flow: SequenceFlow) -> tuple[int, str]:
    return abs(flow.target.column - flow.source.column), flow.id


def _is_free(stretch: tuple[int, int], there: list[tuple[int, int]]) -> bool:
    return all(stretch[1] < left or right < stretch[0] for left, right in there)


def _channel(flow: SequenceFlow, channels: _Channels, lanes: tuple[Box, ...]) -> int:
    """Return how far down the channel of a flow runs."""
    number, level = flow.source.lane, channels.levels[flow.id]
    lane = lanes[number]
    if flow.id in channels.upwards:
        return lane.y + MARGIN // 2 + (channels.above[number] - level) * CHANNEL - CHANNEL // 2
    outer = channels.below[number] - level
    return lane.y + lane.height - MARGIN // 2 - outer * CHANNEL + CHANNEL // 2


def _arrives_from_above(flow: SequenceFlow, upwards: frozenset[str]) -> bool:
    """Whether a flow that is not adjacent comes to its target from above."""
    if flow.target.lane == flow.source.lane:
        return flow.id in upwards
    return flow.target.lane > flow.source.lane


def _ports(
    process: Process, boxes: Mapping[str, Box], upwards: frozenset[str]
) -> dict[tuple[str, str], int]:
    """Return where on the upper or lower edge of a node each flow leaves or arrives.

    By the flow's and the node's id. Those of one edge are spread evenly; gateways and the end have
    one place on each.
    """
    edges: dict[tuple[str, bool], list[tuple[int, str]]] = defaultdict(list)
    for flow in process.flows:
        if not flow.is_adjacent:
            leaving = (flow.source.id, flow.id in upwards)
            arriving = (flow.target.id, _arrives_from_above(flow, upwards))
            edges[leaving].append((flow.target.column, flow.id))
            edges[arriving].append((flow.source.column, flow.id))
    ports = {}
    for (node, _), flows in edges.items():
        box = boxes[node]
        places = len(flows) + 1 if box.width == TASK_WIDTH else 2
        for place, (_, flow_id) in enumerate(sorted(flows), start=1):
            step = min(place, places - 1)
            ports[flow_id, node] = box.x + box.width * step // places
    return ports


def _adjacent(flow: SequenceFlow, boxes: Mapping[str, Box]) -> tuple[Point, ...]:
    source, target = boxes[flow.source.id], boxes[flow.target.id]
    right = source.x + source.width
    start, end = (right, source.middle), (target.x, target.middle)
    if source.middle == target.middle:
        return start, end
    between = (right + target.x) // 2
    return start, (between, source.middle), (between, target.middle), end


def _round(
    flow: SequenceFlow, boxes: Mapping[str, Box], ports: Mapping[tuple[str, str], int], channel: int
) -> tuple[Point, ...]:
    """Return the way along a channel; at either end the edge nearer to the channel is met."""
    source, target = boxes[flow.source.id], boxes[flow.target.id]
    leaving, arriving = ports[flow.id, flow.source.id], ports[flow.id, flow.target.id]
    out, into = _edge(source, channel), _edge(target, channel)
    return (leaving, out), (leaving, channel), (arriving, channel), (arriving, into)


def _edge(box: Box, channel: int) -> int:
    return box.y if channel < box.y else box.y + box.height


def _label(flow: SequenceFlow, points: tuple[Point, ...]) -> Box:
    """Return a place for a label beside the beginning of its flow."""
    (x, y), (_, further) = points[:2]
    width = LETTER * len(flow.label) + LETTER
    above = further <= y
    return Box(x + LETTER, y - LABEL_HEIGHT - 4 if above else y + 4, width, LABEL_HEIGHT)
