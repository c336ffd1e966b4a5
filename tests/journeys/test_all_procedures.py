"""Every SOP of the office, from its first step to its last, through the pages."""

from __future__ import annotations

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from people.models import User
from procedures.models import Version
from tests import make
from workflow.models import Document, Task

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

CODES = [f"KS-{number:02}" for number in range(1, 17)]
HOLDERS = {
    "Staf": "staf",
    "Analis Kebijakan": "analis",
    "Kabid KB & KS": "kabid",
    "Kepala SKPD": "kepala",
}


@pytest.fixture
def office(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, Client]:
    """Load the office's data and sign everybody in: clients by the title of their position."""
    monkeypatch.setenv("DEMO_PASSWORD", "sandi-uji")
    settings.DEMO = True
    make.office()
    clients = {}
    for title, username in HOLDERS.items():
        clients[title] = Client()
        clients[title].force_login(User.objects.get(username=username))
    return clients


def walk(document: Document, office: dict[str, Client]) -> Counter[int]:
    """Bring a document to its end, each decision answered Tidak once; return visits by step."""
    visits: Counter[int] = Counter()
    while document.state == Document.State.RUNNING:
        task = document.tasks.open().select_related("step__actor", "position").get()
        worker = office[task.position.title]
        assert f'href="/tasks/{task.pk}/"' in worker.get(reverse("desk")).content.decode()
        visits[task.step.number] += 1
        first_time = visits[task.step.number] == 1
        answer = ("no" if first_time else "yes") if task.step.is_decision else "done"
        data = {"answer": answer, "note": f"Alasan {task.number}"}
        for name in ("take_task", "finish_task"):
            sent = worker.post(reverse(name, args=[task.pk]), data)
            assert sent.status_code == 302, sent.content.decode()
        document.refresh_from_db()
    return visits


@pytest.mark.parametrize("code", CODES)
def test_procedure_runs_from_first_to_last_step_with_each_decision_answered_no_once(
    code: str, office: dict[str, Client]
) -> None:
    version = Version.objects.in_force().get(procedure__code=code)
    steps = version.ordered_steps()
    starter = office[str(steps[0].actor)]
    facts = {"subject": f"Uji {code}", "sensitivity": "ordinary"}
    summary = starter.post(make.at(code, page="start_document"), facts)["Location"]
    starter.post(summary)
    document = Document.objects.get()
    visits = walk(document, office)
    assert document.state == Document.State.FINISHED
    assert set(visits) == {step.number for step in steps}
    answered_no = document.tasks.filter(answer=Task.Answer.NO)
    assert sorted(answered_no.values_list("step__number", flat=True)) == [
        step.number for step in steps if step.is_decision
    ]
    assert starter.get(reverse("document", args=[document.pk])).status_code == 200
    for client in office.values():
        assert f"Uji {code}" not in client.get(reverse("desk")).content.decode()
