"""Who only reads does not stand in line behind those who wait or have something printed."""

from __future__ import annotations

import pytest

from sopks.lanes import Lane, lane_of

HEAVY = [
    "/procedures/kantor/A-1/print.pdf",
    "/procedures/kantor/A-1/export.xlsx",
    "/procedures/kantor/A-1/export.json",
    "/procedures/kantor/A-1/export.bpmn",
    "/documents/list.xlsx",
    "/documents/7/print.pdf",
    "/documents/7/slip.pdf",
]
BRINGING = [
    "/procedures/bring-in/",
    "/procedures/bring-in/choose/",
    "/procedures/bring-in/confirm/",
]


@pytest.mark.parametrize("path", HEAVY)
def test_prints_and_exports_have_threads_of_their_own(path: str) -> None:
    assert [lane_of(method, path) for method in ("GET", "HEAD")] == [Lane.HEAVY] * 2


@pytest.mark.parametrize("path", BRINGING)
def test_files_are_brought_in_beside_prints_but_their_page_is_only_read(path: str) -> None:
    assert [lane_of(method, path) for method in ("POST", "GET")] == [Lane.HEAVY, Lane.READING]


@pytest.mark.parametrize("path", ["/login/provider/", "/login/provider/callback/"])
def test_whoever_waits_for_the_provider_of_identities_keeps_no_page_waiting(path: str) -> None:
    assert lane_of("GET", path) == Lane.HEAVY


def test_others_find_threads_for_reading_for_writing_and_for_the_question_of_health() -> None:
    asked = [
        ("GET", "/healthz"),
        ("GET", "/"),
        ("GET", "/nothing/is/here"),
        ("POST", "/tasks/7/take/"),
        ("POST", "/nothing/is/here"),
    ]
    assert [lane_of(*each) for each in asked] == [
        Lane.HEALTH,
        Lane.READING,
        Lane.READING,
        Lane.WRITING,
        Lane.WRITING,
    ]
