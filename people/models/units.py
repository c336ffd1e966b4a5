"""Units: the tree of an office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.keys import InOrderQuerySet, OrderKeyField


class UnitQuerySet(InOrderQuerySet["Unit"]):
    """Units by their place in the tree."""

    def within(self, unit: Unit) -> Self:
        """Keep the unit and all below it; goes round a circle once."""
        return self.filter(pk__in=down_from(unit.pk, Unit.objects.values_list("pk", "parent")))


def down_from(key: int, tree: Iterable[tuple[int, int | None]]) -> set[int]:
    """Return a key and those below it in a tree of keys with their parents."""
    below: dict[int | None, list[int]] = {}
    for each, parent in tree:
        below.setdefault(parent, []).append(each)
    found, waiting = set[int](), [key]
    while waiting:
        found.add(here := waiting.pop())
        waiting += [each for each in below.get(here, []) if each not in found]
    return found


class Unit(models.Model):
    """One organisational unit (unit kerja), a node of the office's tree."""

    class Paper(models.TextChoices):
        """The paper an office prints on."""

        A4 = "a4", _("A4 (210 × 297 mm)")
        F4 = "f4", _("F4 (215 × 330 mm)")

    name = models.CharField(_("name"), max_length=200)
    name_key = OrderKeyField(of="name", verbose_name=_("key of order"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    paper = models.CharField(_("paper"), max_length=2, choices=Paper, default=Paper.A4)
    decree = models.TextField(
        _("decree"),
        blank=True,
        help_text=_(
            "The text of the decree that establishes the SOPs of this unit and of those below it; "
            "it stands at the beginning of their book."
        ),
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="unit_name_is_unique_in_its_parent",
                violation_error_message=_("This unit already has a part of that name."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent=None),
                name="unit_name_is_unique_at_the_top",
                violation_error_message=_("There is already a unit of that name."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="unit_is_not_its_own_parent",
                violation_error_message=_("A unit cannot belong to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def upwards(self) -> list[Unit]:
        """Return the unit and those above it, from the nearest up (one query each)."""
        found: list[Unit] = []
        here: Unit | None = self
        while here is not None and here not in found:
            found.append(here)
            here = here.parent
        return found
