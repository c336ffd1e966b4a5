"""Bring SOPs in from a file without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.doers import Operator
from people.models import Position, Unit
from people.models.paths import office_in
from people.refusals import Refused
from procedures.actions import bring_in_procedure
from procedures.exchange.found import table_to_json
from procedures.files.problems import Unreadable
from procedures.files.reader import find_sops, read_file
from procedures.forms import findings
from procedures.forms.sentences import PROBLEMS, doubt_sentences
from procedures.models import Procedure
from procedures.reading import Doubt, FoundTable, Reading
from procedures.refusals import code_is_taken, taken_code


class Command(BaseCommand):
    """Prints how each row was understood; stores drafts only where --store says so.

    Nobody confirms what is stored here, and a draft keeps no doubts: what is unsure is stored only
    where --despite-doubts says that it was compared with the file.
    """

    help = "Read SOPs out of an XLSX, DOCX, PDF, HTML or text file and print what was found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and what is to be stored under which codes."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--store",
            metavar="N=CODE",
            nargs="+",
            default=[],
            help="Store SOP N of those printed as a draft under a code: 1=KS-17 2=KS-18.",
        )
        parser.add_argument(
            "--unit",
            help="The unit that the stored SOPs belong to: its name, or its short name in "
            "addresses where units of several offices are called alike.",
        )
        parser.add_argument(
            "--despite-doubts",
            action="store_true",
            help="Store SOPs with doubts too: those printed were compared with the file.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings, then store what was asked for, all or nothing."""
        found = _read(options["file"])
        for number, table in enumerate(found.tables, start=1):
            self.stdout.write(f"{number}.")
            for line in findings(table_to_json(table)):
                self.stdout.write(f"   {line}")
        if not found.tables:
            self.stdout.write(_("No table of an SOP was found."))
            self.stdout.writelines(f"? {each}\n" for each in doubt_sentences(list(found.doubts)))
        with transaction.atomic():
            for number, code in _asked(options["store"], len(found.tables)):
                table = found.tables[number - 1]
                if not options["despite_doubts"]:
                    _refuse_doubts(table, code)
                _store(table, code, options["unit"])
                self.stdout.write(
                    f"{number}. " + _("%(code)s is stored as a draft.") % {"code": code}
                )


def _read(path: Path) -> Reading:
    try:
        with path.open("rb") as file:
            return find_sops(read_file(file), name=path.stem)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    except Unreadable as why:
        raise CommandError(str(PROBLEMS[why.problem])) from None


def _asked(words: list[str], most: int) -> list[tuple[int, str]]:
    """Return the numbers of the SOPs to store with their codes."""
    asked = []
    for word in words:
        number, _equals, code = word.partition("=")
        if not (number.isdecimal() and 1 <= int(number) <= most and code):
            raise CommandError(
                _("%(word)s: write N=CODE with a number from 1 to %(most)s.")
                % {"word": word, "most": most}
            )
        asked.append((int(number), code.upper()))
    return asked


def _refuse_doubts(table: FoundTable, code: str) -> None:
    """Refuse an SOP of which anything is unsure."""
    count = len(list(table.every_doubt()))
    if count:
        raise CommandError(
            ngettext(
                "%(code)s: %(count)s doubt is printed above. Compare it with the file, then store "
                "with --despite-doubts; or use the browser.",
                "%(code)s: %(count)s doubts are printed above. Compare them with the file, then "
                "store with --despite-doubts; or use the browser.",
                count,
            )
            % {"code": code, "count": count}
        )


def _store(table: FoundTable, code: str, unit_name: str | None) -> None:
    """Store one SOP as a draft; what its form would refuse is refused here too."""
    unit = _unit_called(unit_name or "")
    if not table.title.value:
        raise CommandError(
            _("%(code)s: the SOP has no name; bring it in with the browser.") % {"code": code}
        )
    for number, row in enumerate(table.rows, start=1):
        if {Doubt.TIME_NOT_UNDERSTOOD, Doubt.NOTHING_TO_DO} & {
            doubt for _name, doubt in row.doubts()
        }:
            raise CommandError(
                _("%(code)s: row %(row)s has to be corrected first; use the browser.")
                % {"code": code, "row": number}
            )
    _check_code(code, unit)
    names = [actor.value for actor in table.actors]
    office = Unit.objects.under([office_in(unit.stored_path())])
    there = Position.objects.filter(title__in=names, unit__in=office)
    positions = {each.title: each for each in there}
    try:
        bring_in_procedure(
            table.definition(),
            by=Operator(timezone.now()),
            code=code,
            unit=unit,
            positions=positions,
        )
    except Refused as refusal:
        raise CommandError(f"{code}: {refusal}") from None


def _unit_called(name: str) -> Unit:
    """Return the unit of that name or short name."""
    found = list(Unit.objects.filter(slug=name)) or list(Unit.objects.filter(name=name))
    if not found:
        raise CommandError(_("Name the unit of the SOPs with --unit, as it is written."))
    if len(found) > 1:
        slugs = ", ".join(sorted(unit.slug for unit in found))
        raise CommandError(
            _("Several units are called %(name)s. Write one of: %(slugs)s.")
            % {"name": name, "slugs": slugs}
        )
    return found[0]


def _check_code(code: str, unit: Unit) -> None:
    """Refuse a code that cannot stand in an address, or that an SOP of the office has."""
    try:
        Procedure(code=code, unit=unit).clean_fields()
    except ValidationError as error:
        raise CommandError(f"{code}: {' '.join(error.messages)}") from None
    if code_is_taken(code, unit):
        raise CommandError(f"{code}: {taken_code()}")
