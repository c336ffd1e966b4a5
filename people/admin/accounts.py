"""Accounts in the administration, with their rights, passwords and appointments."""

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
from django.contrib.auth.models import Permission
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
from people.models import User
from people.permissions import can_give_rights, can_manage
from people.requests import doer_of

RIGHTS = ["is_staff", "is_superuser", "groups", "user_permissions"]


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
    """Accounts with their appointments.

    Nobody changes an account with rights that they do not have; rights are given by superusers.
    """

    form = AccountForm
    add_form = AdminUserCreationForm
    list_display = ["username", "name", "nip", "rank", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]
    search_fields = ["username", "name", "nip", "email"]
    ordering = ["name_key", "pk"]
    inlines = [AppointmentInline]
    actions = ["reset_factors"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["name", "nip", "rank", "email"]}),
        (_("Rights"), {"fields": ["is_active", *RIGHTS]}),
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
        """Leave rights to superusers."""
        may_give = can_give_rights(signed_in(request))
        return ["last_login", "joined_at", *([] if may_give else RIGHTS)]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep accounts with more rights from those with fewer."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or can_manage(signed_in(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Keep accounts with more rights from those with fewer."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or can_manage(signed_in(request), obj))

    def formfield_for_manytomany(self, db_field: Any, request: Any, **more: Any) -> Any:
        """Load with each permission what it is for: their names begin with it."""
        if db_field.name == "user_permissions":
            more["queryset"] = Permission.objects.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **more)

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
        """Open or change the account, then its appointments."""
        by = doer_of(request)
        if change:
            actions.change_account(form.instance, by=by, rights=_rights_in(form))
            if "is_active" in form.changed_data and not form.instance.is_active:
                tell_what_is_in_hand(request, form.instance)
        else:
            actions.open_account(form.instance, by=by)
        for formset in formsets:
            save_appointments(request, formset, by=by)

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


def _rights_in(form: forms.ModelForm[User]) -> actions.Rights | None:
    """Return the rights that were chosen, None where there was no choice."""
    chosen = form.cleaned_data
    if "groups" not in chosen:
        return None
    return actions.Rights(chosen["groups"], chosen["user_permissions"])
