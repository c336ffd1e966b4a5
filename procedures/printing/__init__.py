"""The official form: its table for screen and paper, and the PDF."""

from procedures.printing.form import Form, screen_form
from procedures.printing.paper import PAPERS, Paper, TooManyActors
from procedures.printing.pdf import PrintingUnavailable, RowTooTall, version_pdf

__all__ = [
    "PAPERS",
    "Form",
    "Paper",
    "PrintingUnavailable",
    "RowTooTall",
    "TooManyActors",
    "screen_form",
    "version_pdf",
]
