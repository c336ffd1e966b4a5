"""What stands in the cells of a row, and how it is parted where no page holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

from procedures.models import Step
from procedures.printing.letters import line_height, wrapped
from procedures.printing.paper import BORDER, Columns

PADDING_ACROSS, PADDING_DOWN = 2.0, 1.2
Paragraphs = tuple[str, ...]


@dataclass(frozen=True)
class RowTexts:
    """The paragraphs of each cell of a row.

    `beside` is what stands beside a row that goes on over pages; else that is a template's own.
    """

    activity: Paragraphs = ()
    needs: Paragraphs = ()
    time: Paragraphs = ()
    output: Paragraphs = ()
    remark: Paragraphs = ()
    beside: Paragraphs = ()

    def widths(self, columns: Columns) -> list[tuple[Paragraphs, float]]:
        """Return the paragraphs of each cell with the mm that their lines may take."""
        cells = (
            (self.activity, columns.activity),
            (self.needs, columns.needs),
            (self.time, columns.time),
            (self.output, columns.output),
            (self.remark, columns.remark),
            (self.beside, columns.visits),
        )
        return [(texts, width - PADDING_ACROSS - BORDER) for texts, width in cells]


NO_TEXTS = RowTexts()


def texts_of(step: Step) -> RowTexts:
    """Return what a step loaded with its requirements says."""
    return RowTexts(
        activity=(step.activity,),
        needs=tuple(f"- {need.text}" for need in step.requirements.all()),
        time=(step.standard_text,),
        output=(step.output,),
        remark=(step.remark,),
    )


def parted(texts: RowTexts, columns: Columns, first: float, rest: float) -> tuple[RowTexts, ...]:
    """Return the parts of a row that goes on over pages, at least one.

    The first is at most `first` mm high, each other one `rest` mm; each cell goes on by itself.
    """
    most = _lines_in(first, columns.points), _lines_in(rest, columns.points)
    cells = [
        _parted(paragraphs, width, columns.points, most)
        for paragraphs, width in texts.widths(columns)
    ]
    count = max(1, *map(len, cells))
    filled = [[*parts, *[()] * (count - len(parts))] for parts in cells]
    return tuple(RowTexts(*part) for part in zip(*filled, strict=True))


def _lines_in(room: float, points: float) -> int:
    return max(1, int((room - PADDING_DOWN - BORDER) / line_height(points)))


def _parted(
    paragraphs: Paragraphs, width: float, points: float, most: tuple[int, int]
) -> list[Paragraphs]:
    """Return the paragraphs of a cell in parts of at most so many lines, the first and the rest."""
    if width <= 0:
        return []
    lines = [
        (number, line)
        for number, text in enumerate(paragraphs)
        for line in wrapped(text, width, points)
    ]
    first, rest = most
    cuts = [0, *range(first, len(lines), rest), len(lines)]
    parts = [lines[start:end] for start, end in pairwise(cuts)]
    return [_joined(part) for part in parts if part]


def _joined(lines: Sequence[tuple[int, str]]) -> Paragraphs:
    """Return lines put together to the paragraphs that they are of."""
    groups = groupby(lines, key=itemgetter(0))
    return tuple("".join(line for _number, line in group).strip() for _number, group in groups)
