"""Who may do what with an SOP."""

from __future__ import annotations

from people.models import Days, Role, Unit, User
from people.permissions import has_role, has_role_somewhere

EDITOR = Role.RoleKind.EDITOR


def can_edit_definitions(user: User, unit: Unit, *, on: Days) -> bool:
    """Whether the user may draft, put in force and revoke versions of a unit's SOPs that day."""
    return user.is_active and has_role(user, EDITOR, unit, on=on)


def can_edit_some(user: User, *, on: Days) -> bool:
    """Whether the user may edit the SOPs of some unit that day."""
    return has_role_somewhere(user, EDITOR, on=on)


def can_order_book(user: User, unit: Unit, *, on: Days) -> bool:
    """Whether the user may have a unit's SOPs in force made into a book: whoever may see it."""
    return user.is_active and Unit.objects.of_office(user, on=on).filter(pk=unit.pk).exists()
