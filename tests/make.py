"""Data for tests: plain functions that make one thing each, with what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from people.actions import appoint_person
from people.doers import Doer, Operator
from people.models import Appointment, AppointmentRequest, Position, Role, Unit, User
from procedures import actions as procedure_actions
from procedures.definition import Definition, Row, Target
from procedures.models import Book, Procedure, StartField, Version
from workflow import actions, worktime
from workflow.actions.calendars import open_calendar
from workflow.actions.notices import tell_deed
from workflow.models import (
    Calendar,
    Document,
    HoursRule,
    Notice,
    SavedFilter,
    SpecialDay,
    Stretch,
    Task,
    Untold,
)
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

# A Monday, 09.00 WIB, no holiday.
MONDAY = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
PDF = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
    b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n"
    b"trailer\n<</Root 1 0 R>>\n"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
TYPES = "[Content_Types].xml"

# What an office fills in before it puts a version in force.
APPROVED = {"number": "067/1/2026", "approver_title": "Kepala SKPD", "approver_name": "Pengesah"}

_numbers = count(100_001)


def root(name: str = "") -> Unit:
    """Make an office: a unit at the top."""
    return Unit.objects.create(name=name or f"Kantor {next(_numbers)}")


def home() -> Unit:
    """Return the office that everything is of which says nothing else; made when there is none."""
    return Unit.objects.filter(parent=None).order_by("pk").first() or root()


def unit(name: str = "", *, below: Unit | None = None) -> Unit:
    """Make a unit, right below the office unless it lies below another."""
    return Unit.objects.create(name=name or f"Unit {next(_numbers)}", parent=below or home())


def user(username: str = "", **fields: str) -> User:
    """Make an account."""
    number = next(_numbers)
    fields.setdefault("name", f"Orang {number}")
    return User.objects.create_user(username or f"user{number}", password="pw", **fields)


def administrator() -> User:
    """Make an account that may do everything in the administration."""
    number = next(_numbers)
    return User.objects.create_superuser(f"admin{number}", password="pw", name=f"Admin {number}")


def role(
    kind: str,
    *,
    of: Unit | None = None,
    to: User | None = None,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
) -> Role:
    """Give somebody a role at a unit, at the office unless told otherwise."""
    return Role.objects.create(
        user=to or user(),
        kind=kind,
        unit=of or home(),
        starts_on=starts_on,
        ends_on=ends_on,
        letter="SK/1/2026",
    )


def may(*kinds: str, of: Unit | None = None) -> User:
    """Make somebody with these roles at a unit, at the office unless told otherwise."""
    someone = user()
    for kind in kinds:
        role(kind, of=of, to=someone)
    return someone


def editor(of: Unit | None = None) -> User:
    """Make somebody who may edit SOPs and nothing more."""
    return may("editor", of=of)


def colleague() -> User:
    """Make somebody of the office, who holds a position that stands in no SOP."""
    return holder(position())


def position(title: str = "", *, of: Unit | None = None) -> Position:
    """Make a position."""
    return Position.objects.create(title=title or f"Jabatan {next(_numbers)}", unit=of or unit())


def appointment(
    user: User,
    position: Position,
    *,
    capacity: str = "definitive",
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
) -> Appointment:
    """Appoint somebody."""
    letter = "" if capacity == "definitive" else "SP/1/2026"
    return Appointment.objects.create(
        user=user,
        position=position,
        capacity=capacity,
        letter=letter,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def doer(by: User | None = None, *, at: datetime | None = None) -> Doer:
    """Say who does a deed to people: an administrator now, unless told otherwise."""
    return Doer(by or administrator(), at or timezone.now(), "10.0.0.7")


def appointment_request(
    by: User | None = None, *, of: User | None = None, to: Position | None = None
) -> AppointmentRequest:
    """Let somebody who appoints ask for an appointment from before today."""
    asker = by or may("people")
    wanted = Appointment(
        user=of or user(),
        position=to or position(),
        letter="SP/1/2026",
        starts_on=LONG_AGO,
    )
    asked = appoint_person(wanted, by=doer(asker))
    assert isinstance(asked, AppointmentRequest)
    return asked


def holder(position: Position, username: str = "") -> User:
    """Make somebody who holds the position."""
    someone = user(username)
    appointment(someone, position)
    return someone


def calendar() -> Calendar:
    """Return the default calendar with normal hours, made when there is none."""
    there = Calendar.objects.filter(is_default=True).first()
    return there or open_calendar("Kalender", since=LONG_AGO)


def calendar_for(
    unit: Unit, *, zone: str, hours: Sequence[worktime.WorkStretch] = worktime.NORMAL_HOURS
) -> Calendar:
    """Make a calendar of a unit's own: normal hours in a zone, no allowance for waiting."""
    made = Calendar.objects.create(
        name=f"Kalender {next(_numbers)}", unit=unit, zone=zone, waiting_allowance=0
    )
    rule = HoursRule.objects.create(calendar=made, name="Jam kerja", starts_on=LONG_AGO)
    for each in hours:
        Stretch.objects.create(
            rule=rule, weekday=each.weekday, starts_at=each.starts, ends_at=each.ends
        )
    return made


def office() -> None:
    """Load the office's data as ./run does, with people and hours that have been there for long.

    So its documents may begin on MONDAY, in whichever year it is loaded.
    """
    call_command("load_office", verbosity=0)
    Appointment.objects.update(starts_on=LONG_AGO)
    HoursRule.objects.filter(is_season=False).update(starts_on=LONG_AGO)


def to(row: int) -> Target:
    """Make an exit that leads to a certain row."""
    return Target("step", row)


END = Target("end")


def letter_rows() -> tuple[Row, ...]:
    """Type, check (Tidak leads back), sign: the smallest procedure with everything in it."""
    return (
        Row("Mengetik surat", "Staf", time="10 menit", needs=("Komputer", "Printer")),
        Row("Memeriksa surat", "Analis", time="5 menit", no=to(1)),
        Row("Menandatangani surat", "Kepala"),
    )


def draft(
    rows: Sequence[Row] | None = None,
    *,
    code: str = "",
    positions: dict[str, Position] | None = None,
    of: Unit | None = None,
    title: str = "Membuat surat",
) -> Version:
    """Make a draft; a position is made for each column that has none."""
    rows = letter_rows() if rows is None else tuple(rows)
    names = dict.fromkeys(
        name for each in rows for name in (each.actor, *each.participants) if name is not None
    )
    held = positions if positions is not None else {}
    office = of or unit()
    for name in names:
        held.setdefault(name, position(f"{name} {next(_numbers)}", of=office))
    procedure = Procedure.objects.create(code=code or f"T-{next(_numbers)}", unit=office)
    definition = Definition(
        title=title,
        actors=tuple(names),
        rows=tuple(rows),
        identity={**APPROVED, "number": f"067/{code or 1}/2026"},
    )
    return procedure_actions.draft_version(
        procedure, definition, by=Operator(MONDAY), positions=held
    )


def version(
    rows: Sequence[Row] | None = None,
    *,
    code: str = "",
    positions: dict[str, Position] | None = None,
    of: Unit | None = None,
    demands: dict[int, dict[str, bool]] | None = None,
    asks: Sequence[StartField] = (),
) -> Version:
    """Make a version in force.

    `demands` set fields of steps by their number; `asks` are the fields of its start form.
    """
    calendar()
    made = draft(rows, code=code, positions=positions, of=of)
    for number, fields in (demands or {}).items():
        made.steps.filter(number=number).update(**fields)
    for field in asks:
        field.version = made
        field.save()
    return procedure_actions.put_version_in_force(made, by=Operator(MONDAY))


def at(code: str, rest: str = "", *, page: str = "procedure") -> str:
    """Return the address of a page of the newest SOP with a code, with what follows there."""
    procedure = Procedure.objects.select_related("office").filter(code=code).latest("pk")
    return procedure.address(page) + rest


def revised(version: Version) -> Version:
    """Copy a version and put the copy in force in its place."""
    editor = administrator()
    copy = procedure_actions.copy_version(version, by=Doer(editor, MONDAY))
    return procedure_actions.put_version_in_force(copy, by=Operator(MONDAY))


def book(of: Unit | None = None, *, by: User | None = None, paper: str = "a4") -> Book:
    """Order the book of a unit; an SOP is put in force where no unit is given."""
    office = of or version().procedure.unit
    return procedure_actions.order_book(office, by=Doer(by or colleague(), MONDAY), paper=paper)


def holder_of(version: Version, column: str) -> User:
    """Make somebody who holds the position of a column."""
    return holder(position_of(version, column))


def position_of(version: Version, column: str) -> Position:
    """Return the position of a column."""
    found = version.actors.get(name=column).position
    assert found is not None
    return found


def document(
    under: Version | None = None,
    *,
    by: User | None = None,
    at: datetime = MONDAY,
    subject: str = "Undangan rapat",
    sensitivity: str = "ordinary",
    uploads: Sequence[SimpleUploadedFile] = (),
) -> Document:
    """Make a document on its way."""
    under = under or version()
    starter = by or holder_of(under, under.actors.all()[0].name)
    return actions.start_document(
        under,
        by=Doer(starter, at),
        contents=Contents(subject, sensitivity=sensitivity, uploads=uploads),
    )


def task(under: Version | None = None, *, by: User | None = None, at: datetime = MONDAY) -> Task:
    """Make a document on its way and return its open task."""
    return document(under, by=by, at=at).tasks.get()


def pile(
    version: Version, many: int, *, by: User, subject: str = "lama", **task: Any
) -> list[Task]:
    """Let so many documents wait at the first step, all of the same moment; return their tasks."""
    first = document(version, by=by, subject=subject).tasks.get()
    others = Document.objects.bulk_create(
        Document(
            version=version,
            state="running",
            subject=subject,
            started_by=by,
            created_at=MONDAY,
            started_at=MONDAY,
        )
        for _ in range(many - 1)
    )
    tasks = Task.objects.bulk_create(
        Task(
            document=each,
            number=1,
            step=first.step,
            position=first.position,
            arrived_at=MONDAY,
        )
        for each in others
    )
    piled = Task.objects.filter(pk__in=[first.pk, *(each.pk for each in tasks)]).order_by("pk")
    piled.update(**task)
    return list(piled)


def taken(task: Task, *, by: User | None = None, at: datetime = MONDAY) -> Task:
    """Let a holder of its position take a task."""
    return actions.take_task(task, by=Doer(by or holder(task.position), at))


def finished(task: Task, *, at: datetime = MONDAY, answer: str = "done", note: str = "") -> Task:
    """Let whoever has taken a task, or a holder of its position, finish it."""
    begun = task if task.started_at else taken(task, at=at)
    assert begun.taken_by is not None
    return actions.finish_task(
        begun, by=Doer(begun.taken_by, at), outcome=Outcome(answer, note=note)
    )


def saved_filter(
    name: str = "Terlambat", *, by: User | None = None, query: str = "late=on"
) -> SavedFilter:
    """Keep a query of the list of documents."""
    return actions.save_filter(by=Doer(by or user(), MONDAY), name=name, query=query)


def told(at: datetime = MONDAY) -> list[Notice]:
    """Let everybody be told of what was done; return the new notices."""
    untold = Untold.objects.order_by("pk")
    return [notice for each in untold for notice in tell_deed(each, at=at)]


def passed_on(document: Document, *answers: str, at: datetime = MONDAY) -> Task:
    """Answer one step after the other and return the open task; a Tidak gets a reason."""
    for answer in answers:
        finished(document.tasks.open().get(), at=at, answer=answer, note=f"Alasan {answer}")
    return document.tasks.open().get()


def wib(text: str) -> datetime:
    """Make a moment from the office's wall clock: '2026-06-08 09:00'."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Jakarta"))


def day_off(on: date) -> SpecialDay:
    """Close the office on a day."""
    return SpecialDay.objects.create(
        calendar=calendar(), on=on, kind=SpecialDay.DayKind.PUBLIC, name="Libur"
    )


def supervisor(of: Unit | None = None) -> User:
    """Make somebody who supervises the documents of the office, and holds no position."""
    return may("supervisor", of=of)


def client(user: User) -> Client:
    """Make a browser in which the user has signed in and chosen English."""
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    browser.cookies["django_language"] = "en"
    return browser


def place(user: User, session_key: str = "elsewhere") -> UserSession:
    """Note a browser in which somebody has signed in."""
    kept: UserSession = UserSession.objects.create(
        user=user, ip="10.0.0.7", user_agent="Peramban", session_key=session_key
    )
    return kept


def upload(name: str = "konsep.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Make an upload."""
    return SimpleUploadedFile(name, content)


def package(**parts: bytes) -> bytes:
    """Make a zip; the names of parts are written with __ for / and _dot_ for a dot.

    `_types` stands for the part that names the types of all others.
    """
    raw = BytesIO()
    with ZipFile(raw, "w") as archive:
        for name, content in parts.items():
            path = TYPES if name == "_types" else name.replace("__", "/").replace("_dot_", ".")
            archive.writestr(path, content)
    return raw.getvalue()


def docx(**parts: bytes) -> bytes:
    """Make a DOCX, with these parts besides."""
    return package(**{"_types": b"<Types/>", "word__document_dot_xml": b"<w/>", **parts})


def xlsx(**parts: bytes) -> bytes:
    """Make an XLSX, with these parts besides."""
    return package(**{"_types": b"<Types/>", "xl__workbook_dot_xml": b"<x/>", **parts})


def odt(**parts: bytes) -> bytes:
    """Make an ODT, with these parts besides."""
    mimetype = b"application/vnd.oasis.opendocument.text"
    return package(mimetype=mimetype, content_dot_xml=b"<o/>", **parts)
