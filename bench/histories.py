"""Years of an office's documents, written by plain SQL: for benchmarks only.

Each document has gone along the straight way of its SOP, one in four with a round back. Documents
come at one pace, so that a thousand are two days and a million are five years, unless another is
asked for; the newest UNDER_WAY, at most four of five, are still under way: 20 for each position
where there are a thousand, 625 where there are more. So every desk is full, and what a page costs
more is the price of history. The hashes of the journal only look like some. PostgreSQL alone.
"""

from __future__ import annotations

from datetime import date
from typing import Any

OFFICES = 10
HOLDERS = 2
UNDER_WAY = 25_000
PACE = 5 * 365 * 24 * 60 / 1_000_000  # minutes from one document to the next
COLUMNS = ("Staf", "Analis Kebijakan", "Kabid KB & KS", "Kepala SKPD")
# The step, its answer, and whether it belongs to the round back that every fourth document makes.
PATH = (
    (1, "done", False),
    (2, "done", False),
    (3, "done", False),
    (4, "no", True),
    (3, "done", True),
    (4, "yes", False),
    (5, "yes", False),
    (6, "done", False),
    (7, "done", False),
    (8, "done", False),
)


def open_offices(at: Any) -> None:
    """Make offices with people of their own, each with the letter's SOP in force."""
    from people.doers import Operator
    from people.models import Appointment, Position, Unit, User
    from procedures import actions
    from procedures.exchange import definition_from_json, version_to_json
    from procedures.models import Procedure, Version

    by = Operator(at)
    model = Version.objects.with_table().get(procedure__code="KS-08")
    definition = definition_from_json(version_to_json(model))
    for number in range(OFFICES):
        unit = Unit.objects.create(name=f"Kantor {number}")
        positions = {
            name: Position.objects.create(title=f"{name} {number}", unit=unit) for name in COLUMNS
        }
        for column, position in positions.items():
            for holder in range(HOLDERS):
                someone = User.objects.create(
                    username=f"o{number}{column[:3].lower()}{holder}", name=f"{column} {holder}"
                )
                Appointment.objects.create(
                    user=someone,
                    position=position,
                    capacity="definitive",
                    starts_on=date(2020, 1, 1),
                )
        procedure = Procedure.objects.create(code=f"B-{number}", unit=unit)
        draft = actions.draft_version(procedure, definition, by=by, positions=positions)
        actions.put_version_in_force(draft, by=by)
    archive = Position.objects.create(title="Arsiparis", unit=unit)
    idle = User.objects.create(username="idle", name="Nothing waits")
    Appointment.objects.create(
        user=idle, position=archive, capacity="definitive", starts_on=date(2020, 1, 1)
    )


PLACES = """
    CREATE TEMP TABLE place AS
    SELECT version.id AS version_id, path.n, path.answer, path.is_round, step.id AS step_id,
        actor.position_id,
        (SELECT array_agg(user_id ORDER BY user_id) FROM people_appointment
            WHERE position_id = actor.position_id) AS holders,
        (SELECT title FROM people_position WHERE id = actor.position_id) AS title,
        step.standard_minutes, count(*) FILTER (WHERE path.n = 1) OVER () AS versions
    FROM procedures_version version
    JOIN procedures_procedure procedure ON procedure.id = version.procedure_id
        AND procedure.code LIKE 'B-%%'
    JOIN (SELECT * FROM unnest(%s::int[], %s::int[], %s::text[], %s::bool[])
        AS t(n, step, answer, is_round)) path ON TRUE
    JOIN procedures_step step ON step.version_id = version.id AND step.number = path.step
    JOIN procedures_actor actor ON actor.id = step.actor_id
    WHERE version.state = 'in_force'
"""

DOCUMENTS = """
    INSERT INTO workflow_document (state, subject, sensitivity, agenda_number, description, details,
        created_at, started_as, started_at, finished_at, cancelled_because, started_by_id,
        version_id, entry_count, last_entry_at, last_hash, words, subject_key,
        started_by_name, cancelled_by_name)
    SELECT CASE WHEN g > %(ended)s::int THEN 'running' ELSE 'finished' END, subject,
        (ARRAY['ordinary','ordinary','ordinary','urgent','important','secret'])[
            1 + g / (5 * office.many) %% 6],
        '', '', '{}', began, office.title, began,
        CASE WHEN g > %(ended)s::int THEN NULL ELSE began + interval '2 days' END,
        '', office.holders[1 + g / office.many %% cardinality(office.holders)],
        office.version_id, 1, began, sha256(g::text::bytea),
        ' ' || lower(subject) || ' b ' || office.rank || ' membuat surat ',
        encode(convert_to(key, 'UTF8'), 'hex'), 'Staf', ''
    FROM generate_series(1, %(many)s::int) g
    JOIN (SELECT version_id, holders, title, versions AS many,
            dense_rank() OVER (ORDER BY version_id) - 1 AS rank
        FROM place WHERE n = 1) office ON office.rank = g %% office.many
    CROSS JOIN LATERAL (
        SELECT now() - interval '2 days'
                - interval '1 minute' * (%(many)s::int - g) * %(pace)s::float,
            (ARRAY['Undangan rapat','Laporan bulanan','Permintaan data','Surat tugas',
                'Nota dinas'])[1 + g / office.many %% 5] || ' nomor ' || g
    ) t(began, subject)
    CROSS JOIN LATERAL (
        SELECT replace(lower(subject), g::text, lpad(length(g::text)::text, 3, '0') || g)
    ) k(key)
"""

TASKS = """
    INSERT INTO workflow_task (number, arrived_at, started_at, finished_at, finished_as, answer,
        note, is_deviation, is_recorded_later, standard_minutes, is_whole_counted, due_at,
        waiting_minutes, working_minutes, paused_minutes, document_id, finished_by_id, position_id,
        step_id, taken_by_id, came_back, finished_by_name,
        position_title)
    SELECT number, came,
        CASE WHEN is_open AND (id + id / versions) % 3 > 0 THEN NULL
            ELSE came + interval '10 minutes' END,
        CASE WHEN is_open THEN NULL ELSE came + interval '30 minutes' END,
        CASE WHEN is_open THEN '' ELSE title END, CASE WHEN is_open THEN '' ELSE answer END,
        CASE WHEN answer = 'no' AND NOT is_open THEN 'Nomor surat belum benar' ELSE '' END,
        FALSE, FALSE, standard_minutes, FALSE, came + interval '1 day',
        CASE WHEN is_open THEN NULL ELSE 10 END, CASE WHEN is_open THEN NULL ELSE 20 END,
        CASE WHEN is_open THEN NULL ELSE 0 END, id,
        CASE WHEN is_open THEN NULL ELSE holder END, position_id, step_id,
        CASE WHEN is_open AND (id + id / versions) % 3 > 0 THEN NULL ELSE holder END, came_back,
        CASE WHEN is_open THEN '' ELSE 'Staf' END, title
    FROM (
        SELECT document.id, place.*,
            place.holders[1 + document.id / place.versions % cardinality(holders)] AS holder,
            row_number() OVER of_document AS number,
            coalesce(lag(place.answer) OVER of_document = 'no', FALSE) AS came_back,
            document.created_at + interval '3 hours' * (row_number() OVER of_document) AS came,
            document.state = 'running'
                AND row_number() OVER of_document = 1 + document.id % 7 AS is_open,
            row_number() OVER of_document > 1 + document.id % 7 AS is_ahead, document.state
        FROM workflow_document document
        JOIN place ON place.version_id = document.version_id
            AND (NOT place.is_round OR document.id / place.versions % 4 = 0)
        WINDOW of_document AS (PARTITION BY document.id ORDER BY place.n)
    ) visit
    WHERE state = 'finished' OR NOT is_ahead
"""

ENTRIES = """
    INSERT INTO workflow_entry (number, deed, capacity, at, address, note, data, previous_hash,
        hash, by_id, by_name, known_name, document_id, task_id)
    SELECT 2 * task.number + part, CASE WHEN part = 0 THEN 'take' ELSE task.answer END,
        task.finished_as, task.started_at, NULL, '', '{}', sha256(task.id::text::bytea),
        sha256((task.id::text || part)::bytea), task.taken_by_id, 'Staf', '', task.document_id,
        task.id
    FROM workflow_task task CROSS JOIN generate_series(0, 1) part
    WHERE task.finished_at IS NOT NULL
"""


def write_documents(many: int, *, under_way: int = UNDER_WAY, pace: float = PACE) -> None:
    """Write so many documents in place of those that were there.

    `pace` are the minutes from one to the next, `under_way` those of them that have not ended.
    """
    from django.db import connection

    columns = [list(range(1, len(PATH) + 1)), *map(list, zip(*PATH, strict=True))]
    ended = max(many - under_way, many // 5)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # pages are not to wait; this takes minutes
        cursor.execute("SET session_replication_role = replica")  # rows that fit are not checked
        cursor.execute("TRUNCATE workflow_document RESTART IDENTITY CASCADE")
        cursor.execute("DROP TABLE IF EXISTS place")
        cursor.execute(PLACES, columns)
        cursor.execute("ANALYZE place")
        cursor.execute(DOCUMENTS, {"many": many, "ended": ended, "pace": pace})
        cursor.execute("ANALYZE workflow_document")
        cursor.execute(TASKS)
        cursor.execute(ENTRIES)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
