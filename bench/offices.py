"""Offices of any number with units, people, SOPs and roles, all alike: for benchmarks only.

Each unit has a head, an analyst and as many clerks as there are people left; its SOPs are copies of
the letter's, in force, whose last column is the head of the office. Every twentieth SOP ends at the
head of the next office. In each office one clerk supervises, one keeps its people and one edits its
SOPs, besides their own work; the journal tells of each appointment. PostgreSQL alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.staff import nip_of

SINCE = date(2020, 1, 1)
HEAD, CHIEF, ANALYST, CLERK = "Kepala SKPD", "Kabid KB & KS", "Analis Kebijakan", "Staf"
CROSSING = 20
ROLES = ("supervisor", "people", "editor")
"""The roles of the first clerks of each office."""


@dataclass(frozen=True)
class Size:
    """How much there is of everything, in all offices together."""

    offices: int
    units: int
    people: int
    procedures: int
    documents: int


@dataclass(frozen=True)
class Place:
    """One unit with its positions by their columns; of all in an office the head is the same."""

    office: int
    unit: Any
    positions: dict[str, Any]


def open_offices(size: Size) -> None:
    """Write the units, positions, people, roles and SOPs of so many offices."""
    model = _model()
    _empty()
    places = _places(size)
    _seat(places, size.people)
    _give_roles(size.offices)
    _write_procedures(places, size.procedures, model)


def _model() -> Any:
    """Return the version that all SOPs are copies of, with its table."""
    from procedures.models import Version

    return Version.objects.with_table().get(procedure__code="KS-08")


def _empty() -> None:
    """Take away the office that was loaded, all but its calendar."""
    from django.apps import apps
    from django.db import connection

    kept = {"calendar", "hoursrule", "stretch", "specialday", "calendarstamp", "peoplehead"}
    models = [
        model
        for app in ("workflow", "procedures", "people")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.model_name not in kept
    ]
    with connection.cursor() as cursor:
        _without_guards(cursor, True)
        for model in models:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - our own names
        cursor.execute("UPDATE workflow_calendar SET unit_id = NULL WHERE is_default")
        cursor.execute("DELETE FROM account_emailaddress")
        _without_guards(cursor, False)


def _without_guards(cursor: Any, is_without: bool) -> None:
    """Let the database take what comes, or watch over it again."""
    cursor.execute("SET session_replication_role = " + ("replica" if is_without else "origin"))


def _places(size: Size) -> list[Place]:
    """Write the units, those of an office below it, and their positions."""
    from people.models import Position, Unit

    roots = Unit.objects.bulk_create(Unit(name=f"Dinas {n}") for n in range(size.offices))
    each = size.units // size.offices - 1
    parts = Unit.objects.bulk_create(
        Unit(name=f"Bidang {n}", parent=root) for root in roots for n in range(each)
    )
    heads = Position.objects.bulk_create(Position(title=HEAD, unit=root) for root in roots)
    of_office = {
        root.pk: (n, head) for n, (root, head) in enumerate(zip(roots, heads, strict=True))
    }
    places = []
    for unit in sorted([*roots, *parts], key=lambda unit: (unit.parent_id or unit.pk, unit.pk)):
        number, head = of_office[unit.parent_id or unit.pk]
        places.append(Place(number, unit, {HEAD: head} | _positions(unit)))
    for column, above in ((CHIEF, HEAD), (ANALYST, CHIEF), (CLERK, CHIEF)):
        for place in places:
            place.positions[column].superior = place.positions[above]
        Position.objects.bulk_create(place.positions[column] for place in places)
    return places


def _positions(unit: Any) -> dict[str, Any]:
    from people.models import Position

    return {name: Position(title=name, unit=unit, seats=50) for name in (CHIEF, ANALYST, CLERK)}


def _seats(places: list[Place], people: int) -> Iterator[Any]:
    """Yield a position for each of so many people: those at the head, then turn about."""
    heads = {place.office: place.positions[HEAD] for place in places}
    yield from heads.values()
    columns = [CHIEF, CLERK, ANALYST, CLERK, CLERK]
    left, turn = people - len(heads), 0
    while left > 0:
        column = columns[turn] if turn < len(columns) else (CLERK, CLERK, ANALYST)[turn % 3]
        for place in places[:left]:
            yield place.positions[column]
        left, turn = left - len(places), turn + 1


def _seat(places: list[Place], people: int) -> None:
    """Write the people with their appointments, each with an entry in the journal of people."""
    from django.db import connection

    from people.models import Appointment, User

    seats = list(_seats(places, people))
    office_of = {place.unit.pk: place.office for place in places}
    users = User.objects.bulk_create(
        User(
            username=f"p{office_of[position.unit_id]}-{number}",
            name=f"Pegawai {'abcdefghij'[number % 10]}{number}",
            nip=nip_of(number),
        )
        for number, position in enumerate(seats)
    )
    Appointment.objects.bulk_create(
        Appointment(user=user, position=position, starts_on=SINCE)
        for user, position in zip(users, seats, strict=True)
    )
    with connection.cursor() as cursor:
        _without_guards(cursor, True)
        cursor.execute(ENTRIES_OF_PEOPLE)
        _without_guards(cursor, False)


ENTRIES_OF_PEOPLE = """
    INSERT INTO people_peopleentry (number, deed, at, person_id, thing, before, after,
        previous_hash, hash)
    SELECT number, 'appoint_person', now(), user_id, 'Pegawai', '{}', '{}',
        CASE WHEN number = 1 THEN '' ELSE md5((number - 1)::text) END, md5(number::text)
    FROM (SELECT user_id, row_number() OVER (ORDER BY id) AS number FROM people_appointment) told
"""


def _give_roles(offices: int) -> None:
    """Give the roles of each office to its first clerks."""
    from people.models import Appointment, Role, User

    User.objects.create(username="root", name="Administrator", is_superuser=True)
    for office in range(offices):
        held = Appointment.objects.filter(
            user__username__startswith=f"p{office}-", position__title=CLERK
        )
        for kind, each in zip(
            ROLES, held.select_related("position__unit").order_by("pk")[:3], strict=True
        ):
            root = each.position.unit.parent or each.position.unit
            Role.objects.create(
                user_id=each.user_id, kind=kind, unit=root, starts_on=SINCE, letter="1/2020"
            )


def _write_procedures(places: list[Place], many: int, model: Any) -> None:
    """Write so many SOPs, of all units in turn, each a copy of the model in force."""
    from django.db import connection, transaction

    from procedures.models import Procedure, Version

    turns = [places[number % len(places)] for number in range(many)]
    procedures = Procedure.objects.bulk_create(
        Procedure(
            code=f"B-{number}", unit=place.unit, office_id=place.unit.parent_id or place.unit.pk
        )
        for number, place in enumerate(turns)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        versions = Version.objects.bulk_create(
            _copied(
                model, procedure=procedure, title=f"{model.title} {procedure.code}", end_actor=None
            )
            for procedure in procedures
        )
        _write_tables(list(zip(versions, turns, strict=True)), places, model)


def _copied(row: Any, **new: Any) -> Any:
    """Return a row that is not stored yet, like another but for some fields."""
    made = copy(row)
    made._state = copy(row._state)
    made._state.fields_cache = {}
    made._prefetched_objects_cache = {}
    made._state.adding, made.pk = True, None
    for name, value in new.items():
        setattr(made, name, value)
    return made


def _write_tables(rows: list[tuple[Any, Place]], places: list[Place], model: Any) -> None:
    """Write the columns, steps and requirements of versions, each of an SOP at its place."""
    from procedures.models import Actor, Requirement, Step

    actors = {
        (version.pk, actor.pk): _copied(actor, version=version, position=at[actor.name])
        for version, at in _columns(rows, places)
        for actor in model.actors.all()
    }
    Actor.objects.bulk_create(actors.values())
    of_model = [(version, step) for version, _place in rows for step in model.steps.all()]
    steps = {
        (version.pk, step.pk): _copied(
            step,
            version=version,
            actor=actors[version.pk, step.actor_id],
            way_step=None,
            no_way_step=None,
        )
        for version, step in of_model
    }
    Step.objects.bulk_create(steps.values())
    _lead(of_model, steps)
    Requirement.objects.bulk_create(
        _copied(each, step=steps[version.pk, step.pk])
        for version, step in of_model
        for each in step.requirements.all()
    )
    through = Step.participants.through
    through.objects.bulk_create(
        through(step=steps[version.pk, step.pk], actor=actors[version.pk, each.pk])
        for version, step in of_model
        for each in step.participants.all()
    )


def _columns(rows: list[tuple[Any, Place]], places: list[Place]) -> Iterator[tuple[Any, Any]]:
    """Yield each version with the positions of its columns; some end in another office."""
    heads = {place.office: place.positions[HEAD] for place in places}
    for number, (version, place) in enumerate(rows):
        office = place.office + (number % CROSSING == CROSSING - 1)
        yield version, place.positions | {HEAD: heads[office % len(heads)]}


def _lead(of_model: list[tuple[Any, Any]], steps: dict[tuple[int, int], Any]) -> None:
    """Let the exits of steps that lead to a certain one lead to that of their own version."""
    from procedures.models import Step

    led = [(version, step) for version, step in of_model if step.way_step_id or step.no_way_step_id]
    for version, step in led:
        mine = steps[version.pk, step.pk]
        mine.way_step = steps.get((version.pk, step.way_step_id))
        mine.no_way_step = steps.get((version.pk, step.no_way_step_id))
    changed = [steps[version.pk, step.pk] for version, step in led]
    Step.objects.bulk_update(changed, ["way_step", "no_way_step"], batch_size=1000)
