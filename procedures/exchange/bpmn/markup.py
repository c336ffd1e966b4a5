"""The process and its drawing as BPMN 2.0 XML (OMG formal/2011-01-03)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procedures.exchange.bpmn.layout import Box, Layout, Point, layout_of
from procedures.exchange.bpmn.process import Node, NodeKind, Process, SequenceFlow
from procedures.exchange.characters import legible

NAMESPACES = {
    "": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "sopks": "urn:sopks:bpmn:1",
}
EXPRESSIONS = "https://docs.python.org/3/reference/expressions.html"
HORIZONTAL = {"isHorizontal": "true"}


@dataclass(frozen=True)
class StepText:
    """What a task says: its activity, what else its row says, and our own facts by their names."""

    activity: str
    documentation: str = ""
    facts: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Heading:
    """What the whole is called: a code that fits an id, a name and what else is to be said."""

    code: str
    name: str
    documentation: str = ""


def bpmn(process: Process, heading: Heading, texts: Mapping[int, StepText]) -> bytes:
    """Return the process as a BPMN 2.0 file with diagram interchange.

    `texts` are by the steps' numbers. A gateway's conditions ask for the variable `answer`, which
    its task sets to 'yes' or 'no'; they are Python expressions.
    """
    definitions = ET.Element(
        "definitions",
        {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in NAMESPACES.items()}
        | {
            "id": "definitions",
            "targetNamespace": NAMESPACES["sopks"],
            "expressionLanguage": EXPRESSIONS,
            "exporter": "SOPKS",
        },
    )
    process_id = f"process_{heading.code}"
    collaboration = ET.SubElement(definitions, "collaboration", id="collaboration")
    pool = {"id": "pool", "name": legible(heading.name), "processRef": process_id}
    ET.SubElement(collaboration, "participant", pool)
    _add_process(definitions, process, heading, texts)
    longest = max(len(text.activity) for text in texts.values())
    _add_diagram(definitions, process, layout_of(process, longest=longest))
    ET.indent(definitions)
    text: str = ET.tostring(definitions, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _add_process(
    parent: ET.Element, process: Process, heading: Heading, texts: Mapping[int, StepText]
) -> None:
    about = {"name": legible(heading.name), "isExecutable": "true"}
    element = ET.SubElement(parent, "process", {"id": f"process_{heading.code}", **about})
    _document(element, heading.documentation)
    lanes = ET.SubElement(element, "laneSet", id="lanes")
    for number, name in enumerate(process.lanes):
        lane = ET.SubElement(lanes, "lane", id=f"lane_{number + 1}", name=legible(name))
        for node in process.nodes:
            if node.lane == number:
                ET.SubElement(lane, "flowNodeRef").text = node.id
    for node in process.nodes:
        _add_node(element, node, process.flows, texts)
    for flow in process.flows:
        _add_flow(element, flow)


def _document(element: ET.Element, text: str) -> None:
    if text:
        ET.SubElement(element, "documentation").text = legible(text)


def _add_node(
    parent: ET.Element, node: Node, flows: Iterable[SequenceFlow], texts: Mapping[int, StepText]
) -> None:
    element = ET.SubElement(parent, node.shape.value, id=node.id)
    if node.shape == NodeKind.TASK and node.step is not None:
        text = texts[node.step]
        element.set("name", legible(text.activity))
        _document(element, text.documentation)
        facts = {name: legible(value) for name, value in (text.facts or {}).items()}
        extension = ET.SubElement(element, "extensionElements")
        ET.SubElement(extension, "sopks:step", {"number": str(node.step), **facts})
    for flow in flows:
        if flow.target == node:
            ET.SubElement(element, "incoming").text = flow.id
    for flow in flows:
        if flow.source == node:
            ET.SubElement(element, "outgoing").text = flow.id


def _add_flow(parent: ET.Element, flow: SequenceFlow) -> None:
    ends = {"sourceRef": flow.source.id, "targetRef": flow.target.id}
    element = ET.SubElement(parent, "sequenceFlow", {"id": flow.id, **ends})
    if flow.answer is not None:
        element.set("name", legible(flow.label))
        condition = ET.SubElement(element, "conditionExpression", {"xsi:type": "tFormalExpression"})
        condition.text = f'answer == "{flow.answer}"'


def _add_diagram(parent: ET.Element, process: Process, layout: Layout) -> None:
    diagram = ET.SubElement(parent, "bpmndi:BPMNDiagram", id="diagram")
    plane = {"id": "plane", "bpmnElement": "collaboration"}
    canvas = ET.SubElement(diagram, "bpmndi:BPMNPlane", plane)
    _add_shape(canvas, "pool", layout.pool, HORIZONTAL)
    for number, lane in enumerate(layout.lanes, start=1):
        _add_shape(canvas, f"lane_{number}", lane, HORIZONTAL)
    for node in process.nodes:
        marker = {"isMarkerVisible": "true"} if node.shape == NodeKind.GATEWAY else {}
        _add_shape(canvas, node.id, layout.nodes[node.id], marker)
    for flow in process.flows:
        _add_edge(canvas, flow.id, layout.flows[flow.id], layout.labels.get(flow.id))


def _add_shape(canvas: ET.Element, of: str, box: Box, more: Mapping[str, str]) -> None:
    about = {"id": f"{of}_shape", "bpmnElement": of, **more}
    _add_bounds(ET.SubElement(canvas, "bpmndi:BPMNShape", about), box)


def _add_edge(canvas: ET.Element, of: str, points: Iterable[Point], label: Box | None) -> None:
    about = {"id": f"{of}_edge", "bpmnElement": of}
    edge = ET.SubElement(canvas, "bpmndi:BPMNEdge", about)
    for x, y in points:
        ET.SubElement(edge, "di:waypoint", x=str(x), y=str(y))
    if label is not None:
        _add_bounds(ET.SubElement(edge, "bpmndi:BPMNLabel"), label)


def _add_bounds(parent: ET.Element, box: Box) -> None:
    sides = {name: str(value) for name, value in vars(box).items()}
    ET.SubElement(parent, "dc:Bounds", sides)
