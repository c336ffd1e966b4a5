"""The official form: its table for screen and paper, and the PDF."""

from procedures.printing.form import Form, Progress, screen_form
from procedures.printing.kept import fingerprint, kept_pdf
from procedures.printing.paper import PAPERS, NotPrintable, Paper
from procedures.printing.pdf import print_job, tall_rows, version_pdf
from procedures.printing.planning import Job
from procedures.printing.rendering import LogoLost, PrintingUnavailable

__all__ = [
    "PAPERS",
    "Form",
    "Job",
    "LogoLost",
    "NotPrintable",
    "Paper",
    "PrintingUnavailable",
    "Progress",
    "fingerprint",
    "kept_pdf",
    "print_job",
    "screen_form",
    "tall_rows",
    "version_pdf",
]
