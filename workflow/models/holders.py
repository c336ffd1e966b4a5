"""Holders of positions who were told what waits for them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Appointment, Position


class ToldHolder(models.Model):
    """One appointment whose holder was told what waited at its position.

    It goes as soon as the appointment is not in effect any more or moves to another position.
    """

    appointment = models.OneToOneField(
        Appointment,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="told_holder",
        verbose_name=_("appointment"),
    )
    position = models.ForeignKey(
        Position,
        on_delete=models.CASCADE,
        related_name="told_holders",
        verbose_name=_("position"),
        db_index=False,  # nobody asks who was told of one
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("holder who was told")
        verbose_name_plural = _("holders who were told")

    def __str__(self) -> str:
        return str(self.appointment)
