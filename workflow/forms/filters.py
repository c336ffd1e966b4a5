"""What documents are looked for by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import (
    BooleanFilter,
    CharFilter,
    ChoiceFilter,
    DateFilter,
    ModelChoiceFilter,
)
from django_filters.filterset import FilterSet

from people.doers import Doer
from people.models import Position, User
from procedures.forms import ReferenceField
from procedures.models import Procedure, Step, Version, VersionQuerySet
from workflow.models import Document
from workflow.models.documents import DocumentQuerySet
from workflow.models.finding import NARROW_ORDERS
from workflow.reports import people_met, positions_met

ORDERS = {
    "newest": _("The newest first"),
    "oldest": _("The oldest first"),
    "deadline": _("The nearest deadline first (only those that have one)"),
    "subject": _("By subject"),
    "sop": _("By SOP (only those under way)"),
}
PARTS = {
    "holds": _("has it in hand"),
    "started": _("started it"),
    "acted": _("did something with it"),
}
MOMENTS = {"started": _("Started"), "finished": _("Finished")}
HELPERS = {"part", "moment", "order"}
"""What says how other answers are meant; of these only an order that is narrow finds by itself."""
Documents = DocumentQuerySet


@dataclass(frozen=True)
class Chip:
    """One thing that is looked for, and the query of the page without it."""

    text: str
    query: str


class SopFilter(ModelChoiceFilter):
    """Finds by an SOP, named as in its address."""

    field_class = ReferenceField  # type: ignore[assignment]


class DocumentFilter(FilterSet):
    """Finds documents; an answer that is none is left out, and its field says why.

    A link stays good when an SOP, a step, a position or a person in it is gone.
    """

    words = CharFilter(
        label=_("Words"),
        method="by_words",
        max_length=200,
        help_text=_(
            "In the subject, description, agenda number, answers, SOP and names of files. "
            "The beginning of a word is enough."
        ),
    )
    sop = SopFilter(
        label=_("SOP"),
        queryset=Procedure.objects.select_related("office"),
        method="by_sop",
        empty_label=_("All"),
    )
    state = ChoiceFilter(choices=Document.State.choices, label=_("State"), empty_label=_("All"))
    step = ChoiceFilter(label=_("Waits at the step"), method="by_step", empty_label=_("All"))
    position = ModelChoiceFilter(
        label=_("Waits at the position"),
        queryset=Position.objects.all(),
        method="by_position",
        empty_label=_("All"),
    )
    person = ModelChoiceFilter(
        label=_("A person"), queryset=User.objects.all(), method="by_person", empty_label=_("All")
    )
    part = ChoiceFilter(
        label=_("who with the document"),
        choices=list(PARTS.items()),
        method="as_it_is",
        empty_label=_("has it in hand"),
    )
    moment = ChoiceFilter(
        label=_("Period of"),
        choices=list(MOMENTS.items()),
        method="as_it_is",
        empty_label=_("Started"),
    )
    since = DateFilter(
        label=_("From the day"), method="by_since", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = DateFilter(
        label=_("Up to the day"), method="by_until", widget=forms.DateInput(attrs={"type": "date"})
    )
    sensitivity = ChoiceFilter(
        choices=Document.Sensitivity.choices, label=_("Sensitivity"), empty_label=_("All")
    )
    late = BooleanFilter(label=_("Late"), method="by_late", widget=forms.CheckboxInput)
    returned = BooleanFilter(
        label=_("Came back at least once"), method="by_returned", widget=forms.CheckboxInput
    )
    order = ChoiceFilter(
        label=_("Order"),
        choices=list(ORDERS.items()),
        method="as_it_is",
        empty_label=None,
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: Documents, *, by: Doer) -> None:
        super().__init__(data, queryset)  # type: ignore[no-untyped-call]
        self.at = by.at
        versions = Version.objects.visible_to(by.user, on=by.held_on)
        self._offer(versions, by=by)
        self.steps = _steps_of(data.get("sop", ""), versions)
        self.filters["step"].extra["choices"] = list(self.steps.items())

    def _offer(self, versions: VersionQuerySet, *, by: Doer) -> None:
        """Offer the SOPs that somebody may see, and the positions and people of these."""
        if by.user.reaches_all:
            return
        positions = positions_met(versions, by=by)
        people = people_met(positions, by=by)
        seen = Procedure.objects.visible_to(by.user, on=by.held_on)
        procedures = seen.select_related("office")
        for name, rows in (("sop", procedures), ("position", positions), ("person", people)):
            self.filters[name].queryset = rows

    def answer(self, name: str) -> Any:
        """Return what a field asks for, None if nothing."""
        return self.form.cleaned_data.get(name) or None

    @property
    def order_name(self) -> str:
        """The order that is asked for."""
        return self.answer("order") or "newest"

    @property
    def is_wide(self) -> bool:
        """Whether something is looked for beyond what always stands on the page."""
        return any(self.answer(name) for name in self.form.fields.keys() - FIRST - HELPERS)

    def chips(self) -> list[Chip]:
        """Return what is looked for, one by one."""
        self.is_valid()
        unshown = HELPERS - {"order"} if self.order_name in NARROW_ORDERS else HELPERS
        asked = {name: self.answer(name) for name in self.form.fields if name not in unshown}
        return [
            Chip(self._told(name, answer), self.query_without(name))
            for name, answer in asked.items()
            if answer
        ]

    def query_without(self, *names: str) -> str:
        """Return the query of the page without some answers; the first page again."""
        query = self.data.copy()
        for name in (*names, *(("step",) if "sop" in names else ()), "after"):
            query.pop(name, None)
        for name in [name for name, value in query.items() if not value]:
            del query[name]
        return str(query.urlencode())

    def _told(self, name: str, answer: Any) -> str:
        """Return an answer in words: 'State: Under way'."""
        if answer is True:
            return str(self.form.fields[name].label)
        return f"{self._label(name)}: {self._shown(name, answer)}"

    def _label(self, name: str) -> str:
        moment = MOMENTS[self.answer("moment") or "started"]
        labels: dict[str, Callable[[], str]] = {
            "since": lambda: gettext("%(moment)s from") % {"moment": moment},
            "until": lambda: gettext("%(moment)s until") % {"moment": moment},
            "person": lambda: (
                gettext("Who %(part)s") % {"part": PARTS[self.answer("part") or "holds"]}
            ),
        }
        return labels.get(name, lambda: str(self.form.fields[name].label))()

    def _shown(self, name: str, answer: Any) -> str:
        if isinstance(answer, date):
            return date_format(answer)
        if isinstance(answer, Model):
            return str(answer)
        choices = getattr(self.form.fields[name], "choices", ())
        return str(dict(choices).get(answer, answer))

    def as_it_is(self, documents: Documents, _name: str, _value: str) -> Documents:
        """Keep all: the answer says how others are meant."""
        return documents

    def by_words(self, documents: Documents, _name: str, value: str) -> Documents:
        """Keep those with all the words; what is under way is few."""
        is_running = self.answer("state") == Document.State.RUNNING
        is_under_way = is_running or self.order_name in NARROW_ORDERS
        is_waiting = any(self.answer(name) for name in ("late", "step", "position"))
        return documents.with_words(value, among_few=is_under_way or is_waiting)

    def by_sop(self, documents: Documents, _name: str, value: Procedure) -> Documents:
        """Keep those of its versions, by their keys: PostgreSQL knows how common each is."""
        versions = Version.objects.filter(procedure=value).values_list("pk", flat=True)
        return documents.filter(version__in=list(versions))

    def by_step(self, documents: Documents, _name: str, value: str) -> Documents:
        """Keep those that wait at the step of that number."""
        return documents.waiting(step__number=int(value))

    def by_position(self, documents: Documents, _name: str, value: Position) -> Documents:
        """Keep those that wait at the position."""
        return documents.waiting(position=value)

    def by_person(self, documents: Documents, _name: str, value: User) -> Documents:
        """Keep those that the person has in hand, or started, or did something with."""
        part = self.answer("part")
        if part == "started":
            return documents.filter(started_by=value)
        if part == "acted":
            return documents.acted_on_by(value)
        return documents.waiting(taken_by=value)

    def by_since(self, documents: Documents, _name: str, value: date) -> Documents:
        """Keep those of that day and later."""
        return documents.filter(**{f"{self._moment}__gte": _midnight(value)})

    def by_until(self, documents: Documents, _name: str, value: date) -> Documents:
        """Keep those of that day and before."""
        following = min(value, LAST_DAY) + timedelta(days=1)
        return documents.filter(**{f"{self._moment}__lt": _midnight(following)})

    @property
    def _moment(self) -> str:
        return "finished_at" if self.answer("moment") == "finished" else "started_at"

    def by_late(self, documents: Documents, _name: str, value: bool) -> Documents:
        """Keep those behind their deadline, if it is asked for."""
        return documents.late(self.at) if value else documents

    def by_returned(self, documents: Documents, _name: str, value: bool) -> Documents:
        """Keep those that came back, if it is asked for."""
        return documents.returned() if value else documents


FIRST_DAY, LAST_DAY = date.min + timedelta(days=1), date.max - timedelta(days=1)
"""The days whose midnight is a moment in every zone."""
FIRST = {"words", "sop", "state"}
"""What always stands on the page; the rest opens."""


def _steps_of(reference: str, seen: VersionQuerySet) -> dict[str, str]:
    """Return the steps of an SOP's version in force by their number, of those that are seen."""
    if not reference or not reference.isprintable():
        return {}
    versions = seen.in_force().filter(procedure__in=Procedure.objects.at(reference))
    steps: QuerySet[Step] = Step.objects.filter(version__in=versions).order_by("number")
    return {
        str(number): f"{number}. {activity[:80]}"
        for number, activity in steps.values_list("number", "activity")
    }


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(max(day, FIRST_DAY), time.min))
