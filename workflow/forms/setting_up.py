"""What is typed to make an office of an installation: its unit, its positions, its people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from people.actions import Seat
from people.models import Position, Unit, User

MOST_SEATS = 40
NEW_SEATS = 5


class OfficeUnitForm(forms.Form):
    """The unit of new positions: the first one by its name, later one of those there."""

    name = forms.CharField(
        label=_("Name of the office"), max_length=Unit._meta.get_field("name").max_length
    )
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("pk"), label=_("Unit of new positions"), empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name" if Unit.objects.exists() else "unit"]

    def unit_of(self) -> Unit:
        """Return the unit that was chosen, or a new one of the name that was typed."""
        chosen: Unit | None = self.cleaned_data.get("unit")
        return chosen or Unit(name=self.cleaned_data["name"])


class SeatForm(forms.Form):
    """One position and who holds it: somebody who has an account, or gets one."""

    position = forms.ModelChoiceField(
        Position.objects.all(), required=False, widget=forms.HiddenInput
    )
    title = forms.CharField(
        label=_("Position"),
        required=False,
        max_length=Position._meta.get_field("title").max_length,
    )
    password = forms.CharField(
        label=_("First password"),
        required=False,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    field_order = ("position", "title", "name", "username", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= fields_for_model(User, fields=("name", "username"))
        for each in self.fields.values():
            each.required, each.help_text = False, ""
            each.widget.attrs["class"] = "form-control"
        self.fields["username"].widget.attrs["autocomplete"] = "off"
        self.order_fields(self.field_order)
        self.person: User | None = None

    @property
    def vacant(self) -> Position | None:
        """The position that is there already, if the row is about one."""
        found: Position | None = self.initial.get("position")
        return found

    def clean_username(self) -> str:
        """Return the username; refuse signs that no account has in it."""
        username: str = User.normalize_username(self.cleaned_data["username"])
        if username:
            User._meta.get_field("username").run_validators(username)
        return username

    @sensitive_variables("data")
    def clean(self) -> dict[str, Any]:
        """Ask for a position, and for all that a new account needs."""
        data = self.cleaned_data
        if not (data.get("username") or data.get("name") or data.get("password")):
            return data
        if not (data.get("position") or data.get("title")):
            self._lacks("title")
        self._lacks("username")
        self.person = User.objects.filter(username=data.get("username")).first()
        if self.person is None:
            self.person = self._new_account()
        elif data.get("password") or not self.person.is_active:
            self.add_error(
                "username",
                gettext("That username is taken. If the account is meant, leave the password out."),
            )
        return data

    def _lacks(self, name: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, gettext("Fill this in, or leave the whole row blank."))

    @sensitive_variables("password")
    def _new_account(self) -> User | None:
        """Return a new account with its password set; None where something of it is wrong."""
        self._lacks("name")
        self._lacks("password")
        if self.errors:
            return None
        data = self.cleaned_data
        person, password = User(username=data["username"], name=data["name"]), data["password"]
        try:
            validate_password(password, person)
        except ValidationError as why:
            self.add_error("password", why)
            return None
        person.set_password(password)
        return person


class BaseSeatFormSet(forms.BaseFormSet[SeatForm]):
    """The seats of an office: those that wait for somebody, and new ones."""

    def clean(self) -> None:
        """Refuse two accounts of one name, which would be two passwords of one person."""
        new = [each.person.username for each in self.forms if each.person and not each.person.pk]
        if len(new) != len(set(new)):
            raise ValidationError(
                gettext("Two rows open an account of the same username. Open it first, then again.")
            )

    def seats(self, unit: Unit) -> list[Seat]:
        """Return what valid rows say; rows of the same new title share their position."""
        there = {} if unit.pk is None else {each.title: each for each in unit.positions.all()}
        found = []
        for form in self.forms:
            title, position = form.cleaned_data.get("title"), form.cleaned_data.get("position")
            if position is None and title:
                position = there.setdefault(title, Position(title=title))
            if position is not None and (form.person or position.pk is None):
                found.append(Seat(position, form.person))
        return found


SeatFormSet = forms.formset_factory(
    SeatForm,
    formset=BaseSeatFormSet,
    extra=NEW_SEATS,
    max_num=MOST_SEATS,
    absolute_max=MOST_SEATS,
    validate_max=True,
)


class OfficeForm:
    """A unit with its seats, on one page."""

    def __init__(self, data: QueryDict | None, *, vacant: Sequence[Position]) -> None:
        rows = [{"position": each} for each in vacant[: MOST_SEATS - NEW_SEATS]]
        self.unit = OfficeUnitForm(data, prefix="office")
        self.rows: Any = SeatFormSet(data, prefix="seats", initial=rows)

    def is_valid(self) -> bool:
        """Whether everything may be stored and something was typed; both are asked."""
        if not all([self.unit.is_valid(), self.rows.is_valid()]):
            return False
        if self.seats():
            return True
        self.unit.add_error(None, gettext("Write at least one position."))
        return False

    def seats(self) -> list[Seat]:
        """Return the seats that valid rows tell of."""
        seats: list[Seat] = self.rows.seats(self.unit.unit_of())
        return seats
