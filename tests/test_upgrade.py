"""A database of an earlier version comes to this one whole."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection

from people.finding import order_key
from tests.served import ROOT

pytestmark = pytest.mark.django_db

ITS_FILE = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
"""What was attached when the earlier versions were kept."""

VERSIONS = sorted({path.name.rsplit(".", 2)[0] for path in (ROOT / "tests/versions").glob("*.sql")})
ENTRIES = "SELECT document_id, number, deed, note FROM workflow_entry"
FILES = "SELECT file FROM workflow_attachment"
KEYS = (
    "SELECT name, name_key FROM people_unit UNION SELECT title, title_key FROM people_position "
    "UNION SELECT name, name_key FROM people_user "
    "UNION SELECT code, code_key FROM procedures_procedure "
    "UNION SELECT subject, subject_key FROM workflow_document "
    "UNION SELECT agenda_number, agenda_key FROM workflow_document"
)
# What was final keeps names that it was migrated without.
LEFT_OUT = (
    "SELECT id FROM procedures_version WHERE state <> 'draft' AND unit_name = ''",
    "SELECT id FROM procedures_versionentry WHERE by_id IS NOT NULL AND by_name = ''",
    "SELECT id FROM workflow_document WHERE state <> 'draft' AND started_by_name = ''",
    "SELECT id FROM workflow_document WHERE state = 'cancelled' AND cancelled_by_name = ''",
    "SELECT id FROM workflow_task WHERE finished_at IS NOT NULL AND finished_by_name = ''",
    "SELECT id FROM workflow_attachment WHERE uploaded_by_name = ''",
    "SELECT id FROM workflow_task WHERE position_title = ''",
    "SELECT id FROM workflow_entry WHERE by_name = '' AND known_name = ''",
    "SELECT id FROM people_unit WHERE path = ''",
)
# Who could appoint people in all offices administers those of each.
ROLES = "SELECT username, kind, unit_id FROM people_role JOIN people_user u ON u.id = user_id"
OFFICES = "SELECT 'user100013', 'people', id FROM people_unit WHERE parent_id IS NULL"
TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
COLUMNS = {
    "sqlite": 'SELECT t.name, c.name, c.type, c."notnull" FROM sqlite_master t, '
    "pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT table_name, column_name, data_type, is_nullable "
    "FROM information_schema.columns WHERE table_schema = 'public'",
}
CONSTRAINTS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT conname, conrelid::regclass::text, contype FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
}


def manage(address: str, var_dir: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "VAR_DIR": str(var_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def loaded(sql: str, folder: Path) -> Iterator[tuple[str, Any]]:
    """Yield the address of a database of its own with what the SQL makes, and a connection."""
    if connection.vendor == "sqlite":
        path = folder / "kept.sqlite3"
        with closing(sqlite3.connect(path)) as database:
            database.create_function(
                "REGEXP", 2, lambda wanted, text: bool(re.search(wanted, text))
            )
            database.executescript(sql)
            yield f"sqlite:///{path}", database
        return
    ours, name = connection.settings_dict, f"{connection.settings_dict['NAME']}_kept"
    where = {"host": ours["HOST"], "user": ours["USER"], "password": ours["PASSWORD"]}
    with closing(psycopg2.connect(dbname=ours["NAME"], **where)) as server:
        server.autocommit = True
        server.cursor().execute(f'CREATE DATABASE "{name}"')
        try:
            with closing(psycopg2.connect(dbname=name, **where)) as database:
                database.autocommit = True
                database.cursor().execute(sql)
                yield f"postgres://{ours['USER']}@{quote(ours['HOST'], safe='')}/{name}", database
        finally:
            server.cursor().execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def rows(database: Any, statement: str) -> set[tuple[Any, ...]]:
    cursor = database.cursor()
    cursor.execute(statement)
    return {tuple(row) for row in cursor.fetchall()}


def ours(statement: str) -> set[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {tuple(row) for row in cursor.fetchall()}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_version_is_migrated_whole(version: str, tmp_path: Path) -> None:
    sql = (ROOT / f"tests/versions/{version}.{connection.vendor}.sql").read_text()
    with loaded(sql, tmp_path) as (address, database):
        for (name,) in rows(database, FILES):
            file = tmp_path / "uploads" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(ITS_FILE)
        before = rows(database, ENTRIES)
        manage(address, tmp_path, "migrate", "--verbosity=0")
        assert rows(database, ENTRIES) == before
        for of in (COLUMNS, CONSTRAINTS, TRIGGERS):
            statement = of[connection.vendor]
            assert rows(database, statement) == ours(statement)
        assert {key for _name, key in rows(database, KEYS)} == {
            order_key(name) for name, _key in rows(database, KEYS)
        }
        for statement in LEFT_OUT:
            assert rows(database, statement) == set()
        assert rows(database, ROLES) == rows(database, OFFICES) != set()
        assert manage(address, tmp_path, "verify_journal") == "4 documents, 18 entries, 0 faults.\n"
