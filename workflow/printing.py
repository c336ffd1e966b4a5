"""The control sheet (lembar kendali) on paper."""

from __future__ import annotations

from procedures.exchange import version_to_json
from procedures.printing import Job, Paper, print_job
from workflow.reports import Track


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
        way=track.way,
        name=f"Lembar kendali: {track.document.subject}",
        heading=f"Lembar Kendali: {track.version.title}",
    )
