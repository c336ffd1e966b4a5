"""What a supervisor looks for, and gives to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from django_filters.filterset import FilterSet

from people.models import Appointment, Days, Position, Unit, User
from procedures.forms import ProcedureChoiceField
from procedures.models import Procedure
from workflow.models import Task
from workflow.permissions import barred_by_own_work

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LATE, FREE = "late", "free"


class OpenSopFilter(ModelChoiceFilter):
    """Finds by an SOP, told apart from those of other offices."""

    field_class = ProcedureChoiceField  # type: ignore[assignment]


class SupervisionFilter(FilterSet):
    """Finds open tasks by unit, SOP, position, and whether they are late or free."""

    unit = ModelChoiceFilter(
        queryset=Unit.objects.all(), label=_("Unit"), method="within", empty_label=_("All")
    )
    procedure = OpenSopFilter(
        queryset=Procedure.objects.all(),
        field_name="document__version__procedure",
        label=_("SOP"),
        empty_label=_("All"),
    )
    position = ModelChoiceFilter(
        queryset=Position.objects.all(), label=_("Position"), empty_label=_("All")
    )
    which = ChoiceFilter(
        choices=[(LATE, _("Late")), (FREE, _("Taken by nobody"))],
        label=_("Which"),
        method="of_kind",
        empty_label=_("All"),
    )

    class Meta:
        model = Task
        fields: list[str] = []

    def __init__(self, data: Any, queryset: QuerySet[Task], *, at: datetime) -> None:
        super().__init__(data, queryset)  # type: ignore[no-untyped-call]
        self.at = at
        # What the tasks have is found once: to find them is the dear part.
        there = queryset.order_by().values_list("document__version__procedure", "position")
        rows = list(there.distinct())
        procedures = Procedure.objects.filter(pk__in={procedure for procedure, _position in rows})
        self.filters["procedure"].queryset = procedures.select_related("office")
        self.filters["unit"].queryset = Unit.objects.filter(procedures__in=procedures).distinct()
        self.filters["position"].queryset = Position.objects.filter(
            pk__in={position for _procedure, position in rows}
        )

    def within(self, tasks: QuerySet[Task], _name: str, unit: Unit) -> QuerySet[Task]:
        """Keep those under the SOPs of a unit and of those below it."""
        units = Unit.objects.within(unit)
        return tasks.filter(document__version__procedure__unit__in=units)

    def of_kind(self, tasks: QuerySet[Task], _name: str, kind: str) -> QuerySet[Task]:
        """Keep those that are late, or in nobody's hands."""
        return tasks.filter(due_at__lt=self.at) if kind == LATE else tasks.filter(taken_by=None)


class AssignTasksForm(forms.Form):
    """Which tasks are given to whom: one who holds a position of those that are ticked.

    A page offers those who hold the positions of the tasks that it shows; `to` is the key of whom
    somebody has chosen there before.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        seen: QuerySet[Task],
        shown: Iterable[Task] = (),
        to: str | None = None,
        on: Days,
    ) -> None:
        super().__init__(data, initial={"to": to})
        self.seen, self.shown, self.on = seen, shown, on
        self.fields["tasks"] = forms.ModelMultipleChoiceField(
            seen, error_messages={"required": _("Tick the tasks first.")}
        )
        self.fields["to"] = forms.TypedChoiceField(
            label=_("To whom"),
            choices=self._people,
            widget=forms.Select(attrs={"class": "form-select"}),
            coerce=lambda key: User.objects.get(pk=key),
            error_messages={"required": _("Choose to whom.")},
        )

    @property
    def why_nobody(self) -> StrOrPromise:
        """Why there is nobody to give the tasks to that are shown; '' where there is somebody."""
        tasks = list(self.shown)
        if _holders(_barred(tasks), on=self.on):
            return ""
        if _holders({task.position_id: set() for task in tasks}, on=self.on):
            return _(
                "Whoever holds the positions of these tasks today has done an earlier step, and in "
                "their SOP nobody answers their own work, so nobody can be chosen."
            )
        return _(
            "Nobody holds the positions of these tasks today, so nobody can be chosen. An "
            "administrator can appoint somebody."
        )

    def _people(self) -> list[Any]:
        """Return whom to choose from; a page offers nobody whom all their tasks there bar.

        Of what was sent, each task is refused by its own deed, with the sentence why; where no
        tasks were, it is no fault to have chosen one who might do some.
        """
        if not self.is_bound:
            barred = _barred(list(self.shown))
        elif "tasks" in self.cleaned_data:
            barred = {task.position_id: set[int]() for task in self.cleaned_data["tasks"]}
        else:
            positions = self.seen.order_by().values_list("position", flat=True).distinct()
            barred = {position: set[int]() for position in positions}
        return [("", "---------"), *_holders(barred, on=self.on)]


def _barred(tasks: Sequence[Task]) -> dict[int, set[int]]:
    """Return the positions of tasks, each with the people who may do none of its tasks."""
    pairs = barred_by_own_work(tasks)
    at_position: dict[int, list[set[int]]] = {}
    for task in tasks:
        barred = {user for key, user in pairs if key == task.pk}
        at_position.setdefault(task.position_id, []).append(barred)
    return {position: set.intersection(*each) for position, each in at_position.items()}


def _holders(
    positions: Mapping[int, set[int]], *, on: Days
) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the people who hold the positions that day, but for some, under the title of each."""
    held = Appointment.objects.current(on).filter(position__in=positions)
    ordered = [
        each
        for each in held.select_related("position", "user").order_by(
            "position__title_key", "position", "user__name_key", "user"
        )
        if each.user_id not in positions[each.position_id]
    ]
    return [
        (
            position.title,
            list({each.user_id: (each.user_id, each.user.name) for each in of}.values()),
        )
        for position, of in groupby(ordered, key=lambda each: each.position)
    ]
