"""An office as simple as can be: what the engine promises, said again without a database.

Working time is a list of single minutes; who may do what is asked of plain lists each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from procedures.graph import Answer, Graph

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
PASSED_ON = {"done", "yes", "no", "sent_back"}
CAPACITIES = {"definitive": "", "plt": "Plt. ", "plh": "Plh. "}
HERE = ZoneInfo("Asia/Jakarta")


def whole_minute(at: datetime) -> int:
    return int(at.timestamp() // 60)


@dataclass
class NaiveClock:
    """Every single working minute of each day, as whole minutes since 1970."""

    zone: str
    allowance: int
    first_day: date
    days: int
    hours: list[tuple[tuple[time, time], ...]]  # of each weekday
    ramadan: tuple[date, date]
    ramadan_hours: list[tuple[tuple[time, time], ...]]
    closed: set[date] = field(default_factory=set)
    extra: dict[date, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.minutes: dict[date, list[int]] = {}
        for number in range(self.days):
            self.count(self.first_day + timedelta(days=number))

    def day_of(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()

    def count(self, on: date) -> None:
        """Write down the working minutes of a day."""
        self.minutes[on] = list(self._minutes_of(on))

    def _minutes_of(self, on: date) -> Iterator[int]:
        if on in self.closed and on not in self.extra:
            return
        is_fasting = self.ramadan[0] <= on <= self.ramadan[1]
        hours = self.ramadan_hours if is_fasting else self.hours
        for starts, ends in hours[self.extra.get(on, on.weekday())]:
            moment = datetime.combine(on, starts, tzinfo=ZoneInfo(self.zone))
            while moment < datetime.combine(on, ends, tzinfo=ZoneInfo(self.zone)):
                yield whole_minute(moment)
                moment += MINUTE

    def between(self, a: datetime, b: datetime) -> set[int]:
        since, until = whole_minute(a), whole_minute(b)
        days = [on for on in self.minutes if self.day_of(a) - DAY <= on <= self.day_of(b) + DAY]
        return {minute for on in days for minute in self.minutes[on] if since <= minute < until}

    def ahead(self, a: datetime) -> list[tuple[date, int]]:
        """Return the working minutes from a moment on, each with its day."""
        days = [on for on in self.minutes if self.day_of(a) - DAY <= on]
        first = whole_minute(a)
        return [(on, minute) for on in days for minute in self.minutes[on] if minute >= first]

    def after(self, a: datetime, wanted: int) -> datetime:
        _, minute = self.ahead(a)[wanted - 1]
        return datetime.fromtimestamp(60 * (minute + 1), tz=UTC)

    def days_from(self, a: datetime, days: int) -> int:
        """Return what so many working days are worth, beginning with the one work is left on."""
        begun, _ = self.ahead(a)[0]
        lengths = [len(worked) for on, worked in self.minutes.items() if on >= begun and worked]
        return sum(lengths[:days])


@dataclass(frozen=True)
class NaiveTime:
    """A standard as it is written, with its minutes, or the working days it is worth."""

    text: str
    minutes: int | None = None
    days: int | None = None


TIMES = [
    NaiveTime(""),
    NaiveTime("disesuaikan"),
    NaiveTime("10 menit", minutes=10),
    NaiveTime("2 jam", minutes=120),
    NaiveTime("1 hari kerja", days=1),
    NaiveTime("1 - 2 hari kerja", days=2),
]


@dataclass
class Holding:
    """Somebody in a position from day to day."""

    who: int
    position: int
    capacity: str
    starts_on: date
    ends_on: date | None

    def is_current(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass
class NaiveStay:
    """One stay of a document at a step."""

    number: int
    step: int
    arrived: datetime
    standard: int | None
    is_whole: bool
    due: datetime | None
    taken_by: int | None = None
    started: datetime | None = None
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    files: int = 0
    finished: datetime | None = None
    finished_by: int | None = None
    finished_as: str = ""
    answer: str = ""
    note: str = ""
    spent: tuple[int, int, int] | None = None
    is_deviation: bool = False
    is_later: bool = False

    @property
    def is_open(self) -> bool:
        return self.finished is None

    @property
    def is_paused(self) -> bool:
        return any(until is None for _, until in self.pauses)


@dataclass(eq=False)
class NaiveDocument:
    """One document with all its stays and the journal of its deeds; no other is equal to it."""

    starter: int
    is_secret: bool
    state: str = "draft"
    subject: str = "Perihal"
    started_as: str = ""
    files: set[str] = field(default_factory=set)
    letter: str = ""
    stays: list[NaiveStay] = field(default_factory=list)
    entries: list[tuple[str, int | None, int, str, datetime]] = field(default_factory=list)

    @property
    def last(self) -> NaiveStay:
        return self.stays[-1]


@dataclass
class NaiveOffice:
    """Who holds what, what runs, and what may be done."""

    graph: Graph
    times: list[NaiveTime]
    demand_file: set[int]
    superiors: Mapping[int, int]
    titles: list[str]
    clock: NaiveClock
    supervisors: set[int]
    holdings: list[Holding] = field(default_factory=list)
    documents: list[NaiveDocument] = field(default_factory=list)

    # Who holds what.

    def current(self, who: int, on: date) -> list[Holding]:
        held = [each for each in self.holdings if each.who == who and each.is_current(on)]
        return sorted(held, key=lambda each: (each.position, -each.starts_on.toordinal()))

    def title(self, held: list[Holding]) -> str:
        if not held:
            return ""
        return CAPACITIES[held[0].capacity] + self.titles[held[0].position]

    def holds(self, who: int, position: int, on: date) -> bool:
        return any(each.position == position for each in self.current(who, on))

    def capacity_at(self, who: int, position: int, on: date) -> str:
        return self.title([each for each in self.current(who, on) if each.position == position])

    def above(self, position: int) -> set[int]:
        found: set[int] = set()
        while position in self.superiors:
            position = self.superiors[position]
            found.add(position)
        return found

    def held_above(self, who: int, position: int, on: date) -> list[Holding]:
        above = self.above(position)
        return [each for each in self.current(who, on) if each.position in above]

    def position_of(self, stay: NaiveStay) -> int:
        position = self.graph.steps[stay.step - 1].actor
        assert position is not None
        return position

    def is_free(self, stay: NaiveStay, on: date) -> bool:
        return stay.taken_by is None or not self.holds(stay.taken_by, self.position_of(stay), on)

    def is_for(self, who: int, stay: NaiveStay, on: date) -> bool:
        return self.holds(who, self.position_of(stay), on)

    # What may be done.

    def may_start(self, who: int, on: date) -> bool:
        return bool(self.current(who, on))

    def may_take(self, stay: NaiveStay, who: int, on: date) -> bool:
        is_assigned = stay.taken_by == who and stay.started is None
        is_mine = self.is_free(stay, on) or is_assigned
        return stay.is_open and self.is_for(who, stay, on) and is_mine

    def may_release(self, stay: NaiveStay, who: int) -> bool:
        return stay.is_open and stay.taken_by == who

    def works(self, stay: NaiveStay, who: int, on: date) -> bool:
        has_begun = stay.is_open and stay.taken_by == who and stay.started is not None
        return has_begun and self.is_for(who, stay, on)

    def may_finish(self, stay: NaiveStay, who: int, on: date) -> bool:
        return self.works(stay, who, on) and not stay.is_paused

    def may_answer(self, stay: NaiveStay, answer: str, note: str) -> bool:
        if self.graph.exit(stay.step, Answer(answer)) is None:
            return False
        if answer == "no":
            return bool(note)
        return stay.step not in self.demand_file or stay.files > 0

    def may_assign(self, stay: NaiveStay, who: int, to: int, on: date) -> bool:
        is_above = who in self.supervisors or self.held_above(who, self.position_of(stay), on)
        is_new = self.is_for(to, stay, on) and stay.taken_by != to
        return stay.is_open and bool(is_above) and is_new

    def may_take_back(self, document: NaiveDocument, stay: NaiveStay, who: int, on: date) -> bool:
        is_mine = stay.answer in PASSED_ON and stay.finished_by == who
        following = document.last
        is_waiting = following.is_open and following.started is None
        is_next = following.number == stay.number + 1
        return is_mine and self.is_for(who, stay, on) and is_waiting and is_next

    def steps_before(self, document: NaiveDocument, stay: NaiveStay) -> set[int]:
        left = {each.step for each in document.stays if each.answer in PASSED_ON}
        return left - {stay.step}

    def may_attach_to_document(self, document: NaiveDocument, who: int, on: date) -> bool:
        return document.state == "running" and self.may_start(who, on)

    def may_mark_letter(self, document: NaiveDocument, name: str, who: int, on: date) -> bool:
        is_other = name in document.files and name != document.letter
        return self.may_attach_to_document(document, who, on) and is_other

    def may_comment(self, document: NaiveDocument, who: int, on: date) -> bool:
        is_among = who in self.supervisors or self.may_start(who, on)
        return document.state != "draft" and is_among

    def may_attach_to_task(self, stay: NaiveStay, who: int, on: date) -> bool:
        is_mine = self.is_free(stay, on) or stay.taken_by == who
        return stay.is_open and self.is_for(who, stay, on) and is_mine

    def may_cancel(self, document: NaiveDocument, who: int, on: date) -> bool:
        is_own = document.starter == who and self.may_start(who, on)
        is_owner = is_own or who in self.supervisors
        return document.state == "running" and is_owner

    def may_record_later(self, stay: NaiveStay, who: int, on: date) -> bool:
        return self.may_attach_to_task(stay, who, on) and not stay.is_paused

    def sees(self, who: int, document: NaiveDocument, on: date) -> bool:
        if document.starter == who:
            return True
        if document.state == "draft":
            return False
        has_come = any(self.is_for(who, stay, on) for stay in document.stays)
        is_of_theirs = self.may_start(who, on) or self.took_part(who, document)
        return who in self.supervisors or has_come or (is_of_theirs and not document.is_secret)

    def took_part(self, who: int, document: NaiveDocument) -> bool:
        return any(by == who for _deed, _stay, by, _as, _at in document.entries)

    # What is done.

    def record(
        self,
        document: NaiveDocument,
        deed: str,
        who: int,
        at: datetime,
        stay: NaiveStay | None = None,
    ) -> str:
        """Write a deed into the journal; return as what it was done."""
        on = self.clock.day_of(at)
        if stay is None:
            capacity = self.title(self.current(who, on))
        elif deed == "assign":
            capacity = self.title(self.held_above(who, self.position_of(stay), on))
        else:
            capacity = self.capacity_at(who, self.position_of(stay), on)
        if document.entries:
            at = max(at, document.entries[-1][4])
        document.entries.append((deed, stay.number if stay else None, who, capacity, at))
        return capacity

    def arrive(self, document: NaiveDocument, step: int, at: datetime) -> NaiveStay:
        time = self.times[step - 1]
        standard = self.clock.days_from(at, time.days) if time.days else time.minutes
        stay = NaiveStay(len(document.stays) + 1, step, at, standard, bool(time.days), None)
        stay.due = self.due(stay, paused=0)
        document.stays.append(stay)
        return stay

    def due(self, stay: NaiveStay, *, paused: int) -> datetime | None:
        if stay.standard is None:
            return None
        more = 0 if stay.is_whole else paused
        days, minutes = divmod(self.clock.allowance, 450)
        allowance = minutes + (self.clock.days_from(stay.arrived, days) if days else 0)
        return self.clock.after(stay.arrived, allowance + stay.standard + more)

    def start(self, document: NaiveDocument, at: datetime) -> None:
        document.state = "running"
        document.started_as = self.title(self.current(document.starter, self.clock.day_of(at)))
        self.record(document, "start", document.starter, at)
        self.arrive(document, 1, at)

    def give_back(self, stay: NaiveStay, at: datetime) -> None:
        stay.taken_by = stay.started = None
        if stay.pauses:
            self.end_pause(stay, at)
            stay.due = self.due(stay, paused=0)

    def take(self, stay: NaiveStay, who: int, at: datetime) -> None:
        if stay.started is not None:
            self.give_back(stay, at)
        stay.taken_by, stay.started = who, max(at, stay.arrived)

    def pause(self, stay: NaiveStay, at: datetime) -> None:
        assert stay.started is not None
        ended = [until for _, until in stay.pauses if until is not None]
        stay.pauses.append((max([at, stay.started, *ended[-1:]]), None))
        if not stay.is_whole:
            stay.due = None

    def end_pause(self, stay: NaiveStay, at: datetime) -> None:
        stay.pauses = [
            (since, max(at, since) if until is None else until) for since, until in stay.pauses
        ]

    def resume(self, stay: NaiveStay, at: datetime) -> None:
        self.end_pause(stay, at)
        stay.due = self.due(stay, paused=self.spend(stay, at)[2])

    def spend(self, stay: NaiveStay, until: datetime) -> tuple[int, int, int]:
        """Sort every minute of a stay into waiting, working and paused, and count."""
        whole = self.clock.between(stay.arrived, until)
        waiting = self.clock.between(stay.arrived, stay.started or until) & whole
        paused = set[int]()
        for since, ended in stay.pauses:
            paused |= self.clock.between(since, ended or until)
        paused = (paused & whole) - waiting if stay.started else set()
        return len(waiting), len(whole - waiting - paused), len(paused)

    def end(self, stay: NaiveStay, who: int, at: datetime, answer: str, **more: str) -> datetime:
        self.end_pause(stay, at)
        stay.finished = max(at, stay.started or stay.arrived)
        stay.finished_by, stay.answer = who, answer
        stay.finished_as, stay.note = more["capacity"], more.get("note", "")
        stay.spent = self.spend(stay, stay.finished)
        return stay.finished

    def pass_on(self, document: NaiveDocument, stay: NaiveStay, at: datetime) -> None:
        way = self.graph.exit(stay.step, Answer(stay.answer))
        assert way is not None
        if way.target is None:
            document.state = "finished"
        else:
            self.arrive(document, way.target, at)
