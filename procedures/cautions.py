"""What makes one look again at a drawing and its words; none of it keeps a version back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from procedures.graph import Answer, DrawnStep, Graph

TELLING = 4
"""Letters from which on a word tells one output from another."""

SUBJECTS = frozenset(
    {
        "analis",
        "bendahara",
        "kabag",
        "kabid",
        "kasi",
        "kasubag",
        "kasubbag",
        "kasubbid",
        "kasubid",
        "kepala",
        "operator",
        "panitia",
        "pegawai",
        "pejabat",
        "pemohon",
        "pengadministrasi",
        "petugas",
        "pimpinan",
        "sekretaris",
        "staf",
        "tim",
    }
)
"""Words for who acts, with which no activity should begin (PermenPAN-RB 35/2012)."""


class CautionKind(StrEnum):
    """What may be meant so, and may be a slip."""

    COLUMN_UNUSED = "column_unused"
    NO_SKIPS_FORWARD = "no_skips_forward"
    SUBJECT_FIRST = "subject_first"
    OUTPUT_UNUSED = "output_unused"
    NOT_STANDARDISED = "not_standardised"


@dataclass(frozen=True)
class Words:
    """What one row says: its activity, the texts of its requirements, its output.

    `is_standardised` says whether its time is one.
    """

    activity: str
    needs: tuple[str, ...]
    output: str
    is_standardised: bool


@dataclass(frozen=True)
class Caution:
    """One caution: about a row, by its number, or about a column, by its heading."""

    kind: CautionKind
    step: int | None = None
    column: str = ""


def cautions(graph: Graph, words: Sequence[Words]) -> tuple[Caution, ...]:
    """Return what to look at again: columns from left to right, then rows from the top down.

    `words` are those of the graph's steps, in their order.
    """
    used = {step.actor for step in graph.steps} | {a for s in graph.steps for a in s.participants}
    found = [
        Caution(CautionKind.COLUMN_UNUSED, column=name)
        for column, name in enumerate(graph.actors)
        if column not in used
    ]
    said = {step.number: each for step, each in zip(graph.steps, words, strict=True)}
    outputs = {number: _telling(each.output) for number, each in said.items()}
    all_words = {number: outputs[number] | _others(each) for number, each in said.items()}
    for step in graph.steps:
        wrong = {
            CautionKind.NO_SKIPS_FORWARD: _no_skips_forward(step),
            CautionKind.SUBJECT_FIRST: _begins_with_subject(said[step.number], graph.actors),
            CautionKind.OUTPUT_UNUSED: _output_is_unused(step, graph, outputs, all_words),
            CautionKind.NOT_STANDARDISED: not said[step.number].is_standardised,
        }
        found += [Caution(kind, step.number) for kind, is_wrong in wrong.items() if is_wrong]
    return tuple(found)


def _no_skips_forward(step: DrawnStep) -> bool:
    """Tell whether a Tidak passes over rows below; to the next row or to the end it may lead."""
    targets = [exit_.target for exit_ in step.exits if exit_.answer is Answer.NO]
    return any(target is not None and target > step.number + 1 for target in targets)


def _begins_with_subject(words: Words, actors: tuple[str, ...]) -> bool:
    said = words.activity.lower().split()
    headings = [name.lower().split() for name in actors]
    return bool(said) and (
        said[0] in SUBJECTS or any(name and said[: len(name)] == name for name in headings)
    )


def _output_is_unused(
    step: DrawnStep, graph: Graph, outputs: dict[int, set[str]], all_words: dict[int, set[str]]
) -> bool:
    """Tell whether no word of an output comes again in a row that can follow.

    What stands before the end is what the SOP is for, and an output without a telling word says
    nothing.
    """
    output = outputs[step.number]
    ends = any(exit_.target is None for exit_ in step.exits)
    if ends or not output:
        return False
    return all(output.isdisjoint(all_words[number]) for number in _after(step, graph))


def _others(words: Words) -> set[str]:
    """Return the telling words of a row beside those of its output."""
    return _telling(" ".join((words.activity, *words.needs)))


def _after(step: DrawnStep, graph: Graph) -> set[int]:
    """Return the rows that a document can come to after this one."""
    targets_of = {each.number: [exit_.target for exit_ in each.exits] for each in graph.steps}
    seen: set[int] = set()
    waiting = [target for target in targets_of[step.number] if target is not None]
    while waiting:
        number = waiting.pop()
        if number not in seen and number in targets_of:
            seen.add(number)
            waiting += [target for target in targets_of[number] if target is not None]
    return seen


def _telling(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) >= TELLING}
