"""What the database keeps as it is once a version is in force, and the journal of versions."""

from __future__ import annotations

from django.apps.registry import Apps

from people.guards import Guard, Renewal, Trigger, columns_of, differ

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
OFFICE = """
    COALESCE((WITH RECURSIVE up(id, above) AS (
        SELECT id, parent_id FROM {units} WHERE id = {unit}
        UNION
        SELECT there.id, there.parent_id FROM {units} there JOIN up ON there.id = up.above
    ) SELECT id FROM up WHERE above IS NULL), {unit})
"""
"""The key of the office of a unit; of units that lie in a circle, the unit itself."""
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
        *_triggers_of_offices(apps),
    ]


def renewal_of_offices(apps: Apps) -> str:
    """Return the statement that gives each SOP the office of its unit."""
    procedures, units = _tables(apps, "procedures.Procedure", "people.Unit")
    office = OFFICE.format(units=units, unit=f"{procedures}.unit_id")
    return f"UPDATE {procedures} SET office_id = {office} WHERE office_id <> {office}"


def _triggers_of_offices(apps: Apps) -> list[Trigger]:
    """Return what lets an SOP belong to the office of its unit, wherever that moves."""
    procedures, units = _tables(apps, "procedures.Procedure", "people.Unit")
    renewal = renewal_of_offices(apps)
    is_wrong = f"NEW.office_id <> {OFFICE.format(units=units, unit='NEW.unit_id')}"
    stays = "OLD.unit_id = NEW.unit_id AND OLD.office_id <> NEW.office_id"
    sentence = "an SOP belongs to the office of its unit"
    return [
        Guard("procedure_begins_in_its_office", procedures, "insert", is_wrong, sentence),
        Guard(
            "procedure_stays_in_its_office",
            procedures,
            "update",
            f"{stays} AND {is_wrong}",
            sentence,
        ),
        Renewal("procedures_go_with_their_units", units, "update", renewal, "parent_id"),
        Renewal("procedures_go_to_other_units", procedures, "update", renewal, "unit_id"),
    ]


def _tables(apps: Apps, *labels: str) -> list[str]:
    return [apps.get_model(label)._meta.db_table for label in labels]


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
