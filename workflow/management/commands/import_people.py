"""Bring people in from a file of the personnel system without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from people.actions import import_people
from people.doers import Operator
from people.models import Unit
from people.personnel import Plan, Staff, There, Ties, compare, understand
from people.personnel.wrong import Unfit
from people.refusals import Doubted, Refused
from people.staff import read_there
from procedures.files.problems import Unreadable
from procedures.files.reader import read_rows
from workflow.forms.staff_sentences import file_sentence, unreadable_sentence, wrong_sentence
from workflow.reports.personnel import PlanWords, Said, shown


class Command(BaseCommand):
    """Prints what a file would change; stores it only where --store says so."""

    help = "Read the people of an office out of an XLSX or CSV file and print what would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, whose people it has, and what is said yes to."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--unit", help="The unit whose people the file has; without it the whole government."
        )
        parser.add_argument(
            "--tie",
            metavar="KEY=PK",
            action="append",
            default=[],
            help="What a name that is asked about stands for: a key that was printed, or new.",
        )
        parser.add_argument(
            "--rest-new", action="store_true", help="Units and positions not tied are new ones."
        )
        parser.add_argument(
            "--more-seats", action="store_true", help="Positions get the seats that they lack."
        )
        parser.add_argument("--store", action="store_true", help="Store what was printed.")
        parser.add_argument(
            "--end-most",
            action="store_true",
            help="Store it although more than half of the people there would leave.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the preview, then store it if that is asked for, all or nothing."""
        office = _office(options["unit"])
        staff = _read(options["file"])
        ties = _ties(options)
        by = Operator(timezone.now())
        there = read_there(office, by=by)
        plan = compare(staff, there, ties)
        self._print(staff, plan, there)
        if not options["store"]:
            return
        also = plan.token if options["end_most"] else ""
        try:
            import_people(
                staff,
                ties,
                office=office,
                by=by,
                seen=plan.token,
                also=also,
                file=options["file"].name,
            )
        except Doubted as doubted:
            raise CommandError(f"{doubted} (--end-most)") from None
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(_("Stored."))

    def _print(self, staff: Staff, plan: Plan, there: There) -> None:
        told = shown(plan, there)
        for wrong in plan.wrongs:
            self.stdout.write(wrong_sentence(wrong))
        self._list(_("New units"), told.units)
        self._list(_("New positions"), told.positions)
        self._list(_("More seats"), told.seats)
        self._list(_("New people"), told.new)
        self._list(_("Changed"), told.changed)
        self._list(_("Appointments end"), told.leaving)
        self.stdout.write(f"{_('The same')}: {plan.same}")
        for title, columns in ((_("Never stored"), staff.personal), (_("Not used"), staff.unused)):
            if columns:
                self.stdout.write(f"{title}: {', '.join(columns)}")
        self._ask(plan, PlanWords(plan, there))

    def _ask(self, plan: Plan, words: PlanWords) -> None:
        """Print what is asked, each with what may be said to --tie."""
        for question in plan.questions:
            self.stdout.write(f"? {question.key}: {question.said}")
            for key in question.choices:
                self.stdout.write(f"    {question.key}={key}  {words.choice(question, key)}")
            if question.may_be_new:
                self.stdout.write(f"    {question.key}=new")

    def _list(self, title: str, rows: tuple[Said, ...]) -> None:
        self.stdout.write(f"{title}: {len(rows)}")
        for row in rows:
            change = f"{row.was} → {row.will}" if row.was else row.will
            self.stdout.write(f"    {row.name}: {change}")


def _office(name: str | None) -> Unit | None:
    if name is None:
        return None
    units = list(Unit.objects.filter(name=name)[:2])
    if len(units) != 1:
        raise CommandError(_("Name one unit with --unit, as it is written here."))
    return units[0]


def _read(path: Path) -> Staff:
    try:
        with path.open("rb") as file:
            return understand(read_rows(file))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    except Unreadable as why:
        raise CommandError(unreadable_sentence(why.problem)) from None
    except Unfit as why:
        raise CommandError(file_sentence(why.fault, why.said)) from None


def _ties(options: dict[str, Any]) -> Ties:
    chosen = dict(each.rpartition("=")[::2] for each in options["tie"])
    return Ties(
        chosen=chosen,
        rest_is_new=options["rest_new"],
        has_more_seats=options["more_seats"],
    )
