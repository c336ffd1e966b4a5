"""Users: those who work here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from people.models.days import Days, day_in
from people.models.keys import InOrderQuerySet, OrderKeyField
from people.models.paths import keys_in, lies_under, office_in

DEFINITIVE = "definitive"
CAPACITIES = (DEFINITIVE, "plt", "plh")
"""What ties somebody to a unit who holds a position there."""
HOLDING, ASKED = "appointments__position", "appointment_requests__position"


@dataclass(frozen=True)
class Tie:
    """What ties a person to the unit of a path: a role of that kind, or a capacity."""

    kind: str
    path: str
    starts_on: date
    ends_on: date | None

    def holds_on(self, on: Days) -> bool:
        """Whether it is in effect on that day, by the midnight of its office."""
        day = self.day(on)
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def lasts_on(self, on: Days) -> bool:
        """Whether it is in effect on that day, or will be later."""
        return self.ends_on is None or self.ends_on >= self.day(on)

    def day(self, on: Days) -> date:
        """Return the day that it is at its unit."""
        return day_in(on, keys_in(self.path)[-1]) if self.path else day_in(on, 0)


class UserQuerySet(InOrderQuerySet["User"]):
    """Accounts by where their people belong."""

    def placed_under(self, paths: Iterable[str]) -> Self:
        """Keep those who hold, held, will hold or are to hold a position under these paths."""
        under, everybody = set(paths), User._base_manager
        return self.filter(
            Q(pk__in=everybody.filter(lies_under(under, f"{HOLDING}__unit__path")).values("pk"))
            | Q(pk__in=everybody.filter(lies_under(under, f"{ASKED}__unit__path")).values("pk"))
        )

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep the accounts of those whom the user administers that day, and their own."""
        if user.reaches_all:
            return self
        own = Q(pk=user.pk)
        theirs = User.objects.placed_under(user.paths_of("people", on=on))
        return self.filter(own | Q(pk__in=theirs.values("pk")))


class AccountManager(UserManager["User"]):
    """Accounts; an administrator's password is checked in production, whichever way it comes."""

    use_in_migrations = False

    def get_queryset(self) -> UserQuerySet:
        """Return the accounts, whose keys of order follow their names."""
        return UserQuerySet(self.model, using=self._db)

    def placed_under(self, paths: Iterable[str]) -> UserQuerySet:
        """Return those who hold, held, will hold or are asked to hold a position under paths."""
        return self.get_queryset().placed_under(paths)

    def visible_to(self, user: User, *, on: Days) -> UserQuerySet:
        """Return the accounts of those whom the user administers that day, and their own."""
        return self.get_queryset().visible_to(user, on=on)

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> User:
        """Store an account."""
        email, username = self.normalize_email(email), User.normalize_username(username)
        made = self.model(username=username, email=email, **fields)
        made.set_password(password)
        made.save(using=self._db)
        return made

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> User:
        """Store an administrator; raise ValidationError for a password easy to guess.

        A demonstration takes any, as does an account that nobody can sign in with.
        """
        if password is not None and not settings.DEMO:
            known = self.model(username=username, email=email or "", name=fields.get("name", ""))
            validate_password(password, known)
        return self.create_user(username, email, password, is_superuser=True, **fields)


class User(AbstractBaseUser):
    """One person who can sign in; what they may do their roles and positions say."""

    username = models.CharField(
        _("username"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("That username is taken.")},
    )
    name = models.CharField(_("full name"), max_length=150)
    name_key = OrderKeyField(of="name", verbose_name=_("key of order"))
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
    is_superuser = models.BooleanField(
        _("superuser"),
        default=False,
        help_text=_("May do everything, in all offices."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Take this away instead of deleting an account: the record keeps its name."),
    )
    has_given_password = models.BooleanField(
        _("password was given"),
        default=False,
        db_default=False,
        editable=False,
        help_text=_("Somebody else knows it, so it is changed before anything else is done."),
    )
    second_factor_due_on = models.DateField(
        _("second factor from"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The first day on which signing in takes a second factor."),
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = AccountManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip=None) | Q(nip__regex=r"^[0-9]{18}$"),
                name="user_nip_has_18_digits",
                violation_error_message=_("A NIP has 18 digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def refresh_from_db(self, *args: Any, **more: Any) -> None:
        """Read the account again, and what ties it to units."""
        super().refresh_from_db(*args, **more)
        self.__dict__.pop("_ties", None)

    @property
    def reaches_all(self) -> bool:
        """Whether they may see and do everything, in all offices."""
        return self.is_active and self.is_superuser

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether they may do all: no right is given in any way but by a role."""
        return self.reaches_all

    def has_perms(self, perm_list: Iterable[str], obj: object = None) -> bool:
        """Whether they may do all."""
        return self.reaches_all

    def has_module_perms(self, app_label: str) -> bool:
        """Whether they may do all."""
        return self.reaches_all

    @cached_property
    def _ties(self) -> tuple[Tie, ...]:
        """What ties them to units, on whatever day; read once for as long as this object lives."""
        roles = self.roles.order_by().values_list("kind", "unit__path", "starts_on", "ends_on")
        held = self.appointments.order_by().values_list(
            "capacity", "position__unit__path", "starts_on", "ends_on"
        )
        ties = roles.union(held, all=True).order_by()  # each by Meta otherwise, also when combined
        return tuple(Tie(*row) for row in ties)

    def paths_of(self, *kinds: str, on: Days) -> set[str]:
        """Return the paths of the units at which they have one of these roles that day.

        One query the first time, none later. Nobody out of use has any.
        """
        ties = self._ties if self.is_active else ()
        return {each.path for each in ties if each.kind in kinds and each.holds_on(on)}

    def offices(self, *, on: Days) -> set[str]:
        """Return the paths of the offices in which they hold a position or a role that day."""
        ties = self._ties if self.is_active else ()
        return {office_in(each.path) for each in ties if each.holds_on(on)}

    def places(self, *, on: Days) -> set[str]:
        """Return the paths of the units to which they belong, as that day sees it.

        Where they hold or will hold a position, definitively if they do so somewhere; of people who
        left where they held the last one.
        """
        return places_of(self._ties, on=on)


def places_of(ties: Iterable[Tie], *, on: Days) -> set[str]:
    """Return the paths of the units to which somebody with these ties belongs, as in `places`."""
    held = [each for each in ties if each.kind in CAPACITIES]
    lasting = [each for each in held if each.lasts_on(on)]
    firm = [each for each in lasting if each.kind == DEFINITIVE]
    last = sorted(held, key=lambda each: each.ends_on or date.max)[-1:]
    return {each.path for each in firm or lasting or last}
