"""Positions, and who holds which of them, in which capacity, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.keys import InOrderQuerySet, OrderKeyField
from people.models.units import Unit, down_from
from people.models.users import User


class PositionQuerySet(InOrderQuerySet["Position"]):
    """Positions by who holds them."""

    def held_by(self, user: User, *, on: date) -> Self:
        """Keep those that `user` holds on that day, in any capacity."""
        held = Appointment.objects.current(on).filter(user=user)
        return self.filter(pk__in=held.values("position"))

    def above(self, position: Position) -> Self:
        """Keep the superiors of a position, theirs, and so on up."""
        superiors = dict(Position.objects.exclude(superior=None).values_list("pk", "superior"))
        chain: list[int] = []
        above = superiors.pop(position.pk, None)
        while above is not None:
            chain.append(above)
            above = superiors.pop(above, None)
        return self.filter(pk__in=chain)

    def below(self, position: Position) -> Self:
        """Keep those whose superior it is, those below them, and so on down."""
        tree = Position.objects.exclude(superior=None).values_list("pk", "superior")
        return self.filter(pk__in=down_from(position.pk, tree) - {position.pk})


class Position(models.Model):
    """One position (jabatan) of a unit; several people may hold it (Staf), or nobody."""

    title = models.CharField(_("title"), max_length=150)
    title_key = OrderKeyField(of="title", verbose_name=_("key of order"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="positions", verbose_name=_("unit")
    )
    superior = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name=_("superior"),
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["title_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                name="position_title_is_unique_in_its_unit",
                violation_error_message=_("This unit already has a position of that title."),
            ),
            models.CheckConstraint(
                condition=Q(superior=None) | ~Q(superior=F("id")),
                name="position_is_not_its_own_superior",
                violation_error_message=_("A position cannot be its own superior."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by when they hold."""

    def current(self, on: date) -> Self:
        """Keep those in effect on that day, of people whose account is active."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True
        )

    def acting_for(self, user: User, *, on: date) -> Self:
        """Keep those of others who act that day in positions that `user` holds definitively."""
        own = self.current(on).filter(user=user, capacity=Appointment.Capacity.DEFINITIVE)
        acting = self.current(on).exclude(user=user).exclude(capacity="definitive")
        return acting.filter(position__in=own.values("position")).select_related("position", "user")


class Appointment(models.Model):
    """One person in one position over a time, in one capacity (penugasan)."""

    class Capacity(models.TextChoices):
        """In what capacity a position is held (UU 30/2014 art. 14)."""

        DEFINITIVE = "definitive", _("Definitive")
        ACTING = "plt", "Plt."
        DEPUTY = "plh", "Plh."

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("user")
    )
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("position")
    )
    capacity = models.CharField(
        _("capacity"), max_length=10, choices=Capacity, default=Capacity.DEFINITIVE
    )
    letter = models.CharField(
        _("letter"),
        max_length=150,
        blank=True,
        help_text=_("Number and date of the letter; Plt. and Plh. cannot do without one."),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-starts_on", "position"]
        indexes = [models.Index(fields=["user", "starts_on"], name="appointment_by_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_it_starts",
                violation_error_message=_("An appointment cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(capacity="definitive") | ~Q(letter=""),
                name="acting_appointment_names_its_letter",
                violation_error_message=_("Plt. and Plh. need the letter that appoints them."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["definitive", "plt", "plh"]),
                name="appointment_capacity_is_known",
            ),
            models.UniqueConstraint(
                fields=["user", "position", "starts_on"],
                name="appointment_starts_once",
                violation_error_message=_("This person already has that position from that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.user}"

    @property
    def title(self) -> str:
        """The position as this person holds it: 'Plh. Kabid KB & KS'."""
        if self.capacity == self.Capacity.DEFINITIVE:
            return self.position.title
        return f"{self.get_capacity_display()} {self.position.title}"
