"""Opening, changing and closing accounts, their passwords, and who is a superuser."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from people.actions.record import changes_between, record, values_of
from people.doers import By
from people.locks import locked
from people.models import PeopleEntry, User
from people.permissions import administers, can_manage, reaches_all
from people.refusals import Refused
from people.seal import Fact

Deed = PeopleEntry.Deed
NAMES = ("username", "name")
DETAILS = ("nip", "rank", "email")
FLAGS = ("is_superuser",)
# What an account tells of itself in the journal when it comes and when it goes.
IDENTITY = (*NAMES, *DETAILS, *FLAGS, "is_active")


def lock_account(account: User, *, by: By) -> User:
    """Lock an account for a change inside the caller's transaction and return it afresh.

    Raises Refused if it was deleted, or if it is not for `by` to change.
    """
    fresh = locked(User.objects.filter(pk=account.pk), keys_change=True).first()
    if fresh is None:
        raise Refused(_("This account was deleted."))
    if not can_manage(by.user, fresh, on=by.held_on):
        raise Refused(_("This account is not yours to change: its person, or one of its roles."))
    return fresh


@transaction.atomic
def open_account(account: User, *, by: By, **more: Fact) -> User:
    """Store a new account, its password set; `more` goes into its entry.

    Whoever it is for changes a password that somebody gave them first. Raises Refused unless `by`
    administers people, and for a superuser unless `by` is one.
    """
    if not administers(by.user, on=by.held_on):
        raise Refused(_("Only who administers people may do this."))
    if account.is_superuser and not reaches_all(by.user):
        raise Refused(_("Only a superuser makes superusers."))
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
def change_account(account: User, *, by: By) -> User:
    """Store what was changed of an account.

    Its names, details and use, and whether it is a superuser, are entries of their own. Raises
    Refused if it is not for `by` to change, or if a superuser comes or goes and `by` is none.
    """
    fresh = lock_account(account, by=by)
    before, after = values_of(fresh, *FLAGS), values_of(account, *FLAGS)
    if before != after and not reaches_all(by.user):
        raise Refused(_("Only a superuser makes superusers."))
    _record_changes(fresh, account, by=by)
    _record_difference(Deed.CHANGE_RIGHTS, account, before, after, by=by)
    account.save(update_fields=[*NAMES, "name_key", *DETAILS, *FLAGS, "is_active"])
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


@transaction.atomic
def reset_password(account: User, password: str | None, *, by: By) -> User:
    """Set somebody's password for them; None lets nobody sign in with one any more.

    They change it as they sign in next. Raises Refused if the account is not for `by` to change.
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

    Raises Refused if it is not for `by` to change, or if it is their own.
    """
    fresh = lock_account(account, by=by)
    if by.user is not None and by.user.pk == fresh.pk:
        raise Refused(_("You cannot delete your own account."))
    before = values_of(fresh, *IDENTITY)
    record(Deed.DELETE_ACCOUNT, fresh.username, by=by, person=fresh, before=before)
    fresh.delete()
