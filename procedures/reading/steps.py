"""Lines put together to steps: over merged cells, several lines and the end of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from procedures.reading.body import TableLine
from procedures.reading.doubts import Doubt
from procedures.reading.grid import Cell
from procedures.reading.words import Role


@dataclass
class FoundStep:
    """The lines of one step. `is_joined` says that they were put together by a guess."""

    lines: list[TableLine]
    is_joined: bool = False

    @property
    def number(self) -> int | None:
        """The number that stands before it."""
        return next((line.number for line in self.lines if line.number is not None), None)

    @property
    def is_unfinished(self) -> bool:
        """Whether its activity may go on in the next line."""
        return not self.lines[-1].text(Role.ACTIVITY).rstrip().endswith(".")

    def cells(self, role: Role) -> list[Cell]:
        """Return the cells of a column from top to bottom."""
        return [cell for line in self.lines for cell in line.cells.get(role, [])]

    def doubts(self, role: Role) -> tuple[Doubt, ...]:
        """Return what speaks against the text of a column, each doubt once."""
        said = [doubt for line in self.lines for doubt in line.doubts.get(role, [])]
        joined = [Doubt.JOINED] if self.is_joined and role is Role.ACTIVITY else []
        return tuple(dict.fromkeys(said + joined))

    def marks(self, actor: int) -> list[Cell]:
        """Return the cells of an actor's column."""
        return [cell for line in self.lines for cell in line.actors.get(actor, [])]


@dataclass
class Steps:
    """Steps in their order, and the rows of capsules above and below them."""

    steps: list[FoundStep] = field(default_factory=list)
    above: list[TableLine] = field(default_factory=list)
    below: list[TableLine] = field(default_factory=list)
    last_number: int | None = None
    """The number of the last step that has one."""

    def add(self, new: Iterable[TableLine]) -> None:
        """Take in the lines of one more part of the table."""
        for line in new:
            if line.has_only_marks:
                (self.below if self.steps else self.above).append(line)
                continue
            self._take_back_marks()
            self._add(line)
            self.last_number = self.steps[-1].number or self.last_number

    def _take_back_marks(self) -> None:
        """Give the marks below the last step to it: it was not the last."""
        if self.steps:
            self.steps[-1].lines += self.below
            self.below = []

    def _add(self, line: TableLine) -> None:
        if self.steps:
            self._take_back_activity(line)
        if not self.steps:
            self.steps.append(FoundStep([line]))
        elif _belongs(line):
            self.steps[-1].lines.append(line)
        elif self._goes_on(line):
            self.steps[-1].lines.append(line)
            self.steps[-1].is_joined = True
        else:
            self.steps.append(FoundStep([line]))

    def _take_back_activity(self, line: TableLine) -> None:
        """Take a joined line off the step above where a number comes below its activity."""
        last = self.steps[-1]
        if self._is_shifted(line) and last.is_joined and last.lines[-1].number is None:
            self.steps.append(FoundStep([last.lines.pop()]))
            last.is_joined = False

    def _goes_on(self, line: TableLine) -> bool:
        """Tell whether a line with a text of its own goes on with the step above it."""
        last = self.steps[-1]
        if line.number is not None:
            return line.number == last.number or self._names(line)
        if self.last_number is None:
            return False
        starts_small = line.text(Role.ACTIVITY)[:1].islower()
        if line.is_first and last.is_unfinished:
            return starts_small or not line.has_standards
        return starts_small and not line.has_standards

    def _names(self, line: TableLine) -> bool:
        """Tell whether a line is but the number of the step above, which has none."""
        return self.steps[-1].number is None and self._is_shifted(line)

    @staticmethod
    def _is_shifted(line: TableLine) -> bool:
        return line.number is not None and Doubt.SHIFTED in line.doubts.get(Role.ACTIVITY, [])


def _belongs(line: TableLine) -> bool:
    """Tell whether a line has neither number nor activity, so that it is the rest of a step."""
    return line.is_covered or not (line.text(Role.NUMBER) or line.text(Role.ACTIVITY))
