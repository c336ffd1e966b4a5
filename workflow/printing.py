"""The control sheet (lembar kendali) and the routing slip (kartu jejak) on paper."""

from __future__ import annotations

import segno

from procedures.exchange import version_to_json
from procedures.printing import Job, Paper, print_job
from procedures.printing.rendering import logo_of, render, write, written
from workflow.reports import Track

IDENTITY = 42.0  # mm: six rows of one line, and what keeps the table off them
MANY_STEPS = 14
"""From this many steps on the rows of a slip are lower, so that one page holds it longer."""


def control_sheet_pdf(track: Track, paper: Paper) -> bytes:
    """Return the SOP's own table with a document's way through it, as a tagged PDF/A-3.

    Beside each step stand who was there, in which capacity, when, and the working minutes against
    the standard; of many rounds the last ones, with the sum of all. Raises what `print_job` raises.
    """
    return print_job(control_sheet(track, paper)).content


def control_sheet(track: Track, paper: Paper) -> Job:
    """Return what is printed of a document's way."""
    return Job(
        version=track.version,
        paper=paper,
        data=version_to_json(track.version),
        template="workflow/print/control_sheet.html",
        context={"document": track.document, "visits": "workflow/print/_visits.html"},
        progress=track.way,
        name=f"Lembar kendali: {track.document.subject}",
        heading=f"Lembar Kendali: {track.version.title}",
        above=IDENTITY,
    )


def routing_slip_pdf(track: Track, address: str) -> bytes:
    """Return the slip that travels with the paper: the steps with room for date and initials.

    Its QR holds the absolute address of the document's page, which asks to sign in; nothing else
    about the document is in it. A4, upright. Raises PrintingUnavailable.
    """
    return write(render(routing_slip(track, address)), {})


def routing_slip(track: Track, address: str) -> str:
    """Return the slip as HTML."""
    context = {
        "document": track.document,
        "version": track.version,
        "rows": track.rows,
        "is_tight": len(track.rows) >= MANY_STEPS,
        "logo": logo_of(track.version.logo, track.version.unit_title),
        "address": address,
        "qr": segno.make(address, error="m", micro=False).svg_data_uri(border=4),
    }
    return written("workflow/print/routing_slip.html", context)
