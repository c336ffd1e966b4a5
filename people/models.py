"""Users, units, positions, and who holds which position when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by their place in the tree."""

    def within(self, unit: Unit) -> Self:
        """Keep the unit and all below it; goes round a circle once."""
        return self.filter(pk__in=_down_from(unit.pk, Unit.objects.values_list("pk", "parent")))


def _down_from(key: int, tree: Iterable[tuple[int, int | None]]) -> set[int]:
    """Return a key and those below it in a tree of keys with their parents."""
    below: dict[int | None, list[int]] = {}
    for each, parent in tree:
        below.setdefault(parent, []).append(each)
    found, waiting = set[int](), [key]
    while waiting:
        found.add(here := waiting.pop())
        waiting += [each for each in below.get(here, []) if each not in found]
    return found


class Unit(models.Model):
    """One organisational unit (unit kerja), a node of the office's tree."""

    class Paper(models.TextChoices):
        """The paper an office prints on."""

        A4 = "a4", _("A4 (210 × 297 mm)")
        F4 = "f4", _("F4 (215 × 330 mm)")

    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    paper = models.CharField(_("paper"), max_length=2, choices=Paper, default=Paper.A4)
    decree = models.TextField(
        _("decree"),
        blank=True,
        help_text=_(
            "The text of the decree that establishes the SOPs of this unit and of those below it; "
            "it stands at the beginning of their book."
        ),
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="unit_name_is_unique_in_its_parent",
                violation_error_message=_("This unit already has a part of that name."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent=None),
                name="unit_name_is_unique_at_the_top",
                violation_error_message=_("There is already a unit of that name."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="unit_is_not_its_own_parent",
                violation_error_message=_("A unit cannot belong to itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def upwards(self) -> list[Unit]:
        """Return the unit and those above it, from the nearest up (one query each)."""
        found: list[Unit] = []
        here: Unit | None = self
        while here is not None and here not in found:
            found.append(here)
            here = here.parent
        return found


class User(AbstractBaseUser, PermissionsMixin):
    """One person who can sign in."""

    username = models.CharField(
        _("username"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("That username is taken.")},
    )
    name = models.CharField(_("full name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    nip = models.CharField(
        _("NIP"),
        max_length=18,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{18}$", _("A NIP has 18 digits."))],
        help_text=_("The number of a civil servant, 18 digits."),
    )
    rank = models.CharField(
        _("rank"),
        max_length=100,
        blank=True,
        help_text=_("As it is printed, for example: Penata Tingkat I (III/d)."),
    )
    is_staff = models.BooleanField(
        _("may enter the administration"),
        default=False,
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Take this away instead of deleting an account: the record keeps its name."),
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name"]
        permissions = [("supervise", _("May see and supervise all documents"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip=None) | Q(nip__regex=r"^[0-9]{18}$"),
                name="user_nip_has_18_digits",
                violation_error_message=_("A NIP has 18 digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username


class PositionQuerySet(models.QuerySet["Position"]):
    """Positions by who holds them."""

    def held_by(self, user: User, *, on: date) -> Self:
        """Keep those that `user` holds on that day, in any capacity."""
        held = Appointment.objects.current(on).filter(user=user)
        return self.filter(pk__in=held.values("position"))

    def above(self, position: Position) -> Self:
        """Keep the superiors of a position, theirs, and so on up."""
        superiors = dict(Position.objects.exclude(superior=None).values_list("pk", "superior"))
        chain: list[int] = []
        above = superiors.pop(position.pk, None)
        while above is not None:
            chain.append(above)
            above = superiors.pop(above, None)
        return self.filter(pk__in=chain)

    def below(self, position: Position) -> Self:
        """Keep those whose superior it is, those below them, and so on down."""
        tree = Position.objects.exclude(superior=None).values_list("pk", "superior")
        return self.filter(pk__in=_down_from(position.pk, tree) - {position.pk})


class Position(models.Model):
    """One position (jabatan) of a unit; several people may hold it (Staf), or nobody."""

    title = models.CharField(_("title"), max_length=150)
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

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ["title"]
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
        ]

    def __str__(self) -> str:
        return self.title


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by when they hold."""

    def current(self, on: date) -> Self:
        """Keep those in effect on that day, of people whose account is active."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on, user__is_active=True
        )

    def acting_for(self, user: User, *, on: date) -> Self:
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

    @property
    def title(self) -> str:
        """The position as this person holds it: 'Plh. Kabid KB & KS'."""
        if self.capacity == self.Capacity.DEFINITIVE:
            return self.position.title
        return f"{self.get_capacity_display()} {self.position.title}"
