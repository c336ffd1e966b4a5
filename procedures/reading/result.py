"""The values of a table, with what speaks for and against each."""

from __future__ import annotations

import re
from dataclasses import replace

from procedures import durations
from procedures.blanks import letters_of
from procedures.reading.doubts import Doubt
from procedures.reading.found import Confidence, Evidence, FoundRow, FoundTable, Source, Value
from procedures.reading.grid import Grid
from procedures.reading.header import Header
from procedures.reading.marks import (
    Strength,
    has_diamond,
    says_no,
    strength,
    unread,
    who_acts,
)
from procedures.reading.plain import clean, items, prose, without_markers
from procedures.reading.steps import FoundStep, Steps
from procedures.reading.ways import no_of
from procedures.reading.words import Role

RANGE = r"[0-9.,]+( ?- ?[0-9.,]+)?"
"""A time without a unit."""


def table_of(
    grid: Grid,
    header: Header,
    steps: Steps,
    *,
    title: str,
    name: str,
    identity: dict[str, Value[str]],
) -> FoundTable:
    """Return the SOP that the steps below a heading make."""
    names = _actors(header, steps)
    numbers = {step.number: place for place, step in enumerate(steps.steps, 1) if step.number}
    rows = tuple(
        _row(step, place, header, names, numbers) for place, step in enumerate(steps.steps, 1)
    )
    rows = _in_order(rows)
    own_rows = bool(steps.above or steps.below)
    return FoundTable(
        title=_title(title, name, grid),
        actors=tuple(Value(each, evidence=_heading(grid, header)) for each in names),
        rows=rows,
        place=grid.place,
        capsules="own_rows" if own_rows else "steps",
        end_actor=_end(steps, rows, len(names)),
        has_column_numbers=header.has_column_numbers,
        doubts=() if header.is_read else (Doubt.NO_HEADER,),
        identity=identity,
    )


def _title(title: str, name: str, grid: Grid) -> Value[str]:
    if title:
        return Value(title)
    said = name or grid.place.name
    doubt = Doubt.TITLE_FROM_NAME if said else Doubt.NO_TITLE
    return Value(said, Confidence.GUESSED if said else Confidence.MISSING, None, (doubt,))


def _actors(header: Header, steps: Steps) -> list[str]:
    """Return the headings of the actors' columns, each once."""
    if header.actors_are_named_in_cells:
        said = [_named(step) for step in steps.steps]
        return list(dict.fromkeys(name for name in said if name))
    names: list[str] = []
    for place, column in enumerate(header.actors, 1):
        name = clean(column.name) or f"Pelaksana {place}"
        names.append(f"{name} ({place})" if name in names else name)
    return names


def _named(step: FoundStep) -> str:
    return " ".join(" ".join(clean(cell.whole_text) for cell in step.marks(0)).split())


def _row(
    step: FoundStep, place: int, header: Header, names: list[str], numbers: dict[int, int]
) -> FoundRow:
    activity = _text(step, Role.ACTIVITY)
    if not activity.value:
        activity = _nothing_to_do(activity)
    actor, participants = _who(step, header, names)
    has_sign = says_no(step, len(names)) or has_diamond(step, len(names))
    return FoundRow(
        number=_number(step),
        activity=activity,
        actor=actor,
        participants=participants,
        needs=_needs(step),
        time=_time(step, header.unit),
        output=_text(step, Role.OUTPUT),
        remark=_text(step, Role.REMARK),
        no=no_of(activity, place, numbers, has_sign=has_sign),
    )


def _nothing_to_do(activity: Value[str]) -> Value[str]:
    return Value("", Confidence.MISSING, activity.evidence, (Doubt.NOTHING_TO_DO,))


def _who(
    step: FoundStep, header: Header, names: list[str]
) -> tuple[Value[int | None], Value[tuple[int, ...]]]:
    doubts = step.doubts(Role.ACTOR)
    if not header.actors_are_named_in_cells:
        actor, participants = who_acts(step, len(names))
        doubts += (Doubt.LETTERS_LOST,) * unread(step, len(names))
        return replace(actor, doubts=_each(*actor.doubts, *doubts)), participants
    name = _named(step)
    if name not in names:
        nobody: Value[int | None] = Value(None, Confidence.MISSING, None, (Doubt.NO_MARK,))
        return nobody, Value(())
    return Value(names.index(name), evidence=_evidence(step), doubts=doubts), Value(())


def _number(step: FoundStep) -> Value[int | None]:
    confidence = Confidence.READ if step.number else Confidence.MISSING
    written = any(letters_of(line.text(Role.NUMBER)) for line in step.lines)
    lost = (Doubt.LETTERS_LOST,) * (written and step.number is None)
    doubts = _each(*step.doubts(Role.NUMBER), *lost)
    return Value(step.number, confidence, _evidence(step, Role.NUMBER), doubts)


def _in_order(rows: tuple[FoundRow, ...]) -> tuple[FoundRow, ...]:
    """Doubt the numbers that are missing or do not count on; none where none is written."""
    if not any(row.number.value for row in rows):
        return rows
    checked, expected = [], 1
    for row in rows:
        written = row.number.value
        doubt = Doubt.NO_NUMBER if written is None else Doubt.OTHER_NUMBER
        doubts = row.number.doubts + (() if written == expected else (doubt,))
        checked.append(replace(row, number=replace(row.number, doubts=doubts)))
        expected = expected if written is None else written + 1
    return tuple(checked)


def _text(step: FoundStep, role: Role) -> Value[str]:
    is_wrapped = step.lines[0].grid.is_wrapped
    written = "\n".join(cell.whole_text for cell in step.cells(role))
    text = prose(written, is_wrapped=is_wrapped)
    doubts = _each(*step.doubts(role), *_lost(written, text))
    confidence = Confidence.INFERRED if doubts else Confidence.READ
    return Value(text, confidence, _evidence(step, role), doubts)


def _needs(step: FoundStep) -> Value[tuple[str, ...]]:
    text = "\n".join(cell.whole_text for cell in step.cells(Role.NEEDS))
    found = items(text, is_wrapped=step.lines[0].grid.is_wrapped)
    doubts = _each(*step.doubts(Role.NEEDS), *_lost(text, "\n".join(found)))
    confidence = Confidence.INFERRED if doubts else Confidence.READ
    return Value(found, confidence, _evidence(step, Role.NEEDS), doubts)


def _time(step: FoundStep, unit: str) -> Value[str]:
    """Return Waktu as it stands, with the heading's unit behind a bare number."""
    read = _text(step, Role.TIME)
    kept = _lasting(step)
    text = " ".join(kept or read.value.split())
    if any(re.fullmatch(RANGE, each) for each in kept):
        read = replace(read, doubts=_each(*read.doubts, Doubt.WAS_DATE))
    if unit and re.fullmatch(RANGE, text):
        text = f"{text} {unit}"
    try:
        durations.parse(text)
    except durations.NotUnderstood:
        doubts = (*read.doubts, Doubt.TIME_NOT_UNDERSTOOD)
        return Value(text, Confidence.GUESSED, read.evidence, doubts)
    return Value(text, read.confidence, read.evidence, read.doubts)


def _lasting(step: FoundStep) -> list[str]:
    """Return a time as the file keeps it, where it keeps one and nothing else stands there."""
    cells = step.cells(Role.TIME)
    return [cell.lasting for cell in cells] if all(cell.lasting for cell in cells) else []


def _lost(written: str, read: str) -> tuple[Doubt, ...]:
    """Doubt a text that has other letters than its cells; what counts items is no letter."""
    if letters_of(written) == letters_of(read):
        return ()
    same = letters_of(without_markers(written)) == letters_of(without_markers(read))
    return () if same else (Doubt.LETTERS_LOST,)


def _each(*doubts: Doubt) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))


def _evidence(step: FoundStep, role: Role | None = None) -> Evidence:
    """Return where a value stands: its first cell, or the first row of the step."""
    cells = step.cells(role) if role else []
    line = step.lines[0]
    place = line.grid.place
    if not cells:
        return Evidence(Source.ORDER, place, line.grid.counted(line.row))
    text = "\n".join(cell.whole_text for cell in cells)
    return Evidence(Source.TEXT, place, line.grid.counted(line.row), cells[0].column + 1, text)


def _heading(grid: Grid, header: Header) -> Evidence:
    return Evidence(Source.TEXT, grid.place, grid.counted(header.top))


def _end(steps: Steps, rows: tuple[FoundRow, ...], actors: int) -> int | None:
    """Return the column of the end symbol: of a sign below the last step, or the step's own."""
    for line in steps.below:
        for actor in range(actors):
            cells = line.actors.get(actor, [])
            if any(strength(cell) > Strength.NOTHING for cell in cells):
                return actor
    return rows[-1].actor.value if rows and steps.above else None
