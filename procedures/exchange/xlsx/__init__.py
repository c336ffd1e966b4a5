"""A version as a workbook that looks like the official form (PermenPAN-RB 35/2012).

Words are Indonesian, as on paper. What paper draws with shapes and lines stands here as signs.
"""

from __future__ import annotations

from io import BytesIO

from django.utils import translation
from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from procedures.exchange.pages import fit_across
from procedures.exchange.xlsx.identity import fill_identity
from procedures.exchange.xlsx.table import LEGEND, fill_table
from procedures.models import Version

__all__ = ["version_to_xlsx"]

PAPER_SIZES = {"a4": "9", "f4": "14"}  # ECMA-376, part 1, 18.3.1.63; 14 is folio, 216 by 330 mm


def version_to_xlsx(version: Version) -> bytes:
    """Return a version loaded by `with_table` as an XLSX file.

    One sheet has the identity block, the next the table. Nothing in it is a formula.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    with translation.override("id"):
        fill_identity(book.create_sheet("Identitas"), version)
        fill_table(book.create_sheet("Prosedur"), version)
    for sheet in book.worksheets:
        _set_page(sheet, version.procedure.unit.paper)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _set_page(sheet: Worksheet, paper: str) -> None:
    """Let a sheet be printed on that paper, with the legend and the number of its page."""
    fit_across(sheet)
    sheet.page_setup.paperSize = PAPER_SIZES[paper]
    sheet.print_options.horizontalCentered = True
    footer = HeaderFooterItem()
    footer.left.text = LEGEND
    footer.right.text = "Halaman &P dari &N"
    sheet.HeaderFooter.oddFooter = footer
