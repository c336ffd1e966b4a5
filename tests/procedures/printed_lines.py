"""The flowchart as ink: symbols, lines and arrowheads read back from a PDF, and what they join."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from typing import Any

import pdfplumber

from .printed import MM

LINE = 0.35 * MM
NEAR = 0.1 * MM
CONNECTOR = 6.5 * MM  # connectors are square and smaller, everything else is wider
BLACK = {(0,), (0.0, 0.0, 0.0), 0}


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two overlap, or are no more than a gap apart."""
        return (
            self.left <= other.right + gap
            and other.left <= self.right + gap
            and self.top <= other.bottom + gap
            and other.top <= self.bottom + gap
        )


@dataclass(frozen=True)
class Symbol:
    """A symbol; `letter` is '' but for a connector."""

    box: Box
    letter: str


@dataclass(frozen=True)
class Line:
    """A straight line: `at` across its way, from `start` to `end` along it."""

    is_upright: bool
    at: float
    start: float
    end: float

    @property
    def box(self) -> Box:
        half = LINE / 2
        if self.is_upright:
            return Box(self.at - half, self.start, self.at + half, self.end)
        return Box(self.start, self.at - half, self.end, self.at + half)

    def is_aimed_at(self, symbol: Symbol) -> bool:
        """Whether it lies on an axis of the symbol."""
        x, y = symbol.box.middle
        return abs(self.at - (x if self.is_upright else y)) <= NEAR

    def joins(self, other: Line) -> bool:
        """Whether the two are one chain: they meet, and do not merely pass over each other."""
        if not self.box.meets(other.box, NEAR):
            return False
        return not (self.passes(other) and other.passes(self))

    def passes(self, other: Line) -> bool:
        """Whether it goes on beyond a line across its way, on both sides."""
        return self.start + LINE < other.at < self.end - LINE


@dataclass(frozen=True)
class Chain:
    """Lines that are joined: the symbols they leave and those they point at."""

    sources: tuple[Symbol, ...]
    targets: tuple[Symbol, ...]


@dataclass(frozen=True)
class Ink:
    """One page: its symbols from the top down, its whole lines, and the tips of its arrowheads."""

    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...]
    tips: tuple[tuple[float, float], ...]

    def chains(self) -> list[Chain]:
        """Return what the lines say, each with the parts below a symbol left out."""
        pieces = [piece for line in self.lines for piece in _outside(line, self.symbols)]
        return [self._chain(group) for group in _groups(pieces)]

    def _chain(self, group: Sequence[Line]) -> Chain:
        sources: list[Symbol] = []
        targets: list[Symbol] = []
        for line in group:
            for symbol in self.symbols:
                if line.is_aimed_at(symbol) and line.box.meets(symbol.box, NEAR):
                    (targets if self._points(line, symbol) else sources).append(symbol)
        return Chain(tuple(sources), tuple(targets))

    def _points(self, line: Line, symbol: Symbol) -> bool:
        """Whether an arrowhead's tip is where the line meets the symbol."""
        return any(
            Box(x, y, x, y).meets(symbol.box, NEAR) and Box(x, y, x, y).meets(line.box, NEAR)
            for x, y in self.tips
        )


def ink(content: bytes) -> list[Ink]:
    """Return each page that has a symbol."""
    with pdfplumber.open(BytesIO(content)) as document:
        read = [_ink(page) for page in document.pages]
    return [page for page in read if page.symbols]


def _ink(page: Any) -> Ink:
    shapes = [*page.rects, *page.curves]
    filled = [shape for shape in shapes if shape["fill"] and not shape["stroke"]]
    black = [shape for shape in filled if shape["non_stroking_color"] in BLACK]
    outlines = [_box(shape) for shape in shapes if shape["fill"] and shape["stroke"]]
    symbols = [Symbol(box, _letter(page, box)) for box in sorted(outlines, key=lambda b: b.top)]
    thin = [_line(_box(shape)) for shape in black if _is_thin(_box(shape))]
    tips = [shape["pts"][0] for shape in page.curves if shape in black]
    return Ink(tuple(symbols), tuple(_merged(thin)), tuple(tips))


def _box(shape: dict[str, Any]) -> Box:
    """Return the box of a path, half circles included."""
    points = list(_passed(shape["path"]))
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def _passed(path: Iterable[tuple[Any, ...]]) -> Iterator[tuple[float, float]]:
    """Yield the points that a path goes through: ends, and the middle of each curve."""
    here = (0.0, 0.0)
    for command, *points in path:
        if command == "c":
            weighed = zip(here, *points, strict=True)
            x, y = ((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in weighed)
            yield x, y
        for here in points[-1:]:
            yield here


def _is_thin(box: Box) -> bool:
    return min(box.right - box.left, box.bottom - box.top) <= LINE + NEAR


def _line(box: Box) -> Line:
    x, y = box.middle
    if box.bottom - box.top > box.right - box.left:
        return Line(True, x, box.top, box.bottom)
    return Line(False, y, box.left, box.right)


def _letter(page: Any, box: Box) -> str:
    """Return what is written in a connector."""
    if max(box.right - box.left, box.bottom - box.top) > CONNECTOR:
        return ""
    inside = page.crop((box.left, box.top, box.right, box.bottom))
    return "".join(char["text"] for char in inside.chars if char["upright"])


def _merged(pieces: Iterable[Line]) -> Iterator[Line]:
    """Join the pieces of each straight line: a tile draws its own part of it."""
    whole: Line | None = None
    for piece in sorted(pieces, key=lambda p: (p.is_upright, round(p.at, 1), p.start)):
        if whole and _goes_on(whole, piece):
            whole = Line(whole.is_upright, whole.at, whole.start, max(whole.end, piece.end))
            continue
        if whole:
            yield whole
        whole = piece
    if whole:
        yield whole


def _goes_on(line: Line, piece: Line) -> bool:
    same = line.is_upright is piece.is_upright and abs(line.at - piece.at) <= NEAR
    return same and piece.start <= line.end + NEAR


def _outside(line: Line, symbols: Sequence[Symbol]) -> Iterator[Line]:
    """Cut out of a line what lies below the symbols on its way."""
    start = line.start
    for symbol in _on_its_way(line, symbols):
        near, far = _extent(line, symbol)
        if near - start > LINE:
            yield Line(line.is_upright, line.at, start, near)
        start = max(start, far)
    if line.end - start > LINE:
        yield Line(line.is_upright, line.at, start, line.end)


def _on_its_way(line: Line, symbols: Sequence[Symbol]) -> list[Symbol]:
    met = [each for each in symbols if line.is_aimed_at(each) and line.box.meets(each.box)]
    return sorted(met, key=lambda symbol: _extent(line, symbol))


def _extent(line: Line, symbol: Symbol) -> tuple[float, float]:
    box = symbol.box
    return (box.top, box.bottom) if line.is_upright else (box.left, box.right)


def _groups(pieces: Sequence[Line]) -> list[list[Line]]:
    groups = [[piece] for piece in pieces]
    of = {id(piece): group for piece, group in zip(pieces, groups, strict=True)}
    for one, other in combinations(pieces, 2):
        mine, theirs = of[id(one)], of[id(other)]
        if mine is not theirs and one.joins(other):
            mine += theirs
            of.update((id(piece), mine) for piece in theirs)
            theirs.clear()
    return [group for group in groups if group]
