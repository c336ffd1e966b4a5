"""How heavy pages are, what comes with the first one, and how much they ask of the database."""

from __future__ import annotations

import gzip
import re
from http import HTTPStatus
from operator import gt
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from procedures.definition import Row
from tests import make
from tests.browser.states import STATES, State, world
from tests.pages import change_page, filled_in, signed_in
from workflow import actions
from workflow.reports import DESK_LIMIT, DESK_PAGE, Section

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

KB = 1000
MOST_OF_A_PAGE = 200 * KB
MOST_OF_A_FIRST_LOAD = 120 * KB
MOST_QUERIES = 40
LONG = 40
"""Rows of an SOP that is longer than any that the office has; its longest has 8."""
MOST = MOST_OF_A_PAGE, MOST_OF_A_FIRST_LOAD, MOST_QUERIES
COMES_WITH_IT = re.compile(
    r"""<(?:link rel="(?:icon|stylesheet)"|script)[^>]*?(?:href|src)="/static/([^"]+)"""
)


@pytest.fixture
def things(settings: Settings) -> dict[str, str]:
    settings.DEMO = True
    make.office()
    return world()


def client_of(state: State) -> Client:
    return signed_in(User.objects.get(username=state.who)) if state.who else Client()


def answer(client: Client, state: State, things: dict[str, str]) -> Any:
    path = state.path.format(**things)
    ask = client.get if state.post is None else client.post
    return ask(path, state.post or {}, headers={"Accept-Encoding": "gzip"})


def first_load(page: bytes, compressed: bytes) -> int:
    """Return the bytes that come when somebody opens the page for the first time.

    Static files lie compressed as gzip and as Brotli; gzip, the larger, is counted.
    """
    files = set(COMES_WITH_IT.findall(page.decode()))
    return len(compressed) + sum(map(_static, files))


def _static(url: str) -> int:
    found = finders.find(url)
    assert isinstance(found, str), url
    return len(gzip.compress(Path(found).read_bytes()))


def test_no_page_is_heavy_brings_much_with_it_or_asks_row_by_row(things: dict[str, str]) -> None:
    heavy = {}
    for state in STATES:
        if state.forged or state.status == 400:
            continue  # no page of their own: the client of the tests sends other forms
        client = client_of(state)
        with CaptureQueriesContext(connection) as asked:
            response = answer(client, state, things)
        if response.status_code == HTTPStatus.FOUND:
            continue
        assert response["Content-Encoding"] == "gzip", state
        page = gzip.decompress(response.content)
        weights = len(page), first_load(page, response.content), len(asked)
        if any(map(gt, weights, MOST)):
            heavy[str(state)] = weights
    assert heavy == {}


def test_what_is_no_page_goes_as_it_is(things: dict[str, str]) -> None:
    state = State(make.at("KS-08", "export.json"))
    table = answer(client_of(state), state, things)
    assert (table.status_code, "Content-Encoding" in table) == (200, False)


def test_no_field_of_the_administration_needs_the_script_that_is_left_out() -> None:
    assert [model for model, each in site._registry.items() if each.prepopulated_fields] == []


ACTORS = ["Staf", "Analis Kebijakan", "Kasubbid", "Kabid KB & KS", "Sekretaris", "Kepala SKPD"]


def long_sop() -> list[Row]:
    return [
        Row(
            f"Memeriksa hasil ketikan surat nomor {number} beserta seluruh lampirannya dan "
            "menyampaikannya kepada atasan langsung untuk disetujui",
            ACTORS[number % len(ACTORS)],
            needs=("Surat masuk", "Lembar disposisi", "ATK", "Komputer"),
            time="10 menit",
            output="Konsep surat yang sudah diparaf",
            remark="SOP AP pembuatan surat",
            no=make.to(1) if number % 3 == 2 else None,
        )
        for number in range(LONG)
    ]


def test_the_preview_of_a_long_table_is_not_heavy() -> None:
    head = ["Kegiatan", *ACTORS, "Kelengkapan", "Waktu", "Output", "Keterangan"]
    lines = [head]
    for row in long_sop():
        marks = ["v" if actor == row.actor else "" for actor in ACTORS]
        lines.append([row.activity, *marks, *row.needs[:1], row.time, row.output, row.remark])
    client = make.client(make.editor())
    text = "\n".join("\t".join(line) for line in lines)
    page = client.post("/procedures/bring-in/", {"text": text})
    assert (page.status_code, page.content.count(b"<fieldset")) == (200, LONG * 2 + 9)
    assert len(page.content) <= MOST_OF_A_PAGE


def test_the_editor_of_a_long_sop_is_not_heavy() -> None:
    draft = make.draft(long_sop())
    client = signed_in(make.administrator())
    page = client.get(change_page(draft))
    wrong = filled_in(page) | {"steps-3-standard_text": "banyak menit"}
    again = client.post(change_page(draft), wrong)
    assert (page.status_code, again.status_code) == (200, 200)
    assert len(page.content) <= MOST_OF_A_PAGE
    assert len(again.content) <= MOST_OF_A_PAGE


def test_the_page_of_a_document_that_went_many_rounds_is_not_heavy() -> None:
    version = make.version(long_sop())
    staff = make.holder_of(version, ACTORS[0])
    document = make.document(version, by=staff)
    for _ in range(4):
        make.passed_on(document, *["done", "done", "yes"] * 12, "done", "done", "no")
    make.passed_on(document, *["done", "done", "yes"] * 12)
    for _ in range(20):
        actions.comment_document(document, by=Doer(staff, make.MONDAY), text="Belum lengkap. " * 20)
    pages = [
        signed_in(staff).get(f"/documents/{document.pk}/{rest}")
        for rest in ("", "history/", "history/?page=2")
    ]
    assert [page.status_code for page in pages] == [200] * 3
    assert max(len(page.content) for page in pages) <= MOST_OF_A_PAGE


@pytest.mark.parametrize("section", Section)
def test_a_full_desk_of_long_texts_is_not_heavy(section: Section) -> None:
    activity = "Memeriksa hasil ketikan surat beserta seluruh lampirannya " * 4
    actor = "Analis Kebijakan Bidang Ketahanan dan Kesejahteraan Keluarga"
    version = make.version((Row(activity, actor), Row("Memutuskan", "Kepala", no=make.to(1))))
    staff = make.holder_of(version, actor)
    subject = ("Undangan rapat koordinasi persiapan kegiatan " * 7)[:300]
    mine = {"taken_by": staff, "started_at": make.MONDAY}
    many = DESK_PAGE + 1
    make.pile(version, many, by=staff, subject=subject)
    make.pile(version, many, by=staff, subject=subject, **mine)
    for _ in range(many):
        document = make.document(version, by=staff, subject=subject)
        make.passed_on(document, "done")
        make.finished(document.tasks.open().get(), answer="no", note="Belum lengkap. " * 100)
    response = signed_in(staff).get("/", {"section": section})
    context = response.context
    shown = {each: len(context[each]) for each in ("returned", "mine", "free")}
    shown["started"] = len(context["desk"].started)
    assert shown == {each: DESK_PAGE if each == section else DESK_LIMIT for each in Section}
    assert len(response.content) <= MOST_OF_A_PAGE
