"""The book: all SOPs in force of a unit and of those below it, in one PDF.

It is made piece by piece, so that it neither needs memory for all SOPs at once nor begins anew when
it was cut off: what stands before the SOPs is counted, each SOP is laid out from the page on where
it begins, and at the end all are joined, with the foot of the pages laid over them.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as version_of
from itertools import accumulate, groupby
from typing import Any

from django.core.cache import caches
from django.db.models.fields.files import FieldFile
from django.utils import timezone, translation

from people.models import Unit
from procedures.models import Version
from procedures.printing.joining import LINK, joined
from procedures.printing.kept import fingerprint, layout
from procedures.printing.paper import PAPERS, NotPrintable, Paper
from procedures.printing.pdf import print_job
from procedures.printing.planning import Job
from procedures.printing.rendering import VARIANT, LogoLost, logo_of, render, write, written

COVER, FEET = "procedures/print/book.html", "procedures/print/feet.html"
MISSING = "procedures/print/missing.html"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ContentsLine:
    """One line of the table of contents; `link` is that of the part."""

    number: int
    version: Version
    link: str
    page: int


@dataclass(frozen=True)
class Contents:
    """What a book is made of: a unit, its office, a paper, and the versions in their order."""

    unit: Unit
    office: Unit
    paper: Paper
    versions: tuple[Version, ...]

    @property
    def decree(self) -> str:
        """The decree of the unit or of the nearest above it; '' where none is kept."""
        return next((unit.decree for unit in self.unit.upwards() if unit.decree.strip()), "")

    @property
    def year(self) -> int:
        """The year of the newest SOP in it."""
        return max(_day(version) for version in self.versions).year

    def newest_of(self, unit: Unit) -> Version | None:
        """Return the version of a unit's own that was put in force last; None without one."""
        own = (each for each in self.versions if each.procedure.unit_id == unit.pk)
        return max(own, key=lambda each: (each.put_in_force_at, each.pk), default=None)

    def name_of(self, unit: Unit) -> str:
        """Return a unit's name as its newest version in the book keeps it, else as it is."""
        newest = self.newest_of(unit)
        return newest.unit_title if newest else unit.name

    @property
    def unit_name(self) -> str:
        """The name of the unit, as it stands on the cover."""
        return self.name_of(self.unit)

    @property
    def office_name(self) -> str:
        """The name of its office, as it stands on the cover."""
        return self.name_of(self.office)

    @property
    def logo(self) -> FieldFile | None:
        """The logo of the unit or of the nearest above it, kept likewise; None where there is none.

        One whose file is not there is left out: a book is not lost for its cover.
        """
        logos = ((self.newest_of(unit) or unit).logo for unit in self.unit.upwards())
        return next((each for each in logos if each and each.storage.exists(str(each))), None)

    @property
    def has_chapters(self) -> bool:
        """Whether the SOPs are of more than one unit."""
        return len({version.procedure.unit_id for version in self.versions}) > 1


def _day(version: Version) -> date:
    """Return the day from which a version counts."""
    put = version.put_in_force_at
    return version.effective_on or (timezone.localdate(put) if put else date.min)


def contents_of(unit: Unit, paper: str) -> Contents:
    """Return what the unit's book is made of now, the SOPs by unit and code (no tables loaded)."""
    found = (
        Version.objects.in_force()
        .filter(procedure__unit__in=Unit.objects.within(unit))
        .select_related("procedure__unit", "procedure__office")
        .order_by("procedure__unit__name_key", "procedure__unit", "procedure__code_key")
    )
    own_first = sorted(found, key=lambda version: version.procedure.unit_id != unit.pk)
    return Contents(unit, unit.upwards()[-1], PAPERS[paper], tuple(own_first))


def book_fingerprint(contents: Contents) -> str:
    """Return what tells one book from another; 64 hex digits, fit to be an ETag."""
    rows = [fingerprint(version, contents.paper) for version in contents.versions]
    units = {version.procedure.unit for version in contents.versions}
    about = [[unit.pk, contents.name_of(unit)] for unit in sorted(units, key=lambda unit: unit.pk)]
    cover = [contents.unit_name, contents.office_name, str(contents.logo), contents.decree]
    parts = [rows, about, cover, contents.paper.name, layout(), version_of("pikepdf")]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def pages_before(contents: Contents) -> int:
    """Return how many pages stand before the SOPs; raises PrintingUnavailable."""
    return len(_front(contents, [1 for _version in contents.versions]).pages)


def pages_of(version: Version, paper: Paper, *, first_page: int) -> int:
    """Lay an SOP loaded by `with_table` out from this page on, keep it; return its pages.

    In place of one that cannot be printed stands a page that says so. Raises PrintingUnavailable.
    """
    key = _key(version, paper, first_page)
    kept: tuple[bytes, int] | None = caches["prints"].get(key)
    if kept is None:
        kept = _laid_out(version, paper, first_page)
        caches["prints"].set(key, kept)
    return kept[1]


def _laid_out(version: Version, paper: Paper, first_page: int) -> tuple[bytes, int]:
    """Return an SOP as PDF with its number of pages, or the page that says why there is none."""
    try:
        with translation.override("id"):  # as all that stands on paper
            printed = print_job(Job(version, paper, {}, first_page=first_page, is_in_book=True))
    except (NotPrintable, LogoLost) as why:
        log.warning("%s cannot be printed: %s", version.procedure.reference, why)
        document = render(written(MISSING, {"version": version, "paper": paper, "why": why}))
        return write(document, {}), len(document.pages)
    return printed.content, printed.pages


def _key(version: Version, paper: Paper, first_page: int) -> str:
    return f"{fingerprint(version, paper)}-{first_page}"


class PartMissing(Exception):
    """An SOP that was laid out is no longer there; the book has to be begun again."""


def bind_book(contents: Contents, data: Sequence[Mapping[str, Any]], pages: Sequence[int]) -> None:
    """Join a book whose SOPs are laid out, and keep it.

    `data` are the versions as JSON, `pages` the numbers of pages: of what stands before, then of
    each. Raises PartMissing where one has been cleared away in the meantime.
    """
    starts = [start + 1 for start in accumulate(pages)][:-1]
    document = _front(contents, starts)
    versions = contents.versions
    names = (f"{version.procedure.code}.json" for version in versions)
    front = write(document, dict(zip(names, data, strict=True)))
    keys = (
        _key(version, contents.paper, start)
        for version, start in zip(versions, starts, strict=True)
    )
    feet = render(written(FEET, {"paper": contents.paper, "pages": range(sum(pages))}))
    whole = joined(front, [_part(key) for key in keys], bytes(feet.write_pdf(**VARIANT)))
    caches["prints"].set(book_fingerprint(contents), whole)


def _part(key: str) -> bytes:
    kept: tuple[bytes, int] | None = caches["prints"].get(key)
    if kept is None:
        raise PartMissing
    return kept[0]


def kept_book(fingerprint: str) -> bytes | None:
    """Return a finished book from the store, None where it is not there."""
    content: bytes | None = caches["prints"].get(fingerprint)
    return content


def has_book(fingerprint: str) -> bool:
    """Whether the store has a finished book."""
    return fingerprint in caches["prints"]


def _front(contents: Contents, starts: Sequence[int]) -> Any:
    """Lay out cover, decree and table of contents."""
    context = {
        "contents": contents,
        "chapters": list(_chapters(contents, starts)),
        "paper": contents.paper,
        "logo": logo_of(contents.logo, contents.unit_name) if contents.logo else "",
        "is_in_book": True,
    }
    return render(written(COVER, context))


def _chapters(
    contents: Contents, starts: Sequence[int]
) -> Iterator[tuple[str, list[ContentsLine]]]:
    lines = (
        ContentsLine(number + 1, version, f"{LINK}{number}", start)
        for number, (version, start) in enumerate(zip(contents.versions, starts, strict=True))
    )
    for unit, group in groupby(lines, key=lambda line: line.version.procedure.unit):
        yield contents.name_of(unit), list(group)
