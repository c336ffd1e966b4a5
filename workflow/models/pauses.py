"""Pauses of the work on tasks."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PauseQuerySet(models.QuerySet["Pause"]):
    """Pauses by whether they last."""

    def open(self) -> Self:
        """Keep those that have not ended."""
        return self.filter(resumed_at=None)


class Pause(models.Model):
    """One time during which work on a task stood still for a stated reason."""

    task = models.ForeignKey(
        "workflow.Task", on_delete=models.PROTECT, related_name="pauses", verbose_name=_("task")
    )
    reason = models.CharField(_("reason"), max_length=200)
    paused_at = models.DateTimeField(_("paused"))
    resumed_at = models.DateTimeField(_("resumed"), null=True, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["task", "paused_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(resumed_at=None), name="one_open_pause_a_task"
            ),
            models.CheckConstraint(
                condition=Q(resumed_at=None) | Q(resumed_at__gte=F("paused_at")),
                name="pause_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="pause_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason
