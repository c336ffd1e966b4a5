"""The month as it is lived: planned at once, then done deed by deed in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from django.db import transaction
from django.utils import timezone, translation

from people.doers import Doer
from people.locks import locked
from people.models import Appointment, Unit
from procedures.models import Version
from workflow import actions
from workflow.actions.calendars import set_hours
from workflow.actions.deadlines import remind
from workflow.actions.notices import read_notices, tell_deed
from workflow.actions.offices import first_day
from workflow.clocks import Clock, clocks_now
from workflow.gaps import ramadans_lacking
from workflow.management.demonstration.beats import Beat, Course, beats_of, courses_of
from workflow.management.demonstration.deeds import INCOMING, Life
from workflow.management.demonstration.letters import Letter, printed
from workflow.management.demonstration.moments import ago, dice, opening, working_days
from workflow.management.demonstration.places import Places, seats_of
from workflow.management.demonstration.stories import documents, drafts
from workflow.models import Document, Untold
from workflow.transition.contents import Contents

ACCOUNTS = ("staf", "analis", "kabid", "kepala")
REMINDING, READING = timedelta(hours=2), timedelta(hours=6)  # after the office has opened
REMINDED = 20  # days of work before today

Scene = tuple[datetime, Callable[[], object]]


class NotToLive(Exception):
    """There is no office of a demonstration to live a month, or it has lived already."""


@dataclass(frozen=True)
class Month:
    """All that happens in the month, chosen before anything is done."""

    now: datetime
    clock: Clock
    versions: dict[str, Version]
    courses: Sequence[Course]
    places: Places
    beats: Sequence[Beat]


def live(*, at: datetime) -> int:
    """Live the month until a moment, all of it or nothing; return how many documents came of it.

    The same day gives the same documents. Raises NotToLive where there is a document already, or
    not each of the demonstration's accounts in its position.
    """
    _refuse_lived()
    with translation.override("id"):
        set_ramadan(at)
        month = planned(at)
        files = _files(month)
        with transaction.atomic():
            list(locked(Unit.objects.filter(parent=None)))  # of two at once the second looks again
            _refuse_lived()
            life = Life(month.courses, month.places, files)
            for _at, act in sorted(_scenes(month, life), key=lambda scene: scene[0]):
                act()
            _tell(month)
    return Document.objects.count()


def set_ramadan(at: datetime) -> None:
    """Give calendars the hours of Ramadan of this year and the next, where they lack them."""
    on = timezone.localdate(at)
    zone = timezone.get_default_timezone_name()
    set_hours(zone=zone, since=first_day(at), on=on, ramadans=ramadans_lacking(on))


def has_lived() -> bool:
    """Whether there is a document already: then no month is made."""
    return Document.objects.exists()


def _refuse_lived() -> None:
    if has_lived():
        raise NotToLive("There are documents already, so no month of an office's life was made.")


def planned(now: datetime) -> Month:
    """Return all that is to happen until a moment; raises NotToLive without the accounts."""
    seats = seats_of(ACCOUNTS, now)
    if len(seats) < len(ACCOUNTS):
        raise NotToLive("The demonstration's accounts hold other positions; no month was made.")
    clock = clocks_now().of_unit(seats["staf"].position.unit_id)
    places = Places({name: seat.user for name, seat in seats.items()}, seats, clock.worktime)
    versions = _versions(seats)
    courses = courses_of(documents(), versions, clock, now)
    longest = max((course.marks[0].ago for course in courses), default=0)
    places.plan(ago(clock.worktime, now, longest), now)
    return Month(now, clock, versions, courses, places, beats_of(courses, places, now))


def _versions(seats: dict[str, Appointment]) -> dict[str, Version]:
    """Return the versions in force of the accounts' own unit, by code."""
    unit = seats["staf"].position.unit
    found = Version.objects.in_force().filter(procedure__unit=unit).select_related("procedure")
    return {version.procedure.code: version for version in found}


def _files(month: Month) -> dict[tuple[int, int], tuple[str, bytes]]:
    """Return the files of all documents, printed, by document and number; {} without a printer."""
    letters = dict(_letters(month))
    contents = printed(list(letters.values()))
    named = zip(letters.items(), contents, strict=False)
    return {key: (letter.name, content) for (key, letter), content in named}


def _letters(month: Month) -> Iterator[tuple[tuple[int, int], Letter]]:
    office = Unit.objects.filter(parent=None).order_by("pk")[0].name
    counted: dict[int, int] = {}
    for number, beat in enumerate(month.beats, start=1):
        course = month.courses[beat.story]
        is_start = beat.deed == "start" and bool(course.story.incoming)
        if not (is_start or beat.deed == "attach"):
            continue
        count = INCOMING if is_start else counted.get(beat.story, 0) + 1
        counted[beat.story] = count
        on = timezone.localdate(beat.at)
        yield (
            (beat.story, count),
            Letter(
                sop=course.story.sop,
                subject=course.story.incoming if is_start else course.story.subject,
                office=office,
                unit=course.version.unit_title,
                on=on,
                number=f"400.13/{number}/{on.year}",
                version=count,
                incoming=is_start,
            ),
        )


def _scenes(month: Month, life: Life) -> Iterator[Scene]:
    """Yield all that happens: deeds, deadlines that are told, places and drafts."""
    calendar, places = month.clock.worktime, month.places
    first = min((beat.at for beat in month.beats), default=month.now)
    since = opening(calendar, timezone.localdate(first))
    yield since, partial(places.let_head_come, since)
    yield since, partial(places.name_deputies, since)
    for beat in month.beats:
        yield beat.at, partial(life.do, beat)
    for day in islice(working_days(calendar, month.now), REMINDED):
        at = opening(calendar, day) + REMINDING
        yield at, partial(remind, at)
    for number, draft in enumerate(drafts()):
        if draft.sop in month.versions:
            back = dice(month.now, draft.subject).randint(30, 200)
            at = ago(calendar, month.now, back * (number + 1))
            kept = Contents(draft.subject, description=draft.text)
            by = Doer(places.people[draft.by], at)
            keep = partial(actions.keep_draft, month.versions[draft.sop], by=by, contents=kept)
            yield at, keep


def _tell(month: Month) -> None:
    """Tell people of what concerns them still; they have read what was told until yesterday."""
    yesterday = next(working_days(month.clock.worktime, month.now))
    read, is_read = opening(month.clock.worktime, yesterday) + READING, False
    for untold in Untold.objects.select_related("entry").order_by("pk"):
        if untold.entry.at > read and not is_read:
            is_read = _read(month.places, read)
        tell_deed(untold, at=untold.entry.at)


def _read(places: Places, at: datetime) -> bool:
    for user in places.people.values():
        read_notices(by=Doer(user, at))
    return True
