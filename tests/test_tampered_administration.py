"""The administration is asked and sent what none of its pages asks for, and refuses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, cycle, islice, product
from math import ceil
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.db.models import ForeignKey, Model
from django.test import Client

from people.admin.deeds import MOST_WORDS, DeedAdmin
from people.models import User
from tests import make
from tests.pages import filled_in, page, signed_in
from tests.rows import all_rows
from tests.test_every_permission import MODELS, ask

pytestmark = pytest.mark.django_db

LABELS = [model._meta.label for model in MODELS]
STRANGE = [
    *("x", "", "-1", "0", str(2**63), "9" * 5000, "²", "[", "2026-13-45", "True,1", "1", "9999"),
    "a " * 1500,
]
KEYS = ["x", str(2**63), "9" * 400, "-1", "1_2F", "²", "9" * 5000]
NUMBERS = ["x", "", "-1", "1000000", "9" * 30, "9" * 5000]
OF_EVERY_LIST = [
    *("q", "o", "p", "e", "all", "_popup", "_to_field", "_changelist_filters", "_facets"),
    *("id__exact", "pk__in", "nothing", "id__nothing", "password__startswith"),
]
OF_EVERY_PAGE = ["_to_field", "_popup", "_changelist_filters"]
SHARE = ceil(len(STRANGE) * len(OF_EVERY_LIST) / len(MODELS))
Request = tuple[str, str, dict[str, Any]]


class Turns:
    """What is tried in turn, on through all tables: each gets some of it, all of it is tried."""

    def __init__(self) -> None:
        self.asked = cycle(product(STRANGE, OF_EVERY_LIST))
        self.values, self.keys, self.numbers = map(cycle, (STRANGE, KEYS, NUMBERS))
        self.methods, self.of_pages = cycle(("GET", "POST", "POST")), cycle(OF_EVERY_PAGE)


@pytest.fixture
def things() -> dict[type[Model], Model]:
    """Make something for every page to show, drafts before what is frozen."""
    make.document(uploads=[make.upload()])
    make.told()
    make.day_off(make.LONG_AGO)
    make.appointment_request()
    make.draft()
    found = {model: model._base_manager.order_by("-pk").first() for model in MODELS}
    return {model: thing for model, thing in found.items() if thing}


def client_of(kind: str, model: type[Model]) -> Client:
    """Sign in a superuser, or somebody with every role that the pages of a kind of row serve."""
    someone: User = make.administrator()
    if kind == "staff":
        pages = admin_of(model)
        someone = make.may(*(pages.served or pages.shown or ["editor"]))
    client = signed_in(someone)
    client.raise_request_exception = False
    return client


def admin_of(model: type[Model]) -> Any:
    return admin.site._registry[model]


def asked_of_lists(model: type[Model]) -> Iterator[str]:
    """Yield by what this list is filtered, and what it may not be filtered by."""
    page_of = admin_of(model)
    for each in page_of.list_filter:
        by = each[0] if isinstance(each, tuple) else each
        name = by if isinstance(by, str) else str(by.parameter_name)
        yield from (name, f"{name}__exact", f"{name}__id__exact", f"{name}__isempty")
    if page_of.date_hierarchy:
        yield from (f"{page_of.date_hierarchy}__{part}" for part in ("year", "month", "gte"))
    first = page_of.list_display[0]
    yield from (f"{first}__regex", f"{first}__isnull", f"{first}__in")


def lists(model: type[Model], thing: Model | None, turns: Turns) -> Iterator[Request]:
    """Yield requests to the list: filters, orders, pages, and deeds to rows that are none."""
    root = page(model, "changelist")
    for value, name in islice(turns.asked, SHARE):
        yield "GET", root, {name: value}
    for name in asked_of_lists(model):
        yield "GET", root, {name: next(turns.values)}
    ticked = {"action": "delete_selected", "_selected_action": thing.pk if thing else "1"}
    for sent in (
        {"_selected_action": "1", "action": next(turns.values)},
        {"action": next(turns.values)},
        {**ticked, "_selected_action": next(turns.values), "post": "yes"},
        {"_save": "1", "form-TOTAL_FORMS": next(turns.values)},
        {**ticked, "index": next(turns.values), "select_across": next(turns.values)},
    ):
        yield "POST", root, sent


def pages(
    client: Client, model: type[Model], thing: Model | None, turns: Turns
) -> Iterator[Request]:
    """Yield requests to the pages of one row: keys, what they are asked, their forms."""
    for name in ("change", "delete", "history"):
        yield "GET", page(model, name, next(turns.keys)), {}
        yield "POST", page(model, name, next(turns.keys)), {"post": "yes"}
    keys = [field.name for field in model._meta.fields if isinstance(field, ForeignKey)]
    forms = [page(model, "add"), *([page(model, "change", thing.pk)] if thing else [])]
    for address, name in product(forms, (*OF_EVERY_PAGE, *keys)):
        yield next(turns.methods), address, {name: next(turns.values)}
    shown = client.get(forms[-1])  # filled in where there is something to change
    if shown.status_code == 200 and "adminform" in (shown.context or {}):
        yield from tampered_forms(forms[-1], filled_in(shown), keys, turns)


def tampered_forms(
    address: str, sent: dict[str, Any], keys: list[str], turns: Turns
) -> Iterator[Request]:
    """Yield a form with the counts of its rows, the keys in them, and its own keys made up."""
    counts = [name for name in sent if name.endswith("_FORMS")]
    for name in counts:
        yield "POST", address, {**sent, name: next(turns.numbers)}
    for name in counts[:1]:
        yield "POST", address, {other: sent[other] for other in sent if other != name}
    for name in sent:
        if name in keys or name.endswith(("-0-id", "-0-position", "-0-order", "-0-actor")):
            yield "POST", address, {**sent, name: next(turns.values)}
    asked = urlencode({next(turns.of_pages): next(turns.values)})
    yield "POST", f"{address}?{asked}", sent


def test_every_page_of_the_administration_refuses_what_no_list_can_be_asked_for() -> None:
    assert all(isinstance(each, DeedAdmin) for each in admin.site._registry.values())


def test_nothing_made_up_leads_to_an_error(
    things: dict[type[Model], Model], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR", "django")  # what is refused is a warning, long to write down
    turns, tried, wrong = Turns(), Counter[tuple[str, str]](), []
    for place, model in enumerate(MODELS):
        thing, label = things.get(model), model._meta.label
        clients = {kind: client_of(kind, model) for kind in ("superuser", "staff")}
        requests = chain(
            lists(model, thing, turns), pages(clients["superuser"], model, thing, turns)
        )
        for number, (method, address, data) in enumerate(requests, start=place):
            kind = ("superuser", "staff")[number % 2]
            tried[label, kind] += 1
            status = ask(clients[kind], method, address, data).status_code
            if status >= 500:
                said = {name: str(data[name])[:20] for name in data}
                wrong.append((status, kind, method, address, said))
    assert wrong == []
    assert {label for label, _kind in tried} == set(LABELS)
    assert min(tried.values()) > 10
    assert SHARE * len(MODELS) >= len(STRANGE) * len(OF_EVERY_LIST)


APPS = ["people", "x"]
TABLES = ["appointment", "user", ""]
FIELDS = ["position", "user", "pk", "password", "x"]


@pytest.mark.parametrize("kind", ["superuser", "staff"])
def test_suggestions_are_refused_where_nothing_is_chosen_so(kind: str) -> None:
    client = client_of(kind, User)
    names = ("app_label", "model_name", "field_name")
    answered = {
        asked: ask(client, "GET", "/admin/autocomplete/", dict(zip(names, asked, strict=True)))
        for asked in product(APPS, TABLES, FIELDS)
    }
    given = {asked for asked, answer in answered.items() if answer.status_code == 200}
    suggested = {
        ("people", "appointment", "position"),
        ("people", "appointment", "user"),
    }
    assert given == suggested
    assert {answer.status_code for answer in answered.values()} == {200, 403}


@pytest.mark.parametrize("number", ["x", "-1", "0", "7", "9" * 30, "9" * 5000])
def test_page_of_suggestions_that_there_is_not_is_not_found(number: str) -> None:
    client = client_of("superuser", User)
    asked = {"app_label": "people", "model_name": "appointment", "field_name": "user"}
    for term in ("", "x" * 2000):
        sent = {**asked, "term": term, "page": number}
        assert ask(client, "GET", "/admin/autocomplete/", sent).status_code == 404
    assert ask(client, "GET", "/admin/autocomplete/", asked).status_code == 200


def test_suggestions_and_lists_are_refused_for_more_words_than_the_database_looks_for() -> None:
    client = client_of("superuser", User)
    asked = {"app_label": "people", "model_name": "appointment", "field_name": "user"}
    for words, status in ((MOST_WORDS, 200), (MOST_WORDS + 1, 400)):
        term = "a " * words
        suggested = ask(client, "GET", "/admin/autocomplete/", {**asked, "term": term})
        listed = ask(client, "GET", "/admin/people/user/", {"q": term})
        assert (suggested.status_code, listed.status_code) == (status, status)


REFUSED = [
    "p=0",
    "p=-1",
    "p=9999999999",
    "is_active__exact=x",
    "nothing=1",
    "id__nothing=1",
    "id__exact=x",
    "username__regex=[",
    "_to_field=password",
    "e=1&id__exact=x",
]


@pytest.mark.parametrize("asked", REFUSED)
def test_list_that_nobody_can_be_shown_is_refused(asked: str) -> None:
    client = client_of("superuser", User)
    assert ask(client, "GET", f"/admin/people/user/?{asked}", {}).status_code == 400
    assert ask(client, "GET", "/admin/people/user/?is_active__exact=1&e=1", {}).status_code == 200


def test_page_of_a_list_behind_its_end_leads_to_the_first_with_the_same_filters() -> None:
    client = client_of("superuser", User)
    User.objects.bulk_create(User(username=f"orang{number}") for number in range(101))
    address = "/admin/people/user/?is_superuser__exact=0"
    answer = ask(client, "GET", f"{address}&p=3", {})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert ask(client, "GET", f"{address}&p=2", {}).status_code == 200


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("count", ["TOTAL_FORMS", "INITIAL_FORMS"])
def test_rows_of_a_page_that_are_counted_wrong_change_nothing(count: str, number: str) -> None:
    version = make.draft()
    client = client_of("superuser", type(version))
    address = page(type(version), "change", version.pk)
    sent = filled_in(client.get(address)) | {"title": "Lain", f"steps-{count}": number}
    before = all_rows()
    assert client.post(address, sent).status_code == 400
    assert all_rows() == before
