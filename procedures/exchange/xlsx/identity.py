"""The identity block: unit, number, dates, approval, name, and six texts in pairs."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from openpyxl.worksheet.worksheet import Worksheet

from procedures.exchange.xlsx.cells import HEAD, LABEL, TEXT, Area, put, set_height, set_widths
from procedures.models import Version

WIDTHS = (33, 33, 22, 44)  # letters
HALF = WIDTHS[0] + WIDTHS[1]
ROOM_TO_SIGN = [""] * 4


def fill_identity(sheet: Worksheet, version: Version) -> None:
    """Write the identity block of a version."""
    set_widths(sheet, WIDTHS)
    facts = {
        "Nomor SOP": version.number,
        "Tanggal Pembuatan": _day(version.made_on),
        "Tanggal Revisi": _day(version.revised_on),
        "Tanggal Efektif": _day(version.effective_on),
        "Disahkan oleh": _approval(version),
        "Nama SOP": version.title,
    }
    put(sheet, Area(1, 1, rows=len(facts), columns=2), version.unit_title, HEAD)
    for row, (label, text) in enumerate(facts.items(), start=1):
        put(sheet, Area(row, 3), label, LABEL)
        put(sheet, Area(row, 4), text, LABEL if label == "Nama SOP" else TEXT)
        room = "\n".join(ROOM_TO_SIGN * 2) if label == "Disahkan oleh" else ""
        set_height(sheet, row, [(text, WIDTHS[3]), (room, WIDTHS[3])])
    _fill_halves(sheet, version, len(facts) + 1)


def _fill_halves(sheet: Worksheet, version: Version, row: int) -> None:
    """Write the six texts in pairs from this row on, each below its label."""
    pairs = (
        (("Dasar Hukum", version.legal_basis), ("Kualifikasi Pelaksana", version.qualifications)),
        (("Keterkaitan", version.related), ("Peralatan/Perlengkapan", version.equipment)),
        (("Peringatan", version.warnings), ("Pencatatan dan Pendataan", version.recording)),
    )
    for place, pair in enumerate(pairs):
        top = row + 2 * place
        for column, (label, text) in zip((1, 3), pair, strict=True):
            put(sheet, Area(top, column, columns=2), label, LABEL)
            put(sheet, Area(top + 1, column, columns=2), text)
        set_height(sheet, top + 1, [(text, HALF) for _label, text in pair])


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _approval(version: Version) -> str:
    """Return position, room to sign, name, rank and NIP, a line each; '' where nobody is named."""
    nip = f"NIP {version.approver_nip}" if version.approver_nip else ""
    signed = [version.approver_name, version.approver_rank, nip]
    return "\n".join([version.approver, *ROOM_TO_SIGN, *signed]).rstrip()
