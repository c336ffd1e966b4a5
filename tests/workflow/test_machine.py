"""Every deed in any order, over any sound SOP, beside an office without a database.

One run of the machine is one office: an SOP, people who come and go, a calendar that changes, up to
three documents. After each deed the database says what the naive office says, to everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pytest_django.fixtures import Settings

from people.doers import Doer, Operator
from people.models import Appointment, Position
from people.refusals import Refused
from procedures.actions import draft_version, put_version_in_force
from procedures.definition import Definition
from procedures.graph import Graph
from procedures.models import Procedure, Step
from tests import make
from tests.procedures.drawings import rows_of, sound_graphs
from tests.workflow.naive import (
    HERE,
    MINUTE,
    TIMES,
    Holding,
    NaiveClock,
    NaiveDocument,
    NaiveOffice,
    NaiveStay,
)
from workflow import actions
from workflow.models import Calendar, Document, HoursRule, SpecialDay, Stretch, Task
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome
from workflow.transition.plans import plan_of

FIRST_DAY = date(2026, 6, 1)  # a Monday
DAYS = 80
RAMADAN = (date(2026, 6, 15), date(2026, 6, 19))
HOURS: list[tuple[tuple[time, time], ...]] = [
    *[((time(7, 30), time(12)), (time(13), time(16)))] * 4,
    ((time(7, 30), time(11, 30)), (time(13), time(16, 30))),
    (),
    (),
]
FASTING: list[tuple[tuple[time, time], ...]] = [
    *[((time(8), time(12)), (time(12, 30), time(15)))] * 4,
    ((time(8), time(11, 30)), (time(12, 30), time(15, 30))),
    (),
    (),
]
PEOPLE = range(6)
SUPERVISOR = 5  # holds no position at first
MOST_DOCUMENTS = 3
PASSING = [
    timedelta(0),
    timedelta(seconds=7),
    timedelta(minutes=1),
    timedelta(minutes=45, seconds=30),
    timedelta(hours=3),
    timedelta(days=1, minutes=10),
    timedelta(days=3),
    timedelta(minutes=-20),  # a clock that was set back
]
# Seeds for a step: the choices that make a story are even, not the extremes hypothesis likes.
CHANCES = st.randoms(use_true_random=True)

# How often each thing happens.
HAPPENINGS = {
    "start": 3,
    "send_or_delete_a_draft": 2,
    "take": 8,
    "release": 1,
    "finish": 8,
    "pause_or_resume": 5,
    "assign": 2,
    "take_back": 4,
    "send_back": 3,
    "attach_to_task": 2,
    "correct": 2,
    "attach_to_document": 1,
    "mark_letter": 1,
    "comment": 1,
    "cancel": 1,
    "record_later": 2,
    "appoint": 2,
    "end_an_appointment": 1,
    "declare_a_special_day": 1,
}
ALWAYS = {
    "attach_to_document",
    "mark_letter",
    "comment",
    "cancel",
    "appoint",
    "end_an_appointment",
    "declare_a_special_day",
}
# What happens where no document is under way.
EARLY = {"start", "appoint", "end_an_appointment", "declare_a_special_day"}
FILE = "konsep.pdf"
FILES = [FILE, FILE, "lain.pdf"]
SUBJECTS = ["Perihal", "Undangan", " Undangan ", "Laporan", " "]
TEXTS = ["Alasan", "Alasan", "Alasan", "Alasan", "Alasan", ""]


def mostly(chance: Random, likely: Sequence[Any], others: Sequence[Any]) -> Any:
    """Choose among the likely, if there are any, and one time in six among the others."""
    is_odd = not likely or chance.randint(0, 5) == 5
    return chance.choice(others if is_odd else likely)


class Office(RuleBasedStateMachine):
    """An office in the database and the same one without."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        plan_of.cache_clear()
        self.now = datetime.combine(FIRST_DAY, time(9), tzinfo=HERE)
        self.keys: list[int] = []
        self.deeds = 0

    def day_of(self, at: datetime) -> date:
        """Return the day in the office's own zone, by which its people hold their positions."""
        return self.office.clock.day_of(at)

    def teardown(self) -> None:
        said = StringIO()
        call_command("verify_journal", stdout=said)
        assert said.getvalue().endswith(" 0 faults.\n")
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize(graph=sound_graphs(most_steps=5), chance=CHANCES)
    def open_office(self, graph: Graph, chance: Random) -> None:
        positions = range(len(graph.actors))
        superiors = {
            position: chance.choice(range(position))
            for position in positions[1:]
            if chance.choice([True, False])
        }
        self.office = NaiveOffice(
            graph=graph,
            times=[chance.choice(TIMES) for _ in graph.steps],
            demand_file={step.number for step in graph.steps if chance.randint(0, 5) == 5},
            superiors=superiors,
            titles=[f"Jabatan {position}" for position in positions],
            clock=NaiveClock(
                zone=chance.choice(["Asia/Jakarta", "Asia/Jayapura"]),
                allowance=chance.choice([0, 30, 450]),
                first_day=FIRST_DAY,
                days=DAYS,
                hours=HOURS,
                ramadan=RAMADAN,
                ramadan_hours=FASTING,
            ),
            supervisors={SUPERVISOR},
        )
        self.build()
        for position in positions:
            self.appoint_somebody(chance, position, "definitive", FIRST_DAY)
        self.start(chance)

    def build(self) -> None:
        """Make the same office in the database."""
        office = self.office
        self.calendar = open_calendar(office.clock)
        unit = make.unit()
        self.positions = [make.position(title, of=unit) for title in office.titles]
        for position, superior in office.superiors.items():
            self.positions[position].superior = self.positions[superior]
            self.positions[position].save()
        self.people = [make.user(f"orang{number}") for number in PEOPLE]
        self.people[SUPERVISOR] = make.supervisor()
        rows = rows_of(office.graph, [each.text for each in office.times])
        named = dict(zip(office.graph.actors, self.positions, strict=True))
        definition = Definition(title="SOP", actors=office.graph.actors, rows=rows)
        procedure = Procedure.objects.create(code="A-1", unit=unit)
        draft = draft_version(procedure, definition, by=Operator(self.now), positions=named)
        Step.objects.filter(version=draft, number__in=office.demand_file).update(needs_file=True)
        self.version = put_version_in_force(draft, by=Operator(self.now))
        self.steps = {step.number: step for step in self.version.steps.all()}

    @rule(chance=CHANCES)
    def something_happens(self, chance: Random) -> None:
        """Choose what, mostly among what somebody can do now."""
        has_stay = any(each.stays for each in self.office.documents)
        known = {name: often for name, often in HAPPENINGS.items() if has_stay or name in EARLY}
        names = [name for name, often in known.items() for _ in range(often)]
        likely = [name for name in names if self.can_happen(name)]
        name = mostly(chance, likely, names)
        note(name)
        getattr(self, name)(chance)

    # What happens around the documents.

    def appoint_somebody(
        self, chance: Random, position: int, capacity: str, starts_on: date
    ) -> None:
        who = chance.choice(PEOPLE[:-1])
        days = chance.choice([None, None, 0, 1, 4])
        ends_on = None if days is None else starts_on + timedelta(days=days)
        key = (self.people[who].pk, self.positions[position].pk, starts_on)
        held = [(each.who, each.position, each.starts_on) for each in self.office.holdings]
        if (who, position, starts_on) in held:
            return
        self.office.holdings.append(Holding(who, position, capacity, starts_on, ends_on))
        Appointment.objects.create(
            user_id=key[0],
            position_id=key[1],
            capacity=capacity,
            letter="SP/1/2026",
            starts_on=starts_on,
            ends_on=ends_on,
        )

    def appoint(self, chance: Random) -> None:
        capacity = chance.choice(["definitive", "plt", "plh"])
        position = chance.choice(range(len(self.positions)))
        starts_on = self.day_of(self.now) + timedelta(days=chance.randint(-1, 1))
        self.appoint_somebody(chance, position, capacity, starts_on)

    def end_an_appointment(self, chance: Random) -> None:
        held = chance.choice(self.office.holdings)
        held.ends_on = max(held.starts_on, self.day_of(self.now) - timedelta(days=1))
        Appointment.objects.filter(
            user=self.people[held.who],
            position=self.positions[held.position],
            starts_on=held.starts_on,
        ).update(ends_on=held.ends_on)

    def declare_a_special_day(self, chance: Random) -> None:
        ahead = chance.randint(0, 6)
        is_closed = chance.choice([True, False])
        on, clock = self.day_of(self.now) + timedelta(days=ahead), self.office.clock
        if on in clock.closed | set(clock.extra):
            return
        kind = SpecialDay.DayKind.CLOSING if is_closed else SpecialDay.DayKind.WORKING
        SpecialDay.objects.create(
            calendar=self.calendar, on=on, kind=kind, name="Hari", hours_of=None if is_closed else 4
        )
        if is_closed:
            clock.closed.add(on)
        else:
            clock.extra[on] = 4
        clock.count(on)

    # What people do.

    def moment(
        self, chance: Random, document: NaiveDocument | None = None
    ) -> tuple[datetime, date]:
        """Let time pass before a deed; return when it counts as done, and the day.

        A clock that was set back puts no deed before the one that it follows.
        """
        last = datetime.combine(FIRST_DAY + timedelta(days=DAYS // 2), time(9), tzinfo=HERE)
        then = min(self.now + chance.choice(PASSING), last)
        if then > self.now or self.day_of(then) == self.day_of(self.now):
            self.now = then
        entries = document.entries if document else []
        at = max([self.now, *(each[4] for each in entries[-1:])])
        return at, self.day_of(at)

    def attempt(self, is_possible: bool, deed: Callable[[], Any]) -> Any:
        """Do what the naive office says is possible; see refused what it says is not."""
        self.deeds += 1
        if is_possible:
            return deed()
        with pytest.raises(Refused, match=r"\w"):
            deed()
        return None

    def somebody(self, chance: Random, able: Callable[[int], bool]) -> int:
        """Choose who does a deed: mostly somebody who can."""
        who: int = mostly(chance, [each for each in PEOPLE if able(each)], PEOPLE)
        return who

    def some_document(
        self,
        chance: Random,
        likely: Callable[[NaiveDocument], bool],
        kept: Callable[[NaiveDocument], bool] = lambda _: True,
    ) -> tuple[NaiveDocument, Document]:
        fitting = [number for number, each in enumerate(self.office.documents) if kept(each)]
        wanted = [number for number in fitting if likely(self.office.documents[number])]
        number = mostly(chance, wanted, fitting)
        return self.office.documents[number], Document.objects.get(pk=self.keys[number])

    def some_stay(self, name: str, chance: Random) -> tuple[NaiveDocument, NaiveStay, Task]:
        """Choose a stay, mostly the last of a document that somebody can do this with."""
        on = self.day_of(self.now)
        document, kept = self.some_document(
            chance,
            lambda each: (
                each.state == "running" and any(self.can(name, each, p, on) for p in PEOPLE)
            ),
            lambda each: bool(each.stays),
        )
        stay = mostly(chance, document.stays[-1:], document.stays)
        return document, stay, kept.tasks.get(number=stay.number)

    def start(self, chance: Random) -> None:
        is_secret = chance.choice([True, False])
        is_draft = chance.randint(0, 3) == 3
        at, on = self.moment(chance)
        who = self.somebody(chance, lambda each: self.office.may_start(each, on))
        sensitivity = "secret" if is_secret else "ordinary"
        start = actions.keep_draft if is_draft else actions.start_document
        document = self.attempt(
            self.office.may_start(who, on),
            lambda: start(
                self.version,
                by=Doer(self.people[who], at),
                contents=Contents("Perihal", sensitivity=sensitivity),
            ),
        )
        if document:
            naive = NaiveDocument(who, is_secret)
            if not is_draft:
                self.office.start(naive, at)
            self.office.documents.append(naive)
            self.keys.append(document.pk)

    def send_or_delete_a_draft(self, chance: Random) -> None:
        is_deleted = chance.choice([True, False])
        document, kept = self.some_document(chance, lambda each: each.state == "draft")
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: each == document.starter)
        by, is_mine = self.people[who], document.state == "draft" and document.starter == who
        if is_deleted:
            self.attempt(is_mine, lambda: actions.discard_draft(kept, by=Doer(by, make.MONDAY)))
            if is_mine:
                self.office.documents.remove(document)
                self.keys.remove(kept.pk)
            return
        secrecy = kept.sensitivity
        is_possible = is_mine and self.office.may_start(who, on)
        self.attempt(
            is_possible,
            lambda: actions.send_draft(
                kept, by=Doer(by, self.now), contents=Contents("Perihal", sensitivity=secrecy)
            ),
        )
        if is_possible:
            self.office.start(document, at)

    def take(self, chance: Random) -> None:
        document, stay, task = self.some_stay("take", chance)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.may_take(stay, each, on))
        is_possible = self.office.may_take(stay, who, on)
        self.attempt(
            is_possible, lambda: actions.take_task(task, by=Doer(self.people[who], self.now))
        )
        if is_possible:
            self.office.take(stay, who, at)
            self.office.record(document, "take", who, at, stay)

    def release(self, chance: Random) -> None:
        document, stay, task = self.some_stay("release", chance)
        at, _ = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.may_release(stay, each))
        is_possible = self.office.may_release(stay, who)
        self.attempt(
            is_possible, lambda: actions.release_task(task, by=Doer(self.people[who], self.now))
        )
        if is_possible:
            self.office.give_back(stay, at)
            self.office.record(document, "release", who, at, stay)

    def has_draft(self) -> bool:
        return any(each.state == "draft" for each in self.office.documents)

    def answer(self, chance: Random, stay: NaiveStay) -> str:
        """Choose an answer, mostly one that the step has."""
        ways = [str(way.answer) for way in self.office.graph.steps[stay.step - 1].exits]
        answer: str = mostly(chance, ways, ["done", "yes", "no"])
        return answer

    def finish(self, chance: Random) -> None:
        note = chance.choice(TEXTS)
        document, stay, task = self.some_stay("finish", chance)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.may_finish(stay, each, on))
        answer = self.answer(chance, stay)
        is_possible = self.office.may_finish(stay, who, on)
        is_possible = is_possible and self.office.may_answer(stay, answer, note)
        self.attempt(
            is_possible,
            lambda: actions.finish_task(
                task, by=Doer(self.people[who], self.now), outcome=Outcome(answer, note=note)
            ),
        )
        if is_possible:
            capacity = self.office.record(document, answer, who, at, stay)
            left = self.office.end(stay, who, at, answer, note=note, capacity=capacity)
            self.office.pass_on(document, stay, left)

    def pause_or_resume(self, chance: Random) -> None:
        reason = chance.choice(TEXTS)
        document, stay, task = self.some_stay("pause_or_resume", chance)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.works(stay, each, on))
        works = self.office.works(stay, who, on)
        is_pause = mostly(chance, [not stay.is_paused], [stay.is_paused])
        if is_pause:
            is_possible = works and not stay.is_paused and bool(reason)
            self.attempt(
                is_possible,
                lambda: actions.pause_task(
                    task, by=Doer(self.people[who], self.now), reason=reason
                ),
            )
        else:
            is_possible = works and stay.is_paused
            self.attempt(
                is_possible, lambda: actions.resume_task(task, by=Doer(self.people[who], self.now))
            )
        if is_possible:
            (self.office.pause if is_pause else self.office.resume)(stay, at)
            self.office.record(document, "pause" if is_pause else "resume", who, at, stay)

    def assign(self, chance: Random) -> None:
        document, stay, task = self.some_stay("assign", chance)
        at, on = self.moment(chance, document)
        to = self.somebody(
            chance, lambda each: self.office.is_for(each, stay, on) and stay.taken_by != each
        )
        who = self.somebody(chance, lambda each: self.office.may_assign(stay, each, to, on))
        is_possible = self.office.may_assign(stay, who, to, on)
        self.attempt(
            is_possible,
            lambda: actions.assign_task(
                task, by=Doer(self.people[who], self.now), to=self.people[to]
            ),
        )
        if is_possible:
            self.office.give_back(stay, at)
            stay.taken_by = to
            self.office.record(document, "assign", who, at, stay)

    def take_back(self, chance: Random) -> None:
        document, kept = self.some_document(
            chance,
            lambda each: len(each.stays) > 1 and each.state == "running",
            lambda each: bool(each.stays),
        )
        stay = mostly(chance, document.stays[-2:-1], document.stays)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: stay.finished_by == each)
        is_possible = self.office.may_take_back(document, stay, who, on)
        task = kept.tasks.get(number=stay.number)
        self.attempt(
            is_possible, lambda: actions.take_back_task(task, by=Doer(self.people[who], self.now))
        )
        if is_possible:
            following = document.last
            capacity = self.office.record(document, "take_back", who, at, stay)
            left = self.office.end(following, who, at, "taken_back", capacity=capacity)
            again = self.office.arrive(document, stay.step, left)
            again.taken_by, again.started = who, left

    def send_back(self, chance: Random) -> None:
        note = chance.choice(TEXTS)
        document, stay, task = self.some_stay("send_back", chance)
        at, on = self.moment(chance, document)
        before = self.office.steps_before(document, stay)
        to = mostly(chance, sorted(before), sorted(self.steps))
        who = self.somebody(chance, lambda each: self.office.may_finish(stay, each, on))
        is_possible = self.office.may_finish(stay, who, on) and to in before and bool(note)
        self.attempt(
            is_possible,
            lambda: actions.send_back_task(
                task, by=Doer(self.people[who], self.now), to=self.steps[to], note=note
            ),
        )
        if is_possible:
            capacity = self.office.record(document, "send_back", who, at, stay)
            stay.is_deviation = True
            left = self.office.end(stay, who, at, "sent_back", note=note, capacity=capacity)
            self.office.arrive(document, to, left)

    def attach_to_task(self, chance: Random) -> None:
        document, stay, task = self.some_stay("attach_to_task", chance)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.may_attach_to_task(stay, each, on))
        is_possible = self.office.may_attach_to_task(stay, who, on)
        self.attempt(
            is_possible,
            lambda: actions.attach_to_task(
                task, by=Doer(self.people[who], self.now), uploads=[make.upload(FILE)]
            ),
        )
        if is_possible:
            stay.files += 1
            document.files.add(FILE)
            self.office.record(document, "attach", who, at, stay)

    def correct(self, chance: Random) -> None:
        document, stay, task = self.some_stay("correct", chance)
        subject = chance.choice(SUBJECTS)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.may_finish(stay, each, on))
        is_possible = self.office.may_finish(stay, who, on) and subject.strip() not in {
            "",
            document.subject,
        }
        texts = {"subject": subject, "agenda_number": "", "description": ""}
        self.attempt(
            is_possible,
            lambda: actions.correct_at_task(
                task, by=Doer(self.people[who], self.now), texts=texts, seen=task.document.token
            ),
        )
        if is_possible:
            document.subject = subject.strip()
            self.office.record(document, "correct", who, at, stay)

    def attach_to_document(self, chance: Random) -> None:
        document, kept = self.some_document(chance, lambda each: each.state == "running")
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: each == document.starter)
        is_possible = self.office.may_attach_to_document(document, who, on)
        self.attempt(
            is_possible,
            lambda: actions.attach_to_document(
                kept, by=Doer(self.people[who], self.now), uploads=[make.upload(FILE)]
            ),
        )
        if is_possible:
            document.files.add(FILE)
            self.office.record(document, "attach", who, at)

    def mark_letter(self, chance: Random) -> None:
        name = chance.choice(FILES)
        document, kept = self.some_document(chance, lambda each: FILE in each.files)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: each == document.starter)
        is_possible = self.office.may_mark_letter(document, name, who, on)
        self.attempt(
            is_possible,
            lambda: actions.mark_letter(kept, by=Doer(self.people[who], self.now), name=name),
        )
        if is_possible:
            document.letter = name
            self.office.record(document, "mark_letter", who, at)

    def comment(self, chance: Random) -> None:
        text = chance.choice(TEXTS)
        document, kept = self.some_document(chance, lambda each: each.state == "running")
        at, on = self.moment(chance, document)
        who = chance.choice(PEOPLE)
        is_possible = self.office.may_comment(document, who, on) and bool(text)
        self.attempt(
            is_possible,
            lambda: actions.comment_document(kept, by=Doer(self.people[who], self.now), text=text),
        )
        if is_possible:
            self.office.record(document, "comment", who, at)

    def cancel(self, chance: Random) -> None:
        reason = chance.choice(["", "", "Batal"])
        document, kept = self.some_document(chance, lambda each: each.state == "running")
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.may_cancel(document, each, on))
        is_possible = self.office.may_cancel(document, who, on) and bool(reason)
        self.attempt(
            is_possible,
            lambda: actions.cancel_document(
                kept, by=Doer(self.people[who], self.now), reason=reason
            ),
        )
        if is_possible:
            capacity = self.office.record(document, "cancel", who, at)
            stay = document.last
            self.office.end(stay, who, at, "cancelled", note=reason, capacity=capacity)
            document.state = "cancelled"

    def record_later(self, chance: Random) -> None:
        note = chance.choice(TEXTS)
        document, stay, task = self.some_stay("record_later", chance)
        at, on = self.moment(chance, document)
        who = self.somebody(chance, lambda each: self.office.may_record_later(stay, each, on))
        since = stay.arrived + chance.choice([*PASSING, -MINUTE])
        until = min(since + chance.choice(PASSING), at + MINUTE)
        answer = self.answer(chance, stay)
        is_possible = self.office.may_record_later(stay, who, on)
        is_possible = is_possible and stay.arrived <= since <= until <= at
        is_possible = is_possible and self.office.may_answer(stay, answer, note)
        self.attempt(
            is_possible,
            lambda: actions.record_task_later(
                task,
                by=Doer(self.people[who], self.now),
                outcome=Outcome(answer, note=note),
                since=since,
                until=until,
            ),
        )
        if is_possible:
            capacity = self.office.record(document, "record_later", who, at, stay)
            stay.taken_by, stay.started, stay.is_later = who, since, True
            self.office.end(stay, who, until, answer, note=note, capacity=capacity)
            self.office.pass_on(document, stay, at)

    def can_happen(self, name: str) -> bool:
        """Whether somebody can do a deed at the last stay of a document, or the one before, now."""
        if name in ALWAYS:
            return True
        if name in {"start", "send_or_delete_a_draft"}:
            return len(self.keys) < MOST_DOCUMENTS if name == "start" else self.has_draft()
        on = self.day_of(self.now)
        running = [each for each in self.office.documents if each.state == "running"]
        return any(self.can(name, each, who, on) for each in running for who in PEOPLE)

    def can(self, name: str, document: NaiveDocument, who: int, on: date) -> bool:
        office, stay = self.office, document.last
        works = office.may_finish(stay, who, on)
        return {
            "take": lambda: office.may_take(stay, who, on),
            "release": lambda: office.may_release(stay, who),
            "finish": lambda: works,
            "pause_or_resume": lambda: office.works(stay, who, on),
            "assign": lambda: any(office.may_assign(stay, who, to, on) for to in PEOPLE),
            "take_back": lambda: any(
                office.may_take_back(document, each, who, on) for each in document.stays[-2:]
            ),
            "send_back": lambda: works and bool(office.steps_before(document, stay)),
            "attach_to_task": lambda: office.may_attach_to_task(stay, who, on),
            "correct": lambda: office.may_finish(stay, who, on),
            "record_later": lambda: office.may_record_later(stay, who, on),
        }[name]()

    # What everybody finds then.

    @invariant()
    def the_database_says_the_same(self) -> None:
        for key, naive in zip(self.keys, self.office.documents, strict=True):
            document = Document.objects.get(pk=key)
            facts = (document.state, document.started_as, document.subject, document.letter)
            assert facts == (naive.state, naive.started_as, naive.subject, naive.letter)
            tasks = document.tasks.select_related("step").prefetch_related("pauses", "attachments")
            assert [self.facts(task) for task in tasks.order_by("number")] == [
                self.naive_facts(stay) for stay in naive.stays
            ]
            sent_back = [stay.answer in {"no", "sent_back"} for stay in naive.stays]
            came_back = tasks.order_by("number").values_list("came_back", flat=True)
            assert list(came_back) == [False, *sent_back][: len(naive.stays)]
            entries = document.entries.select_related("task").order_by("number")
            assert [
                (each.deed, each.task and each.task.number, each.by_id, each.capacity, each.at)
                for each in entries
            ] == [
                (deed, number, self.people[who].pk, capacity, at)
                for deed, number, who, capacity, at in naive.entries
            ]

    def facts(self, task: Task) -> dict[str, Any]:
        spent = (task.waiting_minutes, task.working_minutes, task.paused_minutes)
        return {
            "number": task.number,
            "step": task.step.number,
            "position": task.position_id,
            "arrived": task.arrived_at,
            "taken": task.taken_by_id,
            "started": task.started_at,
            "finished": task.finished_at,
            "by": task.finished_by_id,
            "as": task.finished_as,
            "answer": task.answer,
            "note": task.note,
            "deviation": task.is_deviation,
            "later": task.is_recorded_later,
            "standard": task.standard_minutes,
            "whole": task.is_whole_counted,
            "due": task.due_at,
            "spent": None if task.is_open else spent,
            "pauses": [(each.paused_at, each.resumed_at) for each in task.pauses.all()],
            "files": len(task.attachments.all()),
        }

    def naive_facts(self, stay: NaiveStay) -> dict[str, Any]:
        return {
            "number": stay.number,
            "step": stay.step,
            "position": self.positions[self.office.position_of(stay)].pk,
            "arrived": stay.arrived,
            "taken": self.key(stay.taken_by),
            "started": stay.started,
            "finished": stay.finished,
            "by": self.key(stay.finished_by),
            "as": stay.finished_as,
            "answer": stay.answer,
            "note": stay.note,
            "deviation": stay.is_deviation,
            "later": stay.is_later,
            "standard": stay.standard,
            "whole": stay.is_whole,
            "due": stay.due,
            "spent": stay.spent,
            "pauses": stay.pauses,
            "files": stay.files,
        }

    def key(self, who: int | None) -> int | None:
        return None if who is None else self.people[who].pk

    @invariant()
    def each_in_turn_sees_and_finds_on_the_desk_what_is_theirs(self) -> None:
        on, who = self.day_of(self.now), self.deeds % len(PEOPLE)
        person, known = self.people[who], list(zip(self.keys, self.office.documents, strict=True))
        seen = Document.objects.visible_to(person, on=on)
        assert set(seen.values_list("pk", flat=True)) == {
            key for key, document in known if self.office.sees(who, document, on)
        }
        held = Position.objects.held_by(person, on=on)
        free = Task.objects.open().filter(position__in=held).free(on=on)
        assert set(free.values_list("document", "number")) == {
            (key, stay.number)
            for key, document in known
            for stay in document.stays
            if stay.is_open and self.office.is_for(who, stay, on) and self.office.is_free(stay, on)
        }


def open_calendar(clock: NaiveClock) -> Calendar:
    """Make the default calendar in the database."""
    calendar = Calendar.objects.create(
        name="Kalender", is_default=True, zone=clock.zone, waiting_allowance=clock.allowance
    )
    for hours, season in ((clock.hours, None), (clock.ramadan_hours, clock.ramadan)):
        rule = HoursRule.objects.create(
            calendar=calendar,
            name="Jam kerja",
            is_season=season is not None,
            starts_on=season[0] if season else make.LONG_AGO,
            ends_on=season[1] if season else None,
        )
        Stretch.objects.bulk_create(
            Stretch(rule=rule, weekday=weekday, starts_at=starts, ends_at=ends)
            for weekday, day in enumerate(hours)
            for starts, ends in day
        )
    return calendar


def run_offices(count: int, steps: int) -> None:
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            phases=[Phase.generate],  # shrinking a story of seeds takes long and gains little
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def records_later(settings: Settings) -> None:
    settings.LATE_RECORDING = True


@pytest.mark.timeout(900)
@pytest.mark.django_db
@pytest.mark.usefixtures("records_later")
def test_any_deeds_in_any_order_are_what_the_naive_office_says() -> None:
    run_offices(10, 40)


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.django_db
@pytest.mark.usefixtures("records_later")
def test_very_many_deeds_in_any_order_are_what_the_naive_office_says() -> None:
    run_offices(400, 60)
