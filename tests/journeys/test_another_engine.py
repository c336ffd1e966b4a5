"""Every SOP of the office, exported and followed by another engine beside our own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from procedures.exchange.bpmn import version_to_bpmn
from procedures.graph import Answer
from procedures.models import Version
from tests import bpmn_io, make
from tests.procedures.another_engine import run
from tests.procedures.drawings import walk
from workflow.models import Document


def taken_through(version: Version) -> list[tuple[int, Answer]]:
    """Bring a document to its end, each decision answered Tidak once; say how it went."""
    document = make.document(version)
    went, visits = [], Counter[int]()
    while document.state == Document.State.RUNNING:
        task = document.tasks.open().select_related("step").get()
        visits[task.step.number] += 1
        judged = Answer.NO if visits[task.step.number] == 1 else Answer.YES
        answer = judged if task.step.is_decision else Answer.DONE
        make.finished(task, answer=answer, note="Belum lengkap")
        went.append((task.step.number, answer))
        document.refresh_from_db()
    return went


@pytest.mark.django_db
def test_documents_go_the_way_that_the_drawing_and_another_engine_go(tmp_path: Path) -> None:
    make.office()
    versions = Version.objects.in_force().with_table().order_by("procedure__code")
    assert len(versions) == 16
    files = [version_to_bpmn(version) for version in versions]
    for version, file in zip(versions, files, strict=True):
        lanes = {step.number: str(step.actor) for step in version.steps.all()}
        went = taken_through(version)
        assert {number for number, _ in went} == set(lanes), version
        judged = [answer == Answer.YES for _, answer in went if answer != Answer.DONE]
        assert walk(version.graph(), judged) == went, version
        expected = [(f"step_{number}", lanes[number]) for number, _ in went]
        assert run(file, went) == expected, version
    assert [each["warnings"] for each in bpmn_io.read(files, tmp_path)] == [[]] * 16
