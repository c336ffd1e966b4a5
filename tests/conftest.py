"""What every test stands on."""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.papers import SEEDS
from tests.settings import ROOT
from workflow.transition.plans import plan_of

# A busy machine is slow at every example; what is measured is measured elsewhere. Where a change is
# judged, the examples are the same each time, so that none falls upon somebody else's change.
hypothesis.settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("ours")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_configure(config: pytest.Config) -> None:
    """Compile what was translated since, once for all processes; miss nothing that is demanded."""
    if os.environ.get("REQUIRE_SHARED") == "1" and not SEEDS.exists():
        raise pytest.UsageError(f"REQUIRE_SHARED=1, but there is no {SEEDS}.")
    if not hasattr(config, "workerinput"):
        compile_all = ". scripts/setup.sh; compile_translations"
        subprocess.run(["/bin/bash", "-c", compile_all], cwd=ROOT, check=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on PostgreSQL what can differ there: not the pure core, not looks on paper and screen.

    Leave out on SQLite what is about PostgreSQL's own roles, for it has none, and on both what
    reads the papers of the office where they do not lie beside the repository.
    """
    knows = _knows_the_database if connection.vendor == "postgresql" else _is_not_of_postgresql
    kept = [item for item in items if knows(item) and _has_its_papers(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _is_not_of_postgresql(item: pytest.Item) -> bool:
    return not item.get_closest_marker("postgresql")


def _has_its_papers(item: pytest.Item) -> bool:
    return SEEDS.exists() or not item.get_closest_marker("shared")


def _knows_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("looks"):
        return False
    asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Keep SQLite's test database in a file: one in memory does not make a second writer wait.

    Each process has a database of its own; PostgreSQL's are told apart by a suffix.
    """
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied() -> Iterator[None]:
    """Take SQLite's triggers away while the tables are emptied after a test with transactions.

    Django empties them with DELETE there, which the triggers of the record refuse. PostgreSQL's
    are emptied with TRUNCATE, which fires no trigger of rows.
    """
    flush = DatabaseWrapper.ops_class.sql_flush

    def flush_past_the_triggers(operations: Any, *args: Any, **kwargs: Any) -> list[str]:
        with operations.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = dict(cursor.fetchall())
        drop = [f"DROP TRIGGER {name}" for name in triggers]
        return [*drop, *flush(operations, *args, **kwargs), *triggers.values()]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseWrapper.ops_class, "sql_flush", flush_past_the_triggers)
        yield


@pytest.fixture(autouse=True)
def _calm_settings(settings: Settings, tmp_path: Path) -> None:
    """Keep files apart, hash passwords fast, and need no collected static files."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    kept = {
        name: {**settings.CACHES[name], "LOCATION": tmp_path / name}
        for name in ("prints", "letters")
    }
    settings.CACHES = {**settings.CACHES, **kept}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _own_plans() -> None:
    """Forget the versions in force of the test before: after it their numbers come again."""
    plan_of.cache_clear()


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """Begin in the default language: a request in another leaves it behind in the thread."""
    translation.deactivate()


@pytest.fixture
def in_english(settings: Settings) -> Iterator[None]:
    """Let sentences be compared as they stand in the source, in actions and in answers."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


class _Refusing(logging.Handler):
    """Raises what it is told, from where it is told."""

    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(record.getMessage())


@pytest.fixture(autouse=True)
def _no_defects() -> Iterator[logging.Handler]:
    """Refuse a flowchart that is drawn wrong; production notes it on the page and in the log."""
    handler, log = _Refusing(), logging.getLogger("procedures.printing.form")
    log.addHandler(handler)
    yield handler
    log.removeHandler(handler)
