"""The search: letters, SOPs, people and pages by the same words, of what the reader may see."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from workflow.reports.search import MOST_FOUND

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'class="row-title"\s+href="[^"]+">([^<]*)<')


def found(client: Client, words: str) -> list[str]:
    """Return the titles of the rows that the page shows, in its order."""
    answer = client.get("/search/", {"words": words})
    assert answer.status_code == 200
    return TITLE.findall(answer.content.decode())


def test_letters_sops_and_people_are_found_by_the_beginnings_of_words() -> None:
    version = make.version(code="KS-08")
    staff = make.holder_of(version, "Staf")
    make.document(version, subject="Permohonan narasumber")
    make.document(version, subject="Laporan bulanan")
    client = make.client(staff)
    assert found(client, "perm nara") == ["Permohonan narasumber"]
    assert found(client, "ks-08") == ["Laporan bulanan", "Permohonan narasumber", version.title]
    assert found(client, str(staff)) == [str(staff)]
    assert found(client, "zzz") == []


def test_nobody_finds_what_they_may_not_see() -> None:
    version = make.version(of=make.root())
    make.document(version, subject="Permohonan narasumber")
    holder = make.holder_of(version, "Staf")
    seen = make.client(holder)
    assert found(seen, "permohonan") == ["Permohonan narasumber"]
    assert found(seen, version.title)[-1] == version.title
    stranger = make.client(make.user())
    assert [found(stranger, each) for each in ("permohonan", version.title, str(holder))] == [
        [],
        [],
        [],
    ]


def test_pages_are_found_by_what_people_call_them_where_they_may_go() -> None:
    staff, boss = make.client(make.user()), make.client(make.supervisor())
    assert found(staff, "desk") == ["My desk"]
    assert found(staff, "work of") == []
    assert found(boss, "work of") == ["Work of the unit"]
    assert found(boss, "assign") == ["Work of the unit"]


def test_without_words_the_pages_are_shown_and_signs_alone_find_nothing() -> None:
    client = make.client(make.user())
    assert found(client, "")[:2] == ["My desk", "Start a document"]
    assert found(client, " ") == found(client, "")
    assert found(client, "%_") == []


def test_some_are_shown_of_many_and_the_list_has_all() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    for number in range(MOST_FOUND):
        make.document(version, subject=f"Undangan {number}")
    link = 'href="/documents/?words=undangan"'
    assert len(found(client, "undangan")) == MOST_FOUND
    assert link not in client.get("/search/?words=undangan").content.decode()
    make.document(version, subject="Undangan lagi")
    assert len(found(client, "undangan")) == MOST_FOUND
    assert link in client.get("/search/?words=undangan").content.decode()


def test_search_needs_the_same_queries_for_one_hit_as_for_three() -> None:
    version = make.version()
    client = make.client(make.holder_of(version, "Staf"))
    make.document(version, subject="Surat satu")
    counts = []
    for more in (0, 2):
        for number in range(more):
            make.document(version, subject=f"Surat lagi {number}")
            make.holder_of(version, "Staf")
        client.get("/search/?words=s")
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/?words=s")
        counts.append(len(queries))
    assert counts[0] == counts[1]
