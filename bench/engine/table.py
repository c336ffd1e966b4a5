"""The table of one run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from bench.engine import office
from bench.engine.clients import Watch
from bench.engine.ways import (
    HAND,
    OUR_POST,
    OUR_POSTS,
    OURS,
    OURS_WHOLE,
    THEIR_POSTS,
    THEIRS,
    WAYS,
)

Round = Sequence[Watch]
Watches = Mapping[tuple[str, int], Sequence[Round]]

HEAD = """
{title}

| | 1 client: a second | of SQL by hand | 4 clients: a second | of SQL by hand | CPU ms | server's CPU ms | statements | bytes a document | packed | written ahead |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""  # noqa: E501


PAIRS = (
    (OURS, HAND),
    (OURS, THEIRS),
    (OURS_WHOLE, THEIRS),
    (OUR_POST, THEIR_POSTS),
    (OUR_POSTS, THEIR_POSTS),
)


class Weight(NamedTuple):
    """Statements a transition; a document's bytes: with indexes, the same packed, of the log."""

    statements: float
    size: float
    packed: float
    wal: float


def table(title: str, watches: Watches, weights: Mapping[str, Weight]) -> str:
    """Return the table as text, with the ratios that matter below it."""
    lines = [HEAD.format(title=title)]
    lines += [line(name, watches, weights.get(name)) for name in WAYS]
    for ours, theirs in PAIRS:
        ratios = [f"{ratio(watches, ours, theirs, crowd):.2f}" for crowd in (1, office.CLIENTS)]
        lines.append(f"\n{ours} to {theirs}: {ratios[0]} with 1 client, {ratios[1]} with 4")
    return "\n".join(lines)


def line(name: str, watches: Watches, weight: Weight | None) -> str:
    """Return one way's row: medians over the rounds."""
    cells = []
    for crowd in (1, office.CLIENTS):
        cells.append(f"{median(map(speed, watches[name, crowd])):.0f}")
        cells.append(f"{ratio(watches, name, HAND, crowd):.2f}")
    single = [watches_of[0] for watches_of in watches[name, 1]]
    transitions = done(single[0])
    cells.append(f"{median(each.cpu for each in single) / transitions * 1000:.2f}")
    cells.append(f"{median(each.server_cpu for each in single) / transitions * 1000:.2f}")
    if weight:
        cells += [f"{weight.statements:.1f}", *(f"{each:.0f}" for each in weight[1:])]
    return f"| {name} | " + " | ".join(cells) + " |"


def done(watch: Watch) -> int:
    """Return how many transitions one client has done in a round."""
    return watch.documents * len(office.ROUTE)


def speed(watches: Round) -> float:
    """Return the transitions a second of all clients of a round together."""
    return sum(done(each) / each.seconds for each in watches)


def ratio(watches: Watches, name: str, other: str, crowd: int) -> float:
    """Return how many times as fast a way is as another: the median of the rounds' own ratios."""
    pairs = zip(watches[name, crowd], watches[other, crowd], strict=True)
    return median(speed(each) / speed(base) for each, base in pairs)
