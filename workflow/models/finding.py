"""Documents by what people look for: words, where they are, what happened to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from people.finding import order_key, typed_words
from people.models import Days, Position, User
from workflow.models.entries import Entry
from workflow.models.outcomes import Participation
from workflow.models.tasks import Task

ORDERS = {
    "newest": ("-created_at", "-pk"),
    "oldest": ("created_at", "pk"),
    "deadline": ("due_at", "pk"),
    "subject": ("subject_key", "pk"),
    "sop": ("version__procedure__code_key", "pk"),
}
"""How a list can be ordered; the key makes each place in it certain."""
NARROW_ORDERS = {"deadline", "sop"}
"""Those that show only what is under way, which stays few as the years go by."""


M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class ListPlace:
    """A place in a list: what it is ordered by, and the key that makes it certain."""

    value: Any
    key: int


class FindableQuerySet(models.QuerySet[M]):
    """Documents by what people look for."""

    def with_words(self, text: str, *, among_few: bool = False) -> Self:
        """Keep those in whose texts a word begins with each of the words of the text.

        Among few, the texts are looked through: an index would name all that ever had a word.
        """
        words = typed_words(text)
        lookup = "words__begin_among_few" if among_few else "words__begin"
        return self.filter(**{lookup: words}) if words else self.none()

    def with_agenda_number(self, number: str, *, of: int, on: date) -> Self:
        """Keep those sent off under an SOP of that unit in the year of a day, with that number.

        It is the same number however it is written; signs alone are none.
        """
        key = order_key(number)
        if not key:
            return self.none()
        in_year = self.filter(started_at__year=on.year, agenda_key=key)
        return in_year.filter(version__procedure__unit=of)

    def waiting(self, **task: Any) -> Self:
        """Keep those under way whose open task is like that."""
        return self.filter(_has_task(finished_at=None, **task), state="running")

    def late(self, at: datetime) -> Self:
        """Keep those whose open task is behind its deadline."""
        late = _tasks_of_it().filter(finished_at=None, due_at__lt=at)
        return self.filter(Exists(late), state="running")

    def returned(self) -> Self:
        """Keep those that came back at least once, by Tidak or outside the drawing."""
        return self.filter(_has_task(answer__in=["no", "sent_back"]))

    def acted_on_by(self, user: User) -> Self:
        """Keep those in whose journal the person has an entry."""
        return self.filter(Exists(Entry.objects.filter(document=OuterRef("pk"), by=user)))

    def place_of(self, key: int | None, order: str) -> ListPlace | None:
        """Return where the document of that key stands in one of ORDERS; None if it is not here.

        One that has no deadline any more stands where its last one was.
        """
        if key is None:
            return None
        here = self.filter(pk=key)
        if order == "deadline":
            there = Task.objects.filter(document__in=here, due_at__isnull=False)
            value = there.order_by("-number").values_list("due_at", flat=True).first()
        else:
            value = here.values_list(_field(order), flat=True).first()
        return None if value is None else ListPlace(value, key)

    def in_order(self, order: str, *, behind: ListPlace | None = None) -> Self:
        """Put them in one of ORDERS, only those behind a place of it.

        By SOP there are only those under way, by deadline of these only those that have one now.
        """
        kept = self.filter(state="running") if order in NARROW_ORDERS else self
        if order == "deadline":
            has_deadline = {"tasks__finished_at": None, "tasks__due_at__isnull": False}
            kept = kept.filter(**has_deadline).annotate(due_at=F("tasks__due_at"))
        if behind is not None:
            kept = kept.filter(further_than(ORDERS[order][0], behind.value, behind.key))
        return kept.order_by(*ORDERS[order])


def _field(order: str) -> str:
    return ORDERS[order][0].removeprefix("-")


def further_than(name: str, place: Any, key: Any) -> Q:
    """Return what stands behind a row in the order of a field ("-": descending) and then the key.

    The place is named alone first, so that an index of the field begins there.
    """
    field, way = name.removeprefix("-"), "lt" if name.startswith("-") else "gt"
    behind = Q(**{f"{field}__{way}": place}) | Q(**{field: place, f"pk__{way}": key})
    return Q(**{f"{field}__{way}e": place}) & behind


def _has_task(**task: Any) -> Exists:
    return Exists(Task.objects.filter(document=OuterRef("pk"), **task))


def has_come_to(user: User, *, on: Days) -> Exists:
    """Return whether a document came to a position that the user holds that day."""
    held = Position.objects.held_by(user, on=on).values("pk")
    return Exists(_tasks_of_it().filter(position__in=held))


def acted_on(user: User) -> Q:
    """Return whether the user did something with a document, or took part in one of its steps.

    What that is the database finds once, by the person, and not for each document.
    """
    return Q(pk__in=Entry.objects.filter(by=user).values("document")) | Q(
        pk__in=Participation.objects.filter(user=user).values("task__document")
    )


def _tasks_of_it() -> models.QuerySet[Any]:
    """Return the tasks of a document that is looked at, which is named by its bounds.

    PostgreSQL takes an equal one for a reason to read all tasks of that kind before the first
    document is looked at.
    """
    return Task.objects.filter(document__gte=OuterRef("pk"), document__lte=OuterRef("pk"))
