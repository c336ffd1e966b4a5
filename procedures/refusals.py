"""Why a deed to an SOP is not possible now, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from people.models import Unit
from people.models.units import office_of
from people.refusals import Refused, refuse_stale
from procedures.models import NEVER_SAVED, Procedure, Version, VersionEntry

MOST_NAMED = 5
"""How many codes a sentence names."""


def code_is_taken(code: str, unit: Unit | None, *, but: int | None = None) -> bool:
    """Whether an SOP other than the one of that key has the code in the office of a unit."""
    if unit is None:
        return False
    return Procedure.objects.with_code(code, of=unit).exclude(pk__in=[but or 0]).exists()


def taken_code() -> str:
    """Return why a code is refused that is taken."""
    return _("Another SOP of this office has this code already.")


def refuse_codes_twice(unit: Unit) -> None:
    """Raise Refused where a unit is about to move and its SOPs bring codes that are there."""
    office = office_of(unit.parent_id) or unit.pk
    moved = Procedure.objects.filter(unit__in=Unit.objects.within(unit))
    there = Procedure.objects.filter(office=office).exclude(pk__in=moved)
    twice = list(moved.filter(code__in=there.values("code"))[: MOST_NAMED + 1])
    if twice:
        codes = [each.code for each in twice[:MOST_NAMED]] + ["..."] * (len(twice) > MOST_NAMED)
        raise Refused(
            _("In that office these codes would be there twice, so the unit stays: %(codes)s.")
            % {"codes": ", ".join(codes)}
        )


def refuse_unsaved_over(draft: Version, *, seen: str | None) -> None:
    """Raise Stale if a locked draft was saved since it was seen, for a form that would save it."""
    sentence = _(
        "%(name)s saved this draft while you had it open. Nothing you typed is lost, "
        "nothing is saved yet: compare with the draft in another window. Saving again "
        "puts yours in place of it."
    )
    _refuse_changed(draft, seen, sentence)


def refuse_unread(draft: Version, *, seen: str | None) -> None:
    """Raise Stale if a locked draft was saved since it was seen, for a deed to it as it stands."""
    sentence = _(
        "%(name)s saved this draft while you had it open. Nothing is done yet: look at the draft "
        "as it is now, and send this again if you still want it."
    )
    _refuse_changed(draft, seen, sentence)


def _refuse_changed(draft: Version, seen: str | None, sentence: str) -> None:
    entries = VersionEntry.objects.filter(procedure=draft.procedure_id, revision=draft.revision)
    last = entries.select_related("by").order_by("-pk").first()
    name = (last and last.by) or _("a command")
    refuse_stale(seen, last.token if last else NEVER_SAVED, sentence=sentence % {"name": name})
