from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError
from pytest_django import DjangoAssertNumQueries

from people.actions import record
from people.doers import Operator
from people.models import PeopleEntry, Position, User
from procedures.models import Requirement
from tests import make
from tests.constraints import Case, change, check, constraints_of
from workflow import worktime
from workflow.models import (
    Attachment,
    Calendar,
    CalendarStamp,
    Document,
    Entry,
    HoursRule,
    LastLook,
    MailChoice,
    Notice,
    Participation,
    Pause,
    RequirementCheck,
    SavedFilter,
    SentForm,
    SpecialDay,
    Stretch,
    Task,
)

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 1)
LATER = make.MONDAY + timedelta(hours=1)
EARLIER = make.MONDAY - timedelta(minutes=1)
HASH = "0123456789abcdef" * 4


def _calendars(*fields: dict[str, Any]) -> None:
    for number, each in enumerate(fields):
        Calendar.objects.create(**{"name": f"Kalender {number}", **each})


def _rule(**fields: Any) -> HoursRule:
    calendar = Calendar.objects.first() or Calendar.objects.create(name="Kalender")
    values = {"calendar": calendar, "name": "Jam", "starts_on": JUNE, **fields}
    return HoursRule.objects.create(**values)


def _rules(*fields: dict[str, Any]) -> None:
    for each in fields:
        _rule(**each)


def _stretches(*fields: dict[str, Any]) -> None:
    rule = _rule()
    for each in fields:
        values = {"weekday": 0, "starts_at": time(8), "ends_at": time(12), **each}
        Stretch.objects.create(rule=rule, **values)


def _days(*fields: dict[str, Any]) -> None:
    calendar = Calendar.objects.create(name=f"Kalender {Calendar.objects.count()}")
    for each in fields:
        SpecialDay.objects.create(calendar=calendar, **{"on": JUNE, "name": "Libur", **each})


def _document(**fields: Any) -> None:
    change(make.document(), **fields)


def _draft(**fields: Any) -> None:
    """Write a draft of a document past the actions."""
    values = {"version": make.version(), "subject": "Undangan", "created_at": make.MONDAY, **fields}
    Document.objects.create(started_by=make.user(), **values)


def _cancelled(**fields: Any) -> None:
    _document(**{**CANCELLED, "cancelled_by": make.user(), **fields})


FINISHED = {"state": "finished", "finished_at": LATER}
CANCELLED = {"state": "cancelled", "cancelled_at": LATER, "cancelled_because": "Ganda"}


def _files(*fields: dict[str, Any]) -> None:
    document = make.document()
    for each in fields:
        values = {"name": "a.pdf", "kind": "pdf", "size": 1, "sha256": HASH, **each}
        Attachment.objects.create(
            document=document, uploaded_at=LATER, uploaded_by=document.started_by, **values
        )


def _entries(*fields: dict[str, Any]) -> None:
    """Write entries after the first one of a new document."""
    document = make.document()
    for number, each in enumerate(fields, start=2):
        values = {"number": number, "previous_hash": HASH, "hash": HASH, **each}
        Entry.objects.create(
            document=document, deed="comment", by=document.started_by, at=LATER, **values
        )


def _first_entry(**fields: Any) -> None:
    """Write the first entry of a draft."""
    _draft()
    draft = Document.objects.latest("pk")
    values = {"number": 1, "previous_hash": "", "hash": HASH, **fields}
    Entry.objects.create(document=draft, deed="start", by=draft.started_by, at=LATER, **values)


def _entry(**fields: Any) -> None:
    change(make.document().entries.get(), **fields)


MINUTES = {"waiting_minutes": 0, "working_minutes": 0, "paused_minutes": 0}


def _ended(by: Any, **fields: Any) -> dict[str, Any]:
    return {"finished_at": LATER, "finished_by": by, "answer": "done", **MINUTES, **fields}


def _task(**fields: Any) -> None:
    """Change an open task."""
    change(make.task(), **fields)


def _end(**fields: Any) -> None:
    """End a task that somebody had taken, with fields of its own."""
    someone = make.user()
    taken = {"taken_by": someone, "started_at": make.MONDAY}
    _task(**{**taken, **_ended(someone, **fields)})


def _second_task(*, ended: bool, **fields: Any) -> None:
    first = make.task()
    if ended:
        change(first, **_ended(make.user()))
    values = {"number": 2, "arrived_at": LATER, **fields}
    Task.objects.create(document=first.document, step=first.step, position=first.position, **values)


def _pauses(*fields: dict[str, Any]) -> None:
    task = make.task()
    for each in fields:
        values = {"reason": "Menunggu pihak luar", "paused_at": make.MONDAY, **each}
        Pause.objects.create(task=task, **values)


def _checks(*, twice: bool) -> None:
    task = make.task()
    computer, printer = Requirement.objects.filter(step=task.step)
    for each in (computer, computer if twice else printer):
        RequirementCheck.objects.create(task=task, requirement=each, is_met=True)


def _looks(*, twice: bool) -> None:
    document, reader = make.document(), make.user()
    for user in (reader, reader if twice else document.started_by):
        LastLook.objects.create(document=document, user=user, entry_count=1, looked_at=make.MONDAY)


def _participations(*, twice: bool) -> None:
    task, someone = make.task(), make.user()
    for each in (someone, someone if twice else make.user()):
        Participation.objects.create(task=task, user=each, capacity="Staf")


def _filters(*fields: dict[str, Any]) -> None:
    """Write saved filters of one person, alike unless they say otherwise."""
    owner = make.user()
    for each in fields:
        SavedFilter.objects.create(**{"owner": owner, "name": "A", "query": "late=on", **each})


def _sent(*fields: dict[str, Any]) -> None:
    """Write forms that one person sent, under one mark unless they say otherwise."""
    by = make.user()
    for each in fields:
        SentForm.objects.create(**{"by": by, "mark": UUID(int=1), "at": LATER, **each})


def _notices(*fields: dict[str, Any]) -> None:
    """Write notices to one person about one task: of a deed unless they say otherwise."""
    task, someone = make.task(), make.user()
    entry = task.document.entries.get()
    for each in fields:
        values = {"kind": "arrived", "task": task, "entry": entry, "at": LATER, **each}
        Notice.objects.create(**{"user": someone, "document": task.document, **values})


def _of_deputy(times: int, **fields: Any) -> None:
    """Write notices of what was done with a deputy, to one person."""
    told = {**OF_A_DEPUTY, "people_entry": _deed_to_people(), **fields}
    _notices(*[told] * times)


def _deed_to_people() -> PeopleEntry:
    deed = PeopleEntry.Deed.DELEGATE_POSITION
    return record(deed, "Plh. Kepala: Orang", by=Operator(make.MONDAY))


def _originals(*, copies: int = 1, times: int = 1, **fields: Any) -> None:
    """Tell somebody so many times of each of so many copies that their original was revised."""
    someone, version = make.user(), make.version()
    for copy in [make.draft().procedure for _ in range(copies)]:
        told = {"kind": "revised", "version": version, "copy": copy, **fields}
        for _ in range(times):
            Notice.objects.create(user=someone, at=LATER, **told)


def _choice(**fields: Any) -> None:
    MailChoice.objects.create(user=make.user(), **fields)


VACANT: dict[str, Any] = {"kind": "vacant"}
DEADLINE = {"kind": "late", "entry": None, "due_at": LATER}
BELOW = {"kind": "below", "document": None, "task": None, "entry": None, "due_at": LATER}
OF_A_DEPUTY = {**BELOW, "kind": "deputy", "due_at": None}
LACKING = {**BELOW, "kind": "calendar", "lacking": "hours 2026", "due_at": None}

CASES = {
    "person_is_told_once_of_a_deed": Case(
        refused=(lambda: _notices({}, {}), lambda: _notices({}, {"kind": "returned"})),
        accepted=(
            lambda: _notices({}, DEADLINE),
            lambda: _notices({}),
            lambda: _notices({}, VACANT),
        ),
    ),
    "person_is_told_once_while_a_position_is_vacant": Case(
        refused=(lambda: _notices(VACANT, VACANT),),
        accepted=(
            lambda: _notices({**VACANT, "settled_at": LATER}, VACANT),
            lambda: _notices(VACANT, {**VACANT, "user": make.user()}),
        ),
    ),
    "person_is_told_once_of_a_deadline": Case(
        refused=(lambda: _notices(DEADLINE, DEADLINE),),
        accepted=(
            lambda: _notices(DEADLINE, {**DEADLINE, "kind": "near"}),
            lambda: _notices(DEADLINE, {**DEADLINE, "due_at": make.MONDAY}),
        ),
    ),
    "person_is_told_once_a_day_of_late_work": Case(
        refused=(lambda: _notices(BELOW, BELOW),),
        accepted=(lambda: _notices(BELOW, {**BELOW, "due_at": make.MONDAY}),),
    ),
    "person_is_told_once_of_an_original": Case(
        refused=(lambda: _originals(copies=1, times=2),),
        accepted=(lambda: _originals(copies=2, times=1),),
    ),
    "notice_of_an_original_names_it_and_its_copy": Case(
        refused=(
            lambda: _originals(version=None),
            lambda: _originals(copy=None),
            lambda: _originals(kind="below", due_at=LATER),
        ),
        accepted=(_originals,),
    ),
    "person_is_told_once_of_what_calendars_lack": Case(
        refused=(lambda: _notices(LACKING, LACKING),),
        accepted=(lambda: _notices(LACKING, {**LACKING, "lacking": "ramadan 2027"}),),
    ),
    "person_is_told_once_of_a_deputy": Case(
        refused=(lambda: _of_deputy(2),),
        accepted=(lambda: _of_deputy(1),),
    ),
    "notice_of_a_deputy_says_what_was_done": Case(
        refused=(
            lambda: _of_deputy(1, people_entry=None),
            lambda: _notices({"people_entry": _deed_to_people()}),
            lambda: _notices({**LACKING, "people_entry": _deed_to_people()}),
        ),
        accepted=(lambda: _of_deputy(1), lambda: _notices({})),
    ),
    "form_is_obeyed_once": Case(
        refused=(lambda: _sent({}, {}), lambda: _sent({}, {"led_to": "/", "at": EARLIER})),
        accepted=(
            lambda: _sent({}, {"mark": UUID(int=2)}),
            lambda: _sent({}, {"by": make.user()}),
        ),
    ),
    "saved_filter_name_is_unique_for_its_owner": Case(
        refused=(lambda: _filters({}, {}),),
        accepted=(lambda: _filters({}, {"name": "B"}),),
    ),
    "saved_filter_has_a_name": Case(
        refused=(lambda: _filters({"name": ""}),), accepted=(lambda: _filters({"name": "B"}),)
    ),
    "saved_filter_looks_for_something": Case(
        refused=(lambda: _filters({"query": ""}),), accepted=(lambda: _filters({}),)
    ),
    "notice_says_what_it_is_about": Case(
        refused=(
            lambda: _notices({**DEADLINE, "due_at": None}),
            lambda: _notices({**DEADLINE, "task": None}),
            lambda: _notices({"kind": "late"}),
            lambda: _notices({"entry": None}),
            lambda: _notices({"task": None}),
            lambda: _notices({"due_at": LATER}),
            lambda: _notices({"kind": "ended"}),
            lambda: _notices({"kind": "ended", "task": None, "entry": None}),
            lambda: _notices({"kind": "rumour"}),
            lambda: _notices({"document": None}),
            lambda: _notices({**DEADLINE, "document": None}),
            lambda: _notices({**BELOW, "due_at": None}),
            lambda: _notices({"kind": "vacant", "entry": None}),
            lambda: _of_deputy(1, due_at=LATER),
        ),
        accepted=(
            lambda: _notices({"kind": "ended", "task": None}),
            lambda: _notices({"kind": "cancelled", "task": None}),
            lambda: _notices({"kind": "assigned"}),
            lambda: _notices({"kind": "returned"}),
            lambda: _notices({"kind": "vacant"}),
            lambda: _notices(BELOW),
        ),
    ),
    "notice_is_mailed_once": Case(
        refused=(lambda: _notices({"mailed_at": LATER, "mail_after": LATER}),),
        accepted=(
            lambda: _notices({"mailed_at": LATER}),
            lambda: _notices({"mail_after": LATER}),
        ),
    ),
    "mail_choice_frequency_is_known": Case(
        refused=(lambda: _choice(frequency="never"),),
        accepted=(_choice, lambda: _choice(frequency="required")),
    ),
    "mail_choice_language_is_known": Case(
        refused=(lambda: _choice(language="nl"),),
        accepted=(lambda: _choice(language="en"),),
    ),
    "one_default_calendar": Case(
        refused=(lambda: _calendars({"is_default": True}, {"is_default": True}),),
        accepted=(lambda: _calendars({"is_default": True}, {}, {}),),
    ),
    "calendar_zone_is_known": Case(
        refused=(lambda: _calendars({"zone": "Europe/Berlin"}),),
        accepted=(
            lambda: _calendars(
                {"zone": "Asia/Jakarta"}, {"zone": "Asia/Makassar"}, {"zone": "Asia/Jayapura"}
            ),
        ),
    ),
    "hours_rule_ends_after_it_starts": Case(
        refused=(lambda: _rule(ends_on=date(2026, 5, 31)),),
        accepted=(lambda: _rule(ends_on=JUNE),),
    ),
    "season_has_an_end": Case(
        refused=(lambda: _rule(is_season=True),),
        accepted=(lambda: _rule(is_season=True, ends_on=JUNE), _rule),
    ),
    "hours_rule_starts_once": Case(
        refused=(lambda: _rules({}, {}),),
        accepted=(
            lambda: _rules({}, {"is_season": True, "ends_on": JUNE}),
            lambda: _rules({"starts_on": date(2027, 1, 1)}),
        ),
    ),
    "one_stamp_of_the_calendars": Case(
        refused=(lambda: CalendarStamp.objects.create(pk=2, stamp="a"),),
        accepted=(make.calendar,),
    ),
    "document_with_entries_keeps_the_head_of_its_journal": Case(
        refused=(
            lambda: _document(last_hash=""),
            lambda: _document(last_entry_at=None),
            lambda: _document(entry_count=0),
            lambda: _draft(entry_count=1),
        ),
        accepted=(
            _draft,
            lambda: _document(entry_count=2, last_hash=HASH, last_entry_at=LATER),
        ),
    ),
    "stretch_ends_after_it_starts": Case(
        refused=(
            lambda: _stretches({"ends_at": time(8)}),
            lambda: _stretches({"ends_at": time(7, 59)}),
        ),
        accepted=(lambda: _stretches({"ends_at": time(8, 1)}),),
    ),
    "stretch_weekday_is_one_of_seven": Case(
        refused=(lambda: _stretches({"weekday": 7}),),
        accepted=(lambda: _stretches({"weekday": 6}),),
    ),
    "stretch_starts_once": Case(
        refused=(lambda: _stretches({}, {"ends_at": time(11)}),),
        accepted=(lambda: _stretches({}, {"weekday": 1}, {"starts_at": time(9)}),),
    ),
    "special_day_is_named_once_a_kind": Case(
        refused=(lambda: _days({"kind": "public"}, {"kind": "public"}),),
        accepted=(
            lambda: _days(
                {"kind": "public"}, {"kind": "closing"}, {"kind": "public", "on": date(2026, 6, 2)}
            ),
        ),
    ),
    "extra_working_day_says_whose_hours": Case(
        refused=(
            lambda: _days({"kind": "working"}),
            lambda: _days({"kind": "working", "hours_of": 7}),
            lambda: _days({"kind": "public", "hours_of": 0}),
            lambda: _days({"kind": "lost"}),
        ),
        accepted=(
            lambda: _days({"kind": "working", "hours_of": 6}),
            lambda: _days({"kind": "closing"}, {"kind": "shared_leave"}),
        ),
    ),
    "document_under_way_was_started": Case(
        refused=(
            lambda: _document(started_at=None),
            lambda: _document(started_at=None, **FINISHED),
            lambda: _draft(started_at=make.MONDAY),
        ),
        accepted=(
            _draft,
            lambda: _document(**FINISHED),
            lambda: _draft(**CANCELLED, cancelled_by=make.user()),
        ),
    ),
    "document_finished_has_its_moment": Case(
        refused=(
            lambda: _document(state="finished"),
            lambda: _document(finished_at=LATER),
            lambda: _cancelled(finished_at=LATER),
        ),
        accepted=(lambda: _document(**FINISHED),),
    ),
    "document_cancelled_says_who_when_and_why": Case(
        refused=(
            lambda: _cancelled(cancelled_at=None),
            lambda: _cancelled(cancelled_by=None),
            lambda: _cancelled(cancelled_because=""),
            lambda: _cancelled(state="running"),
            lambda: _document(cancelled_because="Ganda"),
            lambda: _document(cancelled_at=LATER),
            lambda: _document(cancelled_by=make.user()),
        ),
        accepted=(_cancelled,),
    ),
    "document_state_is_known": Case(
        refused=(lambda: _document(state="lost"),),
        accepted=(lambda: _document(state="running"),),
        or_by="document_under_way_was_started",
    ),
    "document_sensitivity_is_known": Case(
        refused=(lambda: _document(sensitivity="hidden"),),
        accepted=(lambda: _draft(sensitivity="secret"),),
    ),
    "attachment_version_is_unique": Case(
        refused=(lambda: _files({}, {}),),
        accepted=(lambda: _files({}, {"version": 2}, {"name": "b.pdf"}), lambda: _files({})),
    ),
    "attachment_kind_is_allowed": Case(
        refused=(lambda: _files({"kind": "exe"}), lambda: _files({"kind": ""})),
        accepted=(lambda: _files({"kind": "odt"}),),
    ),
    "attachment_has_its_digest": Case(
        refused=(
            lambda: _files({"sha256": ""}),
            lambda: _files({"sha256": HASH[1:]}),
            lambda: _files({"sha256": HASH.upper()}),
        ),
        accepted=(lambda: _files({"sha256": HASH}),),
    ),
    "entry_number_is_unique_in_its_document": Case(
        refused=(lambda: _entries({}, {"number": 2}),),
        accepted=(lambda: _entries({}, {}), lambda: _entries({})),
    ),
    "entry_carries_the_hash_before_it": Case(
        refused=(
            lambda: _entries({"previous_hash": ""}),
            lambda: _first_entry(previous_hash=HASH),
            lambda: _first_entry(number=0),
        ),
        accepted=(lambda: _entries({"previous_hash": HASH}), _first_entry),
    ),
    "entry_has_its_hash": Case(
        refused=(lambda: _entries({"hash": ""}), lambda: _entries({"hash": HASH[2:]})),
        accepted=(lambda: _entries({"hash": HASH}),),
    ),
    "one_open_task_a_document": Case(
        refused=(lambda: _second_task(ended=False),),
        accepted=(lambda: _second_task(ended=True),),
    ),
    "task_number_is_unique_in_its_document": Case(
        refused=(lambda: _second_task(ended=True, number=1),),
        accepted=(lambda: _second_task(ended=True, number=2),),
    ),
    "task_finished_at_by_and_answer_go_together": Case(
        refused=(
            lambda: _end(finished_by=None),
            lambda: _end(answer=""),
            lambda: _end(finished_at=None, **dict.fromkeys(MINUTES)),
            lambda: _task(finished_by=make.user()),
            lambda: _task(answer="done"),
        ),
        accepted=(_end,),
    ),
    "started_task_was_taken": Case(
        refused=(lambda: _task(started_at=LATER),),
        accepted=(
            lambda: _task(started_at=LATER, taken_by=make.user()),
            lambda: _task(taken_by=make.user()),
        ),
    ),
    "task_starts_after_it_arrives": Case(
        refused=(lambda: _task(started_at=EARLIER, taken_by=make.user()),),
        accepted=(lambda: _task(started_at=F("arrived_at"), taken_by=make.user()),),
    ),
    "task_finishes_after_it_starts": Case(
        refused=(
            lambda: _end(finished_at=EARLIER, started_at=None),
            lambda: _end(started_at=LATER + timedelta(seconds=1)),
        ),
        accepted=(
            lambda: _end(started_at=LATER),
            lambda: _end(finished_at=make.MONDAY, started_at=None),
        ),
    ),
    "task_minutes_are_kept_when_it_ends": Case(
        refused=(
            *(partial(_end, **{name: None}) for name in MINUTES),
            *(partial(_task, **{name: 0}) for name in MINUTES),
        ),
        accepted=(lambda: _end(waiting_minutes=5),),
    ),
    "task_answer_is_known": Case(
        refused=(lambda: _end(answer="maybe"),),
        accepted=tuple(
            partial(_end, answer=answer, note="Alasan")
            for answer in ("yes", "no", "sent_back", "taken_back", "cancelled")
        ),
    ),
    "task_returned_says_why": Case(
        refused=(lambda: _end(answer="no"), lambda: _end(answer="sent_back")),
        accepted=(lambda: _end(answer="no", note="Salah ketik"), lambda: _end(answer="yes")),
    ),
    "one_open_pause_a_task": Case(
        refused=(lambda: _pauses({}, {}),),
        accepted=(lambda: _pauses({"resumed_at": LATER}, {}), lambda: _pauses({})),
    ),
    "pause_ends_after_it_starts": Case(
        refused=(lambda: _pauses({"resumed_at": EARLIER}),),
        accepted=(lambda: _pauses({"resumed_at": make.MONDAY}),),
    ),
    "pause_says_why": Case(
        refused=(lambda: _pauses({"reason": ""}),),
        accepted=(lambda: _pauses({"reason": "Listrik padam"}),),
    ),
    "requirement_is_checked_once_a_task": Case(
        refused=(lambda: _checks(twice=True),),
        accepted=(lambda: _checks(twice=False),),
    ),
    "person_takes_part_once_a_task": Case(
        refused=(lambda: _participations(twice=True),),
        accepted=(lambda: _participations(twice=False),),
    ),
    "one_last_look_a_document_and_person": Case(
        refused=(lambda: _looks(twice=True),),
        accepted=(lambda: _looks(twice=False),),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_database_refuses_what_the_constraint_says(name: str) -> None:
    check(name, CASES[name])


def test_every_constraint_has_its_case() -> None:
    assert set(CASES) == constraints_of("workflow")


def test_calendar_has_a_name_and_a_unit_of_its_own() -> None:
    office = make.unit()
    Calendar.objects.create(name="Kalender", unit=office)
    for fields in ({"name": "Kalender"}, {"name": "Lain", "unit": office}):
        with pytest.raises(IntegrityError, match=r"name|unit"), transaction.atomic():
            Calendar.objects.create(**fields)
    assert Calendar.objects.count() == 1


def test_what_happened_keeps_what_it_points_to() -> None:
    task = make.task()
    for thing in (task.document, task.step, task.position, task.document.version):
        with pytest.raises(ProtectedError):
            thing.delete()
    assert Task.objects.get() == task


def test_worktime_is_the_calendar_as_plain_data() -> None:
    calendar = Calendar.objects.create(name="Kalender", zone="Asia/Makassar")
    rule = HoursRule.objects.create(calendar=calendar, name="Jam", starts_on=JUNE)
    season = HoursRule.objects.create(
        calendar=calendar, name="Ramadan", starts_on=JUNE, ends_on=JUNE, is_season=True
    )
    Stretch.objects.create(rule=rule, weekday=4, starts_at=time(8), ends_at=time(12))
    Stretch.objects.create(rule=rule, weekday=0, starts_at=time(13), ends_at=time(16))
    days = {"public": 1, "shared_leave": 2, "closing": 3}
    for kind, day in days.items():
        SpecialDay.objects.create(calendar=calendar, on=date(2026, 7, day), kind=kind, name=kind)
    extra = date(2026, 7, 4)
    SpecialDay.objects.create(calendar=calendar, on=extra, kind="working", name="Ganti", hours_of=4)
    assert calendar.worktime() == worktime.WorkCalendar(
        zone="Asia/Makassar",
        rules=(
            worktime.Rule(
                JUNE,
                None,
                False,
                (
                    worktime.WorkStretch(0, time(13), time(16)),
                    worktime.WorkStretch(4, time(8), time(12)),
                ),
            ),
            worktime.Rule(season.starts_on, season.ends_on, True, ()),
        ),
        closed=frozenset(date(2026, 7, day) for day in days.values()),
        extra={extra: 4},
    )


def test_worktime_of_the_default_calendar_counts_the_normal_week() -> None:
    clock = make.calendar().worktime()
    assert clock.minutes(make.MONDAY, make.MONDAY + timedelta(days=7)) == 2250


@pytest.mark.parametrize("rules", [1, 3])
def test_with_hours_loads_any_number_of_rules_with_the_same_queries(
    rules: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    calendar = Calendar.objects.create(name="Kalender", is_default=True)
    for year in range(rules):
        rule = HoursRule.objects.create(
            calendar=calendar, name="Jam", starts_on=date(2026 + year, 1, 1)
        )
        Stretch.objects.create(rule=rule, weekday=0, starts_at=time(8), ends_at=time(12))
        SpecialDay.objects.create(calendar=calendar, on=date(2026 + year, 8, 17), name="HUT RI")
    with django_assert_num_queries(4):
        clock = Calendar.objects.with_hours().get().worktime()
    assert (len(clock.rules), len(clock.closed)) == (rules, rules)


def test_document_is_visible_to_those_of_its_sop_and_its_starter_only() -> None:
    version = make.version()
    reader, stranger = make.holder_of(version, "Kepala"), make.holder(make.position())
    document = make.document(version)
    seen = {
        name: list(Document.objects.visible_to(user, on=JUNE))
        for name, user in {
            "starter": document.started_by,
            "reader": reader,
            "stranger": stranger,
            "supervisor": make.administrator(),
        }.items()
    }
    assert seen == {
        "starter": [document],
        "reader": [document],
        "stranger": [],
        "supervisor": [document],
    }


def test_secret_document_is_visible_only_to_those_it_came_to() -> None:
    version = make.version()
    reader, next_one = make.holder_of(version, "Kepala"), make.holder_of(version, "Staf")
    open_one = make.document(version)
    secret = make.document(version, sensitivity="secret", by=open_one.started_by)
    assert list(Document.objects.visible_to(reader, on=JUNE)) == [open_one]
    assert list(Document.objects.visible_to(next_one, on=JUNE)) == [secret, open_one]
    assert list(Document.objects.visible_to(open_one.started_by, on=JUNE)) == [secret, open_one]
    assert list(Document.objects.visible_to(make.administrator(), on=JUNE)) == [secret, open_one]
    change(secret.tasks.get(), position=version.actors.get(name="Kepala").position)
    assert list(Document.objects.visible_to(reader, on=JUNE)) == [secret, open_one]


def test_draft_is_its_starters_alone() -> None:
    version = make.version()
    starter, colleague = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    draft = Document.objects.create(
        version=version, subject="Konsep", created_at=make.MONDAY, started_by=starter
    )
    assert list(Document.objects.visible_to(starter, on=JUNE)) == [draft]
    assert list(Document.objects.visible_to(colleague, on=JUNE)) == []
    assert list(Document.objects.visible_to(make.administrator(), on=JUNE)) == []
    change(draft, state="running", started_at=make.MONDAY)
    assert list(Document.objects.visible_to(colleague, on=JUNE)) == [draft]


def test_supervisor_sees_the_own_draft_too() -> None:
    supervisor = make.administrator()
    draft = Document.objects.create(
        version=make.version(), subject="Konsep", created_at=make.MONDAY, started_by=supervisor
    )
    assert list(Document.objects.visible_to(supervisor, on=JUNE)) == [draft]


def test_tasks_are_visible_with_their_document() -> None:
    task = make.task()
    stranger = make.holder(make.position())
    assert list(Task.objects.visible_to(task.document.started_by, on=JUNE)) == [task]
    assert list(Task.objects.visible_to(stranger, on=JUNE)) == []


def free_for(user: User) -> list[Task]:
    held = Position.objects.held_by(user, on=JUNE)
    return list(Task.objects.open().filter(position__in=held).free(on=JUNE))


def test_task_waits_for_its_position_until_somebody_takes_it() -> None:
    version = make.version()
    one, other = make.holder_of(version, "Staf"), make.holder_of(version, "Staf")
    elsewhere = make.holder_of(version, "Kepala")
    task = make.task(version)
    assert [free_for(user) for user in (one, other, elsewhere)] == [[task], [task], []]
    change(task, taken_by=one)
    assert [free_for(user) for user in (one, other, elsewhere)] == [[], [], []]
    assert [list(Task.objects.taken_by(user)) for user in (one, other)] == [[task], []]
    one.appointments.update(ends_on=JUNE - timedelta(days=1))
    assert [free_for(user) for user in (one, other, elsewhere)] == [[], [task], []]
    change(task, **_ended(one))
    assert free_for(other) == []
    assert list(Task.objects.open()) == []
    task.refresh_from_db()
    assert not task.is_open


@pytest.mark.parametrize("documents", [1, 3])
def test_with_whereabouts_loads_any_number_of_documents_with_the_same_queries(
    documents: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = make.version()
    starter = make.holder_of(version, "Staf")
    for _ in range(documents):
        make.document(version, by=starter)
    with django_assert_num_queries(4):
        where = [
            (str(each.version), str(each.started_by), str(task.position), task.step.number)
            for each in Document.objects.with_whereabouts()
            if (task := each.open_task)
        ]
    position = str(version.actors.get(name="Staf").position)
    assert where == [(str(version), starter.name, position, 1)] * documents


def test_finished_document_waits_nowhere() -> None:
    task = make.task()
    change(task, **_ended(make.user()))
    assert Document.objects.with_whereabouts().get().open_task is None


def test_rows_call_themselves_by_what_people_know_them_by() -> None:
    task = make.task()
    entry = task.document.entries.get()
    stretch = Stretch(weekday=4, starts_at=time(7, 30), ends_at=time(11, 30))
    day = SpecialDay(on=date(2026, 8, 17), name="HUT RI")
    person = Participation(task=task, user=make.user(name="Peserta"), capacity="Analis")
    check = RequirementCheck(task=task, requirement=task.step.requirements.all()[0])
    assert (str(task), str(task.document), str(entry)) == (
        "Undangan rapat: 1. Mengetik surat",
        "Undangan rapat",
        f"1. {entry.by} memulai berkas",
    )
    assert str(stretch) == f"{stretch.get_weekday_display()} 07.30-11.30"
    assert (str(day), str(person), str(check)) == (
        "17/08/2026 HUT RI",
        "Peserta (Analis)",
        "Komputer",
    )
    assert str(HoursRule(name="Jam kerja")) == "Jam kerja"
    assert str(Pause(reason="Listrik padam", paused_at=LATER)) == "Listrik padam"
    assert str(Attachment(name="konsep.pdf")) == "konsep.pdf"
