"""Users: those who work here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.keys import InOrderQuerySet, OrderKeyField


class AccountManager(UserManager["User"]):
    """Accounts; an administrator's password is checked in production, whichever way it comes."""

    use_in_migrations = False

    def get_queryset(self) -> InOrderQuerySet[User]:
        """Return the accounts, whose keys of order follow their names."""
        return InOrderQuerySet(self.model, using=self._db)

    def create_superuser(self, username: str, *args: Any, **fields: Any) -> User:
        """Store an administrator; raise ValidationError for a password easy to guess.

        A demonstration takes any, as does an account that nobody can sign in with.
        """
        password = fields.get("password")
        if password is not None and not settings.DEMO:
            known = {name: fields[name] for name in ("name", "email") if fields.get(name)}
            validate_password(password, self.model(username=username, **known))
        return super().create_superuser(username, *args, **fields)


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
    is_staff = models.BooleanField(
        _("may enter the administration"),
        default=False,
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Take this away instead of deleting an account: the record keeps its name."),
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
