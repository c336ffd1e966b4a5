"""Which forms were sent, so that none is obeyed twice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User


class SentForm(models.Model):
    """One form that somebody sent and whose deed was done.

    It is written in the transaction of the deed. Whoever sends the same form again, by a second
    click or because the answer was lost, is led where the first one led; nothing is done again.
    """

    by = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="sent_forms",
        verbose_name=_("by"),
        db_index=False,  # the unique mark begins with it
    )
    mark = models.UUIDField(_("mark"))
    led_to = models.CharField(_("led to"), max_length=500)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")
        constraints = [
            models.UniqueConstraint(fields=["by", "mark"], name="form_is_obeyed_once"),
        ]

    def __str__(self) -> str:
        return str(self.mark)
