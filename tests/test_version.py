"""Which version it is, is said where somebody who asks for help looks."""

from __future__ import annotations

import pytest

from sopks.version import VERSION
from tests import make
from tests.settings import ROOT


def test_the_version_is_that_of_the_project_and_has_its_chapter_of_changes() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f'version = "{VERSION}"' in project
    assert f"\n## [{VERSION}] - " in changes


@pytest.mark.django_db
def test_the_administration_shows_the_version_at_its_foot() -> None:
    page = make.client(make.administrator()).get("/admin/").content.decode()
    foot = page[page.index('<footer id="footer">') :]
    assert f"SOPKS {VERSION}" in foot
