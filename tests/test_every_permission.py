"""People with one role alone, on every page of the administration: never an error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.test import Client

from people.models import Role
from tests import make
from tests.pages import filled_in, page, signed_in

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def things() -> dict[type[Model], Model]:
    """Make something for every page to show, drafts before what is frozen."""
    draft = make.draft()
    make.document(uploads=[make.upload()])
    make.told()
    make.day_off(make.LONG_AGO)
    make.appointment_request()
    found = {model: model._base_manager.order_by("-pk").first() for model in admin.site._registry}
    return {model: thing for model, thing in found.items() if thing} | {type(draft): draft}


def ask(client: Client, method: str, address: str, data: dict[str, Any]) -> Any:
    """Send a request and undo all it did."""
    with transaction.atomic():
        answer = client.get(address, data) if method == "GET" else client.post(address, data)
        transaction.set_rollback(True)
    return answer


def requests_to(
    client: Client, model: type[Model], thing: Model | None
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield what somebody may try on the pages of a table, made by hand or from its forms."""
    yield "GET", page(model, "changelist"), {}
    yield "GET", page(model, "add"), {}
    yield "POST", page(model, "add"), {"_save": "1"}
    if thing is None:
        return
    ticked = {"_selected_action": [thing.pk], "post": "yes"}
    for name in ("delete_selected", "put_in_force", "confirm"):
        yield "POST", page(model, "changelist"), {**ticked, "action": name}
    for name in ("history", "delete"):
        yield "GET", page(model, name, thing.pk), {}
        yield "POST", page(model, name, thing.pk), {"post": "yes"}
    change = page(model, "change", thing.pk)
    yield "GET", change, {}
    yield "POST", change, {"_save": "1"}
    shown = client.get(change)
    if shown.status_code == 200:
        sent = {**filled_in(shown), "_save": "1"}
        yield "POST", change, sent
        yield "POST", change, {name: typed(name, value) for name, value in sent.items()}


def typed(name: str, value: Any) -> Any:
    """Return what somebody types anew: every name and title."""
    return f"{value} baru" if name in {"name", "title", "thing"} else value


STRANGE = ["x", "-1", str(2**63), str(10**30), "1' OR '1", "é", "1,2"]


@pytest.mark.parametrize("model", MODELS)
def test_no_list_breaks_where_rows_are_ticked_that_are_none(model: type[Model]) -> None:
    client = signed_in(make.administrator())
    for key in STRANGE:
        sent = {"action": "delete_selected", "_selected_action": [key]}
        assert client.post(page(model, "changelist"), sent).status_code in {200, 302}, key


@pytest.mark.looks  # which pages there are hangs on no database
@pytest.mark.parametrize("kind", Role.RoleKind)
@pytest.mark.parametrize("where", ["here", "below", "elsewhere"])
def test_one_role_alone_never_leads_to_an_error(
    kind: str, where: str, things: dict[type[Model], Model]
) -> None:
    units = {"here": make.home, "below": make.unit, "elsewhere": make.root}
    client = signed_in(make.may(kind, of=units[where]()))
    client.raise_request_exception = False
    wrong, tried = [], 0
    for model in MODELS:
        for method, address, data in requests_to(client, model, things.get(model)):
            tried += 1
            if ask(client, method, address, data).status_code >= 500:
                wrong.append((method, address, sorted(data)[:3]))
    assert tried > 150
    assert wrong == []
