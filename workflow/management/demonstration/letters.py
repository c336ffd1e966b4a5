"""The letters of the demonstration, on paper: PDF as an office's own would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from procedures.printing import PrintingUnavailable
from procedures.printing.rendering import VARIANT, render, written

TEMPLATE = "workflow/print/example_letter.html"
NAMES = {
    "KS-08": "Konsep surat.pdf",
    "KS-09": "Rancangan SK.pdf",
    "KS-10": "Laporan.pdf",
    "KS-11": "Telaahan staf.pdf",
    "KS-13": "Kajian.pdf",
}
OTHER = "Naskah.pdf"
INCOMING = "Surat masuk.pdf"


@dataclass(frozen=True)
class Letter:
    """One page: which document's, in which version, of which day; `incoming` came from outside."""

    sop: str
    subject: str
    office: str
    unit: str
    on: date
    number: str
    version: int = 1
    incoming: bool = False

    @property
    def name(self) -> str:
        """What its file is called."""
        return INCOMING if self.incoming else NAMES.get(self.sop, OTHER)


def printed(letters: Sequence[Letter]) -> list[bytes]:
    """Return each letter as a PDF of one page: laid out together, for that is much quicker.

    Nothing where this computer cannot print.
    """
    try:
        document = render(written(TEMPLATE, {"letters": letters}))
    except PrintingUnavailable:
        return []
    pages = [document.copy([page]) for page in document.pages]
    return [bytes(page.write_pdf(**VARIANT)) for page in pages[: len(letters)]]
