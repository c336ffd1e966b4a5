"""How people want to be told by e-mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User


class MailChoice(models.Model):
    """How one person wants to be told by e-mail; who has chosen nothing is told at once."""

    class Frequency(models.TextChoices):
        """What is sent, and when."""

        AT_ONCE = "at_once", _("Each notice at once")
        DAILY = "daily", _("One e-mail a day with all notices")
        REQUIRED = (
            "required",
            _("Only what is required: work that came back, was assigned, is late"),
        )

    user = models.OneToOneField(
        User,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="mail_choice",
        verbose_name=_("user"),
    )
    frequency = models.CharField(
        _("e-mail"), max_length=10, choices=Frequency, default=Frequency.AT_ONCE
    )
    language = models.CharField(
        _("language of the e-mails"),
        max_length=2,
        choices=[("id", _("Indonesian")), ("en", _("English"))],
        default="id",
    )
    is_told_below = models.BooleanField(
        _("Tell me once a day what is late below me"),
        default=True,
        db_default=True,
        help_text=_("For those who hold a position with others below it."),
    )

    class Meta:
        verbose_name = _("choice of e-mails")
        verbose_name_plural = _("choices of e-mails")
        constraints = [
            models.CheckConstraint(
                condition=Q(frequency__in=["at_once", "daily", "required"]),
                name="mail_choice_frequency_is_known",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["id", "en"]), name="mail_choice_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_frequency_display()
