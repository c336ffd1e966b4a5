from django.db import migrations

# What decides how working time is counted: the tables, and where only some columns do, those.
WATCHED = {
    "workflow_calendar": None,
    "workflow_hoursrule": None,
    "workflow_stretch": None,
    "workflow_specialday": None,
    "people_unit": "parent_id",
    "procedures_procedure": "unit_id",
}
EVENTS = ("insert", "update", "delete")

# Marks are random, so that none comes a second time, after a rollback or an old copy either.
POSTGRESQL = """
    CREATE FUNCTION stamp_calendars() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO workflow_calendarstamp (id, stamp)
        VALUES (1, replace(gen_random_uuid()::text, '-', ''))
        ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp;
        RETURN NULL;
    END $$
"""
POSTGRESQL_TRIGGER = """
    CREATE TRIGGER {name} AFTER {event} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_calendars()
"""
SQLITE_TRIGGER = """
    CREATE TRIGGER {name} AFTER {event} ON {table}
    BEGIN
        INSERT INTO workflow_calendarstamp (id, stamp) VALUES (1, lower(hex(randomblob(16))))
        ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp;
    END
"""


def triggers():
    """Yield name, event and table of each trigger."""
    for table, column in WATCHED.items():
        for event in EVENTS:
            of = f" OF {column}" if column and event == "update" else ""
            yield f"{table}_{event}_stamps_calendars", event.upper() + of, table


def watch(apps, schema_editor):
    """Let every change of the calendars give them another mark."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(POSTGRESQL)
        template = POSTGRESQL_TRIGGER if is_postgresql else SQLITE_TRIGGER
        for name, event, table in triggers():
            cursor.execute(template.format(name=name, event=event, table=table))


def unwatch(apps, schema_editor):
    """Take the triggers away."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for name, _, table in triggers():
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if is_postgresql else ""))
        if is_postgresql:
            cursor.execute("DROP FUNCTION stamp_calendars()")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("procedures", "0001_initial"),
        ("workflow", "0004_journal_heads_and_stamp_of_the_calendars"),
    ]

    operations = [migrations.RunPython(watch, unwatch)]
