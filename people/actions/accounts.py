"""Opening, changing and closing accounts, and their passwords and rights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.record import changes_between, record, values_of
from people.doers import By
from people.locks import locked
from people.models import PeopleEntry, User
from people.permissions import can_give_rights, can_manage
from people.refusals import Refused
from people.seal import Fact

Deed = PeopleEntry.Deed
NAMES = ("username", "name")
DETAILS = ("nip", "rank", "email")
FLAGS = ("is_staff", "is_superuser")
# What an account tells of itself in the journal when it comes and when it goes.
IDENTITY = (*NAMES, *DETAILS, *FLAGS, "is_active")


@dataclass(frozen=True)
class Rights:
    """The groups and permissions that an account is to have."""

    groups: Iterable[Group]
    permissions: Iterable[Permission]


def lock_account(account: User, *, by: By) -> User:
    """Lock an account for a change inside the caller's transaction and return it afresh.

    Raises Refused if it was deleted, or has rights that `by` does not have.
    """
    fresh = locked(User.objects.filter(pk=account.pk), keys_change=True).first()
    if fresh is None:
        raise Refused(_("This account was deleted."))
    if not can_manage(by.user, fresh):
        raise Refused(_("This account has rights that you do not have, so you cannot change it."))
    return fresh


@transaction.atomic
def open_account(account: User, *, by: By, **more: Fact) -> User:
    """Store a new account, its password set; `more` goes into its entry.

    Whoever it is for changes a password that somebody gave them first. Raises Refused for one with
    rights, unless `by` may give them.
    """
    if (account.is_staff or account.is_superuser) and not can_give_rights(by.user):
        raise Refused(_("Only a superuser gives rights."))
    account.has_given_password = _is_given(account, by)
    account.save(force_insert=True)
    record_opening(account, by=by, **more)
    return account


@transaction.atomic
def record_opening(account: User, *, by: By, **more: Fact) -> None:
    """Write into the journal that an account was opened."""
    after = {**values_of(account, *IDENTITY), **more}
    record(Deed.OPEN_ACCOUNT, account.username, by=by, person=account, after=after)


@transaction.atomic
def change_account(account: User, *, by: By, rights: Rights | None = None) -> User:
    """Store what was changed of an account.

    Its names, details, rights and use are entries of their own. `rights` None leaves groups and
    permissions as they are. Raises Refused if the account has rights that `by` does not have, or
    if rights change and `by` may not give any.
    """
    fresh = lock_account(account, by=by)
    before, after = _rights_and_flags(fresh, None), _rights_and_flags(account, rights, of=fresh)
    if before != after and not can_give_rights(by.user):
        raise Refused(_("Only a superuser gives rights."))
    _record_changes(fresh, account, by=by)
    _record_difference(Deed.CHANGE_RIGHTS, account, before, after, by=by)
    account.save(update_fields=[*NAMES, "name_key", *DETAILS, *FLAGS, "is_active"])
    if rights is not None:
        account.groups.set(rights.groups)
        account.user_permissions.set(rights.permissions)
    return account


def _record_changes(before: User, after: User, *, by: By) -> None:
    for deed, names in ((Deed.RENAME_ACCOUNT, NAMES), (Deed.CHANGE_ACCOUNT, DETAILS)):
        _record_difference(deed, before, values_of(before, *names), values_of(after, *names), by=by)
    use = Deed.REOPEN_ACCOUNT if after.is_active else Deed.CLOSE_ACCOUNT
    was, is_now = values_of(before, "is_active"), values_of(after, "is_active")
    _record_difference(use, after, was, is_now, by=by)


def _record_difference(
    deed: PeopleEntry.Deed,
    account: User,
    before: dict[str, Fact],
    after: dict[str, Fact],
    *,
    by: By,
) -> None:
    """Write an entry with what differs, none where nothing does."""
    was, is_now = changes_between(before, after)
    if is_now:
        record(deed, account.username, by=by, person=account, before=was, after=is_now)


def _rights_and_flags(
    account: User, rights: Rights | None, *, of: User | None = None
) -> dict[str, Fact]:
    """Return the rights of an account by name; those that `rights` leaves open as `of` has them."""
    there = of or account
    groups = there.groups.all() if rights is None else rights.groups
    permissions = (
        there.user_permissions.select_related("content_type")
        if rights is None
        else rights.permissions
    )
    return {
        **values_of(account, *FLAGS),
        "groups": sorted(group.name for group in groups),
        "permissions": sorted(name_of(each) for each in permissions),
    }


def name_of(permission: Permission) -> str:
    """Return the name of a permission as code asks for it: 'people.supervise'."""
    return f"{permission.content_type.app_label}.{permission.codename}"


@transaction.atomic
def reset_password(account: User, password: str | None, *, by: By) -> User:
    """Set somebody's password for them; None lets nobody sign in with one any more.

    They change it as they sign in next. Raises Refused if the account has rights that `by` does
    not have.
    """
    fresh = lock_account(account, by=by)
    fresh.set_password(password)
    fresh.has_given_password = _is_given(fresh, by)
    fresh.save(update_fields=["password", "has_given_password"])
    record_reset(fresh, by=by)
    return fresh


def _is_given(account: User, by: By) -> bool:
    """Whether an account's password, just set, is known to another person; a command is nobody."""
    return by.user is not None and by.user.pk != account.pk and account.has_usable_password()


@transaction.atomic
def record_reset(account: User, *, by: By) -> None:
    """Write into the journal that somebody's password was set for them."""
    after = {"has_password": account.has_usable_password()}
    record(Deed.RESET_PASSWORD, account.username, by=by, person=account, after=after)


@transaction.atomic
def change_password(account: User, password: str, *, by: By) -> User:
    """Set one's own password."""
    fresh = lock_account(account, by=by)
    fresh.set_password(password)
    fresh.has_given_password = False
    fresh.save(update_fields=["password", "has_given_password"])
    record(Deed.CHANGE_PASSWORD, fresh.username, by=by, person=fresh)
    return fresh


@transaction.atomic
def delete_account(account: User, *, by: By) -> None:
    """Delete an account that nothing on record points to.

    Raises Refused if it has rights that `by` does not have, or if it is their own.
    """
    fresh = lock_account(account, by=by)
    if by.user is not None and by.user.pk == fresh.pk:
        raise Refused(_("You cannot delete your own account."))
    before = values_of(fresh, *IDENTITY)
    record(Deed.DELETE_ACCOUNT, fresh.username, by=by, person=fresh, before=before)
    fresh.delete()


@transaction.atomic
def save_group(group: Group, permissions: Iterable[Permission], *, by: By, is_new: bool) -> Group:
    """Store a group with the permissions that all in it have.

    Raises Refused unless `by` may give rights.
    """
    _refuse_unless_may_give_rights(by)
    before = {} if is_new else _facts_of_group(Group.objects.get(pk=group.pk))
    group.save()
    group.permissions.set(permissions)
    deed = Deed.ADD_GROUP if is_new else Deed.CHANGE_GROUP
    was, is_now = changes_between(before, _facts_of_group(group))
    if is_now:
        record(deed, group.name, by=by, before=was, after=is_now)
    return group


@transaction.atomic
def delete_group(group: Group, *, by: By) -> None:
    """Delete a group, and with it the rights that people had by it.

    Raises Refused unless `by` may give rights.
    """
    _refuse_unless_may_give_rights(by)
    members = sorted(User.objects.filter(groups=group).values_list("username", flat=True))
    before = {**_facts_of_group(group), "members": members}
    record(Deed.DELETE_GROUP, group.name, by=by, before=before)
    group.delete()


def _facts_of_group(group: Group) -> dict[str, Fact]:
    held = group.permissions.select_related("content_type")
    return {"name": group.name, "permissions": sorted(name_of(each) for each in held)}


def _refuse_unless_may_give_rights(by: By) -> None:
    if not can_give_rights(by.user):
        raise Refused(_("Only a superuser gives rights."))
