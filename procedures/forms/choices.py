"""Choosing an SOP among those of one office or of several."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from procedures.models import Procedure
from procedures.models.procedures import ProcedureQuerySet


class ProcedureChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses an SOP; where those of several offices are offered, each is named with its own."""

    @cached_property
    def is_of_several(self) -> bool:
        """Whether SOPs of several offices are offered."""
        offices = self.queryset.order_by().values_list("office", flat=True).distinct()  # type: ignore[union-attr]
        return len(offices[:2]) > 1

    def label_from_instance(self, obj: Any) -> str:
        """Return the code, with the office where that tells them apart."""
        return f"{obj.code} · {obj.office}" if self.is_of_several else obj.code


class ReferenceField(ProcedureChoiceField):
    """Chooses an SOP by what names it in addresses: "diskominfo/KS-08".

    A code alone, as it was written before, names the oldest SOP that has it.
    """

    def prepare_value(self, value: Any) -> Any:
        """Return the reference of an SOP, or of what was typed."""
        procedure = value if isinstance(value, Procedure) else self._named(value)
        return procedure.reference if procedure else value

    def to_python(self, value: Any) -> Procedure | None:
        """Return the SOP among those that are offered."""
        if value in self.empty_values:
            return None
        procedure = self._named(value)
        if procedure is None:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return procedure

    def _named(self, value: Any) -> Procedure | None:
        name = str(value or "")
        if not name.isprintable() or self.queryset is None:
            return None
        offered = cast("ProcedureQuerySet", self.queryset)
        return offered.at(name).first() if name else None
