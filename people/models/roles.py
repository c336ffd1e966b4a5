"""What people do for a unit and for those below it, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.days import Days, by_day
from people.models.paths import keys_in
from people.models.positions import in_effect
from people.models.units import Unit
from people.models.users import User


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles by when they hold, and for what."""

    def current(self, on: Days) -> Self:
        """Keep those in effect on that day, of people whose account is active."""
        return self.filter(by_day(on, "unit", in_effect))

    def lasting(self, on: Days) -> Self:
        """Keep those in effect on that day or later."""
        return self.filter(by_day(on, "unit", lambda day: Q(ends_on=None) | Q(ends_on__gte=day)))

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep the user's own, and those at units whose people the user administers that day."""
        units = Unit.objects.of_role(user, "people", on=on)
        return self if user.reaches_all else self.filter(Q(user=user) | Q(unit__in=units))

    def overlapping(self, role: Role) -> Self:
        """Keep those of the same person, kind and unit that hold on one of its days."""
        same = self.filter(user=role.user_id, kind=role.kind, unit=role.unit_id)
        others = same.exclude(pk=role.pk).filter(Q(ends_on=None) | Q(ends_on__gte=role.starts_on))
        return others if role.ends_on is None else others.filter(starts_on__lte=role.ends_on)

    def over(self, path: str) -> Self:
        """Keep those that are good for the unit of that path: at it or above."""
        return self.filter(unit__in=keys_in(path))


class Role(models.Model):
    """One person's role at one unit over a time (peran); it is good for the units below as well."""

    class RoleKind(models.TextChoices):
        """What somebody with the role looks after."""

        EDITOR = "editor", _("SOP manager")
        SUPERVISOR = "supervisor", _("Supervisor")
        PEOPLE = "people", _("Administrator of people")
        CALENDARS = "calendars", _("Administrator of calendars")
        ASSESSOR = "assessor", _("Assessor")
        ARCHIVIST = "archivist", _("Archivist")

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="roles", verbose_name=_("user")
    )
    kind = models.CharField(_("role"), max_length=10, choices=RoleKind)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="roles",
        verbose_name=_("unit"),
        help_text=_("It is good for this unit and the units below it."),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    letter = models.CharField(
        _("letter"),
        max_length=150,
        help_text=_("Number and date of the letter that gives the role."),
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_it_starts",
                violation_error_message=_("A role cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "editor",
                        "supervisor",
                        "people",
                        "calendars",
                        "assessor",
                        "archivist",
                    ]
                ),
                name="role_kind_is_known",
            ),
            models.CheckConstraint(condition=~Q(letter=""), name="role_names_its_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.unit}: {self.user}"

    def holds_on(self, on: date) -> bool:
        """Whether it is in effect on that day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
