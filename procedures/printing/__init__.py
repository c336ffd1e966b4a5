"""The official form: its table for screen and paper, and the PDF."""

from procedures.printing.form import Cell, Row, Symbol, Table, table
from procedures.printing.pdf import PrintingUnavailable, version_pdf

__all__ = ["Cell", "PrintingUnavailable", "Row", "Symbol", "Table", "table", "version_pdf"]
