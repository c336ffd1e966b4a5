"""What the database keeps of the record as it was written, and what it renews.

Kept are documents, tasks and their journal; renewed is the stamp of the calendars.
"""

from __future__ import annotations

from django.apps.registry import Apps

from people.guards import Guard, Renewal, Trigger, columns_of, differ

ONE_WAY = "a document that was sent off goes on or ends, and keeps how it began and ended"
DOCUMENT_STAYS = "a document that was sent off is never removed"
GROWS = "a journal is only added to"
ARRIVAL = "a task keeps where and when its document arrived"
ENDED = "a task that has ended stays as it is"
STAYS = "what is on record is never removed"
KEPT = "what is on record stays as it is"
FILE = "a file of a document that was sent off stays as it is"

# Of a document under way: how it began. What it says is corrected on the way, each time on record.
BEGINNING = (
    "version_id",
    "sensitivity",
    "created_at",
    "started_by_id",
    "started_by_name",
    "started_as",
    "started_at",
)
# Of a document that has ended: all but its journal, which comments go on, and what finds it.
STILL_CHANGES = {"entry_count", "last_hash", "last_entry_at", "words"}
ARRIVES = ("document_id", "number", "step_id", "arrived_at")
ONCE_WRITTEN = ("RequirementCheck", "Participation", "Entry")


# What decides how working time is counted, and which column of it where others do not matter.
COUNTED_BY = (
    ("workflow", "Calendar", ""),
    ("workflow", "HoursRule", ""),
    ("workflow", "Stretch", ""),
    ("workflow", "SpecialDay", ""),
    ("people", "Unit", "parent_id"),
    ("people", "Position", "unit_id"),
    ("procedures", "Procedure", "unit_id"),
)
# Stamps are random, so that none comes a second time, after a rollback or an old copy either.
STAMP = (
    "INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, {random}) "
    "ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp"
)


def triggers(apps: Apps) -> list[Trigger]:
    """Return what the database is to refuse and to renew, by the columns that the models have."""
    return [*_renewals(apps), *_guards(apps)]


def _renewals(apps: Apps) -> list[Renewal]:
    """Return what gives the calendars another stamp after every change of them, by any door."""
    renewals = []
    for app, name, column in COUNTED_BY:
        table = apps.get_model(app, name)._meta.db_table
        for event in ("insert", "update", "delete"):
            of = column if event == "update" else ""
            renewals.append(Renewal(f"{table}_{event}_stamps_calendars", table, event, STAMP, of))
    return renewals


def _guards(apps: Apps) -> list[Guard]:
    return [
        *_guards_of_documents(apps),
        *_guards_of_tasks(apps),
        *_guards_of_files(apps),
        *(each for name in ONCE_WRITTEN for each in _guards_of_written(apps, name)),
    ]


def _guards_of_documents(apps: Apps) -> list[Guard]:
    model = apps.get_model("workflow", "Document")
    table, content = model._meta.db_table, sorted(columns_of(model) - STILL_CHANGES)
    return [
        Guard(
            "document_goes_one_way",
            table,
            "update",
            "OLD.state <> 'draft' AND "
            f"(NEW.state = 'draft' OR OLD.id <> NEW.id OR {differ(BEGINNING)} "
            f"OR OLD.state <> 'running' AND ({differ(content)}))",
            ONE_WAY,
        ),
        Guard(
            "document_journal_grows",
            table,
            "update",
            "NEW.entry_count < OLD.entry_count OR NEW.entry_count = OLD.entry_count "
            f"AND ({differ(('last_hash', 'last_entry_at'))})",
            GROWS,
        ),
        Guard("document_stays", table, "delete", "OLD.state <> 'draft'", DOCUMENT_STAYS),
    ]


def _guards_of_tasks(apps: Apps) -> list[Guard]:
    task, pause = apps.get_model("workflow", "Task"), apps.get_model("workflow", "Pause")
    tasks, pauses = task._meta.db_table, pause._meta.db_table
    begun = sorted(columns_of(pause) - {"resumed_at"})
    return [
        Guard("task_keeps_its_arrival", tasks, "update", differ(("id", *ARRIVES)), ARRIVAL),
        Guard(
            "task_that_ended_is_kept",
            tasks,
            "update",
            f"OLD.finished_at IS NOT NULL AND ({differ(sorted(columns_of(task)))})",
            ENDED,
        ),
        Guard("task_stays", tasks, "delete", "OLD.id IS NOT NULL", STAYS),
        Guard(
            "pause_ends_once",
            pauses,
            "update",
            f"{differ(begun)} OR OLD.resumed_at IS NOT NULL AND ({differ(['resumed_at'])})",
            KEPT,
        ),
        Guard("pause_stays", pauses, "delete", "OLD.id IS NOT NULL", STAYS),
    ]


def _guards_of_files(apps: Apps) -> list[Guard]:
    """Return what keeps the files of documents that were sent off; a draft's come and go."""
    table = apps.get_model("workflow", "Attachment")._meta.db_table
    documents = apps.get_model("workflow", "Document")._meta.db_table
    of_record = f"'draft' <> (SELECT state FROM {documents} WHERE id = OLD.document_id)"
    return [
        Guard(f"attachment_is_not_{done}", table, event, of_record, FILE)
        for event, done in (("update", "changed"), ("delete", "removed"))
    ]


def _guards_of_written(apps: Apps, name: str) -> list[Guard]:
    table = apps.get_model("workflow", name)._meta.db_table
    return [
        Guard(f"{name.lower()}_is_never_changed", table, "update", "OLD.id IS NOT NULL", KEPT),
        Guard(f"{name.lower()}_is_never_removed", table, "delete", "OLD.id IS NOT NULL", STAYS),
    ]
