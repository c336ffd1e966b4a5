"""The seal that chains the entries of a document's journal."""

from __future__ import annotations

import json
import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.journal import Fact, seal

plain = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
nested = st.lists(plain, max_size=3) | st.dictionaries(st.text(max_size=3), plain, max_size=3)
facts_of_any_kind = st.dictionaries(st.text(max_size=5), plain | nested, max_size=5)
FACTS: dict[str, Fact] = {
    "number": 2,
    "deed": "no",
    "by": 7,
    "note": "Salah – baris 3",
    "data": {},
}


def test_seal_is_the_digest_of_the_facts_and_of_the_hash_before() -> None:
    text = '{"facts":{"a":1,"b":"\\u00e9"},"previous":"abc"}'
    assert seal("abc", {"b": "é", "a": 1}) == sha256(text.encode()).hexdigest()


@given(facts_of_any_kind)
def test_seal_is_64_hex_digits_and_the_same_whatever_the_order(facts: dict[str, Fact]) -> None:
    turned = dict(reversed(facts.items()))
    assert re.fullmatch("[0-9a-f]{64}", seal("", facts))
    assert seal("", turned) == seal("", facts)


@given(facts_of_any_kind)
def test_seal_survives_the_way_through_the_database(facts: dict[str, Fact]) -> None:
    assert seal("", json.loads(json.dumps(facts))) == seal("", facts)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 3},
        {"deed": "yes"},
        {"by": 8},
        {"by": "7"},
        {"note": "Salah – baris 4"},
        {"data": {"files": []}},
        {"extra": None},
    ],
)
def test_seal_changes_with_every_fact(changed: dict[str, Fact]) -> None:
    assert seal("", {**FACTS, **changed}) != seal("", FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_seal_changes_when_a_fact_is_left_out(name: str) -> None:
    fewer = {key: value for key, value in FACTS.items() if key != name}
    assert seal("", fewer) != seal("", FACTS)


def test_seal_changes_with_the_hash_before() -> None:
    assert seal(seal("", FACTS), FACTS) != seal("", FACTS)


@given(st.text(), st.text())
def test_seal_does_not_confuse_where_one_fact_ends_and_the_next_begins(a: str, b: str) -> None:
    joined = {"a": a + b, "b": ""}
    if b:
        assert seal("", {"a": a, "b": b}) != seal("", joined)
