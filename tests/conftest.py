"""What every test stands on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from pytest_django.fixtures import Settings


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep SQLite's test database in a file: one in memory does not make a second writer wait."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(autouse=True)
def _calm_settings(settings: Settings, tmp_path: Path) -> None:
    """Keep uploads and prints apart, hash passwords fast, and need no collected static files."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    prints = {**settings.CACHES["prints"], "LOCATION": tmp_path / "prints"}
    settings.CACHES = {**settings.CACHES, "prints": prints}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


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
