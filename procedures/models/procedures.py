"""SOPs, each with all its versions."""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Days, Position, Role, Unit, User
from people.models.keys import OrderKeyField
from people.models.units import UnitQuerySet


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    """SOPs by whose they are."""

    def edited_by(self, user: User, *, on: Days) -> Self:
        """Keep those of units whose SOPs the user edits that day."""
        return self if user.reaches_all else self.filter(unit__in=edited_units(user, on=on))

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep those of the user's offices, and those in whose columns a position of theirs stands
        or stood."""
        if user.reaches_all:
            return self
        positions = Position.objects.ever_held_by(user, on=on)
        crossing = Q(versions__actors__position__in=positions)
        crossed = Procedure.objects.filter(crossing).values("pk")
        return self.filter(Q(unit__in=Unit.objects.of_office(user, on=on)) | Q(pk__in=crossed))


def edited_units(user: User, *, on: Days) -> UnitQuerySet:
    """Return the units whose SOPs the user edits that day."""
    return Unit.objects.of_role(user, Role.RoleKind.EDITOR, on=on)


class Procedure(models.Model):
    """One SOP through all its versions."""

    code = models.CharField(
        _("code"),
        max_length=30,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Z0-9][A-Z0-9.-]*$",
                _("Use capital letters, digits, dots and hyphens, as in KS-08."),
            )
        ],
        help_text=_("Short and lasting, as in KS-08; it stands in the addresses of the pages."),
    )
    code_key = OrderKeyField(of="code", verbose_name=_("key of order"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="procedures", verbose_name=_("unit")
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("SOP")
        verbose_name_plural = _("SOPs")
        ordering = ["code_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9.-]*$"),
                name="procedure_code_fits_an_address",
                violation_error_message=_("Use capital letters, digits, dots and hyphens."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
