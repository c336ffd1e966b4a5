"""The drawing as BPMN understands it: nodes in lanes, one a column, and the flows between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind


class NodeKind(StrEnum):
    """What a node is; the values are BPMN's own names."""

    START = "startEvent"
    TASK = "userTask"
    GATEWAY = "exclusiveGateway"
    END = "endEvent"


@dataclass(frozen=True)
class Node:
    """One symbol. `lane` and `column` count from 0; `step` is the number of its row, if any."""

    id: str
    shape: NodeKind
    lane: int
    column: int
    step: int | None = None


@dataclass(frozen=True)
class SequenceFlow:
    """One arrow; `answer` is what a decision must be answered for it, with its label."""

    id: str
    source: Node
    target: Node
    answer: Answer | None = None
    label: str = ""

    @property
    def is_adjacent(self) -> bool:
        """Whether it leads to the very next column."""
        return self.target.column == self.source.column + 1


@dataclass(frozen=True)
class Process:
    """One version as nodes from left to right, and flows; `lanes` are the actors' headings."""

    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    flows: tuple[SequenceFlow, ...]


def process_of(graph: Graph, *, end_actor: int | None = None) -> Process:
    """Return a sound drawing as a process with one start and one end.

    A decision is a task, in which somebody judges, and a gateway, which follows the answer. The
    end stands in the lane of `end_actor`, or else in that of the last row that leads to it.
    """
    nodes = list(_nodes(graph, end_actor))
    start, *_, end = nodes
    entrances: dict[int | None, Node] = {None: end}
    leaving: dict[int, Node] = {}
    for node in nodes:
        if node.step is not None:
            entrances.setdefault(node.step, node)
            leaving[node.step] = node
    flows = [SequenceFlow("flow_start", start, entrances[graph.steps[0].number])]
    for step in graph.steps:
        number = step.number
        if step.kind == StepKind.DECISION:
            flows.append(SequenceFlow(f"flow_{number}", entrances[number], leaving[number]))
        flows += [
            _flow(number, exit_, leaving[number], entrances[exit_.target]) for exit_ in step.exits
        ]
    return Process(graph.actors, tuple(nodes), tuple(flows))


def _nodes(graph: Graph, end_actor: int | None) -> list[Node]:
    first = graph.steps[0]
    nodes = [Node("start", NodeKind.START, _lane(first), 0)]
    for step in graph.steps:
        nodes.append(_node("step", NodeKind.TASK, step, len(nodes)))
        if step.kind == StepKind.DECISION:
            nodes.append(_node("gateway", NodeKind.GATEWAY, step, len(nodes)))
    if end_actor is None:
        ending = [step for step in graph.steps if any(exit_.target is None for exit_ in step.exits)]
        end_actor = _lane(ending[-1])
    return [*nodes, Node("end", NodeKind.END, end_actor, len(nodes))]


def _node(name: str, shape: NodeKind, step: DrawnStep, column: int) -> Node:
    return Node(f"{name}_{step.number}", shape, _lane(step), column, step.number)


def _lane(step: DrawnStep) -> int:
    """Return the column of whoever is responsible; in a sound drawing every row has one."""
    return step.actor or 0


def _flow(number: int, exit_: Exit, source: Node, target: Node) -> SequenceFlow:
    if exit_.answer == Answer.DONE:
        return SequenceFlow(f"flow_{number}", source, target)
    return SequenceFlow(f"flow_{number}_{exit_.answer}", source, target, exit_.answer, exit_.label)
