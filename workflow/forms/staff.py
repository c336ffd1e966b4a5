"""What an office's people are looked for by, and what is typed to appoint, move and end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import CharFilter, ChoiceFilter, ModelChoiceFilter
from django_filters.filterset import FilterSet

from people.models import Appointment, Days, Position, Unit, User
from people.models.finding import with_words
from people.models.units import UnitQuerySet
from workflow.models import Task

KINDS = {
    "holding": _("Hold a position"),
    "acting": _("Are Plt. or Plh."),
    "free": _("Hold no position"),
    "in_hand": _("Hold no position and have tasks in hand"),
    "closed": _("Out of use"),
}


class StaffFilter(FilterSet):
    """Finds people by unit, by words of name, NIP and username, and by what they hold."""

    words = CharFilter(label=_("Name, NIP or username"), method="by_words", max_length=200)
    unit = ModelChoiceFilter(
        queryset=Unit.objects.none(), label=_("Unit"), method="within", empty_label=_("All")
    )
    which = ChoiceFilter(
        choices=list(KINDS.items()), label=_("Which"), method="of_kind", empty_label=_("All")
    )

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(
        self, data: Any, queryset: QuerySet[User], *, units: UnitQuerySet, on: Days
    ) -> None:
        super().__init__(data, queryset)  # type: ignore[no-untyped-call]
        self.current = Appointment.objects.current(on)
        self.filters["unit"].queryset = units

    def by_words(self, people: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        """Keep those with all the words."""
        return with_words(people, value, "name", "nip", "username")

    def within(self, people: QuerySet[User], _name: str, unit: Unit) -> QuerySet[User]:
        """Keep those who hold a position in a unit or below it today."""
        units = Unit.objects.within(unit)
        return people.filter(pk__in=self.current.filter(position__unit__in=units).values("user"))

    def of_kind(self, people: QuerySet[User], _name: str, kind: str) -> QuerySet[User]:
        """Keep those who hold something, or act, or hold nothing, or are out of use."""
        own = self.current.filter(user=OuterRef("pk"))
        in_hand = Task.objects.open().filter(taken_by=OuterRef("pk"))
        return people.filter(
            {
                "holding": Q(Exists(own)),
                "acting": Q(Exists(own.exclude(capacity="definitive"))),
                "free": ~Q(Exists(own)) & Q(is_active=True),
                "in_hand": ~Q(Exists(own)) & Q(Exists(in_hand)),
                "closed": Q(is_active=False),
            }[kind]
        )


class PostField(forms.ModelChoiceField[Position]):
    """A position of one unit."""

    def __init__(self, unit: Unit, on: date) -> None:
        rows = Position.objects.in_use(on).filter(unit=unit).select_related("unit")
        super().__init__(rows, label=_("Position"), empty_label=_("choose"))


class DayInput(forms.DateInput):
    """A day, chosen in the browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AppointForm(forms.Form):
    """Who holds a position, in what capacity, by which letter, from when to when."""

    capacity = forms.ChoiceField(label=_("Capacity"), choices=Appointment.Capacity.choices)
    letter = forms.CharField(
        label=_("Letter"),
        required=False,
        max_length=150,
        help_text=_("Number and date of the letter; Plt. and Plh. cannot do without one."),
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DayInput())

    field_order = ("position", "capacity", "letter", "starts_on", "ends_on")

    def __init__(self, *args: Any, unit: Unit, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"starts_on": on}, **kwargs})
        self.fields["position"] = PostField(unit, on)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Ask for the letter of who acts, and for days in their order."""
        data = self.cleaned_data
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("An appointment cannot end before it starts."))
        is_acting = data.get("capacity") in {"plt", "plh"}
        if is_acting and not data.get("letter") and "letter" not in self.errors:
            self.add_error("letter", gettext("Plt. and Plh. need the letter that appoints them."))
        return data

    def appointment(self, user: User) -> Appointment:
        """Return the appointment that a valid form asks for."""
        return Appointment(user=user, **self.cleaned_data)


class MoveForm(forms.Form):
    """Where somebody goes, and from which day on."""

    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    field_order = ("position", "starts_on")

    def __init__(self, *args: Any, unit: Unit, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"starts_on": on}, **kwargs})
        self.fields["position"] = PostField(unit, on)
        self.order_fields(self.field_order)


class EndForm(forms.Form):
    """The last day of an appointment."""

    last = forms.DateField(label=_("Last day"), widget=DayInput())

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"last": on}, **kwargs})


class UnitChoice(forms.Form):
    """The unit whose positions are offered."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Positions of the unit"), empty_label=None
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
