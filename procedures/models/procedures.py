"""SOPs, each with all its versions."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Unit
from people.models.keys import OrderKeyField


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
