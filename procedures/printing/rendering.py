"""Templates to HTML, and HTML to PDF."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from procedures.models import Version

VARIANT = {"pdf_variant": "pdf/a-3a"}


class PrintingUnavailable(Exception):
    """The libraries that draw text (Pango) are not installed on this computer."""


class LogoLost(FileNotFoundError):
    """The file of a unit's logo is not there; its text says what to do."""


def written(template: str, context: Mapping[str, Any]) -> str:
    """Return a page as HTML, in the language of paper."""
    with translation.override("id"):
        return render_to_string(template, dict(context))


def logo_of(logo: FieldFile, unit: str) -> str:
    """Return the logo of a unit of that name as an address that carries it; '' where it has none.

    Raises LogoLost where its file is not there.
    """
    if not logo:
        return ""
    try:
        with logo.open("rb") as file:
            return "data:image/*;base64," + b64encode(file.read()).decode()
    except FileNotFoundError as lost:
        raise _lost(logo, unit) from lost


def find_logo(version: Version) -> None:
    """Raise LogoLost where a version has a logo whose file is not there."""
    if is_logo_lost(version):
        raise _lost(version.logo, version.unit_title)


def is_logo_lost(version: Version) -> bool:
    """Whether a version has a logo whose file is not there."""
    logo = version.logo
    return bool(logo) and not logo.storage.exists(str(logo))


def _lost(logo: FieldFile, unit: str) -> LogoLost:
    """Return what to do about a lost logo: one that a version in force kept cannot be another."""
    if isinstance(logo.instance, Version):
        told = _(
            "The logo of %(unit)s as it was when the SOP was put in force is not there any more. "
            "Restore it from a backup, or revise the SOP."
        )
    else:
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
