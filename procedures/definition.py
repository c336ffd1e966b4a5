"""One version of an SOP as plain data: what is read from a file and written to one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Target:
    """Where an exit leads: 'next' (the next row), 'end', or 'step' with a row's number."""

    way: str
    row: int | None = None


NEXT = Target("next")


@dataclass(frozen=True)
class Row:
    """One row of the table.

    `actor` and `participants` are headings of columns. `time` is the standard time as the office
    wrote it. `no` makes the row a decision: where its Tidak leads. The labels are written beside
    its exits.
    """

    activity: str
    actor: str | None
    participants: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    time: str = ""
    output: str = ""
    remark: str = ""
    yes: Target = NEXT
    no: Target | None = None
    yes_label: str = "Ya"
    no_label: str = "Tidak"


@dataclass(frozen=True)
class Definition:
    """One version: its title, columns from left to right and rows from top to bottom.

    `end_actor` is the heading of the column in which the end symbol stands. `identity` holds the
    texts of the identity block by the version's field names.
    """

    title: str
    actors: tuple[str, ...]
    rows: tuple[Row, ...]
    end_actor: str | None = None
    capsules: str = "steps"
    has_column_numbers: bool = False
    to_confirm: str = ""
    identity: dict[str, str] = field(default_factory=dict)
