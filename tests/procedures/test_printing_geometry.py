"""The flowchart on paper, from the ink alone: it says what the SOP says."""

from __future__ import annotations

import pytest

from procedures.definition import Row
from procedures.flowchart import body_of
from procedures.models import Version
from procedures.printing.form import options_of
from tests import make

from .printed import pdf, whole
from .printed_lines import Ink, Symbol, ink
from .test_printing import of_the_office

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def tangled() -> Version:
    """Make an SOP of two pages: leaps over rows, loops, and three ways back to one step."""
    columns = ("Staf", "Analis", "Kabid", "Kepala")
    back = {4: 2, 6: 2, 9: 12, 11: 3, 14: 2}
    rows = [
        Row(
            f"Kegiatan {number}",
            columns[number * number % 4],
            no=make.to(back[number]) if number in back else None,
        )
        for number in range(1, 17)
    ]
    return make.draft(rows)


SOPS = {
    "with loops": lambda: of_the_office("KS-08"),
    "with rows for its capsules": lambda: of_the_office("KS-01"),
    "of two pages": tangled,
}


@pytest.fixture(params=SOPS)
def version(request: pytest.FixtureRequest) -> Version:
    return whole(SOPS[request.param]())


@pytest.fixture
def drawn(version: Version) -> list[Ink]:
    return ink(pdf(version))


def test_every_step_and_capsule_has_one_symbol(version: Version, drawn: list[Ink]) -> None:
    body = body_of(version.graph(), options_of(version, width=20))
    symbols = [symbol for page in drawn for symbol in page.symbols]
    assert len([symbol for symbol in symbols if not symbol.letter]) == len(body.rows)
    assert len(drawn) == 1 or {symbol.letter for symbol in symbols} >= {"", "A"}


def test_no_line_touches_a_symbol_but_on_its_axis(drawn: list[Ink]) -> None:
    for page in drawn:
        assert page.lines
        astray = [
            (line, symbol)
            for line in page.lines
            for symbol in page.symbols
            if line.box.meets(symbol.box) and not line.is_aimed_at(symbol)
        ]
        assert astray == []


def test_every_arrow_leads_from_symbols_to_one_symbol(drawn: list[Ink]) -> None:
    for page in drawn:
        chains = page.chains()
        assert [chain for chain in chains if not chain.sources] == []
        assert [chain for chain in chains if len(set(chain.targets)) != 1] == []
        assert sum(len(chain.targets) for chain in chains) == len(page.tips)


def test_arrows_on_paper_are_those_of_the_sop(version: Version, drawn: list[Ink]) -> None:
    body = body_of(version.graph(), options_of(version, width=20))
    wanted = {(flow.source, flow.target) for flow in body.flows}
    places = [row.place for row in body.rows]
    assert told(drawn, places) == wanted


def told(drawn: list[Ink], places: list[int]) -> set[tuple[int, int]]:
    """Return the arrows from place to place, connectors followed by their letters."""
    symbols = [symbol for page in drawn for symbol in page.symbols if not symbol.letter]
    place = dict(zip(map(id, symbols), places, strict=True))
    pairs = [(source, target) for page in drawn for source, target in joined(page)]
    whole = {
        (place[id(source)], place[id(target)])
        for source, target in pairs
        if not source.letter and not target.letter
    }
    over = {
        (place[id(source)], place[id(target)])
        for source, out in pairs
        for back, target in pairs
        if out.letter and out.letter == back.letter
    }
    return whole | over


def joined(page: Ink) -> list[tuple[Symbol, Symbol]]:
    """Return each source with its target."""
    return [
        (source, target)
        for chain in page.chains()
        for source in chain.sources
        for target in chain.targets[:1]
    ]
