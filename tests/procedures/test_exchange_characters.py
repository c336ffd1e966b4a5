"""Texts that stay texts in a workbook."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import Workbook

from procedures.exchange.characters import put_text

SHEET = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def written(text: str) -> tuple[str | None, str | None]:
    """Return the type of the cell and whether it has the prefix, as the XML has them."""
    book = Workbook()
    put_text(book.worksheets[0].cell(1, 1), text)
    file = BytesIO()
    book.save(file)
    with ZipFile(file) as parts:
        sheet = etree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(parts.read("xl/styles.xml"))
    (cell,) = sheet.findall(".//x:c", SHEET)
    look = styles.findall(".//x:cellXfs/x:xf", SHEET)[int(cell.get("s", "0"))]
    return cell.get("t"), look.get("quotePrefix")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\x0b=", "＝", "＠"])
def test_a_text_that_begins_like_a_formula_has_the_prefix(sign: str) -> None:
    kind, prefix = written(f"{sign}1")
    assert (kind in {"s", "inlineStr"}, prefix) == (True, "1")


@pytest.mark.parametrize("text", ["Surat", "1=1", "#N/A", "a-b"])
def test_another_text_has_none(text: str) -> None:
    assert written(text)[1] in {None, "0"}
