"""What each kind of notice names, and what it leaves empty."""

from django.db.models import Q

# Nothing is told of one task or one day: of a calendar, an original, a deputy
_OF_NEITHER = {"document": None, "entry": None, "task": None, "due_at": None}

_OF_A_DEADLINE = Q(
    kind__in=["near", "late"],
    document__isnull=False,
    lacking="",
    entry=None,
    task__isnull=False,
    due_at__isnull=False,
)
_OF_A_TASK = Q(
    kind__in=["arrived", "returned", "assigned", "vacant"],
    document__isnull=False,
    lacking="",
    entry__isnull=False,
    task__isnull=False,
    due_at=None,
)
_OF_AN_END = Q(
    kind__in=["ended", "cancelled"],
    document__isnull=False,
    lacking="",
    entry__isnull=False,
    task=None,
    due_at=None,
)
_OF_LATE_WORK = Q(
    kind="below",
    document=None,
    lacking="",
    entry=None,
    task=None,
    due_at__isnull=False,
)
_OF_CALENDARS = Q(kind="calendar", **_OF_NEITHER) & ~Q(lacking="")
_OF_OTHER_DEEDS = Q(kind__in=["deputy", "revised"], lacking="", **_OF_NEITHER)

SAYS_WHAT_IT_IS_ABOUT = (
    _OF_A_DEADLINE | _OF_A_TASK | _OF_AN_END | _OF_LATE_WORK | _OF_CALENDARS | _OF_OTHER_DEEDS
)
