"""What takes a stranger's text takes as long as the text, whatever it says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from people.finding import kept_words, typed_words
from procedures import durations
from procedures.cautions import Words, cautions
from procedures.comparison import compare_texts, compare_words
from procedures.exchange.characters import legible
from procedures.exchange.found import text_to_doubts
from procedures.files.html import html_grids
from procedures.files.problems import Unreadable
from procedures.files.text import decoded, text_grids
from procedures.forms.drafts import requirement_lines
from procedures.graph import Answer, DrawnStep, Exit, Graph, StepKind
from procedures.printing.hyphens import hyphenated
from procedures.printing.letters import lines
from procedures.reading import Cell, Grid, Place, SourceKind, find_tables
from procedures.reading.identity import read_identity
from procedures.reading.plain import clean, items, prose
from procedures.reading.titles import title_of
from procedures.reading.words import BACK_TO, is_group, letters, number_of, role_of, unit_of
from tests import hostile
from tests.test_patterns import GROWTH, grows, seconds

FEW, MANY = 10_000, 40_000

PIECES = (
    *(
        "(",
        "1",
        "a",
        " ",
        "\n",
        "-",
        "/",
        ".",
        "a ",
        "1 - ",
        "<a",
        "<td>",
        '"',
        "\t",
        "\u0301",
        "ke ",
    ),
    *(
        "\u0316\u0301",
        "x",
        "1.",
        "ﷺ",
        "<div>",
        "v",
        "1 jam ",
        "sop ",
        ": ",
        "; ",
        "a\n",
        "\t(\n",
        "&",
    ),
)
HEAD = ("No", "Kegiatan", "Staf", "Kepala", "Kelengkapan", "Waktu", "Output", "Ket.")


def table_with(text: str) -> Grid:
    """Make a table whose heading, rows and lines above it hold their share of a text."""
    text = text[: len(text) // 4]
    top = [Cell(0, column, name) for column, name in enumerate(HEAD)]
    body = [Cell(1, column, text) for column in range(len(HEAD))]
    return Grid(Place(SourceKind.TEXT, 1), (*top, *body), (text,))


def look_again(text: str) -> object:
    steps = tuple(
        DrawnStep(n, StepKind.EXECUTION, 0, (Exit(Answer.DONE, n + 1 if n < 3 else None),))
        for n in (1, 2, 3)
    )
    return cautions(Graph(("Staf",), steps), [Words(text, (text,), text, True)] * 3)


def quietly(work: Callable[[str], object]) -> Callable[[str], object]:
    """Return a work whose refusals are answers too."""

    def done(text: str) -> None:
        with suppress(Unreadable, ValidationError, durations.NotUnderstood):
            work(text)

    return done


WORKS: dict[str, Callable[[str], object]] = {
    "parse": durations.parse,
    "role_of": role_of.__wrapped__,
    "is_group": is_group.__wrapped__,
    "unit_of": unit_of,
    "number_of": number_of,
    "letters": letters,
    "back to": BACK_TO.search,
    "title_of": lambda text: title_of([text], is_wrapped=True),
    "clean": clean,
    "prose": lambda text: prose(text, is_wrapped=False),
    "items": lambda text: items(text, is_wrapped=True),
    "identity": lambda text: read_identity(table_with(text)),
    "find_tables": lambda text: find_tables([table_with(text)]),
    "text": lambda text: text_grids(decoded(text.encode())),
    "html": html_grids,
    "html cells": lambda text: html_grids(f"<table><tr><td>{text}</td></tr></table>"),
    "doubts": text_to_doubts,
    "requirements": requirement_lines,
    "legible": legible,
    "kept words": lambda text: kept_words([text]),
    "typed words": typed_words,
    "cautions": look_again,
    "compare": lambda text: compare_words(text, f"x {text}"),
    "compare lines": lambda text: compare_texts(f"a\n{text}", f"b\n{text.replace('a', 'b')}"),
    "hyphens": lambda text: hyphenated(text, 5, 7),
    "lines": lambda text: lines(text, 30, 7),
}


def is_slow(work: Callable[[str], object], piece: str) -> bool:
    few, many = (hostile.Shape(piece).of(letters) for letters in (FEW, MANY))
    return grows(work, few, many)


@pytest.mark.parametrize("name", WORKS)
def test_four_times_the_text_takes_four_times_the_time(name: str) -> None:
    work = quietly(WORKS[name])
    assert [piece for piece in PIECES if is_slow(work, piece)] == []


@pytest.mark.parametrize("rows", ["numbered", "without numbers", "lines of one step", "headings"])
def test_four_times_the_rows_take_four_times_the_time(rows: str) -> None:
    def table(count: int) -> list[Grid]:
        first = {"numbered": "{}", "headings": "No"}.get(rows, "")
        second = {"headings": "Kegiatan", "lines of one step": "surat"}.get(rows, "Menerima surat")
        step = (second, "v", "", "ATK", "1 jam", "Surat", "")
        body = [HEAD, ("1", *step), *((first.format(n % 999), *step) for n in range(count))]
        return text_grids("\n".join("\t".join(row) for row in body))

    few, many = table(250), table(1_000)
    grew = (
        seconds(lambda: find_tables(many), tries=3) / seconds(lambda: find_tables(few), tries=3)
        for _ in range(3)
    )
    assert any(each < GROWTH for each in grew)


def test_a_growing_work_is_found() -> None:
    def careless(text: str) -> None:
        for _ in range((len(text) // 500) ** 2):
            text.count("a")

    assert is_slow(careless, "a")
