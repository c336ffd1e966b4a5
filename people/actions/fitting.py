"""Whether an appointment goes with the others to its position."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.locks import locked
from people.models import Appointment, Position
from people.refusals import Refused


def refuse_unfit(terms: Appointment) -> None:
    """Raise Refused where an appointment does not go with the others to its position.

    The position is locked: of two who take its last seat at once the second is refused. One that
    only ends earlier than it was to is in nobody's way.
    """
    position = locked(Position.objects.all()).get(pk=terms.position_id)
    if terms.lacks_letter:
        raise Refused(_("Plt. and Plh. need the letter that appoints them."))
    retired_on = position.retired_on
    if retired_on is not None and (terms.ends_on is None or terms.ends_on >= retired_on):
        raise Refused(
            _("%(position)s is retired from %(day)s on; nobody holds it from then on.")
            % {"position": position, "day": date_format(retired_on)}
        )
    others = Appointment.objects.overlapping(terms).select_related("user", "position")
    own = others.filter(user=terms.user_id).first()
    if own is not None:
        raise Refused(
            _(
                "%(appointment)s is there already for some of these days. Let one end before the "
                "other begins."
            )
            % {"appointment": own}
        )
    if terms.capacity == Appointment.Capacity.DEFINITIVE:
        _refuse_full(position, others.filter(capacity=Appointment.Capacity.DEFINITIVE), terms)


def _refuse_full(position: Position, others: QuerySet[Appointment], terms: Appointment) -> None:
    """Raise Refused where on a day of an appointment all seats are taken by others."""
    there = list(others)
    days = {terms.starts_on, *(each.starts_on for each in there)}
    for day in sorted(each for each in days if each >= terms.starts_on):
        sitting = [each for each in there if each.holds_on(day)]
        if len(sitting) >= position.seats:
            raise Refused(
                ngettext(
                    "%(position)s has %(seats)s seat, and it is taken by %(names)s. Let an "
                    "appointment end first, or give the position more seats.",
                    "%(position)s has %(seats)s seats, and they are taken by %(names)s. Let an "
                    "appointment end first, or give the position more seats.",
                    position.seats,
                )
                % {
                    "position": position,
                    "seats": position.seats,
                    "names": ", ".join(str(each.user) for each in sitting),
                }
            )
