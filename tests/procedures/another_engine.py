"""SpiffWorkflow, an engine that is not ours, running an exported file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from procedures.graph import Answer

VALIDATOR = BpmnValidator()  # with the schemas of BPMN 2.0


def run(file: bytes, answers: Sequence[tuple[int, Answer]]) -> list[tuple[str, str]]:
    """Follow the file, answering as told; return the ids and lanes of its tasks as visited.

    Stops short where the file wants an answer that was not told, or none where one was.
    """
    parser = BpmnParser(validator=VALIDATOR)
    parser.add_bpmn_xml(etree.fromstring(file))
    (process,) = parser.get_process_ids()
    workflow = BpmnWorkflow(parser.get_spec(process), parser.get_subprocess_specs(process))
    visited = []
    for _, answer in answers:
        task = _waiting(workflow)
        visited.append((task.task_spec.bpmn_id, task.task_spec.lane))
        task.data["answer"] = str(answer)
        task.run()
    workflow.do_engine_steps()
    assert workflow.is_completed()
    return visited


def _waiting(workflow: BpmnWorkflow) -> Any:
    """Return the one task that somebody has to do."""
    workflow.do_engine_steps()
    (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
    return task
