"""How pages of the administration do deeds: by the actions, with refusals as sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.text import smart_split
from django.utils.translation import gettext, gettext_lazy

from people.doers import Doer
from people.models import Unit, User
from people.models.finding import with_words
from people.models.keys import OrderKeyField
from people.permissions import has_role, has_role_somewhere
from people.refusals import Refused
from people.requests import doer_of, held_on

Answer = TypeVar("Answer", HttpResponse, HttpResponse | None)
KEY = re.compile(r"[0-9]{1,18}")
PLACE = re.compile(r"[1-9][0-9]{0,8}")
MOST_WORDS = 100
"""Words that a list is searched for at once: SQLite breaks at about a thousand."""


def signed_in(request: HttpRequest) -> User:
    """Return who has signed in; nobody else comes into the administration."""
    return cast("User", request.user)


def are_keys(ticked: list[str]) -> bool:
    """Whether all that was ticked in a list are keys of rows."""
    return all(KEY.fullmatch(key) for key in ticked)


def _is_behind_the_end(request: HttpRequest, refused: BadRequest) -> bool:
    """Whether a page was asked for that may have been there before rows went."""
    why = refused.__cause__ and refused.__cause__.__context__
    place = request.GET.get(PAGE_VAR, "")
    return isinstance(why, EmptyPage) and PLACE.fullmatch(place) is not None


class InOrder(ChangeList):
    """A list whose names stand in the order in which people look for them."""

    def get_ordering_field(self, field_name: Any) -> Any:
        """Return what a column is put in order by: of a text that has a key of order, the key."""
        asked = super().get_ordering_field(field_name)
        fields = (each for each in self.lookup_opts.fields if isinstance(each, OrderKeyField))
        keys = {field.of: field.name for field in fields}
        return keys.get(str(asked), asked)


MOST_OFFERED = 100
"""Choices that a filter beside a list offers; a longer list of them finds nothing."""


class CappedPaginator(Paginator[Any]):
    """Pages of a list that grows for ever: no further than `most` is it counted and turned."""

    most = 1_000

    @cached_property
    def count(self) -> int:
        """How many rows there are; one more than `most` where there are more."""
        return cast("QuerySet[Any]", self.object_list)[: self.most + 1].count()


class SeenFilter(admin.RelatedFieldListFilter):
    """Filters a list by others, of which it offers those that the person may see."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        """Return what the person's own list of those others shows; nothing of very many."""
        others = admin.site._registry[field.remote_field.model].get_queryset(request)
        offered = [(each.pk, str(each)) for each in others[: MOST_OFFERED + 1]]
        return offered if len(offered) <= MOST_OFFERED else []


class OfRoles:
    """Rows that people look after by their roles, each at its unit; the rest is a superuser's.

    `served` are the kinds of roles whose holders add, change and delete rows of their units,
    `shown` those whose holders look at them besides. None of both: superusers alone.
    """

    served: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    admin_site: admin.AdminSite

    def unit_of(self, row: Any) -> Unit | None:
        """Return the unit that a row belongs to; None for one of no unit, a superuser's."""
        return None

    def visible(self, rows: QuerySet[Any], by: Doer) -> QuerySet[Any]:
        """Keep the rows that somebody with such a role may see."""
        return rows.none()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Keep the rows that the person may see."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        user = signed_in(request)
        return rows if user.reaches_all else self.visible(rows, doer_of(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show what the person may look at."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person looks after such rows, or may look at them."""
        kinds = (*self.served, *self.shown)
        is_known = request.user.is_authenticated  # the page of signing in asks as well
        return is_known and has_role_somewhere(signed_in(request), *kinds, on=held_on(request))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person looks after such rows somewhere."""
        return has_role_somewhere(signed_in(request), *self.served, on=held_on(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person looks after the row, or after such rows somewhere."""
        user = signed_in(request)
        may = has_role_somewhere(user, *self.served, on=held_on(request))
        return may and (obj is None or self.looks_after(doer_of(request), obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the person looks after the row, or after such rows somewhere."""
        return self.has_change_permission(request, obj)

    def looks_after(self, by: Doer, row: Any) -> bool:
        """Whether somebody looks after a row by a role at its unit."""
        unit = self.unit_of(row)
        if unit is None:
            return by.user.reaches_all
        return any(has_role(by.user, kind, unit, on=by.held_on) for kind in self.served)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **more: Any) -> Any:
        """Offer what the person may see; of units those of their role."""
        user, model = signed_in(request), db_field.remote_field.model
        lists = self.admin_site._registry.get(model)
        if "queryset" not in more and model is Unit and not user.reaches_all:
            more["queryset"] = Unit.objects.of_role(user, *self.served, on=held_on(request))
        elif "queryset" not in more and lists is not None:
            more["queryset"] = lists.get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **more)  # type: ignore[misc]


class DeedAdmin(OfRoles, admin.ModelAdmin[Any]):
    """Pages that tell a refusal in a sentence, with nothing changed."""

    grows_for_ever = False  # such a record is searched by the database alone
    tick_first = gettext_lazy("Tick the rows in the list.")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **more: Any
    ) -> Any:
        """Return the form; it offers what stands in the row besides what the person may choose."""
        form = super().get_form(request, obj, change=change, **more)
        for name, field in form.base_fields.items() if obj else ():
            if isinstance(field, ModelChoiceField) and field.queryset is not None:
                there = field.queryset.model._base_manager.filter(pk=getattr(obj, f"{name}_id"))
                field.queryset = field.queryset | there
        return form

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Return what was typed; refuse what would belong where the person looks after nothing."""
        row = super().save_form(request, form, change)
        if not self.looks_after(doer_of(request), row):
            raise Refused(gettext("This would belong to a unit that you do not look after."))
        return row

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list; its first page where the page asked for is no longer there.

        What no list can be asked for is answered with 400, not with another list.
        """
        try:
            return super().changelist_view(request, *args, **kwargs)
        except BadRequest as refused:
            if not _is_behind_the_end(request, refused):
                raise
            left = request.GET.copy()
            del left[PAGE_VAR]
            return HttpResponseRedirect(f"{request.path}?{left.urlencode()}")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow no patterns: a wrong one breaks in the database, in each in its own way."""
        is_pattern = lookup.endswith("regex")
        return not is_pattern and super().lookup_allowed(lookup, value, request)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Return the list that was asked for."""
        if not PLACE.fullmatch(request.GET.get(PAGE_VAR, "1")):
            raise BadRequest("No list has that page.")
        try:
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, ValueError) as error:
            raise BadRequest("No list can be asked for that.") from error

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Return the rows with all the words, for a list or for suggestions."""
        if len(list(smart_split(search_term))) > MOST_WORDS:
            raise BadRequest("No list is searched for so many words.")
        if self.grows_for_ever:
            return super().get_search_results(request, queryset, search_term)
        return self.found(queryset, search_term), False

    def found(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Return the rows with all the words, found as everywhere; all if there is no search."""
        return with_words(rows, words, *self.search_fields) if self.search_fields else rows

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Put lists in the order in which people look for names."""
        return InOrder

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return the row that is asked for, by its key where no field is named."""
        return super().get_object(request, object_id, from_field or None)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or save it in one piece."""
        return self.told(request, super().changeform_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask whether to delete, or delete."""
        return self.told(request, super().delete_view, *args, **kwargs)

    def told(
        self, request: HttpRequest, view: Callable[..., Answer], *args: Any, **kwargs: Any
    ) -> Answer | HttpResponse:
        """Answer with a page, or with what refuses it; a page that is only read needs no lock."""
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Do what was chosen to the rows ticked; ask again where they are no rows."""
        if not are_keys(request.POST.getlist(ACTION_CHECKBOX_NAME)):
            self.message_user(request, str(self.tick_first), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return self.told(request, super().response_action, queryset, *args, **kwargs)
