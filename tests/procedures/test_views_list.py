"""The list of SOPs and the search in it."""

from __future__ import annotations

import pytest

from people.doers import Operator
from procedures.actions import put_version_in_force
from procedures.models import Version
from tests import make

pytestmark = pytest.mark.django_db

LIST = "/procedures/"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["A-1", "A-2"]),
        ("a-2", ["A-2"]),
        ("MEMBUAT surat", ["A-1", "A-2"]),
        ("surat membuat a-1", ["A-1"]),
        ("surat rapat", []),
        ("%", []),
        ("a " * 50, ["A-1", "A-2"]),
    ],
)
def test_sops_are_found_by_every_word_of_code_or_title(words: str, found: list[str]) -> None:
    for code in ("A-2", "A-1"):
        make.version(code=code)
    page = make.client(make.colleague()).get(LIST, {"words": words}).context["versions"]
    assert [version.procedure.code for version in page] == found


def test_sops_are_found_whatever_the_apostrophe_and_stand_by_the_numbers_of_their_codes() -> None:
    for code in ("A-10", "A-9"):
        draft = make.draft(code=code)
        Version.objects.filter(pk=draft.pk).update(title="Rapat Jum’at")
        draft.refresh_from_db()
        put_version_in_force(draft, by=Operator(make.MONDAY))
    client = make.client(make.colleague())
    for typed in ("jumat", "JUM'AT rap", "jum\u200bat"):
        page = client.get(LIST, {"words": typed}).context["versions"]
        assert [version.procedure.code for version in page] == ["A-9", "A-10"]


def test_more_words_than_a_title_has_are_not_looked_for() -> None:
    """A condition a word took the database a minute, until it refused."""
    make.version(code="A-1")
    response = make.client(make.colleague()).get(LIST, {"words": "x " * 51})
    assert len(response.context["page"]) == 1
    assert "at most 100 characters" in response.content.decode()
