"""Units: the tree of an office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.days import Days
from people.models.keys import InOrderQuerySet, OrderKeyField, PathField
from people.models.paths import keys_in, lies_under
from people.models.slugs import IS_SLUG, RESERVED, SlugOfNameField, give_slugs

if TYPE_CHECKING:
    from people.models.users import User

LONGEST_PATH = 200
"""Letters of a path: some twenty units one below the other."""


class UnitQuerySet(InOrderQuerySet["Unit"]):
    """Units by their place in the tree."""

    def within(self, unit: Unit) -> Self:
        """Keep the unit and all below it."""
        return self.filter(lies_under([unit.stored_path()]))

    def bulk_create(self, objs: Iterable[Unit], *args: Any, **more: Any) -> list[Unit]:
        """Store units; those without a short name get one each, whatever the others are called."""
        units = list(objs)
        give_slugs(units)
        return super().bulk_create(units, *args, **more)

    def under(self, paths: Iterable[str]) -> Self:
        """Keep the units of those paths and all below them."""
        return self.filter(lies_under(paths))

    def of_role(self, user: User, *kinds: str, on: Days) -> Self:
        """Keep those for which the user has one of these roles that day; a superuser has all."""
        return self if user.reaches_all else self.under(user.paths_of(*kinds, on=on))

    def of_office(self, user: User, *, on: Days) -> Self:
        """Keep those of the offices in which the user holds a position or a role that day."""
        return self if user.reaches_all else self.under(user.offices(on=on))


class Unit(models.Model):
    """One organisational unit (unit kerja), a node of the tree; the one at the top is an office."""

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
    # The keys from its office down to itself, "3/17/"; the database writes it.
    path = PathField(
        _("path"),
        max_length=LONGEST_PATH,
        default="",
        db_default="",
        editable=False,
        db_index=True,
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

    def stored_path(self) -> str:
        """Return its path; one query where this object itself was saved."""
        if not self.path:
            self.refresh_from_db(fields=["path"])
        return self.path

    def upwards(self) -> list[Unit]:
        """Return the unit and those above it, from the nearest up (one query each)."""
        found: list[Unit] = []
        here: Unit | None = self
        while here is not None and here not in found:
            found.append(here)
            here = here.parent
        return found


def office_of(unit: int | None) -> int | None:
    """Return the key of the office that a unit belongs to, by their keys: of the one at the top."""
    path = Unit.objects.filter(pk=unit or 0).values_list("path", flat=True).first()
    return keys_in(path)[0] if path else unit


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
