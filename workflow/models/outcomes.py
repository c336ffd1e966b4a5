"""What came of a task beside its answer: what was checked, who took part."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from procedures.models import Requirement
from workflow.models.tasks import Task


class RequirementCheck(models.Model):
    """Whether one requirement was there when a task was answered."""

    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="checks", verbose_name=_("task")
    )
    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="checks", verbose_name=_("requirement")
    )
    is_met = models.BooleanField(_("complete"))

    class Meta:
        verbose_name = _("requirement checked")
        verbose_name_plural = _("requirements checked")
        ordering = ["task", "requirement"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "requirement"], name="requirement_is_checked_once_a_task"
            ),
        ]

    def __str__(self) -> str:
        return str(self.requirement)


class Participation(models.Model):
    """One person who took part in a task beside the one responsible."""

    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="participations", verbose_name=_("task")
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="participations", verbose_name=_("user")
    )
    capacity = models.CharField(_("in the capacity of"), max_length=200)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["task", "user"]
        constraints = [
            models.UniqueConstraint(fields=["task", "user"], name="person_takes_part_once_a_task"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.capacity})"
