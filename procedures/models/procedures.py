"""SOPs, each with all its versions."""

from __future__ import annotations

from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Days, Position, Role, Unit, User
from people.models.keys import OrderKeyField
from people.models.units import UnitQuerySet, office_of


class OfficeField(models.ForeignKey[Unit, Unit]):
    """The office of the unit that the row belongs to, looked up whenever the row is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> int | None:
        """Return the unit at the top of where the row belongs now."""
        office = office_of(getattr(model_instance, "unit_id", None))
        setattr(model_instance, self.attname, office)
        return office


class ProcedureQuerySet(models.QuerySet["Procedure"]):
    """SOPs by whose they are."""

    def with_code(self, code: str, *, of: Unit) -> Self:
        """Keep the one that has a code in the office of a unit."""
        return self.filter(code=code, office=office_of(of.pk))

    def at(self, reference: str) -> Self:
        """Keep the one that a reference names: "diskominfo/KS-08".

        A code alone names the oldest that has it: so it was written before offices had codes each
        of their own.
        """
        unit, slash, code = reference.rpartition("/")
        if slash:
            return self.filter(office__slug=unit, code=code)
        return self.filter(
            pk__in=Procedure.objects.filter(code=code).order_by("pk").values("pk")[:1]
        )

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


def offered_to(user: User, *, on: Days) -> Q:
    """Return that a version is offered by another office to a user who edits SOPs that day.

    That is a generic SOP in force, and one of which an SOP that they edit is a copy.
    """
    edited = edited_units(user, on=on)
    if not user.reaches_all and not user.paths_of(Role.RoleKind.EDITOR, on=on):
        return Q(pk__in=[])
    copies = Procedure.objects.filter(unit__in=edited, versions__adopted_from__isnull=False)
    is_stem = Q(pk__in=copies.values("versions__adopted_from"))
    return Q(procedure__is_generic=True) & (Q(state="in_force") | is_stem)


class Procedure(models.Model):
    """One SOP through all its versions."""

    code = models.CharField(
        _("code"),
        max_length=30,
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
    # The database renews it when the unit, or one above it, moves.
    office = OfficeField(
        Unit,
        on_delete=models.PROTECT,
        related_name="owned_procedures",
        verbose_name=_("office"),
        editable=False,
        blank=True,
    )

    is_generic = models.BooleanField(
        _("generic SOP of the government"), default=False, db_default=False, editable=False
    )

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("SOP")
        verbose_name_plural = _("SOPs")
        ordering = ["code_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"],
                name="procedure_code_is_unique_in_its_office",
                violation_error_message=_("Another SOP of this office has this code already."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9.-]*$"),
                name="procedure_code_fits_an_address",
                violation_error_message=_("Use capital letters, digits, dots and hyphens."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def reference(self) -> str:
        """What names it among those of all offices: "diskominfo/KS-08"."""
        return f"{self.office.slug}/{self.code}"

    @property
    def file_name(self) -> str:
        """What names its files among those of all offices, without an ending."""
        return f"{self.office.slug}-{self.code}"

    def address(self, page: str = "procedure", *more: object) -> str:
        """Return the address of a page of it by the page's name, with what else that one takes."""
        return reverse(page, args=[self.office.slug, self.code, *more])
