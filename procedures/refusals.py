"""Why a deed to an SOP is not possible now, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from people.refusals import refuse_stale
from procedures.models import NEVER_SAVED, Version, VersionEntry


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
