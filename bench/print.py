"""What a print of the official form costs; `docs/performance.md` holds what came out.

Run as `python -m bench.print`, or with some of the cases: `python -m bench.print office 8 40`. It
works in a temporary directory with a database of its own.
"""

from __future__ import annotations

import os
import resource
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import StringIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import django

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ROUNDS = {"8": 7, "40": 3, "200": 1}
COLUMNS = ("Staf", "Analis", "Kasubbid", "Kabid", "Kepala")
PLAIN = "plain"


def main(arguments: Sequence[str]) -> None:
    """Measure in a directory that goes away afterwards."""
    if len(arguments) == 3 and arguments[0] == "once":
        return once(arguments[1], Path(arguments[2]))
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "sopks.settings",
            "VAR_DIR": directory,
            "DATABASE_URL": f"sqlite:///{directory}/bench.sqlite3",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "testserver",
            "DEMO": "1",
            "HTTPS": "0",
        }
        Path(directory, "static").mkdir()
        django.setup()
        cases = prepared(arguments or ["office", *ROUNDS], Path(directory))
        report(cases)
    return None


@dataclass(frozen=True)
class Subject:
    """One SOP to print, with its pages for the other ways in a directory of its own."""

    code: str
    place: Path

    @cached_property
    def version(self) -> Any:
        """The version as the view loads it."""
        from procedures.models import Version

        return Version.objects.with_table().get(procedure__code=self.code)

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The version as JSON."""
        from procedures.exchange import version_to_json

        return version_to_json(self.version)

    @cached_property
    def client(self) -> Any:
        """Somebody who has signed in."""
        from django.test import Client

        from people.models import User

        client = Client()
        client.force_login(
            User.objects.get(username="staf"), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    @cached_property
    def etag(self) -> str:
        """What the browser keeps beside the print."""
        return str(self.client.get(self.address)["ETag"])

    @property
    def address(self) -> str:
        """The address of the print."""
        return f"/procedures/{self.code}/print.pdf"


def forget() -> None:
    from procedures.printing import form

    form.drawn.cache_clear()


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
    from procedures.printing import pdf

    html = (subject.place / "plain.html").read_text(encoding="utf-8")
    return len(pdf._write(pdf._render(html), subject.data))


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
    from procedures.printing import PAPERS, kept_pdf

    return len(kept_pdf(subject.version, PAPERS["a4"], subject.data))


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


@dataclass(frozen=True)
class Case:
    """What is measured together: the rounds are its SOPs, or one SOP again and again."""

    name: str
    subjects: Sequence[Subject]


def prepared(names: Sequence[str], directory: Path) -> Iterator[Case]:
    """Fill the database and yield the cases asked for."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_office", stdout=StringIO())
    for name in names:
        codes = office() if name == "office" else [generated(int(name))]
        subjects = [placed(code, directory) for code in codes]
        yield Case(name, subjects * (1 if name == "office" else ROUNDS.get(name, 1)))


def office() -> list[str]:
    """Return the codes of the office's SOPs."""
    from procedures.models import Version

    return sorted(Version.objects.in_force().values_list("procedure__code", flat=True))


def generated(rows: int) -> str:
    """Put an SOP of so many rows in force and return its code.

    Texts of one to three lines; a quarter of the rows ask, and lead back one to three rows.
    """
    from django.utils import timezone

    from people.models import Unit
    from procedures import actions
    from procedures.definition import Definition
    from procedures.models import Procedure

    code = f"BENCH-{rows}"
    procedure = Procedure.objects.create(code=code, unit=Unit.objects.all()[0])
    definition = Definition(
        title=f"SOP dengan {rows} langkah",
        actors=COLUMNS,
        rows=tuple(row(number, rows) for number in range(1, rows + 1)),
    )
    now = timezone.now()
    version = actions.draft_version(procedure, definition, at=now, positions=positions())
    actions.put_version_in_force(version, by=None, at=now)
    return code


def positions() -> dict[str, Any]:
    """Return a position for each column."""
    from people.models import Position

    return dict(zip(COLUMNS, Position.objects.all(), strict=False))


def row(number: int, rows: int) -> Any:
    """Return one row of a generated SOP."""
    from procedures.definition import Row, Target

    asks = number % 4 == 0 and number < rows
    return Row(
        activity=f"Kegiatan ke-{number} " + "menyusun dan memeriksa naskah " * (number % 3 + 1),
        actor=COLUMNS[(number * number // 3) % len(COLUMNS)],
        needs=("Komputer", "Lembar disposisi", "Peraturan terkait")[: number % 3 + 1],
        time=f"{number % 7 + 1}0 menit",
        output="Konsep naskah dinas" if number % 2 else "Naskah dinas yang sudah diperiksa",
        remark="Sesuai tata naskah" if number % 5 == 0 else "",
        no=Target("step", number - 1 - number // 4 % 3) if asks else None,
    )


def placed(code: str, directory: Path) -> Subject:
    """Write an SOP's page with its flowchart and without, for those who print only a page."""
    from procedures.printing import PAPERS, pdf

    subject = Subject(code, directory / code)
    subject.place.mkdir()
    job = pdf.Job(subject.version, PAPERS["a4"], subject.data)
    form = pdf.laid_out(job).form
    bare = replace(form, pages=tuple(tuple(map(emptied, page)) for page in form.pages))
    for name, each in (("whole", form), ("plain", bare)):
        (subject.place / f"{name}.html").write_text(pdf._html(job, each), encoding="utf-8")
    return subject


def emptied(row: Any) -> Any:
    """Return a row with nothing in the cells of its actors."""
    cells = tuple(replace(cell, css_class="", svg="") for cell in row.cells)
    return replace(row, cells=cells)


@dataclass(frozen=True)
class Sample:
    """One way taken once."""

    seconds: float
    size: int


def rounds(case: Case) -> dict[str, list[Sample]]:
    """Take every way once a round, one after the other, so that each round is a fair race."""
    samples: dict[str, list[Sample]] = {name: [] for name in WAYS}
    for subject in case.subjects:
        kept(subject)
        unchanged(subject)
        for name, way in WAYS.items():
            samples[name].append(sample(way, subject))
    return samples


def sample(way: Callable[[Subject], int], subject: Subject) -> Sample:
    began = perf_counter()
    size = way(subject)
    return Sample(perf_counter() - began, size)


def peak(name: str, subject: Subject) -> float:
    """Return the most memory in MB that a process of its own takes for one way."""
    command = [sys.executable, "-m", "bench.print", "once", name, str(subject.place)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout) / 1024


def once(name: str, place: Path) -> None:
    """Take one way once, as a process of its own, and tell its peak in KB.

    Of Chromium that of its largest process. Linux hands the parent's `ru_maxrss` down to a child,
    so our own peak is the one that the kernel keeps for this program alone.
    """
    django.setup()
    WAYS[name](Subject(place.name, place))
    if name == "Chromium":
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    else:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        print(status.partition("VmHWM:")[2].split()[0])


def report(cases: Iterator[Case]) -> None:
    """Print the tables."""
    for case in cases:
        samples = rounds(case)
        print(f"\n{case.name}: {len(case.subjects)} rounds\n")
        print("| way | seconds | of plain | MB | KB |\n|---|---:|---:|---:|---:|", flush=True)
        for name in WAYS:
            print(line(name, samples, peak(name, case.subjects[-1])), flush=True)


def line(name: str, samples: Mapping[str, Sequence[Sample]], memory: float) -> str:
    """Return a row of the table: medians, and the median of the rounds' own ratios."""
    own = samples[name]
    pairs = zip(own, samples[PLAIN], strict=True)
    ratio = median(each.seconds / base.seconds for each, base in pairs)
    seconds = median(each.seconds for each in own)
    size = median(each.size for each in own) / 1024
    return f"| {name} | {seconds:.4f} | {ratio:.2f} | {memory:.0f} | {size:.1f} |"


if __name__ == "__main__":
    main(sys.argv[1:])
