"""The sixteen real procedures are drawn as they were approved, stroke by stroke.

FLOWCHART_GOLDEN=write writes the drawings anew, to be looked at before they are committed.
"""

import os
from pathlib import Path

import pytest

from procedures.flowchart import CapsulePlaces, Options, draw, verify

from .flowchart_cases import Seed, as_text, count_crossings, seeds

GOLDEN = Path(__file__).parent / "flowchart_golden"


@pytest.fixture(name="real", scope="module")
def real_procedures() -> list[Seed]:
    return seeds()


def test_real_procedures_have_no_defect_and_no_crossing(real: list[Seed]) -> None:
    assert len(real) == 16
    for seed in real:
        for capsules in CapsulePlaces:
            drawing = draw(seed.graph, Options(capsules=capsules, end_column=seed.end_column))
            assert (seed.code, verify(drawing)) == (seed.code, [])
            assert (seed.code, count_crossings(drawing)) == (seed.code, 0)


@pytest.mark.parametrize("capsules", CapsulePlaces)
def test_real_procedures_look_as_approved(real: list[Seed], capsules: CapsulePlaces) -> None:
    for seed in real:
        options = Options(capsules=capsules, end_column=seed.end_column)
        text = as_text(draw(seed.graph, options))
        path = GOLDEN / f"{seed.code}-{capsules.value}.txt"
        if os.environ.get("FLOWCHART_GOLDEN") == "write":
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")
