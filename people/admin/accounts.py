"""Accounts in the administration, with their passwords and appointments."""

from __future__ import annotations

from copy import copy
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    SetUnusablePasswordMixin,
    UserChangeForm,
)
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people import actions
from people.admin.appointments import AppointmentInline, save_appointments, tell_what_is_in_hand
from people.admin.deeds import DeedAdmin, signed_in
from people.admin.deletions import kept
from people.doers import Doer
from people.models import Role, User
from people.permissions import can_manage
from people.refusals import Refused
from people.requests import doer_of


class AccountForm(UserChangeForm[User]):
    """An account without its password; a NIP left blank is none, so that several may be blank."""

    class Meta(UserChangeForm.Meta):
        model = User

    def clean_nip(self) -> str | None:
        """Return the NIP, None where it is blank."""
        return self.cleaned_data["nip"] or None


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg] # takes none when it runs
    """Somebody's new password; Django itself keeps this help in the language it was loaded in."""

    usable_password_help_text: Any = format_lazy(
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If disabled, the password that this user has now is lost."),
    )

    def __init__(self, *args: Any, by: Doer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def save(self, commit: bool = True) -> User:
        """Set the password; it goes on record."""
        is_usable = self.cleaned_data["set_usable_password"]
        password = self.cleaned_data["password1"] if is_usable else None
        return actions.reset_password(self.user, password, by=self.by)


@admin.register(User)
class AccountAdmin(DeedAdmin, UserAdmin[User]):
    """Accounts with their appointments, of the people whom somebody administers.

    Nobody changes an account with roles that they could not give; superusers make superusers.
    """

    served = (Role.RoleKind.PEOPLE,)
    filter_horizontal = ()

    form = AccountForm
    add_form = AdminUserCreationForm
    list_display = ["username", "name", "nip", "rank", "is_active", "is_superuser"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["username", "name", "nip", "email"]
    ordering = ["name_key", "pk"]
    inlines = [AppointmentInline]
    actions = ["reset_factors"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["name", "nip", "rank", "email"]}),
        (_("Rights"), {"fields": ["is_active", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "joined_at"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "name", "usable_password", "password1", "password2"],
            },
        )
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Leave it to superusers who is one."""
        may_give = signed_in(request).reaches_all
        return ["last_login", "joined_at", *([] if may_give else ["is_superuser"])]

    def visible(self, rows: QuerySet[User], by: Doer) -> QuerySet[User]:
        """Keep the people whom somebody administers."""
        return rows.filter(pk__in=User.objects.visible_to(by.user, on=by.held_on).values("pk"))

    def looks_after(self, by: Doer, row: User) -> bool:
        """Whether somebody administers the person, and could give all the roles they have."""
        return row.pk is None or can_manage(by.user, row, on=by.held_on)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Tell at once what keeps an account."""
        return kept(objs, self.model) or super().get_deleted_objects(objs, request)

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool
    ) -> None:
        """Leave the account to `save_related`, which saves all of the page in one piece."""

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm[User], formsets: Any, change: bool
    ) -> None:
        """Open or change the account, then its appointments.

        Somebody without a place is a superuser's: nobody else would find the account again.
        """
        by = doer_of(request)
        if change:
            actions.change_account(form.instance, by=by)
            if "is_active" in form.changed_data and not form.instance.is_active:
                tell_what_is_in_hand(request, form.instance)
        else:
            actions.open_account(form.instance, by=by)
        for formset in formsets:
            save_appointments(request, formset, by=by)
        if not self.get_queryset(request).filter(pk=form.instance.pk).exists():
            raise Refused(
                gettext("Name a position of yours that the person is to hold, on this page.")
            )

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete an account."""
        actions.delete_account(obj, by=doer_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Delete accounts, all or none."""
        for account in queryset:
            actions.delete_account(account, by=doer_of(request))

    @admin.action(
        description=_("Take the second factors off the chosen accounts"), permissions=["change"]
    )
    def reset_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let those who have lost their second factors sign in by password, all or none."""
        for account in queryset:
            actions.reset_factors(account, by=doer_of(request))
        self.message_user(
            request, gettext("They sign in by password until they set one up."), messages.SUCCESS
        )

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 # Django's name
        form_url: str = "",
    ) -> HttpResponse:
        """Set somebody's password; one's own is changed where the old one is asked for."""
        if self.get_object(request, unquote(id)) == signed_in(request):
            self.message_user(request, gettext("You change your own password here."), messages.INFO)
            return redirect("password_change")
        page = copy(self)  # with a form that knows who sends it
        page.change_password_form = partial(PasswordForm, by=doer_of(request))
        return self.told(request, super(AccountAdmin, page).user_change_password, id, form_url)
