"""Every form sent by several people at the same moment: each is answered plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from people.doers import Doer
from people.models import Unit, User
from procedures.models import Procedure, Version
from tests import make
from tests.test_every_address import APPROVAL, FACTS, OURS, World, build
from workflow import actions
from workflow.models import Document
from workflow.transition.contents import Contents

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = ["starter", "holder", "superuser"]
Form = tuple[str, dict[str, str]]


def sent(client: Client, form: Form, line: Barrier) -> int:
    try:
        connection.ensure_connection()
        line.wait(timeout=20)
        return client.post(*form).status_code
    finally:
        connection.close()


def sent_at_once(clients: Sequence[Client], form: Form) -> Counter[int]:
    """Send a form by all clients at the same moment; count what they were answered."""
    line = Barrier(len(clients))
    with ThreadPoolExecutor(len(clients)) as threads:
        answers = [threads.submit(sent, client, form, line) for client in clients]
        return Counter(answer.result() for answer in answers)


def browsers(user: User, count: int) -> list[Client]:
    """Return several windows of one person."""
    return [make.client(user) for _ in range(count)]


def forms(world: World) -> Iterator[Form]:
    """Yield what can be sent: what changes drafts, what makes things, every address of ours."""
    version = Version.objects.get(procedure__code="A-1")
    draft = actions.keep_draft(
        version, by=Doer(world.people["starter"], make.MONDAY), contents=Contents("Konsep")
    )
    unit = str(version.procedure.unit_id)
    yield f"/documents/{draft.pk}/draft/", FACTS
    yield f"/documents/{draft.pk}/draft/send/", FACTS
    yield f"/documents/{draft.pk}/draft/discard/", {}
    make.draft(code="B-2")
    yield make.at("B-2", "1/put-in-force/"), APPROVAL
    yield make.at("B-2", "1/copy/"), {}
    yield make.at("B-2", "2/delete/"), {}
    yield "/procedures/books/", {"unit": unit}
    yield "/admin/people/unit/add/", {"name": "Unit baru", "paper": "a4", "_save": "1"}
    yield "/admin/procedures/procedure/add/", {"code": "C-9", "unit": unit, "_save": "1"}
    for address in OURS.values():
        if "405 405" not in address.post:
            yield world.path(address), address.data


def test_no_form_that_is_sent_by_several_at_once_is_answered_with_an_error() -> None:
    world = build()
    clients = [each for kind in KINDS for each in browsers(world.people[kind], 2)]
    leaving = {world.path(OURS[name]) for name in ("logout", "password_change")}
    answers = {
        form[0]: sent_at_once(clients, form)
        for form in list(forms(world))
        if form[0] not in leaving
    }
    assert len(answers) > 40
    assert {path: found for path, found in answers.items() if max(found) >= 500} == {}
    assert Unit.objects.filter(name="Unit baru").count() == 1
    assert Procedure.objects.filter(code="C-9").count() == 1
    assert Version.objects.get(procedure__code="B-2").state == Version.State.IN_FORCE
    assert Document.objects.get(subject=FACTS["subject"], state="running").entries.count() == 1


def test_office_that_is_loaded_several_times_at_once_is_loaded_once() -> None:
    clients = browsers(make.administrator(), 4)
    assert sent_at_once(clients, ("/first-run/load/", {})) == {302: 1, 409: 3}
    assert Unit.objects.filter(parent=None).count() == 1


def test_draft_that_is_deleted_several_times_at_once_is_deleted_once() -> None:
    make.draft(code="B-2")
    clients = browsers(make.administrator(), 4)
    answers = sent_at_once(clients, (make.at("B-2", "1/delete/"), {}))
    assert (answers[302], answers[302] + answers[404]) == (1, 4)
