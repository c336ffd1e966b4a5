"""The application's role in PostgreSQL does all that the office does, and gets past no guard."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from people.doers import Doer
from procedures import actions as procedure_actions
from tests import make
from workflow import actions
from workflow.actions.notices import tell_deed
from workflow.management.duties import DUTIES, Round
from workflow.models import Document, Notice, Untold
from workflow.roles import check_roles, tables, why_too_much
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parent.parent.parent
RECORD = [
    "workflow_entry",
    "workflow_document",
    "workflow_task",
    "workflow_pause",
    "workflow_attachment",
    "workflow_requirementcheck",
    "workflow_participation",
    "procedures_version",
    "procedures_versionentry",
    "people_peopleentry",
    "people_peoplehead",
]


@dataclass(frozen=True)
class Office:
    """A database of its own with an owner and an application."""

    database: str
    owner: str
    application: str

    def url(self, role: str) -> str:
        """Return the address of the database for a role."""
        host = quote(str(connection.settings_dict["HOST"]), safe="")
        return f"postgres://{role}@{host}:{connection.settings_dict['PORT']}/{self.database}"

    def manage(self, *command: str, application: str = "", owner: str = "") -> tuple[int, str]:
        """Run a command with both addresses; return how it ended and what it said."""
        environment = {
            **os.environ,
            "DATABASE_URL": self.url(application or self.application),
            "DATABASE_OWNER_URL": owner and self.url(owner),
        }
        arguments = [sys.executable, "manage.py", *command]
        done = subprocess.run(
            arguments, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr


def as_superuser(*statements: str, database: str = "") -> None:
    other = connections.create_connection("default")
    other.settings_dict = {**other.settings_dict, "NAME": database or "postgres", "USER": "sopks"}
    try:
        with other.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        other.close()


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Office]:
    """Make two roles and a database that the one owns and the other works with."""
    name = f"kantor_{uuid4().hex[:8]}"
    made = Office(name, f"{name}_owner", f"{name}_application")
    with django_db_blocker.unblock():
        as_superuser(
            f"CREATE ROLE {made.owner} LOGIN",
            f"CREATE ROLE {made.application} LOGIN",
            f"CREATE DATABASE {name} OWNER {made.owner}",
        )
        code, said = made.manage("migrate", "--verbosity=0", owner=made.owner)
        assert (code, said) == (0, "")
        yield made
        as_superuser(
            f"DROP DATABASE {name} WITH (FORCE)",
            f"DROP ROLE {made.application}",
            f"DROP ROLE {made.owner}",
        )


@pytest.fixture
def application(office: Office) -> Iterator[Office]:
    """Let this test speak to that database as the application."""
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(NAME=office.database, USER=office.application)
    yield office
    connection.close()
    connection.settings_dict.update(before)


def refused(statement: str) -> str:
    """Return what the database says to a statement that it refuses."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():  # noqa: SIM117
        with connection.cursor() as cursor:
            cursor.execute(statement)
    return str(caught.value)


def guards() -> list[tuple[str, str, str]]:
    """Return every trigger of ours with its table and its function."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text, tgfoid::regproc::text FROM pg_trigger "
            "WHERE NOT tgisinternal ORDER BY 1, 2"
        )
        return list(cursor.fetchall())


def test_application_can_take_no_guard_off(application: Office) -> None:
    found = guards()
    assert len(found) > 20
    for trigger, table, function in found:
        for statement in (
            f"ALTER TABLE {table} DISABLE TRIGGER {trigger}",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"DROP TRIGGER {trigger} ON {table}",
            f"DROP FUNCTION {function} CASCADE",
            f"ALTER FUNCTION {function} RESET ALL",
        ):
            assert "must be owner" in refused(statement)
        replaced = (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RETURN NEW; END $$"
        )
        assert "permission denied" in refused(replaced)
    assert guards() == found


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE TABLE lain (id int)",
        "CREATE SCHEMA lain",
        # A table of that name would go before the one that a guard looks into.
        "CREATE TEMPORARY TABLE procedures_version (id int, state text)",
        "CREATE FUNCTION lain() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('workflow', 'x', now())",
    ],
)
def test_application_can_make_nothing_that_gets_past_a_guard(
    application: Office, statement: str
) -> None:
    assert "permission denied" in refused(statement)


@pytest.mark.parametrize("where", ["'/tmp/people.txt'", "PROGRAM 'true'"])
def test_application_reaches_no_file_and_no_program(application: Office, where: str) -> None:
    assert "must be superuser" in refused(f"COPY people_user TO {where}")


def test_application_becomes_nobody_else(application: Office) -> None:
    for role in (application.owner, "sopks"):
        assert "permission denied to set role" in refused(f"SET ROLE {role}")


@pytest.mark.parametrize("table", RECORD)
def test_application_can_neither_empty_nor_alter_the_record(
    application: Office, table: str
) -> None:
    assert "permission denied" in refused(f"TRUNCATE {table} CASCADE")
    owners = (
        f"ALTER TABLE {table} ADD COLUMN lain int",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey CASCADE",
        f"DROP TABLE {table} CASCADE",
    )
    assert ["must be owner" in refused(statement) for statement in owners] == [True] * 3
    trigger = (
        f"CREATE TRIGGER lain BEFORE INSERT ON {table} "
        "EXECUTE FUNCTION workflow_calendar_insert_stamps_calendars()"
    )
    assert "permission denied" in refused(trigger)


def test_application_can_only_add_to_the_journals(application: Office) -> None:
    added_to = [name for name, rights in tables().items() if rights == "SELECT, INSERT"]
    assert {"workflow_entry", "procedures_versionentry"} <= set(added_to)
    for table in added_to:
        assert "permission denied" in refused(f"DELETE FROM {table}")  # noqa: S608
        assert "permission denied" in refused(f"UPDATE {table} SET id = id")  # noqa: S608
    assert "permission denied" in refused("DELETE FROM workflow_task")
    assert "permission denied" in refused("DELETE FROM workflow_pause")


def test_drafts_are_kept_sent_off_and_discarded_as_the_application(application: Office) -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    draft = actions.keep_draft(
        version, by=Doer(staff, make.MONDAY), contents=Contents("Konsep", uploads=[make.upload()])
    )
    actions.discard_draft(draft, by=Doer(staff, make.MONDAY))
    kept = actions.keep_draft(version, by=Doer(staff, make.MONDAY), contents=Contents("Surat"))
    document = actions.send_draft(
        kept, by=Doer(staff, make.MONDAY), contents=Contents("Surat", uploads=[make.upload()])
    )
    assert not Document.objects.filter(pk=draft.pk).exists()
    assert Document.objects.get(pk=document.pk).state == "running"


def test_office_does_all_its_work_as_the_application(application: Office) -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    make.holder_of(version, "Analis")
    document = make.document(version, by=staff, uploads=[make.upload()])
    task = make.taken(document.tasks.get(), by=staff)
    actions.pause_task(task, by=Doer(staff, make.MONDAY), reason="Menunggu")
    actions.resume_task(task, by=Doer(staff, make.MONDAY))
    texts = {"subject": "Surat lain"}
    actions.correct_at_task(task, by=Doer(staff, make.MONDAY), texts=texts)
    checks_of = dict.fromkeys(task.step.requirements.all(), True)
    actions.finish_task(
        task, by=Doer(staff, make.MONDAY), outcome=Outcome("done", checks=checks_of)
    )
    actions.comment_document(document, by=Doer(staff, make.MONDAY), text="Sudah.")
    actions.attach_to_document(document, by=Doer(staff, make.MONDAY), uploads=[make.upload()])
    make.passed_on(document, "no")
    assert actions.do_once(lambda: "/", by=Doer(staff, make.MONDAY), mark=uuid4()) == "/"
    for untold in Untold.objects.all():
        tell_deed(untold, at=make.MONDAY)
    actions.cancel_document(document, by=Doer(staff, make.MONDAY), reason="Batal")
    assert Document.objects.get(pk=document.pk).state == "cancelled"
    assert Notice.objects.filter(document=document).exists()


def test_office_revises_its_sops_as_the_application(application: Office) -> None:
    editor = make.administrator()
    revised = make.revised(make.version())
    assert revised.state == "in_force"
    copy = procedure_actions.copy_version(revised, by=Doer(editor, make.MONDAY))
    procedure_actions.delete_draft(copy, by=Doer(editor, make.MONDAY))
    procedure_actions.revoke_version(revised, by=Doer(editor, make.MONDAY), reason="Lama")
    assert list(revised.procedure.versions.values_list("state", flat=True)) == [
        "revoked",
        "replaced",
    ]


def test_pages_and_the_administration_work_as_the_application(application: Office) -> None:
    document = make.document()
    client = make.client(make.administrator())
    pages = ("/", f"/documents/{document.pk}/", "/documents/", "/admin/workflow/document/")
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    added = client.post("/admin/people/unit/add/", {"name": f"U {uuid4()}", "paper": "a4"})
    assert added.status_code == 302
    someone = make.user()
    deleted = client.post(f"/admin/people/user/{someone.pk}/delete/", {"post": "yes"})
    assert deleted.status_code == 302


def test_worker_and_the_commands_work_as_the_application(application: Office) -> None:
    make.document()
    duties = Round(DUTIES)
    now = timezone.now()
    for _ in range(3):
        duties.go(now)
    assert duties.failures == {}
    assert not Untold.objects.exists()
    said = StringIO()
    with suppress(SystemExit):  # the uploads of other tests lay in folders of their own
        call_command("verify_journal", stdout=said)
    *faults, sums = said.getvalue().splitlines()
    assert [line for line in faults if not line.endswith(": bytes is not as it was sealed.")] == []
    assert sums.endswith(f", {len(faults)} faults.")
    assert application.manage("check")[0] == 0
    with suppress(SystemExit):
        call_command("sweep", stdout=said)
    assert "uploads of nothing" in said.getvalue()


def test_migration_gives_the_application_its_rights_again(application: Office) -> None:
    connection.close()
    as_superuser(
        f"GRANT ALL ON workflow_entry TO {application.application}", database=application.database
    )
    assert why_too_much(application.application) == [
        "may empty tables or make triggers",
        "may change the record",
    ]
    code, said = application.manage("migrate", "--verbosity=1", owner=application.owner)
    assert (code, said.splitlines()[-1]) == (
        0,
        f"The role {application.application} has its rights.",
    )
    assert why_too_much(application.application) == []


def test_check_of_a_deployment_warns_of_one_role_for_all(application: Office) -> None:
    assert check_roles() == []
    connection.close()
    connection.settings_dict.update(USER="sopks")
    (warning,) = check_roles()
    assert isinstance(warning, checks.Warning)
    assert "is a superuser; " in warning.msg
    connection.close()
    connection.settings_dict.update(USER=application.owner)
    (warning,) = check_roles()
    assert "owns tables, or belongs to the role that does" in warning.msg
    _code, said = application.manage("check", "--deploy", application=application.owner)
    assert "workflow.W001" in said
    _code, said = application.manage("check", "--deploy")
    assert "workflow.W00" not in said


def test_application_alone_cannot_migrate(application: Office) -> None:
    code, said = application.manage("migrate", "workflow", "0001", "--verbosity=0")
    assert code == 1
    assert "must be owner" in said or "permission denied" in said


def test_roles_are_not_made_without_an_owner_or_an_application(office: Office) -> None:
    code, said = office.manage("make_roles")
    assert (code, "Set DATABASE_OWNER_URL" in said) == (1, True)
    code, said = office.manage("make_roles", application="nobody_at_all", owner=office.owner)
    assert (code, said) == (
        1,
        "CommandError: There is no role nobody_at_all in PostgreSQL yet: make it first.\n",
    )


def test_installation_with_one_role_goes_over_to_two(office: Office) -> None:
    name = f"lama_{uuid4().hex[:8]}"
    old = Office(name, f"{name}_owner", name)
    as_superuser(f"CREATE ROLE {name} LOGIN", f"CREATE DATABASE {name} OWNER {name}")
    try:
        assert old.manage("migrate", "--verbosity=0") == (0, "")
        assert old.manage("make_roles", owner=old.owner)[0] == 1
        # What docs/settings.md says.
        as_superuser(f"CREATE ROLE {old.owner} LOGIN")
        as_superuser(
            f"ALTER DATABASE {name} OWNER TO {old.owner}",
            f"REASSIGN OWNED BY {name} TO {old.owner}",
            database=name,
        )
        code, said = old.manage("make_roles", owner=old.owner)
        assert (code, said) == (0, f"The role {name} has its rights.\n")
        assert "workflow.W00" not in old.manage("check", "--deploy")[1]
        assert old.manage("load_office")[0] == 0
    finally:
        as_superuser(f"DROP DATABASE {name} WITH (FORCE)", f"DROP ROLE {name}")
        as_superuser(f"DROP ROLE IF EXISTS {old.owner}")


def test_guards_look_into_our_own_tables_whatever_the_session_says(application: Office) -> None:
    version = make.version()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger JOIN pg_proc AS f ON f.oid = tgfoid "
            "WHERE NOT tgisinternal AND f.proconfig IS DISTINCT FROM "
            "ARRAY['search_path=public, pg_temp']"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute("SET search_path = pg_catalog")
        with pytest.raises(DatabaseError):
            cursor.execute(
                f"DELETE FROM public.procedures_actor WHERE version_id = {version.pk}"  # noqa: S608
            )
        cursor.execute("RESET search_path")
    assert version.actors.count() == 3
