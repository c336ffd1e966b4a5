from __future__ import annotations

from procedures.graph import DrawnStep, Graph
from procedures.times import Round, Time, Times, times_of
from tests.procedures.test_cautions import row


def times(*steps: DrawnStep, actors: tuple[str, ...] = ("Staf", "Kepala"), **minutes: int) -> Times:
    """Return the times of rows; `s2=10` gives row 2 ten minutes."""
    standards = {step.number: minutes.get(f"s{step.number}") for step in steps}
    return times_of(Graph(actors, steps), standards)


def test_straight_way_and_what_each_actor_does_of_it_add_up() -> None:
    found = times(row(1, 2), row(2, 3, 1, actor=1), row(3, None), s1=10, s2=5, s3=450)
    assert found.straight == Time(465, 0)
    assert found.actors == (("Staf", Time(460, 0)), ("Kepala", Time(5, 0)))


def test_steps_that_are_not_standardised_are_counted_apart() -> None:
    found = times(row(1, 2), row(2, None), s1=10)
    assert (found.straight, found.actors) == (Time(10, 1), (("Staf", Time(10, 1)),))


def test_steps_beside_the_straight_way_do_not_count() -> None:
    found = times(row(1, 3, 2), row(2, 1), row(3, None), s1=1, s2=100, s3=1)
    assert found.straight == Time(2, 0)


def test_one_round_of_a_no_is_what_is_done_again() -> None:
    steps = (row(1, 2), row(2, 3), row(3, 4, 1), row(4, None, 3))
    found = times(*steps, s1=10, s2=20, s3=5, s4=1)
    assert found.rounds == (
        Round(3, "Tidak", 1, Time(35, 0)),
        Round(4, "Tidak", 3, Time(6, 0)),
    )


def test_no_that_goes_on_or_ends_makes_no_round() -> None:
    assert times(row(1, 2, None), row(2, 3, 4), row(3, 4), row(4, None)).rounds == ()


def test_way_that_does_not_come_to_the_end_has_no_time() -> None:
    nowhere = (row(1, 2), row(2, 1))
    assert times(*nowhere, s1=1, s2=2) == Times(None, (), ())
    assert times() == Times(None, (), ())
    assert times(row(1, 9)).straight is None
