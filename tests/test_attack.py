"""What the attacks of bench.attack tell: they must be able to lose."""

from __future__ import annotations

import pytest

from bench.attack.browser import Answer, Form, form_in
from bench.attack.evidence import compared
from bench.attack.findings import Finding, checked, table, unless
from bench.attack.run import main

PAGE = b"""
<form method="post" action="/documents/7/comment/">
  <input type="hidden" name="mark" value="m"><textarea name="text">Mohon</textarea>
  <input type="checkbox" name="ticked" value="on"><button name="sent" value="1">Kirim</button>
</form>
"""


def test_table_counts_what_held_and_what_was_lost_and_tells_of_the_lost() -> None:
    rows = [
        ("races", Finding("a task is taken", 3, ("two have it", "answered [500]"))),
        ("disk", checked("pages are read", unless(True, "no"))),
        ("away", Finding("the database is away", 0, aside="SQLite is no server")),
    ]
    assert table("sqlite", rows).splitlines() == [
        "### sqlite",
        "",
        "| attack | tried | held | lost |",
        "|---|---:|---:|---:|",
        "| races: a task is taken | 3 | 1 | 2 |",
        "| disk: pages are read | 1 | 1 | 0 |",
        "| away: the database is away | 0 | 0 | 0 |",
        "| **all** | **4** | **2** | **2** |",
        "",
        "- lost: races: a task is taken: two have it",
        "- lost: races: a task is taken: answered [500]",
        "- not tried: away: the database is away: SQLite is no server",
    ]


def test_form_is_sent_as_it_stands_on_its_page_with_what_is_typed_into_it() -> None:
    form = form_in(Answer(200, 0.1, {}, PAGE), "/documents/7/", r"/documents/\d+/comment/")
    assert form == Form("/documents/7/comment/", (("mark", "m"), ("text", "Mohon")))
    assert form.filled(text="Segera").fields == (("mark", "m"), ("text", "Segera"))
    assert form_in(Answer(200, 0.1, {}, PAGE), "/documents/7/", "/documents/8/comment/") is None


@pytest.mark.parametrize(
    ("answer", "is_done"),
    [
        (Answer(302, 0.1, {"location": "/documents/7/"}), True),
        (Answer(302, 0.1, {"location": "/login/?next=/"}), False),
        (Answer(302, 0.1, {"location": "/admin/login/?next=/admin/"}), False),
        (Answer(200, 0.1), False),
        (Answer(409, 0.1), False),
    ],
)
def test_answer_that_leads_on_is_a_deed_that_was_done(answer: Answer, is_done: bool) -> None:
    assert answer.is_done == is_done


@pytest.mark.parametrize(
    ("after", "doubt"),
    [
        ((1, ["Document 70001, entry 2 was changed."]), ""),
        ((0, []), "it ended with 0; it does not name it"),
        ((1, ["Document 170001, entry 2 was changed."]), "it does not name it"),
        ((1, ["Document 3: its guard is missing."]), "it does not name it"),
        ((0, ["Document 70001, entry 2 was changed."]), "it ended with 0"),
    ],
)
def test_check_of_the_record_has_to_end_with_1_and_name_the_document(
    after: tuple[int, list[str]], doubt: str
) -> None:
    before = (1, ["Document 3: its guard is missing."])
    assert compared(before, after, ("70001",)) == doubt


def test_attack_that_there_is_not_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sqlite", "nothing"]) == 2
    assert capsys.readouterr().err.startswith("There is no nothing: choose among races, ")
