"""A document ends on the version it started under, however often its SOP is revised meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from people.doers import Doer
from procedures import actions
from procedures.models import Version
from tests import make
from workflow.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def revised(version: Version, *, activity: str) -> Version:
    """Copy a version, lead its first step elsewhere and drop the check, and put it in force."""
    editor = make.editor()
    draft = actions.copy_version(version, by=Doer(editor, make.MONDAY))
    steps = draft.ordered_steps()
    steps[0].activity = activity
    actions.save_steps(draft, [steps[0]], deleted=steps[1:2])
    return actions.put_version_in_force(draft, by=Doer(editor, make.MONDAY))


def test_document_is_finished_on_its_own_version_after_two_revisions() -> None:
    first = make.version(code="T-1")
    document = make.document(first)
    make.finished(document.tasks.get())
    second = revised(first, activity="Mengetik di komputer")
    make.finished(document.tasks.open().get(), answer="no", note="Salah alamat")
    third = revised(second, activity="Mengetik dan mencetak")
    open_task = document.tasks.open().get()
    assert (open_task.step.version, open_task.step.activity) == (first, "Mengetik surat")
    make.passed_on(document, "done", "yes")
    make.finished(document.tasks.open().get(), at=make.MONDAY + timedelta(hours=1))
    document.refresh_from_db()
    assert (document.state, document.version) == (Document.State.FINISHED, first)
    walked = document.tasks.order_by("number").values_list("step__version", "step__number")
    assert list(walked) == [(first.pk, number) for number in (1, 2, 1, 2, 3)]
    states = [Version.objects.get(pk=each.pk).state for each in (first, second, third)]
    assert states == ["replaced", "replaced", "in_force"]
    new = make.document(third)
    assert new.tasks.get().step.activity == "Mengetik dan mencetak"


def test_document_on_a_revoked_version_is_finished_and_none_starts() -> None:
    version = make.version()
    document = make.document(version)
    actions.revoke_version(version, by=Doer(make.editor(), make.MONDAY), reason="Usang")
    make.passed_on(document, "done", "yes")
    make.finished(document.tasks.open().get())
    document.refresh_from_db()
    assert document.state == Document.State.FINISHED
