"""The heights of rows: guessed before, read back after, and who has the last word."""

from __future__ import annotations

import pytest

from procedures.definition import Row
from procedures.models import Version
from procedures.printing import PAPERS, Job
from procedures.printing import pdf as press
from procedures.printing.heights import Heights, guessed
from procedures.printing.letters import lines
from procedures.printing.paper import LEAST_POINTS
from tests import make

from .printed import whole
from .test_printing import GIVEN, of_the_office
from .test_printing_plan import check

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def both(version: Version, paper: str) -> tuple[Heights, Heights]:
    """Return what a version's texts promise and what they took on paper."""
    layout = press.print_job(Job(version, PAPERS[paper], {}))
    assert layout.form.columns is not None
    return (
        guessed(layout.form, layout.form.columns),
        layout.heights,
    )


@pytest.mark.parametrize("code", [code for code in GIVEN if GIVEN[code]["rows"]])
def test_rows_of_the_office_are_as_high_as_their_texts_promise(code: str) -> None:
    promised, found = both(whole(of_the_office(code)), "a4")
    assert found.rows == pytest.approx(promised.rows, abs=0.1)
    assert found.header == pytest.approx(promised.header, abs=0.1)
    assert found.connector_row <= promised.connector_row


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("i", 1),
        ("ii ii ii ii", 1),  # 10 letters at 222 and a blank at 278 each: 8 mm in 8.5 points
        ("ii ii ii ii ii ii", 2),
        ("i" * 15, 1),
        ("i" * 16, 2),
        ("i" * 31, 3),
        ("iiiiiiiiiiiiiii-iii", 2),
        ("iiiiiiiiii/iiiiii", 2),
        ("i\u0301" * 15, 1),  # an accent above each
        ("i\u00ad" * 15, 1),  # where a hyphen may come
    ],
)
def test_lines_break_at_blanks_hyphens_slashes_and_else_anywhere(text: str, count: int) -> None:
    assert lines(text, width=10.0, points=8.5) == count


def test_rows_higher_than_promised_are_planned_again() -> None:
    joined = "surat\u00a0surat\u00a0surat " * 12
    rows = [
        Row(f"no{number}no", "Staf", remark=joined, no=make.to(2) if number == 20 else None)
        for number in range(1, 25)
    ]
    version = whole(make.draft(rows))
    promised, found = both(version, "a4")
    assert all(found.rows[number] > promised.rows[number] + 3 for number in range(1, 25))
    check(version)


def with_a_long_step(words: int) -> Version:
    """Make an SOP whose second step is long, asks, and is asked back to."""
    return whole(
        make.draft(
            [
                Row("no1no", "Staf"),
                Row("no2no " + "kata " * words, "Staf", no=make.to(5)),
                *(Row(f"no{number}no", "Staf", output="kata " * 90) for number in range(3, 7)),
                Row("no7no", "Staf", no=make.to(2)),
            ]
        )
    )


def test_type_shrinks_for_a_step_too_long_for_one_page() -> None:
    points = {}
    for words in (100, 250, 500):
        columns = check(with_a_long_step(words)).form.columns
        assert columns is not None
        points[words] = columns.points
    assert points == {100: 8.5, 250: 8.5, 500: LEAST_POINTS}
