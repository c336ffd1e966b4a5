"""What a print of the official form costs; `docs/measurements.md` holds what came out.

Run as `python -m bench.print`, or with some of the cases: `python -m bench.print office 8 40`. It
works in a temporary directory with a database of its own.
"""

from __future__ import annotations

import gc
import os
import resource
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import django

from bench.subjects import Subject, generated, office, placed
from bench.tables import keeping
from bench.ways import PLAIN, WAYS, kept, unchanged

ROUNDS = {"8": 7, "40": 3, "200": 1}


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


@dataclass(frozen=True)
class Sample:
    """One way taken once: by the clock, and what the processors worked for it."""

    seconds: float
    work: float
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
    """Take one way once; what the one before left behind is cleared away first."""
    gc.collect()
    began, worked = perf_counter(), work()
    size = way(subject)
    return Sample(perf_counter() - began, work() - worked, size)


def work() -> float:
    """Return the processors' seconds for this program and for those that it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


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
        print("| way | seconds | of plain | work | of plain | MB | kB |")
        print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
        for name in WAYS:
            print(line(name, samples, peak(name, case.subjects[-1])), flush=True)


def line(name: str, samples: Mapping[str, Sequence[Sample]], memory: float) -> str:
    """Return a row of the table: medians, and the medians of the rounds' own ratios."""
    own, pairs = samples[name], list(zip(samples[name], samples[PLAIN], strict=True))
    size = median(each.size for each in own) / 1024
    cells = [
        f"{median(each.seconds for each in own):.4f}",
        f"{median(each.seconds / base.seconds for each, base in pairs):.2f}",
        f"{median(each.work for each in own):.4f}",
        f"{median(each.work / base.work for each, base in pairs):.2f}",
        f"{memory:.0f}",
        f"{size:.1f}",
    ]
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    keeping("print", main)
