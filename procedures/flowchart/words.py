"""The Indonesian words of the printed form: labels, row texts, spoken descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.graph import Answer

from .shapes import Shape

if TYPE_CHECKING:
    from procedures.graph import Exit

    from .drawing import Flow, Reference

START_TEXT = "Mulai"
END_TEXT = "Selesai"
ANSWER_TEXTS = {Answer.DONE: "", Answer.YES: "Ya", Answer.NO: "Tidak"}
SHAPE_TEXTS = {Shape.PROCESS: "Kegiatan", Shape.DECISION: "Keputusan"}


def label_of(exit_: Exit) -> str:
    """The words printed at an exit: the office's own, else 'Ya' or 'Tidak'."""
    return exit_.label or ANSWER_TEXTS[exit_.answer]


def letter_of(index: int) -> str:
    """The letter of the connector number `index` from 0: A to Z, then AA, AB."""
    letters = ""
    rest = index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def name_of(place: int, end: int) -> str:
    """How a place is called in a row text: 'langkah 7', 'Mulai' or 'Selesai'."""
    if place == 0:
        return START_TEXT
    return END_TEXT if place == end else f"langkah {place}"


def row_text(reference: Reference, page: int, *, end: int, before: int) -> str:
    """'A: ke langkah 7 (hal. 2)'; the page is left out where it is the reader's own.

    `end` is the place of the end, `before` how many pages of a book come before the first.
    """
    others = [
        name_of(place, end) + ("" if other == page else f" (hal. {other + before})")
        for place, other in reference.ends
    ]
    direction = "ke" if reference.is_outgoing else "dari"
    return f"{reference.letter}: {direction} {', '.join(others)}"


def describe_connector(text: str) -> str:
    """The spoken description of a connector with this row text."""
    return f"Penghubung {text}"


def describe_step(shape: Shape, text: str, actor: str, flows: tuple[Flow, ...], end: int) -> str:
    """'Keputusan: Kabid KB & KS. Ya ke langkah 6, Tidak kembali ke langkah 4'."""
    exits = ", ".join(_exit(flow, end) for flow in flows)
    name = f"{text or SHAPE_TEXTS[shape]}: {actor}"
    return f"{name}. {exits}" if exits else name


def describe_participant(actor: str) -> str:
    """The spoken description of a symbol whose actor takes part without leading."""
    return f"Ikut serta: {actor}"


def _exit(flow: Flow, end: int) -> str:
    name = name_of(flow.target, end)
    verb = "kembali ke" if flow.target <= flow.source else "ke"
    return f"{flow.label or 'Lanjut'} {verb} {name}"
