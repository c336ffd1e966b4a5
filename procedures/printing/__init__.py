"""The official form: its table for screen and paper, and the PDF."""

from procedures.printing.form import Form, screen_form
from procedures.printing.kept import fingerprint, kept_pdf
from procedures.printing.paper import PAPERS, NotPrintable, Paper
from procedures.printing.pdf import PrintingUnavailable, version_pdf

__all__ = [
    "PAPERS",
    "Form",
    "NotPrintable",
    "Paper",
    "PrintingUnavailable",
    "fingerprint",
    "kept_pdf",
    "screen_form",
    "version_pdf",
]
