"""Books of SOPs that were ordered."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Days, Unit, User
from procedures.models.versions import Version


class BookQuerySet(models.QuerySet["Book"]):
    """Books by their state."""

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep those of units of the user's offices."""
        units = Unit.objects.of_office(user, on=on)
        return self if user.reaches_all else self.filter(unit__in=units)

    def waiting(self) -> Self:
        """Keep those that the worker has still to make, the longest waiting first."""
        return self.filter(state=Book.OrderState.ORDERED).order_by("ordered_at", "pk")


class Book(models.Model):
    """The book of a unit's SOPs in force on one paper: its last order, and how far it has come.

    The finished book itself lies with the other prints, under its fingerprint.
    """

    class OrderState(models.TextChoices):
        """The life of an order."""

        ORDERED = "ordered", _("Being made")
        MADE = "made", _("Ready")
        FAILED = "failed", _("Not made")

    class Trouble(models.TextChoices):
        """Why there is no book."""

        NO_SOP = "no_sop", _("No SOP of this unit is in force.")
        NOT_PRINTABLE = "not_printable", _("An SOP cannot be printed.")
        UNAVAILABLE = "unavailable", _("Printing is not installed on this computer.")
        BROKEN = "broken", _("The computer could not do it.")

    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="books", verbose_name=_("unit")
    )
    paper = models.CharField(_("paper"), max_length=2, choices=Unit.Paper)
    state = models.CharField(
        _("state"), max_length=10, choices=OrderState, default=OrderState.ORDERED
    )
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    total = models.PositiveIntegerField(_("number of SOPs"))
    pages = models.JSONField(
        _("pages"),
        default=list,
        help_text=_("Of what stands before the SOPs, then of each SOP that is done."),
    )
    tries = models.PositiveSmallIntegerField(_("tries of the piece at hand"), default=0)
    trouble = models.CharField(_("trouble"), max_length=15, choices=Trouble, blank=True)
    trouble_with = models.ForeignKey(
        Version,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("trouble with"),
    )
    ordered_at = models.DateTimeField(_("ordered"))
    ordered_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="books_ordered",
        verbose_name=_("ordered by"),
    )
    touched_at = models.DateTimeField(_("last worked on"))

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = _("book of SOPs")
        verbose_name_plural = _("books of SOPs")
        ordering = ["unit__name_key", "unit", "paper"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "paper"], name="one_book_a_unit_and_paper"),
            models.CheckConstraint(condition=Q(paper__in=["a4", "f4"]), name="book_paper_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["ordered", "made", "failed"]), name="book_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(trouble="") | ~Q(state="failed") & Q(trouble=""),
                name="book_not_made_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ({self.get_paper_display()})"

    @property
    def done(self) -> int:
        """How many SOPs are printed."""
        return max(0, len(self.pages) - 1)

    @property
    def is_waiting(self) -> bool:
        """Whether the worker still has to make it."""
        return self.state == self.OrderState.ORDERED

    @property
    def is_made(self) -> bool:
        """Whether it was finished."""
        return self.state == self.OrderState.MADE
