"""Word files of one table whose cells are written as Word writes them: XML by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

HEAD = ["No", "Aktivitas", "Staf", "Kabid", "Kelengkapan", "Waktu", "Output", "Keterangan"]
ROWS = [
    ["1", "Menyusun konsep surat", "v", "", "Disposisi", "30 menit", "Konsep surat", ""],
    ["2", "Memaraf konsep surat", "", "v", "Konsep surat", "15 menit", "Surat", ""],
    ["3", "Mengarsipkan surat", "v", "", "Surat", "10 menit", "Arsip", ""],
]
CHANGE = 'w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z"'
"""Who changed something, and when."""

SPACES = nsdecls("w", "wp", "a", "m", "w14", "c", "dgm") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, look: str = "") -> str:
    """Return a run, its properties as XML."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(inner: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{inner}</w:p>"


def cell(inner: str) -> str:
    """Return a cell of the XML of paragraphs, or of the runs of one."""
    return f"<w:tc><w:tcPr/>{inner if inner.startswith('<w:p>') else par(inner)}</w:tc>"


def plain(text: str) -> str:
    """Return a cell of a text."""
    return cell(run(text) if text else "")


def row(cells: Sequence[str], properties: str = "") -> str:
    """Return a row; its properties as XML."""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def rows(changed: Mapping[tuple[int, int], str] | None = None) -> list[str]:
    """Return the rows of the table; `changed` gives cells as XML by row and column."""
    changed = changed or {}
    return [
        row([changed.get((y, x)) or plain(text) for x, text in enumerate(texts)])
        for y, texts in enumerate([HEAD, *ROWS])
    ]


def table(written: Sequence[str]) -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(written)}</w:tbl>"


def file(*blocks: str, styles: str = "") -> BytesIO:
    """Return a Word file of blocks of XML."""
    document = docx.Document()
    body = document.element.body
    body.clear_content()
    for block in blocks:
        # What stands around it declares the names.
        declared = re.sub(r"\A<([\w:]+)", rf"<\1 {SPACES}", block)
        body.insert(len(body) - 1, parse_xml(declared))
    if styles:
        declared = re.sub(r"\A<([\w:]+)", rf"<\1 {SPACES}", styles)
        document.styles.element.append(parse_xml(declared))
    content = BytesIO()
    document.save(content)
    content.seek(0)
    return content


def with_cell(y: int, x: int, inner: str) -> BytesIO:
    """Return a file whose table has one cell of other XML: paragraphs or runs."""
    return file(par(run("SOP Penyusunan Surat")), table(rows({(y, x): cell(inner)})))
