"""Deeds of which nobody has been told yet."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workflow.models.entries import Entry


class UntoldQuerySet(models.QuerySet["Untold"]):
    """Entries to be told by when they are to be tried."""

    def to_tell(self, at: datetime) -> Self:
        """Keep those to be told by then, those that were never tried first."""
        is_due = Q(tell_after=None) | Q(tell_after__lte=at)
        return self.filter(is_due).order_by("tries", "pk")


class Untold(models.Model):
    """One entry of the journal of which nobody has been told yet.

    It is written with the entry and taken away with the notices that come of it, so that no deed
    is forgotten, and none that was rolled back is told. What could not be told waits for its next
    try and lets others go before.
    """

    entry = models.OneToOneField(
        Entry,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="untold",
        verbose_name=_("entry"),
    )
    tell_after = models.DateTimeField(
        _("not before"), null=True, blank=True, help_text=_("Filled after a try that failed.")
    )
    tries = models.PositiveSmallIntegerField(_("times it was tried in vain"), db_default=0)

    objects = UntoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry to be told")
        verbose_name_plural = _("entries to be told")

    def __str__(self) -> str:
        return str(self.entry)
