"""When each deed of a story is done, in working minutes before now, from its end to its start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from workflow.clocks import Clock
from workflow.management.demonstration.moments import ago
from workflow.management.demonstration.stories import Answered, Hand, Happening, Stand, Story
from workflow.transition.plans import Plan, PlannedStep

MONTH = 7200  # working minutes: what ended did so within 16 days of work
MUCH = 0.06  # of the tasks wait for more than a day
USUAL = 20  # minutes of work where nothing is standardised
ANSWERS = {"d": "done", "y": "yes", "n": "no"}


@dataclass(frozen=True)
class Mark:
    """One deed: so many working minutes ago, by an account or by who holds a position then.

    `visit` counts the visits of the document, 0 for what is no part of one.
    """

    ago: int
    deed: str
    by: str = ""
    position: int = 0
    text: str = ""
    visit: int = 0


@dataclass(frozen=True)
class Stop:
    """A stay at a step, and how it ended; None while it lasts."""

    number: int
    step: PlannedStep
    ended: Answered | None


def visits_of(story: Story, plan: Plan) -> list[Stop]:
    """Return the steps that a document has come to.

    Raises LookupError where the SOP knows no such way any more.
    """
    visits: list[Stop] = []
    number: int | None = plan.first.number
    for count, ended in enumerate(story.visits, start=1):
        step = plan.steps[_there(number)]
        visits.append(Stop(count, step, ended))
        number = _next(plan, visits, ended.answer)
    if (number is None) != (story.stand == Stand.FINISHED):
        raise LookupError(f"{story.subject}: it comes to another end.")
    if number is not None:
        visits.append(Stop(len(visits) + 1, plan.steps[number], None))
    return visits


def _there(number: int | None) -> int:
    if number is None:
        raise LookupError("The document has come to its end before.")
    return number


def _next(plan: Plan, visits: Sequence[Stop], answer: str) -> int | None:
    """Return the number of the step that follows; sent back it is the one that was before."""
    if answer == "b":
        return visits[-2].step.number
    leaving = plan.exit(visits[-1].step.pk, ANSWERS[answer])
    if leaving is None:
        raise LookupError("The step has no such answer.")
    return leaving.target


def marks_of(
    story: Story, visits: Sequence[Stop], last: int, rng: Random, *, superior: int | None
) -> list[Mark]:
    """Return the deeds of a story from its start on.

    `last` is how long ago its last task came or, where it has ended, how long ago that was;
    `superior` is the position above that of its last task.
    """
    marks, since = list[Mark](), last
    for visit in reversed(visits):
        if visit.ended is None:
            since = last + rng.randint(100, 300) if story.stand == Stand.CANCELLED else last
            marks += _of_last(story, visit, (since, last), rng, superior=superior)
        else:
            its, since = _of_visit(visit, visit.ended, since, rng)
            marks += its
    marks.append(Mark(since, "start", by=story.by))
    return sorted(marks, key=lambda mark: -mark.ago)


def _of_visit(visit: Stop, ended: Answered, finish: int, rng: Random) -> tuple[list[Mark], int]:
    """Return the deeds of a visit that has ended, and how long ago it began."""
    named = {each.name for each in ended.happenings}
    paused = rng.randint(45, 300) if "pause" in named else 0
    standard = visit.step.standard_minutes or USUAL
    take = finish + max(5, round(standard * rng.uniform(0.5, 1.3))) + paused
    wait = _waiting(rng)
    spent = _Spent(visit, take, wait, finish, paused)
    marks = [spent.mark(take, "take"), *_happened(spent, ended.happenings)]
    if visit.step.row.activity.startswith("Mengetik"):
        marks.append(spent.mark(finish + 1, "attach"))
    deed = "send_back" if ended.answer == "b" else "finish"
    answer = ANSWERS.get(ended.answer, "")
    marks.append(spent.mark(finish, deed, f"{answer}:{ended.note}"))
    if "back" in named:
        marks.append(spent.mark(finish + 3, deed, f"{answer}:{ended.note}"))
    return marks, take + wait


def _waiting(rng: Random) -> int:
    """Return how long a task waits: an hour or so, and now and then for more than a day."""
    if rng.random() < MUCH:
        return rng.randint(470, 900)
    return min(6 + int(rng.expovariate(1 / 50)), 300)


@dataclass(frozen=True)
class _Spent:
    """A visit with its moments, in minutes ago."""

    visit: Stop
    take: int
    wait: int
    finish: int
    paused: int

    def mark(self, at: int, deed: str, text: str = "", *, by: str = "") -> Mark:
        position = 0 if by else self.visit.step.position
        return Mark(at, deed, by=by, position=position, text=text, visit=self.visit.number)


def _happened(spent: _Spent, happenings: Sequence[Happening]) -> Iterator[Mark]:
    """Yield what happened in a visit before its end."""
    take, wait, finish, paused = spent.take, spent.wait, spent.finish, spent.paused
    for each in happenings:
        moments = {
            "comment": [(take + wait // 2, "comment")],
            "release": [(take + 2 * wait // 3, "take"), (take + wait // 3, "release")],
            "pause": [(take - 1, "pause"), (take - 1 - paused, "resume")],
            "correct": [(finish + 2, "correct")],
            "back": [(finish + 1, "take_back")],
        }
        for at, deed in moments[each.name]:
            yield spent.mark(at, deed, each.text, by=each.by)


def _of_last(
    story: Story, visit: Stop, span: tuple[int, int], rng: Random, *, superior: int | None
) -> Iterator[Mark]:
    """Yield the deeds of the task that has not been answered, since it came."""
    (came, end), position = span, visit.step.position
    taken = came - min(came // 3, rng.randint(5, 40))
    if story.hand in {Hand.HOLDER, Hand.PAUSED}:
        yield Mark(taken, "take", position=position, visit=visit.number)
    if story.hand == Hand.PAUSED:
        yield Mark(taken // 2, "pause", position=position, text=story.text, visit=visit.number)
    if story.hand == Hand.ASSIGNED and superior is not None:
        yield Mark(taken, "assign", position=superior, visit=visit.number)
    if story.stand == Stand.CANCELLED:
        yield Mark(end, "cancel", by=story.by, text=story.text)


def came_ago(stand: Stand, step: PlannedStep, clock: Clock, now: datetime, rng: Random) -> int:
    """Return how many working minutes ago an open task came that stands so to its deadline now."""
    if stand == Stand.FRESH:
        return rng.randint(4, 45)
    if stand == Stand.WAITING or step.standard_minutes is None:
        return rng.randint(90, 330)
    left = -rng.randint(60, 900) if stand == Stand.LATE else rng.randint(40, 57)
    return _came_with_left(left, step.standard_minutes, clock, now)


def _came_with_left(left: int, standard: int, clock: Clock, now: datetime) -> int:
    """Return how long ago a task came that has so many working minutes left; late ones have less.

    The allowance for waiting is as long as the days are where it falls, so it is looked for.
    """
    came = standard + clock.waiting_allowance - left
    for _ in range(3):
        due = clock.due_at(ago(clock.worktime, now, max(came, 1)), standard)
        if due is None:
            break
        there = clock.worktime.minutes(now, due) - clock.worktime.minutes(due, now)
        came += there - left
    return max(came, 1)
