"""The headings of a personnel file: which column tells what, and which are left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from people.finding import words_of
from people.personnel.wrong import Fault, Unfit

KNOWN = {
    "nip": ("nip baru", "nip"),
    "name": ("nama", "nama pegawai", "nama lengkap", "nama pns"),
    "title_before": ("gelar depan",),
    "title_behind": ("gelar belakang",),
    "rank": ("gol akhir nama", "golongan akhir nama", "gol akhir", "golongan", "gol ruang"),
    "position": ("jabatan nama", "nama jabatan", "jabatan"),
    "since": ("tmt jabatan",),
    "unit_id": ("unor id", "id unor"),
    "unit": ("unor nama", "nama unor", "unit kerja", "nama unit kerja", "unit", "unor"),
    "standing": ("kedudukan hukum nama", "kedudukan hukum", "status kedudukan hukum"),
}
"""What headings each column may have, in small letters; the first one found counts."""

DEMANDED = ("nip", "name", "position")
LOOKED_THROUGH = 30
"""Rows from the top in which the headings may stand, below a title."""

PERSONAL = frozenset(
    [
        *("lahir", "nik", "kk", "ktp", "npwp", "bpjs", "karpeg", "karis", "karsu", "taspen"),
        *("email", "surel", "hp", "telp", "telepon", "handphone", "alamat", "rekening"),
        *("agama", "kawin", "ibu", "ayah", "suami", "istri", "anak"),
    ]
)
"""Words of columns that are about the person: never stored."""


@dataclass(frozen=True)
class Headings:
    """Where the columns that are used stand, and the headings of the others."""

    columns: dict[str, int]
    personal: tuple[str, ...]
    unused: tuple[str, ...]


def headings_in(cells: Sequence[Any]) -> Headings | None:
    """Return what a row says as headings; None where it is none.

    Raises Unfit where a heading that is used stands twice.
    """
    said = [" ".join(words_of(cell)) if isinstance(cell, str) else "" for cell in cells]
    columns: dict[str, int] = {}
    for name, known in KNOWN.items():
        found = next((each for each in known if each in said), None)
        if found is not None:
            columns[name] = said.index(found)
    if any(name not in columns for name in DEMANDED):
        return None
    _refuse_doubles(cells, said, columns.values())
    others = [place for place, text in enumerate(said) if text and place not in columns.values()]
    personal = [place for place in others if PERSONAL & set(said[place].split())]
    unused = [place for place in others if place not in personal]
    return Headings(columns, _named(cells, personal), _named(cells, unused))


def wanted_columns(cells: Sequence[Any]) -> set[int] | None:
    """Return the places of the columns that are used, None where a row is no headings."""
    try:
        found = headings_in(cells)
    except Unfit:
        return None
    return set(found.columns.values()) if found else None


def _named(cells: Sequence[Any], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(cells[place]) for place in places)


def _refuse_doubles(cells: Sequence[Any], said: list[str], places: Iterable[int]) -> None:
    for place in places:
        if said.count(said[place]) > 1:
            raise Unfit(Fault.SAME_HEADING, str(cells[place]))
