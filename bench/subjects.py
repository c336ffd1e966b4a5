"""What is printed in a bench: the office's SOPs and generated ones of any length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

COLUMNS = ("Staf", "Analis", "Kasubbid", "Kabid", "Kepala")


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
        return str(self.version.procedure.address("print_procedure"))


def office() -> list[str]:
    """Return the codes of the office's SOPs."""
    from procedures.models import Version

    return sorted(Version.objects.in_force().values_list("procedure__code", flat=True))


def generated(rows: int) -> str:
    """Put an SOP of so many rows in force and return its code.

    Texts of one to three lines; a quarter of the rows ask, and lead back one to three rows.
    """
    from django.utils import timezone

    from people.doers import Operator
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
    by = Operator(timezone.now())
    version = actions.draft_version(procedure, definition, by=by, positions=positions())
    actions.put_version_in_force(version, by=by)
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
    from procedures.printing import PAPERS, Job, pdf

    subject = Subject(code, directory / code)
    subject.place.mkdir()
    job = Job(subject.version, PAPERS["a4"], subject.data)
    form = pdf.print_job(job).form
    pages = tuple(tuple(map(emptied, page)) for page in form.pages)
    bare = replace(form, pages=pages, css=without_lines(form.css))
    for name, each in (("whole", form), ("plain", bare)):
        (subject.place / f"{name}.html").write_text(
            pdf._html(job, pdf.Part(each, 1, len(pages) + 1, is_first=True)), encoding="utf-8"
        )
    return subject


def emptied(row: Any) -> Any:
    """Return a row with nothing in the cells of its actors."""
    cells = tuple(replace(cell, css_class="", svg="") for cell in row.cells)
    return replace(row, cells=cells)


def without_lines(css: str) -> SafeString:
    """Return the styles but for those of the flowchart's lines."""
    rules = ((rule,) for rule in css.splitlines() if "{background:" not in rule)
    return format_html_join("\n", "{}", rules)
