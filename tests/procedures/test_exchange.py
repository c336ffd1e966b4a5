from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from people.doers import Operator
from procedures import durations
from procedures.actions import draft_version
from procedures.definition import NEXT, Definition, Row, Target
from procedures.exchange import definition_from_json, version_to_json
from procedures.models import Procedure, Version
from tests import make
from tests.papers import SEEDS

ROOT = Path(__file__).parents[2]
IDENTITY = (
    "- Blok identitas (nomor, tanggal, dasar hukum, pengesahan dan lain-lain) tidak ada dalam "
    "dokumen asal."
)

Json = dict[str, Any]


def test_definition_from_json_reads_the_least() -> None:
    data = {"title": "Surat", "actors": ["Staf"], "rows": [{"activity": "Ketik", "actor": None}]}
    assert definition_from_json(data) == Definition(
        title="Surat", actors=("Staf",), rows=(Row("Ketik", None),)
    )


def test_definition_from_json_reads_everything() -> None:
    row = {
        "activity": "Memeriksa",
        "actor": "Staf",
        "participants": ["Analis"],
        "needs": ["ATK", "Data"],
        "time": "5-10 menit",
        "output": "Konsep",
        "remark": "Segera",
        "yes": "end",
        "no": 1,
        "yes_label": "Lengkap",
        "no_label": "Kurang",
    }
    data = {
        "code": "KS-01",
        "title": "Surat",
        "actors": ["Staf", "Analis"],
        "rows": [{"activity": "Mengetik", "actor": "Staf", "yes": "next", "no": "end"}, row],
        "end_actor": "Analis",
        "capsules": "own_rows",
        "has_column_numbers": True,
        "to_confirm": "Nomor",
        "identity": {"legal_basis": "UU"},
    }
    assert definition_from_json(data) == Definition(
        title="Surat",
        actors=("Staf", "Analis"),
        rows=(
            Row("Mengetik", "Staf", yes=NEXT, no=Target("end")),
            Row(
                "Memeriksa",
                "Staf",
                participants=("Analis",),
                needs=("ATK", "Data"),
                time="5-10 menit",
                output="Konsep",
                remark="Segera",
                yes=Target("end"),
                no=Target("step", 1),
                yes_label="Lengkap",
                no_label="Kurang",
            ),
        ),
        end_actor="Analis",
        capsules="own_rows",
        has_column_numbers=True,
        to_confirm="Nomor",
        identity={"legal_basis": "UU"},
    )


@pytest.mark.parametrize("missing", ["title", "actors", "rows", "activity", "actor"])
def test_definition_from_json_names_the_key_that_is_missing(missing: str) -> None:
    row = {"activity": "Ketik", "actor": "Staf"}
    data = {"title": "Surat", "actors": ["Staf"], "rows": [row]}
    assert definition_from_json(data).title == "Surat"
    (row if missing in row else data).pop(missing)
    with pytest.raises(KeyError, match=missing):
        definition_from_json(data)


@pytest.mark.django_db
def test_version_to_json_is_read_back_as_the_same_version() -> None:
    rows = (
        Row("Rapat", "Staf", participants=("Kepala",), needs=("ATK", "Data"), time="5-10 menit"),
        Row("Periksa", "Kepala", no=Target("step", 1), yes_label="Lengkap", no_label="Kurang"),
        Row("Kirim", None, yes=Target("end"), output="Surat", remark="Segera"),
    )
    definition = Definition(
        title="Surat",
        actors=("Staf", "Kepala"),
        rows=rows,
        end_actor="Kepala",
        capsules="own_rows",
        has_column_numbers=True,
        identity={"legal_basis": "UU", "approver_capacity": "definitive"},
    )
    procedure = Procedure.objects.create(code="KS-08", unit=make.unit())
    draft_version(procedure, definition, by=Operator(make.MONDAY), positions={})
    version = Version.objects.with_table().get()
    data = version_to_json(version)
    assert definition_from_json(data) == definition
    assert (data["code"], data["revision"], data["state"]) == ("KS-08", 1, "draft")
    assert json.loads(json.dumps(data)) == data


@pytest.fixture(scope="module")
def seeds() -> Json:
    """Read the office's own SOPs as the owner handed them over."""
    data: Json = yaml.safe_load(SEEDS.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def fixture() -> Json:
    """Read what the repository keeps of them."""
    text = (ROOT / "fixtures" / "procedures.json").read_text(encoding="utf-8")
    data: Json = json.loads(text)
    return data


def _row(step: Json, actors: dict[str, str]) -> Row:
    """Return the row that a step of the seeds asks for, its time aside."""
    responsible, *others = (actors[letter] for letter in step["actor"].split("+"))
    return Row(
        activity=step["does"],
        actor=responsible,
        participants=tuple(others),
        needs=tuple(step["needs"]),
        output=step["output"],
        remark=step["note"],
        no=Target("step", step["tidak"]) if "tidak" in step else None,
    )


def _definition(procedure: Json, actors: dict[str, str]) -> Definition:
    """Return the version that a procedure of the seeds asks for, times and doubts aside."""
    return Definition(
        title=procedure["title"],
        actors=tuple(actors.values()),
        rows=tuple(_row(step, actors) for step in procedure["steps"]),
        end_actor=actors[procedure["end"]],
        capsules="own_rows",
        has_column_numbers=True,
    )


def _without_times(definition: Definition) -> Definition:
    rows = tuple(Row(**{**vars(row), "time": ""}) for row in definition.rows)
    return Definition(**{**vars(definition), "rows": rows, "to_confirm": ""})


@pytest.mark.shared
def test_fixture_is_the_seeds_in_every_field(seeds: Json, fixture: Json) -> None:
    kept = {
        each["code"]: _without_times(definition_from_json(each)) for each in fixture["in_force"]
    }
    assert kept == {
        each["code"]: _definition(each, seeds["actors"]) for each in seeds["procedures"]
    }
    assert list(kept) == [f"KS-{number:02}" for number in range(1, 17)]
    rows = [row for each in kept.values() for row in each.rows]
    assert (len(rows), sum(row.no is not None for row in rows)) == (87, 17)


def _minutes(step: Json) -> int | None:
    return step["minutes"] if isinstance(step["minutes"], int) else None


def _words(step: Json) -> str:
    """Return the words of a time that is none; a figure is written as '780 menit'."""
    minutes = step["minutes"]
    return f"{minutes} menit" if isinstance(minutes, int) else minutes or ""


@pytest.mark.shared
def test_fixture_has_the_minutes_of_the_seeds(seeds: Json, fixture: Json) -> None:
    for kept, given in zip(fixture["in_force"], seeds["procedures"], strict=True):
        times = [row.time for row in definition_from_json(kept).rows]
        assert times == [_words(step) for step in given["steps"]]
        understood = [duration and duration.minutes for duration in map(durations.parse, times)]
        assert understood == [_minutes(step) for step in given["steps"]]
        assert [step["n"] for step in given["steps"]] == list(range(1, len(times) + 1))


def _doubts(procedure: Json, actors: dict[str, str]) -> list[str]:
    """Return the lines that ask the owner about what the seeds are not sure of."""
    lines = ["Perlu konfirmasi:", IDENTITY]
    if "title_note" in procedure:
        lines.append(
            "- Nama SOP: dokumen asal tidak memberi judul pada tabel ini; judul disusun dari "
            "langkah 3."
        )
    for step in procedure["steps"]:
        if not step.get("sure", True):
            names = " bersama ".join(actors[letter] for letter in step["actor"].split("+"))
            lines.append(f"- Langkah {step['n']}: pelaksana ({names}) hanya disimpulkan dari teks.")
        if not step.get("sure_branch", True):
            lines.append(
                f"- Langkah {step['n']}: tujuan Tidak (langkah {step['tidak']}) adalah dugaan."
            )
    return lines


@pytest.mark.shared
def test_fixture_asks_about_exactly_what_the_seeds_are_not_sure_of(
    seeds: Json, fixture: Json
) -> None:
    kept = {
        each["code"]: definition_from_json(each).to_confirm.splitlines()
        for each in fixture["in_force"]
    }
    assert kept == {each["code"]: _doubts(each, seeds["actors"]) for each in seeds["procedures"]}


@pytest.mark.shared
def test_fixture_has_the_three_empty_templates(seeds: Json, fixture: Json) -> None:
    (template,) = seeds["templates"]
    assert template["copies"] == 3
    definitions = [definition_from_json(each) for each in fixture["drafts"]]
    assert [each["code"] for each in fixture["drafts"]] == ["KB-T1", "KB-T2", "KB-T3"]
    assert definitions == [
        Definition(
            title=f"Templat SOP lima pelaksana {number}",
            actors=tuple(template["actors"]),
            rows=(),
            capsules="own_rows",
            has_column_numbers=True,
        )
        for number in (1, 2, 3)
    ]
    assert len(template["actors"]) == 5
