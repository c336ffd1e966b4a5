"""Tables of figures: taken from what a bench printed, kept as data, written into the papers."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO, TypeVar

RESULTS = Path(__file__).resolve().parent / "results"
KEEP = "--keep"
RULE = re.compile(r"\|(?:-+:?\|)+")


@dataclass(frozen=True)
class Table:
    """A heading, how its columns are aligned, and rows of cells as they were told."""

    head: tuple[str, ...]
    rule: str
    rows: tuple[tuple[str, ...], ...]

    def markdown(self, wanted: Sequence[str] = ()) -> str:
        """Return the table, or those of its rows whose first cell is wanted, in that order."""
        rows = [row for first in wanted for row in self._named(first)] if wanted else self.rows
        return "\n".join([_line(self.head), self.rule, *map(_line, rows)])

    def _named(self, first: str) -> list[tuple[str, ...]]:
        found = [row for row in self.rows if row[0] == first]
        if not found:
            raise KeyError(first)
        return found


def _line(cells: Sequence[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip()[1:-1].split("|"))


def tables_in(text: str, name: str) -> Iterator[tuple[str, Table]]:
    """Yield the tables of a text by name; a line above one adds its first word to the name."""
    lines, title = text.splitlines(), ""
    for place, line in enumerate(lines):
        if RULE.fullmatch(line):
            rows = []
            for row in lines[place + 1 :]:
                if not row.startswith("|"):
                    break
                rows.append(_cells(row))
            found = Table(_cells(lines[place - 1]), line, tuple(rows))
            yield (f"{name}-{title}" if title else name), found
        elif line.strip() and not line.startswith("|"):
            title = re.sub(r"[^a-z0-9]", "", line.split()[0].lower())


def keep(name: str, table: Table, folder: Path = RESULTS) -> None:
    """Write a table as data."""
    text = json.dumps(asdict(table), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def kept(name: str, folder: Path = RESULTS) -> Table:
    """Return a table that was kept; raises FileNotFoundError where there is none."""
    data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Table(tuple(data["head"]), data["rule"], tuple(map(tuple, data["rows"])))


class Both(io.TextIOBase):
    """Writes to two."""

    def __init__(self, *there: TextIO) -> None:
        self.there = there

    def write(self, text: str) -> int:
        """Write at once, for whoever waits."""
        for each in self.there:
            each.write(text)
            each.flush()
        return len(text)


Result = TypeVar("Result")


def keeping(name: str, main: Callable[[list[str]], Result], folder: Path = RESULTS) -> Result:
    """Run a bench with its arguments; with --keep the tables that it prints are kept as well."""
    arguments = [each for each in sys.argv[1:] if each != KEEP]
    if KEEP not in sys.argv:
        return main(arguments)
    told = io.StringIO()
    with redirect_stdout(Both(sys.stdout, told)):
        result = main(arguments)
    for full_name, table in tables_in(told.getvalue(), name):
        keep(full_name, table, folder)
    return result
