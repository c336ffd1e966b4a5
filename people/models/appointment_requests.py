"""Appointments that wait for a second person."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.days import Days
from people.models.positions import Appointment, Position
from people.models.units import Unit
from people.models.users import User


class AppointmentRequestQuerySet(models.QuerySet["AppointmentRequest"]):
    """Requests by what became of them."""

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep those for positions of units whose people the user administers that day."""
        units = Unit.objects.of_role(user, "people", on=on)
        return self if user.reaches_all else self.filter(position__unit__in=units)

    def waiting(self) -> Self:
        """Keep those that nobody has decided."""
        return self.filter(decided_by=None)


class AppointmentRequest(models.Model):
    """One appointment, or change of one, that counts only once a second administrator confirms."""

    appointment = models.ForeignKey(
        Appointment,
        on_delete=models.SET_NULL,
        null=True,
        related_name="requests",
        verbose_name=_("appointment"),
        help_text=_("The one to be changed; empty for a new one."),
    )
    is_new = models.BooleanField(_("new appointment"), default=True)
    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="appointment_requests",
        verbose_name=_("user"),
    )
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        related_name="appointment_requests",
        verbose_name=_("position"),
    )
    capacity = models.CharField(_("capacity"), max_length=10, choices=Appointment.Capacity)
    letter = models.CharField(_("letter"), max_length=150)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True)
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="requests_asked", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="requests_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    is_confirmed = models.BooleanField(_("confirmed"), null=True)

    objects = AppointmentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment to confirm")
        verbose_name_plural = _("appointments to confirm")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(letter=""), name="appointment_request_names_its_letter"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, is_confirmed=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, is_confirmed__isnull=False),
                name="appointment_request_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(is_confirmed=True)
                | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))),
                name="appointment_is_confirmed_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.user}"
