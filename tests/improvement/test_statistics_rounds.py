from __future__ import annotations

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.statistics import StepStay, repeats, returned, returns, rework, share
from tests.improvement.passages import passage

STRAIGHT = "1 2 3yes 4"
ONCE = "1 2 3no 2 3yes 4"


@pytest.mark.parametrize(
    ("way", "places", "repeated"),
    [
        (STRAIGHT, (), {1: 0, 2: 0, 3: 0, 4: 0}),
        (ONCE, (2,), {1: 0, 2: 1, 3: 1, 4: 0}),
        ("1 2 3no 1 2 3no 1 2 3yes 4", (2, 5), {1: 2, 2: 2, 3: 2, 4: 0}),
        ("1 2no 4", (), {1: 0, 2: 0, 4: 0}),
        ("1 2 4sent_back 1 2", (2,), {1: 1, 2: 1, 4: 0}),
        ("1 2no 2...", (), {1: 0, 2: 1}),
        ("1 3yes 2", (), {1: 0, 2: 0, 3: 0}),
        ("", (), {}),
    ],
)
def test_return_leads_up_the_table_and_each_visit_more_is_a_repeat(
    way: str, places: tuple[int, ...], repeated: dict[int, int]
) -> None:
    assert returns(passage(way)) == places
    assert repeats(passage(way)) == repeated


@pytest.mark.parametrize(
    ("way", "stays"),
    [
        (STRAIGHT, 0),
        (ONCE, 2),
        ("1 4no 2 3 4yes 5", 3),  # 2 and 3 are new, and repair what 4 returned; then 4 again
        ("1 4no 2 3 5", 0),  # nobody came back to 4: 2 and 3 are another way, not rework
        ("1 4no 2 3...", 0),
        ("1 2 3no 1 2 3no 1 2 3yes 4", 6),
        ("1 2no 2no 2yes", 2),
        ("1 5no 3 4no 2 4yes 5yes", 5),
    ],
)
def test_minutes_of_rework_are_what_was_done_again_and_what_repaired(way: str, stays: int) -> None:
    assert rework(passage(way, minutes=10)) == stays * 20


def test_documents_that_came_back_are_a_share_of_all() -> None:
    documents = [passage(each) for each in (STRAIGHT, ONCE, STRAIGHT, ONCE, ONCE)]
    assert returned(documents) == share(3, 5)
    assert returned([]) is None
    with pytest.raises(ValueError, match="at least one stay"):
        returned([[], *documents])


STEPS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["done", "yes", "no", "sent_back"])), max_size=15
)


@given(STEPS)
def test_rework_is_at_least_what_came_again_and_never_the_first_stay(
    way: list[tuple[int, str]],
) -> None:
    stays = [StepStay(step, answer, 1, 1, 1) for step, answer in way]
    again = sum(repeats(stays).values())
    assert 3 * again <= rework(stays) <= 3 * max(0, len(stays) - 1)


@pytest.mark.parametrize("answer", ["taken_back", "cancelled", "Ya"])
def test_no_figure_is_made_of_stays_without_a_result(answer: str) -> None:
    with pytest.raises(ValueError, match="No figure is made of stays that end with"):
        StepStay(1, answer, 0, 0, 0)


@pytest.mark.parametrize("minutes", [(-1, 0, 0), (0, -1, 0), (0, 0, -1), (nan, 0, 0)])
def test_stay_of_no_time_is_refused(minutes: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no minutes of working time"):
        StepStay(1, "done", *minutes)
