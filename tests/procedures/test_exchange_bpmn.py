"""A version as BPMN: followed by another engine, read by another reader, drawn without knots."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from procedures.definition import Row
from procedures.exchange.bpmn import NotSound, version_to_bpmn
from procedures.exchange.bpmn.layout import Box, Layout, Point, layout_of
from procedures.exchange.bpmn.markup import Heading, StepText, bpmn
from procedures.exchange.bpmn.process import NodeKind, Process, process_of
from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind
from procedures.models import Version
from tests import bpmn_io, make
from tests.procedures.another_engine import run
from tests.procedures.drawings import sound_graphs, walk

BPMN = {
    "b": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "s": "urn:sopks:bpmn:1",
}
CHOICES = st.lists(st.booleans(), max_size=8)


def exported(graph: Graph) -> bytes:
    texts = {step.number: StepText(f"Langkah {step.number}") for step in graph.steps}
    return bpmn(process_of(graph), Heading("X-1", "SOP"), texts)


@settings(deadline=None, max_examples=40)
@given(graph=sound_graphs(), choices=CHOICES)
def test_another_engine_visits_the_steps_of_any_drawing_in_the_same_order(
    graph: Graph, choices: list[bool]
) -> None:
    way = walk(graph, choices)
    expected = [
        (f"step_{number}", graph.actors[graph.steps[number - 1].actor or 0]) for number, _ in way
    ]
    assert run(exported(graph), way) == expected


@settings(
    deadline=None, max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(graphs=st.lists(sound_graphs(), min_size=10, max_size=10))
def test_bpmn_io_reads_any_drawing_without_a_warning(graphs: list[Graph], tmp_path: Path) -> None:
    for graph, read in zip(
        graphs, bpmn_io.read([exported(graph) for graph in graphs], tmp_path), strict=True
    ):
        process = process_of(graph)
        shapes = [f"bpmn:{node.shape[0].upper()}{node.shape[1:]}" for node in process.nodes]
        assert read["warnings"] == []
        assert [kind for kind in read["types"] if kind in set(shapes)] == shapes
        lanes = [f"lane_{number}" for number in range(1, len(process.lanes) + 1)]
        symbols = [node.id for node in process.nodes] + [flow.id for flow in process.flows]
        assert read["drawn"] == ["pool", *lanes, *symbols]


def test_bpmn_io_would_warn_of_a_broken_file(tmp_path: Path) -> None:
    graph = Graph(("Staf",), (DrawnStep(1, StepKind.EXECUTION, 0, (Exit(Answer.DONE, None),)),))
    broken = exported(graph).replace(b'targetRef="end"', b'targetRef="nowhere"')
    (read,) = bpmn_io.read([broken], tmp_path)
    assert read["warnings"] == ["unresolved reference <nowhere>"]


def loaded(version: Version) -> Version:
    return Version.objects.with_table().get(pk=version.pk)


def texts(xml: bytes, path: str) -> list[str]:
    return [str(each) for each in etree.fromstring(xml).xpath(path, namespaces=BPMN)]


@pytest.mark.django_db
def test_version_to_bpmn_says_what_the_rows_say() -> None:
    rows = make.letter_rows()
    version = make.draft(rows, code="KS-08")
    Version.objects.filter(pk=version.pk).update(number="000/12/2026")
    file = version_to_bpmn(loaded(version))
    assert texts(file, "//b:lane/@name") == ["Staf", "Analis", "Kepala"]
    assert texts(file, "//b:lane[@name='Analis']/b:flowNodeRef/text()") == ["step_2", "gateway_2"]
    assert texts(file, "//b:userTask/@name") == [row.activity for row in rows]
    assert texts(file, "//b:process/@name") == ["Membuat surat"]
    assert texts(file, "//b:process/@id") == ["process_KS-08"]
    assert texts(file, "//b:process/b:documentation/text()") == [
        "Kode: KS-08\nRevisi: 1\nNomor SOP: 000/12/2026"
    ]
    assert texts(file, "//b:userTask/b:documentation/text()") == [
        "Kelengkapan: Komputer; Printer\nWaktu: 10 menit",
        "Waktu: 5 menit",
    ]
    assert texts(file, "//s:step/@minutes") == ["10", "5"]
    assert texts(file, "//s:step/@unit") == ["minute", "minute"]
    assert texts(file, "//s:step/@number") == ["1", "2", "3"]
    assert texts(file, "//b:sequenceFlow/@name") == ["Ya", "Tidak"]
    assert texts(file, "//b:conditionExpression/text()") == ['answer == "yes"', 'answer == "no"']


@pytest.mark.django_db
def test_version_to_bpmn_names_who_takes_part_and_puts_the_end_where_it_is_drawn() -> None:
    rows = (
        Row("Rapat", "Staf", participants=("Kepala",), output="Notulen", remark="Segera"),
        Row("Kirim", "Staf"),
    )
    version = make.draft(rows)
    file = version_to_bpmn(loaded(version))
    assert texts(file, "//b:userTask/b:documentation/text()") == [
        "Bersama: Kepala\nOutput: Notulen\nKeterangan: Segera"
    ]
    ends = "//b:lane[b:flowNodeRef='end']/@name"
    assert texts(file, ends) == ["Staf"]
    version.end_actor = version.actors.get(name="Kepala")
    version.save()
    assert texts(version_to_bpmn(loaded(version)), ends) == ["Kepala"]


@pytest.mark.django_db
def test_version_to_bpmn_keeps_signs_and_leaves_out_what_no_xml_can_hold() -> None:
    version = make.draft([Row('A < B & "C"\x0b', "Staf")])
    assert texts(version_to_bpmn(loaded(version)), "//b:userTask/@name") == ['A < B & "C"']


@pytest.mark.django_db
def test_version_to_bpmn_takes_no_drawing_with_faults() -> None:
    version = make.draft([Row("Ketik", "Staf", yes=make.to(1))])
    with pytest.raises(NotSound):
        version_to_bpmn(loaded(version))


def laid_out(graph: Graph) -> tuple[Process, Layout]:
    process = process_of(graph)
    return process, layout_of(process, longest=40)


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


@settings(deadline=None)
@given(graph=sound_graphs(most_steps=12))
def test_every_symbol_stands_in_its_lane_and_in_a_column_of_its_own(graph: Graph) -> None:
    process, layout = laid_out(graph)
    boxes = [layout.nodes[node.id] for node in process.nodes]
    assert all(holds(layout.lanes[n.lane], layout.nodes[n.id]) for n in process.nodes)
    assert all(holds(layout.pool, lane) for lane in layout.lanes)
    for left, right in pairwise(boxes):
        assert left.x + left.width < right.x
    for upper, lower in pairwise(layout.lanes):
        assert upper.y + upper.height == lower.y


Piece = tuple[Point, Point]


def pieces(points: tuple[Point, ...]) -> list[Piece]:
    """Return the straight pieces of a line, each from its upper or left end."""
    return [(min(a, b), max(a, b)) for a, b in pairwise(points)]


def runs_through(piece: Piece, box: Box) -> bool:
    (x1, y1), (x2, y2) = piece
    is_within = x1 < box.x + box.width and box.x < x2
    return is_within and y1 < box.y + box.height and box.y < y2


def run_along_each_other(one: Piece, other: Piece) -> bool:
    for across, along in ((0, 1), (1, 0)):
        fixed = {one[0][across], one[1][across], other[0][across], other[1][across]}
        if len(fixed) == 1:
            return max(one[0][along], other[0][along]) < min(one[1][along], other[1][along])
    return False


@settings(deadline=None)
@given(graph=sound_graphs(most_steps=12))
def test_lines_have_right_angles_and_run_through_no_symbol_nor_along_each_other(
    graph: Graph,
) -> None:
    process, layout = laid_out(graph)
    lines = {flow: pieces(layout.flows[flow.id]) for flow in process.flows}
    for line in lines.values():
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in line)
        assert not any(runs_through(piece, box) for piece in line for box in layout.nodes.values())
    for (one, first), (other, second) in combinations(lines.items(), 2):
        merge = one.target == other.target and one.target.shape == NodeKind.END
        shared = any(run_along_each_other(a, b) for a in first for b in second)
        assert merge or not shared


@settings(deadline=None)
@given(graph=sound_graphs())
def test_lines_begin_and_end_at_the_edge_of_what_they_join(graph: Graph) -> None:
    process, layout = laid_out(graph)
    for flow in process.flows:
        points = layout.flows[flow.id]
        for point, node in ((points[0], flow.source), (points[-1], flow.target)):
            assert on_edge(point, layout.nodes[node.id])


def on_edge(point: Point, box: Box) -> bool:
    x, y = point
    is_inside = box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height
    return is_inside and (x in {box.x, box.x + box.width} or y in {box.y, box.y + box.height})
