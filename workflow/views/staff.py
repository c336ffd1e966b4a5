"""The people of an office for who keeps them: the list, one person, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import actions
from people.models import Appointment, AppointmentRequest, Unit, User
from people.models.units import UnitQuerySet
from people.permissions import (
    can_appoint,
    can_appoint_person,
    can_manage,
    enters_administration,
    keeps_staff,
    staff_kept_by,
    units_with_staff_of,
)
from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from workflow.actions.succession import empty_hands
from workflow.forms.staff import AppointForm, EndForm, MoveForm, StaffFilter, UnitChoice
from workflow.models import Task
from workflow.permissions import can_empty_hands, units_of_hands
from workflow.views.zones import in_own_zone

PER_PAGE = 50
with_a_form = require_http_methods(["GET", "HEAD", "POST"])


def keeping(request: HttpRequest) -> dict[str, Any]:
    """Let pages ask what the reader looks after; only those that ask look it up."""

    def asked(may: Callable[..., bool]) -> Callable[[], bool]:
        return lambda: may(cast("User", request.user), on=held_on(request))

    return {
        "keeps_staff": asked(keeps_staff),
        "enters_administration": asked(enters_administration),
    }


@require_safe
@in_own_zone
def staff(request: Request) -> HttpResponse:
    """Show the people whom the reader keeps, with what they hold today."""
    _refuse_others(request)
    on = held_on(request)
    units = _kept_units(request)
    found = StaffFilter(request.GET, staff_kept_by(request.user, on=on), units=units, on=on)
    current = _seen(request, Appointment.objects.current(on)).order_by("capacity", "pk")
    holds = Prefetch("appointments", current, to_attr="holds")
    people = found.qs.prefetch_related(holds)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/staff.html", {"filter": found, "page": page})


@require_safe
@in_own_zone
def person(request: Request, pk: int) -> HttpResponse:
    """Show one person: what they hold, held and will hold, and what is in their hands."""
    return _person_page(request, _person(request, pk))


@with_a_form
@in_own_zone
def appoint_person(request: Request, pk: int) -> HttpResponse:
    """Ask for an appointment, and appoint."""
    someone = _person(request, pk)
    form = AppointForm(request.POST or None, unit=_unit(request, someone), on=_today())

    def appoint() -> None:
        kept = actions.appoint_person(form.appointment(someone), by=doer_of(request))
        _tell_kept(request, kept, _("Appointed."))

    return _DeedPage(request, someone, form, _("Appoint")).answer(appoint)


@with_a_form
@in_own_zone
def move_person(request: Request, pk: int) -> HttpResponse:
    """Ask where somebody goes, and move them."""
    appointment = _appointment(request, pk)
    someone = appointment.user
    form = MoveForm(request.POST or None, unit=_unit(request, someone), on=_today())

    def move() -> None:
        to, day = form.cleaned_data["position"], form.cleaned_data["starts_on"]
        actions.move_person(appointment, to=to, on=day, by=doer_of(request))
        messages.success(request, _("Moved."))

    return _DeedPage(request, someone, form, _("Move"), appointment).answer(move)


@with_a_form
@in_own_zone
def end_appointment(request: Request, pk: int) -> HttpResponse:
    """Ask for the last day of an appointment, and let it end then."""
    appointment = _appointment(request, pk)
    form = EndForm(request.POST or None, on=_today())

    def end() -> None:
        last = form.cleaned_data["last"]
        actions.end_appointment(appointment, last=last, by=doer_of(request))
        messages.success(request, _("The end of the appointment is set."))

    page = _DeedPage(request, appointment.user, form, _("End the appointment"), appointment)
    return page.answer(end)


@require_POST
@in_own_zone
def let_go(request: Request, pk: int) -> HttpResponse:
    """Put an account out of use, end its appointments, and give back what it has in hand."""
    someone = _person(request, pk)
    by = doer_of(request)
    try:
        actions.let_go(someone, by=by)
    except Refused as refused:
        return _person_page(request, someone, refusal=str(refused), status=409)
    count = empty_hands(someone, by=by)
    said = _("The account is out of use; %(count)s tasks went back to their positions.")
    messages.success(request, said % {"count": count})
    return redirect("person", pk=pk)


@require_POST
@in_own_zone
def take_into_use(request: Request, pk: int) -> HttpResponse:
    """Put an account into use again."""
    someone = _person(request, pk)
    try:
        actions.take_into_use(someone, by=doer_of(request))
    except Refused as refused:
        return _person_page(request, someone, refusal=str(refused), status=409)
    messages.success(request, _("The account is in use again. Appoint the person anew."))
    return redirect("person", pk=pk)


def _refuse_others(request: Request) -> None:
    if not keeps_staff(request.user, on=held_on(request)):
        raise Http404


def _person(request: Request, pk: int) -> User:
    _refuse_others(request)
    return get_object_or_404(staff_kept_by(request.user, on=held_on(request)), pk=pk)


def _appointment(request: Request, pk: int) -> Appointment:
    _refuse_others(request)
    kept = Appointment.objects.filter(position__unit__in=_kept_units(request))
    return get_object_or_404(kept.select_related("user", "position__unit"), pk=pk)


def _kept_units(request: Request) -> UnitQuerySet:
    return units_with_staff_of(request.user, on=held_on(request))


def _unit(request: Request, someone: User) -> Unit:
    """Return the unit whose positions are offered: the chosen one, else the person's own."""
    units = _kept_units(request)
    choice = UnitChoice(request.GET, units=units)
    if choice.is_valid():
        return choice.cleaned_data["unit"]  # type: ignore[no-any-return]
    held = (
        Appointment.objects.current(held_on(request)).filter(user=someone).values("position__unit")
    )
    unit = units.filter(pk__in=held).first() or units.first()
    if unit is None:
        raise Http404
    return unit


def _today() -> Any:
    return timezone.localdate()


def _tell_kept(request: Request, kept: Appointment | AppointmentRequest, said: str) -> None:
    if isinstance(kept, AppointmentRequest):
        waits = _("%(appointment)s: this counts once a second administrator confirms it.")
        messages.warning(request, waits % {"appointment": kept})
    else:
        messages.success(request, said)


@dataclass(frozen=True)
class _DeedPage:
    """The page of one deed: its form, of whom, and what it is called."""

    request: Request
    person: User
    form: Form
    title: str
    appointment: Appointment | None = None

    def answer(self, deed: Callable[[], None]) -> HttpResponse:
        """Show the form, or do the deed and lead back to the person."""
        if self.request.method != "POST":
            return self.page()
        if not self.form.is_valid():
            return self.page(status=422)
        try:
            deed()
        except Refused as refused:
            return self.page(refusal=str(refused), status=409)
        return redirect("person", pk=self.person.pk)

    def page(self, *, refusal: str = "", status: int = 200) -> HttpResponse:
        """Render the form; where it asks for a position, with the choice of its unit."""
        units = None
        if "position" in self.form.fields:
            chosen = {"unit": _unit(self.request, self.person)}
            units = UnitChoice(
                initial=chosen,
                units=_kept_units(self.request),
            )
        context = {
            "person": self.person,
            "appointment": self.appointment,
            "form": self.form,
            "units": units,
            "title": self.title,
            "refusal": refusal,
        }
        return render(self.request, "people/deed.html", context, status=status)


def _person_page(
    request: Request, someone: User, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    on, by = _today(), request.user
    rows = list(_seen(request, someone.appointments.all()).order_by("-starts_on", "-pk"))
    for each in rows:
        each.user = someone
    lasting = [each for each in rows if each.ends_on is None or each.ends_on >= on]
    context = {
        "person": someone,
        "lasting": [(each, can_appoint(by, each, on=held_on(request))) for each in lasting],
        "past": [each for each in rows if each not in lasting],
        "waiting": _asked(request, someone),
        "in_hand": _in_hand(request, someone),
        "today": on,
        "may_appoint": can_appoint_person(by, someone, on=held_on(request)),
        "may_manage": can_manage(by, someone, on=held_on(request)),
        "refusal": refusal,
    }
    return render(request, "people/person.html", context, status=status)


def _seen(request: Request, appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Keep those in the offices of the reader, with their units."""
    units = Unit.objects.of_office(request.user, on=held_on(request))
    return appointments.filter(position__unit__in=units).select_related("position__unit")


def _asked(request: Request, someone: User) -> QuerySet[AppointmentRequest]:
    """Return the appointments of somebody that wait for a second person."""
    seen = AppointmentRequest.objects.visible_to(request.user, on=held_on(request))
    return seen.waiting().filter(user=someone)


def _in_hand(request: Request, someone: User) -> int:
    """Return how many tasks of somebody the reader may give back."""
    on = held_on(request)
    if not can_empty_hands(request.user, someone, on=on):
        return 0
    units = units_of_hands(request.user, on=on)
    return Task.objects.open().taken_by(someone).filter(position__unit__in=units).count()
