"""What a version asks for: at the start, and of its steps, entered in the administration."""

from __future__ import annotations

import pytest
from django.test import Client

from procedures.models import StartField, Version
from tests import make
from tests.pages import Sent, add_row, change_page, errors_of, filled_in, post, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def draft() -> Version:
    return make.draft()


@pytest.fixture
def client() -> Client:
    return signed_in(make.administrator())


def opened(client: Client, draft: Version) -> Sent:
    return filled_in(client.get(change_page(draft)))


def fields_of(draft: Version) -> list[tuple[str, str, bool]]:
    rows = draft.start_fields.order_by("order", "pk")
    return [(row.label, row.kind, row.is_required) for row in rows]


def with_fields(draft: Version, *labels: str) -> list[StartField]:
    return [
        StartField.objects.create(version=draft, label=label, order=order)
        for order, label in enumerate(labels, start=1)
    ]


def test_fields_of_the_start_form_are_added(client: Client, draft: Version) -> None:
    sent = opened(client, draft)
    first = int(sent["start_fields-TOTAL_FORMS"]) - 1  # the row that is ready for one more
    sent[f"start_fields-{first}-label"] = "Tempat"
    sent[f"start_fields-{first}-is_required"] = "on"
    add_row(sent, "start_fields", label="Jenis", kind="choice", choices="Rapat\nUpacara", order=2)
    assert post(client, change_page(draft), sent) == 302
    assert fields_of(draft) == [("Tempat", "text", True), ("Jenis", "choice", False)]
    assert draft.start_fields.get(kind="choice").options == ["Rapat", "Upacara"]


def test_rows_are_numbered_in_boxes_of_text(client: Client, draft: Version) -> None:
    assert 'type="number"' not in client.get(change_page(draft)).content.decode()


def test_fields_of_the_start_form_swap_their_labels_and_go(client: Client, draft: Version) -> None:
    with_fields(draft, "Tempat", "Waktu", "Usang")
    sent = opened(client, draft)
    sent["start_fields-0-label"], sent["start_fields-1-label"] = "Waktu", "Tempat"
    sent["start_fields-2-DELETE"] = "on"
    assert post(client, change_page(draft), sent) == 302
    assert fields_of(draft) == [("Waktu", "text", False), ("Tempat", "text", False)]


def test_choice_without_choices_is_not_accepted(client: Client, draft: Version) -> None:
    with_fields(draft, "Jenis")
    sent = opened(client, draft)
    sent["start_fields-0-kind"] = "choice"
    response = client.post(change_page(draft), sent)
    assert errors_of(response) == ["Write the choices, one a line."]
    assert fields_of(draft) == [("Jenis", "text", False)]


def test_demands_of_a_step_are_set(client: Client, draft: Version) -> None:
    sent = opened(client, draft)
    sent["steps-1-needs_all_requirements"] = "on"
    sent["steps-1-needs_file"] = "on"
    sent["steps-2-records_participants"] = "on"
    assert post(client, change_page(draft), sent) == 302
    set_so = draft.steps.order_by("number").values_list(
        "needs_all_requirements", "needs_file", "records_participants"
    )
    assert list(set_so) == [(False, False, False), (True, True, False), (False, False, True)]
