"""Ways to a print, from the cheapest to the dearest; each returns its bytes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping

from bench.subjects import Subject

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PLAIN = "plain"


def forget() -> None:
    from procedures.flowchart import composition
    from procedures.printing import form

    form.drawn.cache_clear()
    composition.arrange.cache_clear()


def cold(subject: Subject) -> int:
    """Print with nothing drawn before."""
    forget()
    return warm(subject)


def warm(subject: Subject) -> int:
    """Print what was drawn before."""
    from procedures.printing import PAPERS, version_pdf

    return len(version_pdf(subject.version, PAPERS["a4"], subject.data))


def plain(subject: Subject) -> int:
    """Lay the same table out once, without a flowchart, and write it in the same way."""
    from procedures.printing import rendering

    html = (subject.place / "plain.html").read_text(encoding="utf-8")
    return len(rendering.write(rendering.render(html), {"sop.json": subject.data}))


def chromium(subject: Subject) -> int:
    """Start Chromium and let it print the same page, flowchart and all."""
    target = subject.place / "chromium.pdf"
    subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-pdf-header-footer",
            f"--user-data-dir={subject.place / 'profile'}",
            f"--print-to-pdf={target}",
            (subject.place / "whole.html").as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    return target.stat().st_size


def kept(subject: Subject) -> int:
    """Take the print from the store."""
    from procedures.printing import PAPERS, fingerprint, kept_pdf, version_pdf

    paper = PAPERS["a4"]
    key = fingerprint(subject.version, paper)
    return len(kept_pdf(key, lambda: version_pdf(subject.version, paper, subject.data)))


def answered(subject: Subject) -> int:
    """Ask for a kept print."""
    return len(subject.client.get(subject.address).content)


def unchanged(subject: Subject) -> int:
    """Ask for a print that the browser has."""
    response = subject.client.get(subject.address, headers={"if-none-match": subject.etag})
    assert response.status_code == 304
    return len(response.content)


def screen_cold(subject: Subject) -> int:
    """Show the table with nothing drawn before."""
    forget()
    return screen_warm(subject)


def screen_warm(subject: Subject) -> int:
    """Show a table that was drawn before."""
    from django.template.loader import render_to_string

    from procedures.printing import screen_form

    form = screen_form(subject.version)
    return len(render_to_string("procedures/_table.html", {"form": form}).encode())


WAYS: Mapping[str, Callable[[Subject], int]] = {
    PLAIN: plain,
    "print, cold": cold,
    "print, warm": warm,
    "Chromium": chromium,
    "kept": kept,
    "kept, answered": answered,
    "not modified": unchanged,
    "screen, cold": screen_cold,
    "screen, warm": screen_warm,
}
