"""The identity block above an SOP's table: number, name, legal basis and the rest."""

from __future__ import annotations

import re

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
    return Evidence(Source.TEXT, grid.place, grid.place.first_row + cell.row, cell.column + 1, text)
