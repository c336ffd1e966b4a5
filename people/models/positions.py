"""Positions, and who holds which of them, in which capacity, from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.days import Days, by_day
from people.models.keys import InOrderQuerySet, OrderKeyField
from people.models.units import Unit
from people.models.users import User


class PositionQuerySet(InOrderQuerySet["Position"]):
    """Positions by who holds them."""

    def held_by(self, user: User, *, on: Days) -> Self:
        """Keep those that `user` holds on that day, in any capacity, and those that were retired
        and that one of these has succeeded."""
        return self.filter(is_held_by(user, on))

    def ever_held_by(self, user: User, *, on: Days) -> Self:
        """Keep those that `user` holds on that day or has held before, and what these succeeded."""
        has_begun = by_day(on, "position__unit", lambda day: Q(starts_on__lte=day))
        held = Appointment.objects.filter(has_begun, user=user).values("position")
        return self.filter(Q(pk__in=held) | is_retired(on) & Q(successor__in=held))

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep those of the offices in which the user holds a position or a role that day."""
        units = Unit.objects.of_office(user, on=on)
        return self if user.reaches_all else self.filter(unit__in=units)

    def in_use(self, on: Days) -> Self:
        """Keep those that are not retired that day."""
        return self.filter(Q(retired_on=None) | ~is_retired(on))

    def retired(self, on: Days) -> Self:
        """Keep those that are retired that day; all have a successor."""
        return self.filter(is_retired(on))

    def above(self, position: Position) -> Self:
        """Keep the superiors of a position, theirs, and so on up."""
        return self.filter(pk__in=Position.objects.upwards(position))

    def upwards(self, position: Position) -> list[int]:
        """Return the keys of the superiors of a position, from the nearest up."""
        superiors = dict(Position.objects.exclude(superior=None).values_list("pk", "superior"))
        chain: list[int] = []
        above = superiors.pop(position.pk, None)
        while above is not None:
            chain.append(above)
            above = superiors.pop(above, None)
        return chain

    def below(self, position: Position) -> Self:
        """Keep those whose superior it is, those below them, and so on down."""
        return self.filter(pk__in=Position.objects.downwards(position))

    def downwards(self, position: Position) -> set[int]:
        """Return the keys of those below a position."""
        tree = Position.objects.exclude(superior=None).values_list("pk", "superior")
        return down_from(position.pk, tree) - {position.pk}


def down_from(key: int, tree: Iterable[tuple[int, int | None]]) -> set[int]:
    """Return a key and those below it in a tree of keys with their parents."""
    below: dict[int | None, list[int]] = {}
    for each, parent in tree:
        below.setdefault(parent, []).append(each)
    found, waiting = set[int](), [key]
    while waiting:
        found.add(here := waiting.pop())
        waiting += [each for each in below.get(here, []) if each not in found]
    return found


class Position(models.Model):
    """One position (jabatan) of a unit; several people may hold it (Staf), or nobody."""

    title = models.CharField(_("title"), max_length=150)
    title_key = OrderKeyField(of="title", verbose_name=_("key of order"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="positions", verbose_name=_("unit")
    )
    superior = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name=_("superior"),
    )
    seats = models.PositiveSmallIntegerField(
        _("seats"),
        default=1,
        db_default=1,
        validators=[MinValueValidator(1)],
        help_text=_("How many people may hold it definitively at the same time."),
    )
    retired_on = models.DateField(
        _("retired from"),
        null=True,
        blank=True,
        help_text=_("The first day on which the position is not there any more."),
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("Takes over what waits at the position, and its place in the SOPs."),
    )
    retired_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="retired_positions",
        verbose_name=_("retired by"),
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["title_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                name="position_title_is_unique_in_its_unit",
                violation_error_message=_("This unit already has a position of that title."),
            ),
            models.CheckConstraint(
                condition=Q(superior=None) | ~Q(superior=F("id")),
                name="position_is_not_its_own_superior",
                violation_error_message=_("A position cannot be its own superior."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="position_has_a_seat",
                violation_error_message=_("A position has at least one seat."),
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None, successor=None, retired_by=None)
                | Q(retired_on__isnull=False, successor__isnull=False, retired_by__isnull=False),
                name="retired_position_names_its_successor",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")),
                name="position_is_not_its_own_successor",
            ),
        ]

    def __str__(self) -> str:
        return self.title


def is_held_by(user: User, on: Days) -> Q:
    """Return whether somebody holds a position that day, or its successor once it is retired."""
    held = Appointment.objects.current(on).filter(user=user).values("position")
    return Q(pk__in=held) | is_retired(on) & Q(successor__in=held)


def is_retired(on: Days, position: str = "") -> Q:
    """Return whether a position is retired that day; `position` is the way there ('position__')."""
    return by_day(on, f"{position}unit", lambda day: Q(**{f"{position}retired_on__lte": day}))


def in_effect(on: date) -> Q:
    """Return whether an appointment is in effect on that day and its account active."""
    return Q(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by when they hold."""

    def current(self, on: Days) -> Self:
        """Keep those in effect on that day, of people whose account is active."""
        return self.filter(by_day(on, "position__unit", in_effect))

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep those to positions of units whose people the user administers that day."""
        units = Unit.objects.of_role(user, "people", on=on)
        return self if user.reaches_all else self.filter(position__unit__in=units)

    def overlapping(self, terms: Appointment) -> Self:
        """Keep those of its position that hold on one of its days, without itself."""
        others = self.filter(position=terms.position_id).exclude(pk=terms.pk)
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=terms.starts_on))
        return others if terms.ends_on is None else others.filter(starts_on__lte=terms.ends_on)

    def acting_for(self, user: User, *, on: Days) -> Self:
        """Keep those of others who act that day in positions that `user` holds definitively."""
        own = self.current(on).filter(user=user, capacity=Appointment.Capacity.DEFINITIVE)
        acting = self.current(on).exclude(user=user).exclude(capacity="definitive")
        return acting.filter(position__in=own.values("position")).select_related("position", "user")


class Appointment(models.Model):
    """One person in one position over a time, in one capacity (penugasan)."""

    class Capacity(models.TextChoices):
        """In what capacity a position is held (UU 30/2014 art. 14)."""

        DEFINITIVE = "definitive", _("Definitive")
        ACTING = "plt", "Plt."
        DEPUTY = "plh", "Plh."

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("user")
    )
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("position")
    )
    capacity = models.CharField(
        _("capacity"), max_length=10, choices=Capacity, default=Capacity.DEFINITIVE
    )
    letter = models.CharField(
        _("letter"),
        max_length=150,
        blank=True,
        help_text=_("Number and date of the letter; Plt. and Plh. cannot do without one."),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-starts_on", "position"]
        indexes = [models.Index(fields=["user", "starts_on"], name="appointment_by_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_it_starts",
                violation_error_message=_("An appointment cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(capacity="definitive") | ~Q(letter=""),
                name="acting_appointment_names_its_letter",
                violation_error_message=_("Plt. and Plh. need the letter that appoints them."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["definitive", "plt", "plh"]),
                name="appointment_capacity_is_known",
            ),
            models.UniqueConstraint(
                fields=["user", "position", "starts_on"],
                name="appointment_starts_once",
                violation_error_message=_("This person already has that position from that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.user}"

    def holds_on(self, on: date) -> bool:
        """Whether it is in effect on that day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)

    @property
    def title(self) -> str:
        """The position as this person holds it: 'Plh. Kabid KB & KS'."""
        if self.capacity == self.Capacity.DEFINITIVE:
            return self.position.title
        return f"{self.get_capacity_display()} {self.position.title}"
