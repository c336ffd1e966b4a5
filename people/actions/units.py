"""Units and positions: the tree of an office, and who stands above whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from people.actions.record import changes_between, record, values_of
from people.doers import By
from people.locks import locked
from people.models import FormerSlug, PeopleEntry, Position, Unit
from people.permissions import administers, can_keep_unit, raises_oneself
from people.refusals import Refused

Deed = PeopleEntry.Deed
OF_A_UNIT = ("name", "parent", "slug")
OF_A_POSITION = ("title", "unit", "superior", "seats")
OF_AN_END = ("retired_on", "successor_id", "retired_by_id")
refuse_to_move: list[Callable[[Unit], None]] = []
"""What other apps have against a unit's moving to another one above, raised as Refused."""


@transaction.atomic
def load_units(
    units: Iterable[Mapping[str, str | None]], positions: Iterable[Mapping[str, str | None]]
) -> tuple[dict[str, Unit], dict[str, Position]]:
    """Create a tree of units and their positions; return both by name.

    A unit has `name` and `parent`, a position `title`, `unit` and `superior`; whatever a row names
    stands in a row above it.
    """
    made_units: dict[str, Unit] = {}
    for row in units:
        parent = made_units[row["parent"]] if row["parent"] else None
        name = str(row["name"])
        made_units[name] = Unit.objects.create(name=name, parent=parent)
    made_positions: dict[str, Position] = {}
    for row in positions:
        title = str(row["title"])
        made_positions[title] = Position.objects.create(
            title=title,
            unit=made_units[str(row["unit"])],
            superior=made_positions[row["superior"]] if row["superior"] else None,
        )
    return made_units, made_positions


@transaction.atomic
def save_unit(unit: Unit, *, by: By) -> Unit:
    """Store a new or changed unit; its name, its place and its short name go on record.

    A short name that it had leads on to it. Raises Refused unless `by` administers the people of
    what it belongs to, and of what it belonged to; offices, which stand at the top, are for
    superusers. So for a short name that another unit has or had, and for a move against which other
    apps have something.
    """
    _refuse_unless_keeps(unit, by)
    there = _unit_locked(unit)
    _refuse_slug_of_another(unit)
    if there is not None and there.parent_id != unit.parent_id:
        for refuse in refuse_to_move:
            refuse(unit)
    _store(Deed.CHANGE_UNIT if unit.pk else Deed.ADD_UNIT, unit, OF_A_UNIT, by=by)
    if there is not None and there.slug != unit.slug:
        unit.former_slugs.filter(slug=unit.slug).delete()
        FormerSlug.objects.create(unit=unit, slug=there.slug)
    return unit


def _unit_locked(unit: Unit) -> Unit | None:
    """Lock a unit that is there, what it belongs to, and those it takes along where it moves.

    All at once, in the order of keys; return the unit as it is.
    """
    there = Unit.objects.filter(pk=unit.pk).first()
    moves = there is not None and there.parent_id != unit.parent_id
    keys = Unit.objects.within(unit).values_list("pk", flat=True) if moves else [unit.pk]
    rows = locked(Unit.objects.filter(pk__in={*keys, unit.parent_id} - {None}), keys_change=True)
    return {each.pk: each for each in rows}.get(unit.pk)


def _refuse_slug_of_another(unit: Unit) -> None:
    """Raise Refused for a short name that another unit has or had; '' is none yet."""
    if Unit.objects.filter(slug=unit.slug).exclude(pk__in=[unit.pk or 0]).exists():
        raise Refused(_("Another unit has this short name."))
    if FormerSlug.objects.filter(slug=unit.slug).exclude(unit__in=[unit.pk or 0]).exists():
        raise Refused(_("Another unit had this short name, and addresses still lead there by it."))


@transaction.atomic
def save_position(position: Position, *, by: By) -> Position:
    """Store a new or changed position; it goes on record.

    Raises Refused unless `by` administers the people of its unit, and of the one it had; and where
    somebody would put a position that is there below one of their own, unless a superuser does it:
    who stands above may assign and see its work.
    """
    refuse_unless_administers(position, by)
    deed = Deed.CHANGE_POSITION if position.pk else Deed.ADD_POSITION
    is_there = position.pk is not None
    if is_there and raises_oneself(by.user, position, position.superior, on=by.on):
        raise Refused(
            _("You hold a position above that superior, so somebody else has to change this.")
        )
    _store(deed, position, OF_A_POSITION, by=by)
    return position


def _store(deed: PeopleEntry.Deed, row: Unit | Position, names: tuple[str, ...], *, by: By) -> None:
    above = row.superior_id if isinstance(row, Position) else row.parent_id
    # What stands above is locked as well, in the order of keys: two may change places.
    keys = [key for key in (row.pk, above) if key is not None]
    rows = type(row)._base_manager.filter(pk__in=keys)
    there = {each.pk: each for each in locked(rows, keys_change=True)}.get(row.pk)
    before = values_of(there, *names) if there else {}
    if isinstance(row, Position) and isinstance(there, Position):
        for name in OF_AN_END:  # which is not changed here, and may have been set meanwhile
            setattr(row, name, getattr(there, name))
    row.save()
    was, is_now = changes_between(before, values_of(row, *names))
    if is_now:
        record(deed, row, by=by, before=was, after=is_now)


@transaction.atomic
def delete_unit(unit: Unit, *, by: By) -> None:
    """Delete a unit that nothing points to; refused as in `save_unit`."""
    _refuse_unless_keeps(unit, by)
    _delete(Deed.DELETE_UNIT, unit, OF_A_UNIT, by=by)


@transaction.atomic
def delete_position(position: Position, *, by: By) -> None:
    """Delete a position that nothing points to; refused as in `save_position`."""
    refuse_unless_administers(position, by)
    _delete(Deed.DELETE_POSITION, position, OF_A_POSITION, by=by)


def _refuse_unless_keeps(unit: Unit, by: By) -> None:
    there = Unit.objects.select_related("parent").filter(pk=unit.pk).first()
    places = [unit.parent, *([there.parent] if there else [])]
    own = there is not None and places == [there.parent] * 2  # its name is changed where it is
    if own and there and administers(by.user, there, on=by.held_on):
        return
    if not can_keep_unit(by.user, *places, on=by.held_on):
        raise Refused(_("Only who administers the people of the unit above may do this."))


def refuse_unless_administers(position: Position, by: By) -> None:
    """Raise Refused unless `by` administers the people of its unit, and of the one it had."""
    there = Position.objects.select_related("unit").filter(pk=position.pk).first()
    units = [each.unit for each in (position, there) if each is not None]
    if not all(administers(by.user, unit, on=by.held_on) for unit in units):
        raise Refused(_("Only who administers the people of that unit may do this."))


def _delete(deed: PeopleEntry.Deed, row: Model, names: tuple[str, ...], *, by: By) -> None:
    record(deed, row, by=by, before=values_of(row, *names))
    row.delete()
