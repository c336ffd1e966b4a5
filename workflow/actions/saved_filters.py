"""Keeping what is looked for again and again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from people.doers import Doer
from people.locks import locked
from people.models import Position, User
from people.refusals import Refused
from workflow.models import SavedFilter
from workflow.permissions import can_change_filter, positions_to_share_with
from workflow.refusals import refuse


@transaction.atomic
def save_filter(*, name: str, query: str, by: Doer) -> SavedFilter:
    """Keep a query of the list under a name of `by`'s own.

    Raises Refused without a name or a query, or if `by` has one of that name.
    """
    locked(User.objects).get(pk=by.user.pk)
    refuse(_why_not_named(name, owner=by.user))
    if not query:
        raise Refused(_("Look for something first: there is nothing to keep."))
    return SavedFilter.objects.create(owner=by.user, name=name.strip(), query=query)


@transaction.atomic
def rename_filter(saved: SavedFilter, *, name: str, by: Doer) -> SavedFilter:
    """Give a saved filter another name.

    Raises Refused if it is not `by`'s, or where `save_filter` would.
    """
    fresh = _lock(saved, by=by)
    refuse(_why_not_named(name, owner=fresh.owner, but=fresh))
    fresh.name = name.strip()
    fresh.save(update_fields=["name", "name_key"])
    return fresh


@transaction.atomic
def share_filter(saved: SavedFilter, *, position: Position | None, by: Doer) -> SavedFilter:
    """Let those who hold a position see a saved filter; without a position the owner alone.

    Raises Refused if it is not `by`'s, or if `by` neither holds the position nor administers.
    """
    fresh = _lock(saved, by=by)
    allowed = positions_to_share_with(by.user, on=by.held_on)
    if position and not allowed.filter(pk=position.pk).exists():
        raise Refused(_("You do not hold the position %(position)s.") % {"position": position})
    fresh.position = position
    fresh.save(update_fields=["position"])
    return fresh


@transaction.atomic
def delete_filter(saved: SavedFilter, *, by: Doer) -> None:
    """Forget a saved filter. Raises Refused if it is not `by`'s."""
    _lock(saved, by=by).delete()


def _lock(saved: SavedFilter, *, by: Doer) -> SavedFilter:
    """Lock its owner's filters and look at it again; raise Refused if it is not for `by`."""
    locked(User.objects).get(pk=saved.owner_id)
    fresh = SavedFilter.objects.filter(pk=saved.pk).first()
    if fresh is None:
        raise Refused(_("This filter was deleted."))
    if not can_change_filter(by.user, fresh):
        raise Refused(_("This filter is %(name)s's.") % {"name": fresh.owner})
    return fresh


def _why_not_named(name: str, *, owner: User, but: SavedFilter | None = None) -> str:
    """Return why the name cannot be given, '' if it can."""
    if not name.strip():
        return _("Give it a name.")
    named = SavedFilter.objects.filter(owner=owner, name=name.strip()).first()
    if named not in (None, but):
        return _("There is a filter of that name already.")
    return ""
