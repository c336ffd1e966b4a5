"""The official form on paper: HTML to PDF."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from procedures.models import Version
from procedures.printing.form import table


class PrintingUnavailable(Exception):
    """The libraries that draw text (Pango) are not installed on this computer."""


def version_pdf(version: Version) -> bytes:
    """Return the official form of a version loaded by `with_table` as a PDF.

    A4 landscape: the identity page, then the table with its header repeated. Raises
    PrintingUnavailable where WeasyPrint cannot load Pango.
    """
    with translation.override("id"):
        html = render_to_string(
            "procedures/print/version.html", {"version": version, "table": table(version)}
        )
    return pdf(html)


def pdf(html: str) -> bytes:
    """Return the PDF of a page that stands by itself; nothing is fetched from anywhere."""
    try:
        import weasyprint
    except OSError as missing:
        raise PrintingUnavailable(str(missing)) from missing
    document = weasyprint.HTML(string=html, url_fetcher=_refuse_to_fetch)
    result = document.write_pdf(pdf_variant="pdf/ua-1")
    return bytes(result)


def _refuse_to_fetch(url: str) -> dict[str, str]:
    raise ValueError(f"A print fetches nothing, not {url[:80]}.")
