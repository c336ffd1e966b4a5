"""The official form: its table for screen and paper, and the PDF."""

from procedures.printing.form import Form, FormRow, Way, screen_form
from procedures.printing.kept import fingerprint, kept_pdf
from procedures.printing.paper import PAPERS, NotPrintable, Paper
from procedures.printing.pdf import PrintingUnavailable, version_pdf

__all__ = [
    "PAPERS",
    "Form",
    "FormRow",
    "NotPrintable",
    "Paper",
    "PrintingUnavailable",
    "Way",
    "fingerprint",
    "kept_pdf",
    "screen_form",
    "version_pdf",
]
