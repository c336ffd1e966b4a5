"""Who may do what with an SOP."""

from __future__ import annotations

from people.models import User


def can_edit_definitions(user: User) -> bool:
    """Whether the user may draft, put in force and revoke versions."""
    return user.is_active and user.has_perm("procedures.change_version")


def can_order_book(user: User) -> bool:
    """Whether the user may have a unit's SOPs in force made into a book: whoever may see them."""
    return user.is_active
