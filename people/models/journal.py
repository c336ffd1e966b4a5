"""The journal of people: every deed that bears on who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.users import User

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def names_of_deeds() -> Sequence[tuple[str, StrOrPromise]]:
    """Return what deeds are called, by name; asked for each time: none needs a migration."""
    return PeopleEntry.Deed.choices


class PeopleEntryQuerySet(models.QuerySet["PeopleEntry"]):
    """Entries of the journal of people by what they tell."""

    def moved(self, user: User) -> Self:
        """Keep those that tell that a person's appointment went to another position, or went."""
        deeds = PeopleEntry.Deed.CHANGE_APPOINTMENT, PeopleEntry.Deed.DELETE_APPOINTMENT
        return self.filter(person=user, deed__in=deeds, before__has_key="position")


class PeopleEntry(models.Model):
    """One deed to an account, an appointment, a role, a position or a unit, on record.

    It outlives what it tells of, so it keeps the name of that beside the key.
    """

    class Deed(models.TextChoices):
        """What was done, as the end of a sentence that begins with who did it."""

        OPEN_ACCOUNT = "open_account", _("opened the account")
        RENAME_ACCOUNT = "rename_account", _("renamed the account")
        CHANGE_ACCOUNT = "change_account", _("changed the account")
        CHANGE_RIGHTS = "change_rights", _("changed the rights")
        CLOSE_ACCOUNT = "close_account", _("put the account out of use")
        REOPEN_ACCOUNT = "reopen_account", _("put the account into use again")
        DELETE_ACCOUNT = "delete_account", _("deleted the account")
        RESET_PASSWORD = "reset_password", _("set a password for somebody")
        CHANGE_PASSWORD = "change_password", _("changed their own password")
        ASK_APPOINTMENT = "ask_appointment", _("asked for an appointment to be confirmed")
        REJECT_APPOINTMENT = "reject_appointment", _("did not confirm the appointment")
        APPOINT_PERSON = "appoint_person", _("appointed the person")
        CHANGE_APPOINTMENT = "change_appointment", _("changed the appointment")
        END_APPOINTMENT = "end_appointment", _("set the end of the appointment")
        DELETE_APPOINTMENT = "delete_appointment", _("deleted the appointment")
        ADD_POSITION = "add_position", _("added the position")
        CHANGE_POSITION = "change_position", _("changed the position")
        RETIRE_POSITION = "retire_position", _("retired the position")
        KEEP_POSITION = "keep_position", _("let the position stay after all")
        SUCCEED_POSITION = "succeed_position", _("let the successor take over")
        DELETE_POSITION = "delete_position", _("deleted the position")
        ADD_UNIT = "add_unit", _("added the unit")
        CHANGE_UNIT = "change_unit", _("changed the unit")
        DELETE_UNIT = "delete_unit", _("deleted the unit")
        ADD_GROUP = "add_group", _("added the group")
        CHANGE_GROUP = "change_group", _("changed the group")
        IMPORT_PEOPLE = "import_people", _("brought people in from the personnel system")
        FORGET_NAME = "forget_name", _("let a name of the personnel system be asked about again")
        DELETE_GROUP = "delete_group", _("deleted the group")
        GIVE_ROLE = "give_role", _("gave the role")
        END_ROLE = "end_role", _("set the end of the role")
        DELETE_ROLE = "delete_role", _("deleted the role before it began")

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    deed = models.CharField(_("deed"), max_length=20, choices=names_of_deeds)
    by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="deeds_to_people",
        verbose_name=_("by"),
        help_text=_("Empty where a command did it."),
    )
    at = models.DateTimeField(_("at"))
    address = models.GenericIPAddressField(_("from the address"), null=True)
    person = models.ForeignKey(
        User,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # an account that was deleted stays on record
        null=True,
        related_name="entries_about",
        verbose_name=_("about"),
        help_text=_("Empty where it bears on nobody alone."),
    )
    thing = models.CharField(
        _("what"), max_length=500, help_text=_("As it was called when the deed was done.")
    )
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    previous_hash = models.CharField(_("hash of the entry before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64)

    objects = PeopleEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the journal of people")
        verbose_name_plural = _("journal of people")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=1, previous_hash="") | (Q(number__gt=1) & ~Q(previous_hash="")),
                name="people_entry_carries_the_hash_before_it",
            ),
            models.CheckConstraint(condition=~Q(hash=""), name="people_entry_has_its_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_deed_display()}: {self.thing}"


class PeopleHead(models.Model):
    """The end of the journal of people, in one row: how many entries, and the hash of the last."""

    entry_count = models.PositiveBigIntegerField(_("entries"), default=0)
    last_hash = models.CharField(_("hash of the last entry"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("head of the journal of people")
        verbose_name_plural = _("head of the journal of people")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_head_of_the_journal_of_people"),
        ]

    def __str__(self) -> str:
        return str(self.entry_count)
