"""What is asked once more before it is done: it may be meant, and it may be a slip."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from people.finding import order_key
from people.refusals import Doubted
from workflow.models import Document


def ask_about_agenda_number(document: Document, number: str, *, on: date, also: str | None) -> None:
    """Raise Doubted where another document of the unit has that agenda number in that year.

    Not where `also` names the number, and not where it is None, as from a program. Whose document
    it is nobody learns here: it may be one that the person does not see.
    """
    if also is None or order_key(also) == order_key(number):
        return
    unit = document.version.procedure.unit_id
    others = Document.objects.with_agenda_number(number, of=unit, on=on)
    if others.exclude(pk=document.pk).exists():
        sentence = _(
            "The agenda number “%(number)s” is already in use in this unit in %(year)s. "
            "Save it all the same?"
        )
        raise Doubted(sentence % {"number": number, "year": str(on.year)}, number)
