"""The month as a list of deeds, each with its moment and who does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone
from django.utils.formats import date_format

from people.models import Position
from procedures.models import Version
from workflow.clocks import Clock
from workflow.management.demonstration.moments import ago, dice
from workflow.management.demonstration.places import Places
from workflow.management.demonstration.planning import (
    MONTH,
    Mark,
    Stop,
    came_ago,
    marks_of,
    visits_of,
)
from workflow.management.demonstration.stories import Story
from workflow.transition.plans import plan_of


@dataclass(frozen=True)
class Beat:
    """One deed, at a moment, by an account, for the document of a story."""

    at: datetime
    story: int
    deed: str
    by: str
    text: str = ""


@dataclass(frozen=True)
class Course:
    """A story with the version that it goes under and its deeds, as long ago as they are."""

    story: Story
    version: Version
    marks: Sequence[Mark]
    rng: Random


def courses_of(
    told: Sequence[Story],
    versions: Mapping[str, Version],
    clock: Clock,
    now: datetime,
) -> list[Course]:
    """Return how each story goes; one that its SOP does not know any more is left out.

    What ended is spread over the month, the first story last.
    """
    stories = [_dated(story, now) for story in told]
    ended = [story for story in stories if not story.stand.is_open]
    courses = list[Course]()
    for story in stories:
        version, rng = versions.get(story.sop), dice(now, story.subject)
        last = 60 + ended.index(story) * MONTH // len(ended) if story in ended else 0
        if version is None:
            continue
        try:
            visits = visits_of(story, plan_of(version.pk))
        except LookupError:
            continue
        last = last + rng.randint(0, 200) if last else _came(story, visits, clock, now, rng)
        superior = Position.objects.get(pk=visits[-1].step.position).superior_id
        marks = marks_of(story, visits, last, rng, superior=superior)
        courses.append(Course(story, version, marks, rng))
    return courses


def _came(story: Story, visits: Sequence[Stop], clock: Clock, now: datetime, rng: Random) -> int:
    return came_ago(story.stand, visits[-1].step, clock, now, rng)


def _dated(story: Story, now: datetime) -> Story:
    """Return a story whose subject names this year and the month before."""
    today = timezone.localdate(now)
    month = date_format(today.replace(day=1) - timedelta(days=1), "F Y")

    def dated(text: str) -> str:
        return text.replace("{year}", str(today.year)).replace("{month}", month)

    return replace(
        story,
        subject=dated(story.subject),
        way=[dated(word) for word in story.way],
        incoming=dated(story.incoming),
    )


def beats_of(courses: Sequence[Course], places: Places, now: datetime) -> list[Beat]:
    """Return all deeds in the order of time."""
    found = [
        beat
        for number, course in enumerate(courses)
        for beat in _beats(number, course, places, now)
    ]
    return sorted(found, key=lambda beat: beat.at)  # those of one story keep their order


def _beats(number: int, course: Course, places: Places, now: datetime) -> Iterator[Beat]:
    """Yield the deeds of one story; who acts as a visit ends has also begun it."""
    ends = {mark.visit: mark.ago for mark in course.marks if mark.position}
    moments = {mark.ago: ago(places.calendar, now, mark.ago) for mark in course.marks}
    before = moments[course.marks[0].ago]
    for mark in course.marks:
        at, end = moments[mark.ago], moments[ends.get(mark.visit, mark.ago)]
        by = mark.by or places.who(mark.position, end)
        if mark.position and places.who(mark.position, at) != by:
            at = end
        at = max(before, at + timedelta(seconds=course.rng.randint(0, 55)))
        before = at
        yield Beat(at, number, mark.deed, by, mark.text)
