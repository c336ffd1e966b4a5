"""Personnel files for tests: workbooks and rows as personnel systems export them, of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from bench.staff import nip_of
from people.personnel import Staff, understand

PLAIN = ("NIP", "Nama", "Jabatan", "Unit")
SIASN = (
    *("NIP BARU", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "GOL AKHIR NAMA", "JABATAN NAMA"),
    *("TMT JABATAN", "UNOR ID", "UNOR NAMA", "KEDUDUKAN HUKUM NAMA"),
)

__all__ = ["PLAIN", "SIASN", "nip_of", "person", "staff", "table", "workbook"]


def person(number: int, position: str = "Analis", unit: str = "Sekretariat") -> tuple[str, ...]:
    """Return a plain row."""
    return nip_of(number), f"Pegawai {chr(97 + number % 26)}", position, unit


def workbook(rows: Iterable[Sequence[Any]], headings: Sequence[str] = PLAIN) -> bytes:
    """Return an XLSX file with a row of headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(list(row))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def table(rows: Iterable[Sequence[Any]], headings: Sequence[str] = PLAIN) -> dict[str, Any]:
    """Return rows as reading a file gives them."""
    cells = [[cell if cell != "" else None for cell in row] for row in (headings, *rows)]
    numbered = list(enumerate(cells, start=1))
    return {"sheet": "Data", "others": 0, "is_1904": False, "rows": numbered}


def staff(*rows: Sequence[Any], headings: Sequence[str] = PLAIN) -> Staff:
    """Return rows as they are understood."""
    return understand(table(rows, headings))
