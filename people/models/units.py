"""Units: the tree of an office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.keys import InOrderQuerySet, OrderKeyField
from people.models.slugs import IS_SLUG, RESERVED, SlugOfNameField, give_slugs


class UnitQuerySet(InOrderQuerySet["Unit"]):
    """Units by their place in the tree."""

    def within(self, unit: Unit) -> Self:
        """Keep the unit and all below it; goes round a circle once."""
        return self.filter(pk__in=down_from(unit.pk, Unit.objects.values_list("pk", "parent")))

    def bulk_create(self, objs: Iterable[Unit], *args: Any, **more: Any) -> list[Unit]:
        """Store units; those without a short name get one each, whatever the others are called."""
        units = list(objs)
        give_slugs(units)
        return super().bulk_create(units, *args, **more)


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
    slug = SlugOfNameField(
        _("short name in addresses"),
        unique=True,
        help_text=_(
            "Small letters, digits and hyphens, as in diskominfo; it stands in the addresses of "
            "the SOPs. Addresses with an earlier one lead on to the new one."
        ),
        error_messages={"unique": _("Another unit has this short name.")},
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
            models.CheckConstraint(
                condition=Q(slug__regex=IS_SLUG),
                name="unit_slug_fits_an_address",
                violation_error_message=_(
                    "Use small letters and digits, with single hyphens between them."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED),
                name="unit_slug_is_no_word_of_the_addresses",
                violation_error_message=_("Pages have this word in their addresses already."),
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


def office_of(unit: int | None) -> int | None:
    """Return the key of the office that a unit belongs to, by their keys: of the one at the top.

    One query a level; a circle is gone round once.
    """
    passed: set[int] = set()
    here = above = unit
    while above is not None and above not in passed:
        here = above
        passed.add(here)
        above = Unit.objects.values_list("parent", flat=True).filter(pk=here).first()
    return here


class FormerSlug(models.Model):
    """One short name that a unit had in addresses, which lead on by it."""

    slug = models.CharField(_("short name"), max_length=50, unique=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="former_slugs", verbose_name=_("unit")
    )

    class Meta:
        verbose_name = _("former short name")
        verbose_name_plural = _("former short names")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
