"""The identity block above an SOP's table: number, name, legal basis and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from procedures.reading.found import Evidence, Source, Value
from procedures.reading.grid import Cell, Grid
from procedures.reading.plain import prose
from procedures.reading.words import letters

LABELS = {
    "number": "nomorsop nosop nomor",
    "title": "namasop judulsop judul nama",
    "approver_title": "disahkanoleh ditetapkanoleh",
    "legal_basis": "dasarhukum",
    "qualifications": "kualifikasipelaksana kualifikasipelaksanaan",
    "related": "keterkaitan keterkaitandengansoplain keterkaitansop",
    "equipment": "peralatanperlengkapan peralatan peralatandanperlengkapan",
    "warnings": "peringatan",
    "recording": "pencatatandanpendataan pencatatanpendataan pencatatan",
}
OTHER_LABELS = (
    "tanggalpembuatan tanggalrevisi tanggalefektif tanggalpengesahan tglpembuatan tglrevisi"
    " tglefektif"
)
_NAMES = {word: name for name, words in LABELS.items() for word in words.split()}
_NAMES |= dict.fromkeys(OTHER_LABELS.split(), "")
SHORT_LABELS = frozenset(("nomor", "judul", "nama", "peralatan", "pencatatan"))
"""Words that stand in many tables; they count where another label stands in the same grid."""

FEWEST = 2
"""An identity block has at least so many labels."""

LONGEST_LABEL = 80


def read_identity(grid: Grid, last: int | None = None) -> dict[str, Value[str]]:
    """Return the texts of an identity block by the version's field names and `title`.

    `last` is the row above which it stands; what is no such block gives nothing.
    """
    cells = [cell for cell in grid.cells if last is None or cell.row < last]
    labels = [(cell, *found) for cell in cells if (found := _label(cell.text)) is not None]
    if len(labels) < FEWEST or all(letters(word) in SHORT_LABELS for _c, _n, _r, word in labels):
        return {}
    values: dict[str, Value[str]] = {}
    for cell, name, rest, _word in labels:
        text = rest or _beside(grid, cell) or _below(grid, cell, last)
        if name and text and name not in values:
            values[name] = Value(
                prose(text, is_wrapped=grid.is_wrapped), evidence=_evidence(grid, cell, text)
            )
    return values


def read_identity_lines(heading: Sequence[str], grid: Grid) -> dict[str, Value[str]]:
    """Return what lines above a table state of the identity: Nomor SOP : 067/18/KS/2026.

    A label without a text has it in the lines below, up to the next label. Short labels count
    beside another one alone.
    """
    parted = [_stated(line) for line in heading]
    said = [letters(found[2]) for found in parted if found]
    if all(word in SHORT_LABELS for word in said) and len(said) < FEWEST:
        return {}
    values: dict[str, Value[str]] = {}
    for place, found in enumerate(parted):
        if found is None or not found[0]:
            continue
        text = found[1] or _lines_below(heading[place + 1 :], parted[place + 1 :])
        if text and found[0] not in values:
            evidence = Evidence(Source.TEXT, grid.place, grid.place.first_row, text=text)
            values[found[0]] = Value(prose(text, is_wrapped=grid.is_wrapped), evidence=evidence)
    return values


def without_identity(heading: Sequence[str]) -> list[str]:
    """Return the lines that state nothing of an identity but its title."""
    kept = [(line, _stated(line)) for line in heading]
    return [line for line, found in kept if found is None or found[0] == "title"]


def _stated(line: str) -> tuple[str, str, str] | None:
    """Return the field that a line states, what it states and the label; see `_label`."""
    word, sign, behind = line.partition(":")
    name = _NAMES.get(letters(word)) if sign and len(word) <= LONGEST_LABEL else None
    return None if name is None else (name, behind.strip(), word)


def _lines_below(lines: Sequence[str], parted: Sequence[tuple[str, str, str] | None]) -> str:
    end = next((place for place, found in enumerate(parted) if found), len(lines))
    return "\n".join(lines[:end])


def _label(text: str) -> tuple[str, str, str] | None:
    """Return the field a cell names, what stands behind the label, and the label."""
    first, _sign, rest = text.strip().partition("\n")
    word, colon, behind = first.partition(":")
    name = _NAMES.get(letters(word))
    if name is None:
        return None
    return name, "\n".join(part.strip() for part in (behind if colon else "", rest) if part), word


def _beside(grid: Grid, label: Cell) -> str:
    """Return what stands right of a label, unless that is a label too."""
    for cell in grid.row(label.row):
        if cell.column <= label.last_column or not re.search(r"\w", cell.text):
            continue
        return "" if _label(cell.text) else re.sub(r"^\s*:\s*", "", cell.text)
    return ""


def _below(grid: Grid, label: Cell, last: int | None) -> str:
    """Return what stands below a label down to the next one."""
    texts: list[str] = []
    for row in range(label.last_row + 1, grid.height if last is None else last):
        cells = [cell for cell in grid.row(row) if label.column <= cell.column <= label.last_column]
        if any(_label(cell.text) for cell in cells):
            break
        texts += [cell.text for cell in cells if cell.text.strip()]
    return "\n".join(texts)


def _evidence(grid: Grid, cell: Cell, text: str) -> Evidence:
    return Evidence(Source.TEXT, grid.place, grid.counted(cell.row), cell.column + 1, text)
