"""Prints that are kept: used again as long as they say the same, and no longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from procedures import actions
from procedures.definition import Row
from procedures.models import Version
from procedures.printing import PAPERS, fingerprint
from tests import make
from tests.constraints import change
from tests.pages import signed_in

from .printed import whole

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def printed_fields() -> dict[str, Callable[[Version], None]]:
    """Return changes of a draft that each show on paper."""

    def step(version: Version, **fields: Any) -> None:
        change(version.steps.get(number=2), **fields)

    return {
        "title": partial(change, title="Lain"),
        "legal basis": partial(change, legal_basis="UU"),
        "capsules": partial(change, capsules="own_rows"),
        "column numbers": partial(change, has_column_numbers=True),
        "date": partial(change, made_on="2026-06-08"),
        "activity": partial(step, activity="Lain"),
        "time": partial(step, standard_text="lima menit"),
        "exit": partial(step, no_way="end", no_way_step=None),
        "label of yes": partial(step, yes_label="Lengkap"),
        "label of no": partial(step, no_label="Kurang"),
        "column": lambda version: change(version.actors.all()[0], name="Lain"),
        "needs": lambda version: actions.save_requirements(
            version, {version.ordered_steps()[0].pk: ["Lain"]}
        ),
        "unit": lambda version: change(version.procedure.unit, name="Lain"),
    }


@pytest.mark.parametrize("name", printed_fields())
def test_kept_print_is_not_used_once_the_content_is_another(name: str) -> None:
    version = make.draft()

    def now(paper: str = "a4") -> str:
        return fingerprint(whole(version), PAPERS[paper])

    before = now()
    assert now() == before
    assert now("f4") != before
    printed_fields()[name](version)
    assert now() != before


def test_frozen_version_has_another_print_once_it_is_revoked_but_not_for_a_renamed_unit() -> None:
    version = make.version()
    told = {fingerprint(whole(version), PAPERS["a4"])}
    change(version, state="revoked", ended_at=make.MONDAY, ended_because="Usang")
    told.add(fingerprint(whole(version), PAPERS["a4"]))
    change(version.procedure.unit, name="Lain")
    told.add(fingerprint(whole(version), PAPERS["a4"]))
    assert len(told) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_kept_print_is_handed_out_without_reading_the_table(
    rows: int, django_assert_num_queries: Any
) -> None:
    make.version([Row(f"Ketik {number}", "Staf") for number in range(rows)], code="KS-08")
    client = signed_in(make.colleague())
    address = make.at("KS-08", page="print_procedure")
    first = client.get(address)
    with django_assert_num_queries(5):  # session, user, the day in offices, what they may, version
        second = client.get(address)
    assert (first.status_code, second.status_code) == (200, 200)
    assert (second.content, second["ETag"]) == (first.content, first["ETag"])


def test_print_that_the_browser_has_is_not_sent_again() -> None:
    version = make.version(code="KS-08")
    client = signed_in(make.colleague())
    address = make.at("KS-08", page="print_procedure")
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    change(version, state="revoked", ended_at=make.MONDAY, ended_because="Usang")
    other = client.get(address, headers={"if-none-match": etag})
    assert other.status_code == 200
    assert other["ETag"] != etag
