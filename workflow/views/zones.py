"""In whose zone pages speak and count days: that of a document's office, or of the reader's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, tzinfo
from functools import wraps
from typing import Any, TypeVar, cast

from django.db.models import F, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from people.models import Appointment, OfficeDays
from people.requests import Request
from procedures.models import Procedure
from workflow.clocks import Clocks, clocks, days_at, page_in
from workflow.models import CalendarStamp, Document, Task

View = TypeVar("View", bound=Callable[..., Any])
Offices = Callable[..., QuerySet[Any]]
DAY = timedelta(days=1)


class Zoned(Request):
    """A request whose page may ask for the zones of other offices without a query."""

    clocks: Clocks


def _of_document(_request: Request, pk: int) -> QuerySet[Any]:
    return Document.objects.filter(pk=pk).values(office=F("version__procedure__unit"))


def _of_task(_request: Request | None, pk: int) -> QuerySet[Any]:
    return Task.objects.filter(pk=pk).values(office=F("position__unit"))


def _of_procedure(_request: Request, unit: str, code: str) -> QuerySet[Any]:
    return Procedure.objects.filter(office__slug=unit, code=code).values("unit")


def _of_reader(request: Request, **_named: Any) -> QuerySet[Any]:
    """Return the office of the position that the reader holds and has held longest."""
    today = timezone.localdate()
    is_near = Q(ends_on=None) | Q(ends_on__gte=today - DAY)  # which day it is, the zone will tell
    held = Appointment.objects.filter(is_near, user=request.user, starts_on__lte=today + DAY)
    return held.order_by("starts_on", "pk").values(office=F("position__unit"))


def _speaking(offices: Offices) -> Callable[[View], View]:
    """Return what lets a page speak in the zone of the first office; in ours without one."""

    def decorated(view: View) -> View:
        @wraps(view)
        def within(request: Request, **named: Any) -> Any:
            now, zone = _zone_of(offices(request, **_thing(named)))
            spoken_to = cast("Zoned", request)
            spoken_to.clocks, spoken_to.days = now, now.days(timezone.now())
            with page_in(zone):
                return view(request, **named)

        return cast("View", within)

    return decorated


def _zone_of(offices: QuerySet[Any]) -> tuple[Clocks, tzinfo]:
    """Return the clocks and the zone of the first office, that of the settings without one."""
    office = Subquery(offices[:1])
    found = CalendarStamp.objects.values_list("stamp", office).first()
    stamp, unit = found or (None, None)
    now = clocks(stamp)
    return now, now.zone_of(unit) if unit else timezone.get_default_timezone()


def clocks_at_task(pk: int) -> tuple[Clocks, tzinfo]:
    """Return the clocks, and the zone of the office of a task's position (one query)."""
    return _zone_of(_of_task(None, pk))


def _thing(named: dict[str, Any]) -> dict[str, Any]:
    """Return what an address names the document, the task or the SOP by."""
    return {name: value for name, value in named.items() if name in {"pk", "unit", "code"}}


def office_days(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let every page know the day in each office: appointments, roles and the ends of positions go
    by it. It is looked up when a page first goes by it (one query)."""

    def answer(request: HttpRequest) -> HttpResponse:
        days = SimpleLazyObject(lambda: days_at(timezone.now()))
        cast("Request", request).days = cast("OfficeDays", days)
        return get_response(request)

    return answer


at_document = _speaking(_of_document)
"""The zone of a document's office, for a page of it: one query."""

at_task = _speaking(_of_task)
"""The zone of the office of a task's position."""

at_procedure = _speaking(_of_procedure)
"""The zone of an SOP's office, where a document under it begins."""

in_own_zone = _speaking(_of_reader)
"""The zone of the office where the reader works, for what is not about one document."""
