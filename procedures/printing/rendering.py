"""Templates to HTML, and HTML to PDF."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from people.models import Unit

VARIANT = {"pdf_variant": "pdf/a-3a"}


class PrintingUnavailable(Exception):
    """The libraries that draw text (Pango) are not installed on this computer."""


class LogoLost(FileNotFoundError):
    """The file of a unit's logo is not there; its text says what to do."""


def written(template: str, context: Mapping[str, Any]) -> str:
    """Return a page as HTML, in the language of paper."""
    with translation.override("id"):
        return render_to_string(template, dict(context))


def logo_of(unit: Unit) -> str:
    """Return the unit's logo as an address that carries it; '' where it has none.

    Raises LogoLost where its file is not there.
    """
    logo = unit.logo
    if not logo:
        return ""
    try:
        with logo.open("rb") as file:
            return "data:image/*;base64," + b64encode(file.read()).decode()
    except FileNotFoundError as lost:
        raise _lost(unit) from lost


def find_logo(unit: Unit) -> None:
    """Raise LogoLost where a unit has a logo whose file is not there."""
    if is_logo_lost(unit):
        raise _lost(unit)


def is_logo_lost(unit: Unit) -> bool:
    """Whether a unit has a logo whose file is not there."""
    return bool(unit.logo) and not unit.logo.storage.exists(str(unit.logo))


def _lost(unit: Unit) -> LogoLost:
    told = _("The logo of %(unit)s is not there any more. Upload it once more.")
    return LogoLost(told % {"unit": unit})


def render(html: str) -> Any:
    """Lay out a page that stands by itself; nothing is fetched from anywhere."""
    try:
        import weasyprint  # not above: where its libraries are missing, all but prints works
    except OSError as missing:
        raise PrintingUnavailable(str(missing)) from missing
    nothing_outside = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    return weasyprint.HTML(string=html, url_fetcher=nothing_outside).render(**VARIANT)


def write(document: Any, data: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Write a laid out document with the SOPs' own data attached, by the names of the files."""
    import weasyprint  # as in `render`, which comes before

    document.metadata.attachments = [
        weasyprint.Attachment(
            string=json.dumps(content, ensure_ascii=False, indent=1),
            name=name,
            description="Isi SOP",
            relationship="Source",
        )
        for name, content in data.items()
    ]
    return bytes(document.write_pdf(**VARIANT))
