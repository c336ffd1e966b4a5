"""Tables as nobody would draw them: any words, any cells over several rows and columns."""

from __future__ import annotations

from html import escape
from io import BytesIO

import docx
from hypothesis import strategies as st
from openpyxl import Workbook

from procedures.files.docx import docx_grids
from procedures.files.html import html_grids
from procedures.files.text import text_grids
from procedures.files.xlsx import xlsx_grids
from procedures.reading import Cell, Grid, Ink, Place, SourceKind

HEADINGS = (
    "No", "No.", "Kegiatan", "Uraian Kegiatan", "Aktivitas", "Langkah", "Tahap", "Rincian",
    "Tahapan", "Pelaksana", "Pelaku", "Mutu Baku", "Kelengkapan", "Persyaratan", "Waktu",
    "Waktu (menit)", "Output", "Keterangan", "Ket.", "Staf", "Kepala", "Staf\nUmum",
    "Nomor SOP", "Nama SOP", "Dasar Hukum",
)  # fmt: skip
BODY = (
    "1", "2", "3.", "10", "1 3", "v", "x", "◇", "Tidak", "Ya", "mulai", "selesai",
    "Menerima surat", "8 Surat dinas", "Memeriksa surat, apabila salah kembali ke langkah 1",
    "surat", "- ATK\n- Buku", "10 menit", "5-10 menit", "1 jam", "disesuaikan", "(", "<b>", "²",
    "½", "١", "9" * 30, "a" * 300, "Surat Masuk", "SOP Surat Masuk", "\u0301", "=1+1", "\x0b",
    "\x00", "\u200b", "\ud800", "%s", "{0}",
)  # fmt: skip
BLANK = ("", "", "", " ", "\n", "\xa0")

heading = st.sampled_from(HEADINGS + BLANK)
body = st.sampled_from(BODY + BLANK + HEADINGS[:6])
name = body.filter(str.isprintable)  # as readers give them: half a sign is none
span = st.sampled_from((1, 1, 1, 1, 2, 2, 3))
Drawn = list[list[tuple[str, int, int]]]
"""Rows of cells: a text, and the rows and columns that it covers."""


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Return rows of cells, those of headings first."""
    width = draw(st.integers(1, 9))
    rows = [[heading] * width] * draw(st.integers(1, 3)) + [[body] * width] * draw(
        st.integers(0, 4)
    )
    return [[(draw(text), draw(span), draw(span)) for text in row] for row in rows]


def as_html(table: Drawn) -> str:
    """Return a table as a page has it."""
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td rowspan="{tall}" colspan="{wide}">{escape(text)}</td>' for text, tall, wide in row
        )
        for row in table
    )
    return f"<p>SOP Surat Masuk</p><table>{rows}</table>"


def _placed(table: Drawn) -> list[Cell]:
    """Return the cells at places that no other covers, as a page has them."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table):
        column = 0
        for text, tall, wide in row:
            while any((number, column + x) in taken for x in range(wide)):
                column += 1
            taken |= {(number + y, column + x) for y in range(tall) for x in range(wide)}
            cells.append(Cell(number, column, text, tall, wide))
    return cells


def _typable(text: str) -> str:
    """Return what the libraries of Office take."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t").replace(
        "\ud800", ""
    )


def _xlsx(table: Drawn) -> list[Grid]:
    book = Workbook()
    sheet = book.worksheets[0]
    for cell in _placed(table):
        at = (cell.row + 1, cell.column + 1)
        sheet.cell(*at).value = _typable(cell.text)
        if cell.rows * cell.columns > 1:
            sheet.merge_cells(None, *at, at[0] + cell.rows - 1, at[1] + cell.columns - 1)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return xlsx_grids(file)


def _docx(table: Drawn) -> list[Grid]:
    cells = _placed(table)
    height = max(cell.last_row for cell in cells) + 1
    document = docx.Document()
    made = document.add_table(height, max(cell.last_column for cell in cells) + 1)
    for cell in cells:
        corner = made.cell(cell.row, cell.column)
        corner.text = _typable(cell.text)
        corner.merge(made.cell(cell.last_row, cell.last_column))
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return docx_grids(file)


def _text(table: Drawn) -> list[Grid]:
    return text_grids("\n".join("\t".join(text for text, _t, _w in row) for row in table))


READERS = {
    "html": lambda table: html_grids(as_html(table)),
    "text": _text,
    "xlsx": _xlsx,
    "docx": _docx,
}


@st.composite
def grids(draw: st.DrawFn) -> list[Grid]:
    """Return tables of any file: cells anywhere, over each other too."""
    number = st.integers(0, 9)
    cell = st.builds(
        Cell,
        row=st.integers(0, 6),
        column=number,
        text=heading | body,
        rows=span,
        columns=span,
        ink=st.sampled_from([None, None, *Ink]),
    )
    cells = [
        *draw(st.lists(st.builds(Cell, st.just(0), number, heading, span, span), max_size=6)),
        *draw(st.lists(cell, max_size=14)),
    ]
    edges = tuple(map(float, range(30))) if draw(st.booleans()) else ()
    place = Place(draw(st.sampled_from(list(SourceKind))), 1, draw(name))
    one = Grid(place, tuple(cells), tuple(draw(st.lists(body, max_size=2))), bool(edges), edges)
    placed = Grid(place, tuple(_placed(draw(drawn()))))
    return draw(st.permutations([one, placed]))
