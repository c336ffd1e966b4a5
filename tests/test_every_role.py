"""Every address, with every role, at its unit, below, beside and in another office."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.actions import change_account
from people.doers import Operator
from people.models import AppointmentRequest, ForeignName, PeopleEntry, Role, Unit, User
from procedures.models import Procedure
from tests import make
from tests.test_every_address import ADMIN, CLOSED, OURS, admin_pages, ask, shown_in
from workflow.letters import letter_of
from workflow.models import Attachment, SpecialDay

pytestmark = pytest.mark.django_db

Rule = tuple[list[str], list[str]]
KINDS = [str(kind) for kind in Role.RoleKind]
SERVED = ["editor", "supervisor", "people", "calendars"]
NEAR = ["own", "lower"]
OFFICE = [*NEAR, "beside"]
PLACES = [*OFFICE, "elsewhere"]
MARK = "Zamrud"
# What reads the roles and positions of a person, and which SOPs those stand in.
DECIDING = re.compile(r'FROM "people_role".* UNION ALL |MAX\(CASE', re.DOTALL)

# Whose role shows a row in the administration, and where; the others never do.
SHOWN = {
    "people.user": (["people"], NEAR),
    "people.unit": (SERVED, OFFICE),
    "people.position": (SERVED, OFFICE),
    "people.role": (["people"], NEAR),
    "people.appointment": (["people"], NEAR),
    "people.appointmentrequest": (["people"], NEAR),
    "people.peopleentry": (["people"], NEAR),
    "procedures.procedure": (["editor"], NEAR),
    "procedures.version": (["editor"], NEAR),
    "workflow.hoursrule": (["calendars"], NEAR),
    "workflow.specialday": (["calendars"], NEAR),
    "workflow.calendar": (["calendars"], NEAR),
    "workflow.document": (["supervisor"], NEAR),
    "workflow.task": (["supervisor"], NEAR),
    "workflow.entry": (["supervisor"], NEAR),
    "workflow.attachment": (["supervisor"], NEAR),
    "workflow.notice": (["supervisor"], NEAR),
}
# Whose role changes it there.
CHANGED = {
    **{name: (["people"], NEAR) for name in ("people.user", "people.position", "people.role")},
    "people.unit": (["people"], NEAR),
    "people.appointment": (["people"], NEAR),
    "procedures.procedure": (["editor"], NEAR),
    "workflow.hoursrule": (["calendars"], NEAR),
    "workflow.specialday": (["calendars"], NEAR),
    "workflow.calendar": (["calendars"], NEAR),
}
# What takes seconds to draw is asked for with one role.
DRAWN, DRAWER = {"print_document", "print_slip", "print_procedure"}, "supervisor"
OF_DOCUMENTS = (["supervisor"], NEAR)
OF_PROCEDURES = (KINDS, OFFICE)
NOBODYS: Rule = ([], [])
OF_KEEPERS = {"staff", "import_people", "confirm_import", "foreign_names"}
ITS_OWN = {
    "withdraw_deputy",
    "edit_draft",
    "send_draft",
    "discard_draft",
    "open_notice",
    "start_document",
}


@dataclass(frozen=True)
class Place:
    """A unit with something of everything: the keys of it, and the code of its SOP."""

    unit: Unit
    code: str
    keys: dict[str, str]

    def path(self, path: str) -> str:
        for name, key in self.keys.items():
            path = path.replace(f"{{{name}}}", key)
        office = Procedure.objects.get(code=self.code).office.slug
        return path.replace("A-1", self.code).replace("/kantor/", f"/{office}/")


def furnished(unit: Unit, code: str, *, mark: str = "") -> Place:
    """Put an SOP, a document, people and a calendar into a unit; their names begin with a mark."""
    name = f"{mark or 'Biasa'} {code}"
    titles = {
        part: make.position(f"{name} {part}", of=unit) for part in ("Staf", "Analis", "Kepala")
    }
    calendar = make.calendar_for(unit, zone="Asia/Makassar")
    calendar.name = name
    calendar.save()
    version = make.version(code=code, of=unit, positions=titles)
    make.draft(code=f"{code}.D", of=unit, positions=titles)
    starter = make.holder(titles["Analis"])
    staff = make.holder(titles["Staf"])
    for someone in (starter, staff):
        someone.name = f"{name} {someone.pk}"
        change_account(someone, by=Operator(make.MONDAY))
    document = make.document(version, by=starter, subject=name, uploads=[make.upload()])
    make.told()
    asked = AppointmentRequest.objects.create(
        user=starter,
        position=titles["Kepala"],
        capacity="plt",
        letter=name,
        starts_on=make.LONG_AGO,
        asked_by=make.administrator(),
        asked_at=make.MONDAY,
    )
    day = SpecialDay.objects.create(calendar=calendar, on=make.LONG_AGO, kind="public", name=name)
    rows: dict[str, Any] = {
        "people.user": starter,
        "people.unit": unit,
        "people.position": titles["Analis"],
        "people.role": make.role("archivist", of=unit, to=starter),
        "people.appointment": starter.appointments.get(),
        "people.appointmentrequest": asked,
        "people.peopleentry": PeopleEntry.objects.get(person=starter),
        "procedures.procedure": version.procedure,
        "procedures.version": version,
        "workflow.hoursrule": calendar.rules.get(),
        "workflow.specialday": day,
        "workflow.calendar": calendar,
        "workflow.document": document,
        "workflow.task": document.tasks.get(),
        "workflow.entry": document.entries.get(number=1),
        "workflow.attachment": document.attachments.get(),
        "workflow.notice": staff.notices.get(),
        "axes.accessattempt": AccessAttempt.objects.create(failures_since_start=1),
        "axes.accesslog": AccessLog.objects.create(),
        "axes.accessfailurelog": AccessFailureLog.objects.create(),
        "document": document,
        "task": document.tasks.get(),
        "file": document.attachments.get(),
        "book": make.book(unit, by=starter),
        "filter": make.saved_filter(name, by=starter),
        "person": staff,
        "name": ForeignName.objects.create(key=f"path:0:{name.lower()}", unit=unit),
    }
    return Place(unit, code, {label: str(row.pk) for label, row in rows.items()})


def places() -> dict[str, Place]:
    own = make.unit()
    units = {"own": own, "lower": make.unit(below=own), "beside": make.unit()}
    units["elsewhere"] = make.root(f"{MARK} Badan")
    return {
        name: furnished(unit, f"S-{name.upper()}", mark=MARK if name == "elsewhere" else "")
        for name, unit in units.items()
    }


def is_there(client: Client, method: str, path: str, data: dict[str, str]) -> bool:
    """Whether an address leads to something: not to nowhere, nor away."""
    answer = ask(client, method, path, data)
    away = answer.headers.get("Location", "")
    return answer.status_code not in {403, 404, 405} and not re.fullmatch(
        r"/admin/(login/.*)?", away
    )


def whose(name: str, path: str) -> Rule | None:
    """Return with which roles and where one of our addresses leads to something; None: anywhere."""
    words = set(path.split("/"))
    if name in ITS_OWN or "{filter}" in words:
        return OF_PROCEDURES if name == "start_document" else NOBODYS
    if {"{document}", "{task}"} & words:
        return OF_DOCUMENTS
    if name in OF_KEEPERS:
        return ["people"], PLACES
    if {"{person}", "{name}", "{people.appointment}"} & words:
        return ["people"], NEAR
    if name == "in_hand":
        return ["people", "supervisor"], NEAR
    return OF_PROCEDURES if {"{book}", "A-1"} & words else None


def expected(kind: str, place: str, rule: Rule) -> bool:
    kinds, where = rule
    return kind in kinds and place in where


@pytest.fixture
def world() -> dict[str, Place]:
    return places()


def client_of(kind: str, world: dict[str, Place]) -> Client:
    """Sign in somebody with a role at the unit that is their own."""
    return make.client(make.may(kind, of=world["own"].unit))


@pytest.mark.looks  # which rows a role reaches is tested with the models, on each database
@pytest.mark.parametrize("kind", KINDS)
def test_our_addresses_lead_with_a_role_to_what_it_is_good_for(
    kind: str, world: dict[str, Place]
) -> None:
    client, wrong, tried = client_of(kind, world), [], 0
    rules = {name: whose(name, each.path) for name, each in OURS.items()}
    del rules["compare_versions"]  # which has nothing to compare with
    names = [name for name in rules if rules[name] and (kind == DRAWER or name not in DRAWN)]
    for name, place in product(names, world):
        tried += 1
        address, rule = OURS[name], rules[name] or NOBODYS
        path = world[place].path(address.path)
        found = any(is_there(client, each, path, address.data) for each in ("GET", "POST"))
        if found != expected(kind, place, rule):
            wrong.append((name, place, found))
    assert tried > 120
    assert wrong == []


@pytest.mark.looks
@pytest.mark.parametrize("kind", KINDS)
def test_administration_shows_and_changes_with_a_role_what_it_is_good_for(
    kind: str, world: dict[str, Place]
) -> None:
    client, wrong = client_of(kind, world), []
    for label, place in product(CLOSED, world):
        path = world[place].path(f"/admin/{label.replace('.', '/')}/{{{label}}}/change/")
        found = (
            is_there(client, "GET", path, {}),
            is_there(client, "POST", path, {"_save": "1"}),
        )
        rules = (SHOWN.get(label, NOBODYS), CHANGED.get(label, NOBODYS))
        if found != tuple(expected(kind, place, rule) for rule in rules):
            wrong.append((label, place, found))
    assert wrong == []


def test_sops_are_edited_with_the_role_at_its_unit_and_below(world: dict[str, Place]) -> None:
    for kind in KINDS:
        client = client_of(kind, world)
        for place, there in world.items():
            may = kind == "editor" and place in NEAR
            refused = 404 if place == "elsewhere" else 409
            copied = ask(client, "POST", make.at(there.code, "1/copy/"), {})
            drafted = client.get(make.at(f"{there.code}.D"))
            assert (copied.status_code, drafted.status_code) == (
                (302, 200) if may else (refused, 404)
            ), (kind, place)


def pages(client: Client, there: Place) -> dict[str, str]:
    """Return what all pages say that there are for somebody, and what they find."""
    rows = {**OURS, **ADMIN, **admin_pages()}
    paths = [address.path for name, address in rows.items() if name not in {*DRAWN, "task_time"}]
    words = (MARK, "biasa")
    paths += [f"/documents/?words={word}" for word in words]
    paths += [f"/procedures/?words={word}" for word in words]
    paths += [f"/documents/start/?words={word}" for word in words]
    paths += [f"/admin/{label.replace('.', '/')}/?q={MARK}" for label in CLOSED]
    paths += [
        f"/admin/autocomplete/?term=&app_label={app}&model_name={model}&field_name={field}"
        for app, model, field in (
            ("people", "position", "unit"),
            ("people", "position", "superior"),
            ("people", "appointment", "user"),
            ("people", "appointment", "position"),
            ("people", "role", "user"),
            ("procedures", "actor", "position"),
            ("procedures", "version", "procedure"),
            ("workflow", "calendar", "unit"),
        )
    ]
    return {path: told(ask(client, "GET", there.path(path), {})) for path in dict.fromkeys(paths)}


def told(answer: Any) -> str:
    """Return an answer without what differs each time: marks of forms, moments, working time."""
    text = f"{answer.status_code} {answer.headers.get('Location', '')} {shown_in(answer)}"
    if "sheet" in answer.headers.get("Content-Type", ""):  # with the moment in which it was written
        return str(MARK in text)
    text = re.sub(r'(nonce|value)="[^"]{16,}"|[0-9a-f]{32,}', "", text)
    return re.sub(r"\d\d[:.]\d\d([:.]\d\d)?|\d+\s(hours?|minutes?)", "", text)


@pytest.mark.looks  # what is shown hangs on no database; what is found is tested with the models
@pytest.mark.parametrize("kind", [*KINDS, "holder"])
def test_nothing_of_another_office_is_seen_counted_found_or_offered(kind: str) -> None:
    here = furnished(make.unit(), "S-OWN")
    client = make.client(person_of(kind, here))
    letter_of(Attachment.objects.get(pk=here.keys["file"]))  # is kept, and stands in the page
    before = pages(client, here)
    furnished(make.root(f"{MARK} Badan"), "S-ELSEWHERE", mark=MARK)
    make.told()
    after = pages(client, here)
    differ = {path: new_in(text, before[path]) for path, text in after.items()}
    assert {path: lines for path, lines in differ.items() if lines} == {}


def new_in(text: str, before: str) -> list[str]:
    """Return the lines of a page that were not there before."""
    known = set(before.splitlines())
    return [line for line in text.splitlines() if line not in known]


def test_superuser_sees_what_is_hidden_from_those_of_another_office() -> None:
    furnished(make.root(f"{MARK} Badan"), "S-ELSEWHERE", mark=MARK)
    client = make.client(make.administrator())
    shown = ["/documents/", "/procedures/", "/procedures/books/", "/supervision/"]
    shown += [f"/admin/{label.replace('.', '/')}/" for label in SHOWN]
    texts = {path: shown_in(client.get(path)) for path in shown}
    names = re.compile(f"{MARK}|S-ELSEWHERE")
    assert [path for path, text in texts.items() if not names.search(text)] == []


def test_deciding_what_somebody_may_see_takes_two_statements_at_most() -> None:
    here = furnished(make.unit(), "S-OWN")
    someone = person_of("holder", here)
    for kind in KINDS:
        make.role(kind, to=someone)
    client, found = make.client(someone), {}
    paths = ["/", "/documents/", "/documents/list.xlsx", "/supervision/", "/procedures/"]
    paths += ["/documents/start/", "/procedures/books/", "/notices/", "/procedures/kantor/A-1/"]
    paths += ["/documents/{document}/", "/tasks/{task}/", "/admin/", "/admin/workflow/task/"]
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(here.path(path))
        assert answer.status_code == 200, path
        shown_in(answer)
        statements = [each["sql"] for each in asked.captured_queries]
        found[path] = sum(bool(DECIDING.search(each)) for each in statements)
    assert set(found.values()) <= {1, 2}, found


def person_of(kind: str, there: Place) -> User:
    if kind == "holder":
        return User.objects.get(pk=int(there.keys["people.user"]))
    return make.may(kind, of=there.unit)
