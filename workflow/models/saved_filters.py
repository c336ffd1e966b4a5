"""What people look for again and again."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Days, Position, User
from people.models.keys import OrderKeyField


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Saved filters by who may see them."""

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep the user's own and those shared with positions that the user holds that day.

        An administrator sees all that are shared.
        """
        positions = Position.objects.all()
        held = positions if user.reaches_all else positions.held_by(user, on=on)
        return self.filter(Q(owner=user) | Q(position__in=held)).select_related("owner", "position")


class SavedFilter(models.Model):
    """One query of the list of documents under a name, a person's own or of a position too."""

    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="saved_filters", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=80)
    name_key = OrderKeyField(of="name", verbose_name=_("key of order"))
    query = models.CharField(_("query"), max_length=2000)
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="saved_filters",
        verbose_name=_("shared with"),
    )

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="saved_filter_name_is_unique_for_its_owner"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_a_name"),
            models.CheckConstraint(condition=~Q(query=""), name="saved_filter_looks_for_something"),
        ]

    def __str__(self) -> str:
        return self.name
