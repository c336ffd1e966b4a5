"""Files with one SOP's table, made as offices make them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import Workbook
from openpyxl.styles import PatternFill

HEAD = [
    ["No", "Kegiatan", "Pelaksana", "", "", "Mutu Baku", "", "", "Ket."],
    ["", "", "Staf", "Analis", "Kepala", "Kelengkapan", "Waktu", "Output", ""],
]
MERGED = ["A1:A2", "B1:B2", "C1:E1", "F1:H1", "I1:I2"]
ROWS = [
    ["1", "Menerima surat", "v", "", "", "Surat masuk\nBuku agenda", "10 menit", "Surat", ""],
    ["2", "Memeriksa surat, apabila salah dikembalikan", "", "v", "", "ATK", "1 jam", "Surat", ""],
    ["3", "Menandatangani surat", "", "", "v", "", "1 hari kerja", "Surat sah", "Arsip"],
]


def xlsx(
    rows: Sequence[Sequence[object]] = (*HEAD, *ROWS),
    *,
    merged: Sequence[str] = MERGED,
    shaded: Sequence[str] = (),
    title: str = "SOP Surat",
) -> BytesIO:
    """Make a workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for cell in shaded:
        sheet[cell].fill = PatternFill("solid", fgColor="FFFF0000")
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def word(*tables: Sequence[Sequence[str]], titles: Sequence[str] = ()) -> BytesIO:
    """Make a Word file with a title above each table; two rows of headings are merged."""
    document = docx.Document()
    for place, rows in enumerate(tables):
        if place < len(titles):
            document.add_paragraph(titles[place])
        fill(document.add_table(len(rows), len(rows[0])), rows)
    return saved(document)


def fill(table: Table, rows: Sequence[Sequence[str]]) -> None:
    """Write the texts; a cell of several lines has a paragraph a line."""
    for number, row in enumerate(table._tbl.tr_lst):
        for cell, text in zip(row.tc_lst, rows[number], strict=True):
            first, *others = text.split("\n")
            cell.p_lst[0].add_r().text = first
            for other in others:
                cell.add_p().add_r().text = other
    if [list(row) for row in rows[:2]] == HEAD:
        for area in MERGED:
            (top, left), (bottom, right) = (
                (int(a[1]) - 1, ord(a[0]) - 65) for a in area.split(":")
            )
            table.cell(top, left).merge(table.cell(bottom, right))


def numbered(table: Table, row: int) -> None:
    """Let Word count a row itself: its number is no text."""
    cell = table.cell(row, 0)
    cell.paragraphs[0].clear()
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    number = OxmlElement("w:numPr")
    value = OxmlElement("w:numId")
    value.set(qn("w:val"), "1")
    number.append(value)
    properties.append(number)


def saved(document: docx.document.Document) -> BytesIO:
    """Return a Word file's content."""
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file
