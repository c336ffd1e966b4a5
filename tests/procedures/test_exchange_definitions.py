"""A version as JSON: out and in again without loss, as the stated schema says."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from people.doers import Operator
from procedures.actions import draft_version
from procedures.definition import Definition, Question, Row, Target
from procedures.exchange import FORMATS, definition_from_json
from procedures.models import Procedure, Version
from tests import make
from tests.procedures.drawings import rows_of, sound_graphs

pytestmark = pytest.mark.django_db

STATED = json.loads((Path(__file__).parents[2] / "docs" / "version.schema.json").read_text())
SCHEMA = Draft202012Validator(STATED, format_checker=Draft202012Validator.FORMAT_CHECKER)
TIMES = st.sampled_from(
    ["", "-", "10 menit", "5-10 menit", "1 hari kerja", "13 Kegiatan x 60 Menit"]
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
NAMES = [
    "number",
    "approver_title",
    "approver_name",
    "legal_basis",
    "qualifications",
    "related",
    "equipment",
    "warnings",
    "recording",
]


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Draw up any sound version with any words in it."""
    graph = draw(sound_graphs(most_steps=4))
    flags = st.booleans()
    rows = [
        replace(
            row,
            activity=draw(WORDS),
            needs=tuple(draw(st.lists(WORDS, max_size=2))),
            time=draw(TIMES),
            output=draw(WORDS),
            remark=draw(WORDS),
            needs_all_requirements=draw(flags),
            needs_file=draw(flags),
            records_participants=draw(flags),
            yes_label=draw(WORDS) if row.no else row.yes_label,
            no_label=draw(WORDS) if row.no else row.no_label,
        )
        for row in rows_of(graph)
    ]
    texts = draw(st.dictionaries(st.sampled_from(NAMES), WORDS.filter(bool)))
    return Definition(
        title=draw(WORDS),
        actors=graph.actors,
        rows=tuple(rows),
        end_actor=draw(st.sampled_from([None, *graph.actors])),
        capsules=draw(st.sampled_from(["own_rows", "steps"])),
        has_column_numbers=draw(flags),
        to_confirm=draw(WORDS),
        identity={"approver_capacity": draw(st.sampled_from(["definitive", "plt"])), **texts},
        dates=draw(
            st.dictionaries(
                st.sampled_from(["made_on", "revised_on", "effective_on"]),
                st.dates(date(1990, 1, 1), date(2090, 1, 1)),
            )
        ),
        form=tuple(
            Question(f"Isian {number}", kind, draw(flags), draw(WORDS), "a\nb")
            for number, kind in enumerate(draw(st.lists(st.sampled_from(["text", "choice"]))))
        ),
    )


def sent_round(definition: Definition) -> tuple[Any, Definition]:
    """Store a version, hand it out as a file, and read that in."""
    procedure = Procedure.objects.create(code="A-1", unit=make.unit())
    draft_version(procedure, definition, by=Operator(make.MONDAY), positions={})
    file = FORMATS["json"].write(Version.objects.with_table().get(procedure=procedure))
    data = json.loads(file)
    return data, definition_from_json(data)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(definition=definitions())
def test_any_version_comes_back_from_its_file_without_loss(definition: Definition) -> None:
    with transaction.atomic():
        data, back = sent_round(definition)
        transaction.set_rollback(True)
    assert list(SCHEMA.iter_errors(data)) == []
    assert back == definition


def test_exit_that_leads_nowhere_yet_comes_back() -> None:
    definition = Definition("SOP", ("Staf",), (Row("Ketik", None, yes=Target("step")),))
    data, back = sent_round(definition)
    assert list(SCHEMA.iter_errors(data)) == []
    assert back == replace(definition, identity={"approver_capacity": "definitive"})


def test_schema_is_sound_and_names_every_key_that_is_read() -> None:
    Draft202012Validator.check_schema(STATED)
    properties, row = STATED["properties"], STATED["$defs"]["row"]["properties"]
    assert {each.name for each in fields(Definition)} - {"dates"} <= set(properties)
    assert {each.name for each in fields(Row)} == set(row)
    assert {each.name for each in fields(Question)} == set(
        STATED["$defs"]["question"]["properties"]
    )


@pytest.mark.parametrize(
    "wrong", [{"title": 1}, {"rows": [{}]}, {"schema": "sopks/version/2"}, {"colour": "red"}]
)
def test_schema_refuses_what_is_no_version(wrong: dict[str, Any]) -> None:
    data: dict[str, Any] = {"schema": "sopks/version/1", "title": "", "actors": [], "rows": []}
    assert SCHEMA.is_valid(data)
    assert not SCHEMA.is_valid(data | wrong)
