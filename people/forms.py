"""What people type about themselves, and rows that stand on one page."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import InlineForeignKeyField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from people.models import User

Row = TypeVar("Row", bound=Model)


class RowForm(forms.ModelForm[Row]):
    """One row of several on a page, of which two may swap what no two have in common."""

    def validate_constraints(self) -> None:
        """Leave what rows must differ in to their page, which knows all of them.

        From Django 6.1 on a row is otherwise held against the others as they are stored.
        """
        parents = {
            name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)
        }
        left_out: set[str] = self._get_validation_exclusions()  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude=left_out | parents)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class LoginForm(AuthenticationForm):
    """Name and password."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("The username or the password is wrong. Mind capital letters."),
    }

    is_kept = forms.BooleanField(
        label=_("Keep me signed in on this computer"),
        required=False,
        help_text=_(
            "For twelve hours, also when the browser is closed meanwhile. Not on a computer that "
            "others use."
        ),
    )


class OwnPasswordForm(PasswordChangeForm):
    """One's own new password, and the old one as the proof of who types it."""

    def __init__(self, user: User, *args: Any, request: HttpRequest, **more: Any) -> None:
        super().__init__(user, *args, **more)
        self.request = request

    @sensitive_variables("old")
    def clean_old_password(self) -> str:
        """Return the old password; a wrong one counts, and closes the account in the end."""
        old: str = self.cleaned_data["old_password"]
        name = self.user.get_username()
        if authenticate(self.request, username=name, password=old) is None:
            wrong = self.error_messages["password_incorrect"]
            raise ValidationError(wrong, code="password_incorrect")
        return old

    def clean(self) -> dict[str, Any]:
        """Refuse the old password as the new one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        old, new = data.get("old_password"), data.get("new_password1")
        if old and old == new:
            self.add_error("new_password1", _("Choose another password than the one you have."))
        return data
