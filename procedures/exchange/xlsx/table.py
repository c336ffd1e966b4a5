"""The table: headings, a row a step with its symbol in its actor's column, the standards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from procedures import graph
from procedures.exchange.xlsx.cells import (
    HEAD,
    MIDDLE,
    SIGN,
    TEXT,
    Area,
    put,
    set_height,
    set_widths,
)
from procedures.models import Step, Version

EXECUTION = "□"
DECISION = "◇"
PARTICIPANT = "○"
LEGEND = f"{EXECUTION} kegiatan   {DECISION} keputusan   {PARTICIPANT} ikut serta"
STANDARDS = ("Kelengkapan", "Waktu", "Output")
FIRST_ACTOR = 3
WIDTHS_BEFORE = (5, 40)  # letters: number, activity
WIDTH_OF_ACTOR = 14
WIDTHS_BEHIND = (24, 14, 24, 22)  # requirements, time, output, remark


@dataclass(frozen=True)
class _Row:
    """One row of the table; `signs` by the actors' columns from 0."""

    signs: Mapping[int, str]
    number: int | str = ""
    activity: str = ""
    behind: Sequence[str] = field(default=("", "", "", ""))


def fill_table(sheet: Worksheet, version: Version) -> None:
    """Write the table of a version; its headings are repeated on every printed page."""
    actors = [actor.name for actor in version.actors.all()]
    widths = [*WIDTHS_BEFORE, *[WIDTH_OF_ACTOR] * max(1, len(actors)), *WIDTHS_BEHIND]
    set_widths(sheet, widths)
    put(sheet, Area(1, 1, columns=len(widths)), version.title, HEAD)
    last = _fill_headings(sheet, actors, has_numbers=version.has_column_numbers)
    for place, row in enumerate(_rows(version), start=last + 1):
        _fill_row(sheet, place, row, widths)
    sheet.print_title_rows = f"1:{last}"
    sheet.freeze_panes = f"{get_column_letter(FIRST_ACTOR)}{last + 1}"


def _fill_headings(sheet: Worksheet, actors: Sequence[str], *, has_numbers: bool) -> int:
    """Write the headings and return the last of their rows."""
    wide = max(1, len(actors))
    behind = FIRST_ACTOR + wide
    put(sheet, Area(2, 1, rows=2), "No", HEAD)
    put(sheet, Area(2, 2, rows=2), "Aktivitas", HEAD)
    put(sheet, Area(2, FIRST_ACTOR, columns=wide), "Pelaksana", HEAD)
    for column, name in enumerate(actors or [""], start=FIRST_ACTOR):
        put(sheet, Area(3, column), name, HEAD)
    put(sheet, Area(2, behind, columns=len(STANDARDS)), "Mutu Baku", HEAD)
    for column, name in enumerate(STANDARDS, start=behind):
        put(sheet, Area(3, column), name, HEAD)
    put(sheet, Area(2, behind + len(STANDARDS), rows=2), "Keterangan", HEAD)
    set_height(sheet, 3, [(name, WIDTH_OF_ACTOR) for name in actors or [""]])
    if not has_numbers:
        return 3
    for column in range(1, behind + len(STANDARDS) + 1):
        put(sheet, Area(4, column), column, MIDDLE)
    return 4


def _fill_row(sheet: Worksheet, place: int, row: _Row, widths: Sequence[int]) -> None:
    behind = len(widths) - len(WIDTHS_BEHIND) + 1
    put(sheet, Area(place, 1), row.number, MIDDLE)
    put(sheet, Area(place, 2), row.activity)
    for column in range(FIRST_ACTOR, behind):
        put(sheet, Area(place, column), row.signs.get(column - FIRST_ACTOR, ""), SIGN)
    for column, text in enumerate(row.behind, start=behind):
        put(sheet, Area(place, column), text, MIDDLE if column == behind + 1 else TEXT)
    texts = [(row.activity, WIDTHS_BEFORE[1]), *zip(row.behind, WIDTHS_BEHIND, strict=True)]
    signs = [(f"{sign}\n", WIDTH_OF_ACTOR) for sign in row.signs.values()]
    set_height(sheet, place, [*texts, *signs])


def _rows(version: Version) -> list[_Row]:
    """Return the rows from top to bottom, those of the capsules among them."""
    drawing = version.graph()
    below = [*drawing.steps[1:], None]
    rows = [
        _row(step, drawn, following.number if following else None)
        for step, drawn, following in zip(
            version.ordered_steps(), drawing.steps, below, strict=False
        )
    ]
    if version.capsules == Version.Capsules.STEPS or not rows:
        return rows
    columns = [actor.pk for actor in version.actors.all()]
    last = drawing.steps[-1].actor
    end = columns.index(version.end_actor_id) if version.end_actor_id else last
    return [*_capsule("Mulai", drawing.steps[0].actor), *rows, *_capsule("Selesai", end)]


def _capsule(word: str, column: int | None) -> list[_Row]:
    return [] if column is None else [_Row({column: word})]


def _row(step: Step, drawn: graph.DrawnStep, following: int | None) -> _Row:
    symbol = DECISION if step.is_decision else EXECUTION
    signs = dict.fromkeys(drawn.participants, PARTICIPANT)
    if drawn.actor is not None:
        ways = [_way(way) for way in drawn.exits if way.target != following]
        signs[drawn.actor] = "\n".join([symbol, *ways])
    needs = "\n".join(f"- {each.text}" for each in step.requirements.all())
    behind = (needs, step.standard_text, step.output, step.remark)
    return _Row(signs, step.number, step.activity, behind)


def _way(way: graph.Exit) -> str:
    """Return where an exit leads that does not simply go on: 'Tidak → 2'."""
    target = "selesai" if way.target is None else str(way.target)
    return f"{way.label} → {target}".strip()
