"""Bringing SOPs in."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from people.doers import By
from people.locks import locked
from people.models import Position, Unit
from people.models.units import office_of
from people.refusals import Refused
from procedures.actions.writing import draft_version
from procedures.definition import Definition
from procedures.models import Procedure, Version
from procedures.refusals import code_is_taken, taken_code


@transaction.atomic
def bring_in_procedure(
    definition: Definition,
    *,
    by: By,
    code: str,
    unit: Unit,
    positions: Mapping[str, Position],
) -> Version:
    """Write a definition as the draft of a new SOP and return it.

    Raises Refused if another SOP of its office has the code already, or if `by` may not.
    """
    procedure = add_procedure(code, unit)
    return draft_version(procedure, definition, by=by, positions=positions)


def add_procedure(code: str, unit: Unit) -> Procedure:
    """Store a new SOP inside the caller's transaction; of two with one code the second is told.

    Raises Refused if another SOP of its office has the code already.
    """
    list(locked(Unit.objects.filter(pk=office_of(unit.pk) or unit.pk)))
    if code_is_taken(code, unit):
        raise Refused(taken_code())
    return Procedure.objects.create(code=code, unit=unit)
