"""The journal of people and the record of logins, which are only shown."""

from __future__ import annotations

from typing import Any, ClassVar

from axes.admin import AccessAttemptAdmin, AccessFailureLogAdmin, AccessLogAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from people.admin.deeds import DeedAdmin
from people.doers import Doer
from people.models import PeopleEntry, Role, User

admin.site.unregister([AccessAttempt, AccessFailureLog, AccessLog])


class OnlyShown(DeedAdmin):
    """Rows that nobody adds, changes or deletes in a browser."""

    grows_for_ever = True
    actions: Any = None  # nothing is done here, what axes offers neither

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted here."""
        return False


@admin.register(PeopleEntry)
class PeopleEntryAdmin(OnlyShown):
    """The journal of people; who administers some sees what bears on them."""

    shown = (Role.RoleKind.PEOPLE,)
    list_display = ["number", "at", "by", "deed", "thing", "person", "address"]
    list_display_links = ["number", "deed"]
    list_filter = ["deed"]
    list_select_related = ["by", "person"]
    search_fields = ["thing", "by__name", "by__username"]
    date_hierarchy = "at"
    show_full_result_count = False
    sortable_by: ClassVar[tuple[str, ...]] = ("number",)

    def visible(self, rows: QuerySet[PeopleEntry], by: Doer) -> QuerySet[PeopleEntry]:
        """Keep what bears on the people whom somebody administers."""
        return rows.filter(person__in=User.objects.visible_to(by.user, on=by.held_on).values("pk"))


@admin.register(AccessAttempt)
class FailedLoginAdmin(OnlyShown, AccessAttemptAdmin):
    """Wrong passwords of late."""


@admin.register(AccessFailureLog)
class FailureLogAdmin(OnlyShown, AccessFailureLogAdmin):
    """Wrong passwords for good."""


@admin.register(AccessLog)
class LoginLogAdmin(OnlyShown, AccessLogAdmin):
    """Who signed in when."""
