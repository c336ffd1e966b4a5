"""One version of an SOP as plain data: what is read from a file and written to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


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
    its exits. The last three say what an answer demands.
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
    needs_all_requirements: bool = False
    needs_file: bool = False
    records_participants: bool = False


@dataclass(frozen=True)
class Question:
    """One field of the start form; `kind` is text, long_text, date, number, choice or file."""

    label: str
    kind: str = "text"
    is_required: bool = False
    help_text: str = ""
    choices: str = ""


@dataclass(frozen=True)
class Definition:
    """One version: its title, columns from left to right and rows from top to bottom.

    `end_actor` is the heading of the column in which the end symbol stands. `identity` holds the
    texts of the identity block by the version's field names, `dates` its days likewise. `form` is
    what the start form asks for.
    """

    title: str
    actors: tuple[str, ...]
    rows: tuple[Row, ...]
    end_actor: str | None = None
    capsules: str = "steps"
    has_column_numbers: bool = False
    forbids_own_work: bool = False
    to_confirm: str = ""
    identity: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    form: tuple[Question, ...] = ()
