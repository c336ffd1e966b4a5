"""What the personnel system calls what is there."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.positions import Position
from people.models.units import Unit


class ForeignNameQuerySet(models.QuerySet["ForeignName"]):
    """Foreign names by whose they are."""

    def of_units(self, units: models.QuerySet[Unit]) -> Self:
        """Keep those that stand for one of these units, or for a position of one."""
        return self.filter(Q(unit__in=units) | Q(position__unit__in=units))


class ForeignName(models.Model):
    """What the personnel system calls one unit or one position, tied once and known from then on.

    The key has its kind before it: `unor:` with a foreign id, `path:` with the office and a path of
    names below it, `title:` with the unit and a title. It goes with what it stands for.
    """

    key = models.CharField(_("foreign name"), max_length=250, unique=True)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.CASCADE,
        null=True,
        related_name="foreign_names",
        verbose_name=_("unit"),
    )
    position = models.ForeignKey(
        Position,
        on_delete=models.CASCADE,
        null=True,
        related_name="foreign_names",
        verbose_name=_("position"),
    )

    objects = ForeignNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("foreign name")
        verbose_name_plural = _("foreign names")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, position=None)
                | Q(unit=None, position__isnull=False),
                name="foreign_name_stands_for_one_thing",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="foreign_name_is_not_blank"),
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        """The id, path or title as it is known, without what its kind puts before it."""
        kind, _sign, rest = self.key.partition(":")
        return rest if kind == "unor" else rest.partition(":")[2]
