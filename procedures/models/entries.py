"""The journal of an SOP's versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Days, User
from procedures.models.procedures import Procedure, edited_units

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NEVER_SAVED = "0"
"""The token of a version that no entry tells of."""


class VersionEntryQuerySet(models.QuerySet["VersionEntry"]):
    """Entries by who may see them."""

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep what tells of SOPs that the user may see; of their drafts, if they edit them."""
        if user.reaches_all:
            return self
        edited = Q(procedure__unit__in=edited_units(user, on=on))
        seen = Q(procedure__in=Procedure.objects.visible_to(user, on=on))
        return self.filter(edited | (seen & ~Q(deed__in=VersionEntry.OF_DRAFTS)))


def names_of_deeds() -> Sequence[tuple[str, StrOrPromise]]:
    """Return what deeds are called, by name; asked for each time: none needs a migration."""
    return VersionEntry.Deed.choices


class VersionEntry(models.Model):
    """One deed to a version, on record: who, what, when; never changed, never deleted."""

    class Deed(models.TextChoices):
        """What was done."""

        DRAFT = "draft", _("Drafted")
        COPY = "copy", _("Copied into a draft")
        CHANGE = "change", _("Draft changed")
        DELETE = "delete", _("Draft deleted")
        PUT_IN_FORCE = "put_in_force", pgettext_lazy("deed", "Put in force")
        REPLACE = "replace", _("Replaced")
        REVOKE = "revoke", _("Revoked")
        OFFER = "offer", _("Offered to other offices as a generic SOP")
        WITHDRAW = "withdraw", _("No longer offered to other offices")
        ADOPT = "adopt", _("Adopted into a draft")

    OF_DRAFTS = (Deed.DRAFT, Deed.COPY, Deed.ADOPT, Deed.CHANGE, Deed.DELETE)

    procedure = models.ForeignKey(
        "procedures.Procedure",
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("SOP"),
    )
    revision = models.PositiveIntegerField(_("revision"))
    deed = models.CharField(_("deed"), max_length=12, choices=names_of_deeds)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="version_entries",
        verbose_name=_("by"),
        help_text=_("Empty where a command did it."),
    )
    by_name = models.CharField(
        _("name at the time"),
        max_length=150,
        blank=True,
        help_text=_("What the person was called when it was written."),
    )
    copied_from = models.PositiveIntegerField(_("copied from revision"), null=True)
    note = models.TextField(_("note"), blank=True)

    objects = VersionEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a version")
        verbose_name_plural = _("entries of versions")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(deed=""), name="version_entry_names_its_deed"),
            models.CheckConstraint(
                condition=Q(deed="copy", copied_from__isnull=False)
                | (~Q(deed="copy") & Q(copied_from=None)),
                name="version_entry_of_a_copy_says_of_what",
            ),
            models.CheckConstraint(
                condition=~Q(deed="revoke") | ~Q(note=""),
                name="version_entry_of_revoking_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.revision}: {self.get_deed_display()}"

    @property
    def who(self) -> str:
        """What the person was called who did it; '' for a command."""
        return self.by_name or str(self.by or "")

    @property
    def token(self) -> str:
        """The token of the version as this deed left it."""
        return str(self.pk)
