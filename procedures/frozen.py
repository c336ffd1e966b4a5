"""What the database keeps as it is once a version is in force, and the journal of versions."""

from __future__ import annotations

from django.apps.registry import Apps

from people.guards import Guard, Trigger, columns_of, differ

FROZEN = "a version in force or later is frozen"
UNNAMED = "each step of a version in force says what is done"
BLANKS = " \t\n\r\x0b\x0c\u00a0\u200b\u3000"
BACKWARDS = "a version goes from draft to in force and from there to replaced or revoked"
APPEND_ONLY = "the journal of versions is only added to"
# What a version in force still learns: that it has ended.
OF_ITS_END = {"state", "ended_at", "ended_by_id", "ended_because"}
# The tables of a version's rows, each with the way from a row to its version.
ROWS = {
    "Actor": "{row}.version_id",
    "Step": "{row}.version_id",
    "StartField": "{row}.version_id",
    "Requirement": "(SELECT version_id FROM {step} WHERE id = {row}.step_id)",
    "Step_participants": "(SELECT version_id FROM {step} WHERE id = {row}.step_id)",
}
NAMES_OF_ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def triggers(apps: Apps) -> list[Trigger]:
    """Return what the database is to refuse, by the columns that the models have."""
    version = apps.get_model("procedures", "Version")
    table, columns = version._meta.db_table, columns_of(version)
    return [
        Guard(
            "version_content_is_frozen",
            table,
            "update",
            "OLD.state <> 'draft' AND (OLD.state <> 'in_force' AND "
            f"({differ(sorted(OF_ITS_END))}) OR {differ(sorted(columns - OF_ITS_END))})",
            FROZEN,
        ),
        Guard(
            "version_goes_one_way",
            table,
            "update",
            "OLD.state = 'draft' AND NEW.state IN ('replaced', 'revoked') "
            "OR OLD.state <> 'draft' AND NEW.state = 'draft'",
            BACKWARDS,
        ),
        Guard(
            "version_in_force_says_what_is_done",
            table,
            "update",
            "OLD.state = 'draft' AND NEW.state <> 'draft' AND EXISTS (SELECT 1 FROM "
            f"{apps.get_model('procedures', 'Step')._meta.db_table} "
            f"WHERE version_id = NEW.id AND trim(activity, '{BLANKS}') = '')",
            UNNAMED,
        ),
        Guard("version_stays", table, "delete", "OLD.state <> 'draft'", FROZEN),
        *_guards_of_rows(apps),
        *_guards_of_journal(apps),
    ]


def _guards_of_rows(apps: Apps) -> list[Guard]:
    tables = {
        name: apps.get_model("procedures", name)._meta.db_table for name in (*ROWS, "Version")
    }
    return [
        Guard(
            f"{tables[name]}_{event}_is_frozen",
            tables[name],
            event,
            f"EXISTS (SELECT 1 FROM {tables['Version']} WHERE state <> 'draft' AND id IN ("
            + ", ".join(way.format(row=row, step=tables["Step"]) for row in rows)
            + "))",
            FROZEN,
        )
        for name, way in ROWS.items()
        for event, rows in NAMES_OF_ROWS.items()
    ]


def _guards_of_journal(apps: Apps) -> list[Guard]:
    table = apps.get_model("procedures", "VersionEntry")._meta.db_table
    return [
        Guard(f"{table}_{event}_is_refused", table, event, "OLD.id IS NOT NULL", APPEND_ONLY)
        for event in ("update", "delete")
    ]
