"""People as a personnel file has them: all of it stored, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.actions.record import lock_head, record, values_of
from people.actions.storing import store_plan
from people.doers import By
from people.locks import locked
from people.models import Appointment, ForeignName, PeopleEntry, Position, Unit, User
from people.permissions import can_keep_staff
from people.personnel import Plan, Staff, There, Ties, compare
from people.refusals import Doubted, Refused, refuse_stale
from people.seal import Fact
from people.staff import read_there


@transaction.atomic
def import_people(  # noqa: PLR0913 # what was shown, and what was said yes to
    staff: Staff,
    ties: Ties,
    *,
    office: Unit | None,
    by: By,
    seen: str | None = None,
    also: str = "",
    file: str = "",
) -> Plan:
    """Bring people in as a personnel file has them, and return what was changed.

    `seen` is the token of the plan that was shown: another one, because somebody changed something
    meanwhile, raises Stale. Where more than half of the people there would leave, Doubted is raised
    unless `also` is the token of just that plan. Raises Refused for who does not keep the people of
    the office, while something is still asked, and where nothing would change. Rows with something
    wrong are left out. One's own appointments stay as they are, as do people who belong
    elsewhere and accounts that `by` may not change.
    """
    if not can_keep_staff(by.user, office, on=by.held_on):
        raise Refused(_("You do not keep the people of this unit."))
    _lock(staff, ties, read_there(office, by=by))
    there = read_there(office, by=by)  # as it is now that nobody else changes it
    plan = compare(staff, there, ties)
    if plan.questions:
        raise Refused(_("First choose what the names stand for that are not known yet."))
    refuse_stale(seen, plan.token, sentence=_changed_meanwhile())
    if plan.changes_nothing:
        raise Refused(_("Nothing would change, so nothing was stored."))
    _ask_twice(plan, also)
    store_plan(plan, there, by=by)
    record(PeopleEntry.Deed.IMPORT_PEOPLE, file or office or "", by=by, after=_told(plan))
    return plan


@transaction.atomic
def forget_name(name: ForeignName, *, by: By) -> None:
    """Let the next personnel file ask again what a name of it stands for.

    Raises Refused for who does not keep the people of the unit, and where it was forgotten already.
    """
    fresh = locked(ForeignName.objects.filter(pk=name.pk), keys_change=True).first()
    if fresh is None:
        raise Refused(_("This name is asked about again already."))
    unit = fresh.unit if fresh.position is None else fresh.position.unit
    if not can_keep_staff(by.user, unit, on=by.held_on):
        raise Refused(_("You do not keep the people of this unit."))
    before = {"name": fresh.key, **values_of(fresh, "unit", "position")}
    record(PeopleEntry.Deed.FORGET_NAME, fresh, by=by, before=before)
    fresh.delete()


def _lock(staff: Staff, ties: Ties, there: There) -> None:
    """Lock units, the people concerned, positions, appointments, and the journal's head at last."""
    concerned = {
        pk
        for pk, account in there.accounts.items()
        if account.nip in staff.named or account.username in staff.named
    }
    tied = {key: chosen for key, chosen in ties.chosen.items() if key.startswith("person:")}
    concerned |= {int(each) for each in tied.values() if each.isdecimal()}
    concerned |= {held.user for held in there.held.values() if held.position in there.posts}
    units = list(there.units)
    _hold(locked(Unit.objects.filter(pk__in=units)).values_list("pk", flat=True))
    _hold(locked(User.objects.filter(pk__in=concerned)).values_list("pk", flat=True))
    posts = locked(Position.objects.filter(unit__in=units))
    _hold(posts.values_list("pk", flat=True))
    lasting = Q(ends_on=None) | Q(ends_on__gte=there.on)
    held = Appointment.objects.filter(lasting, user__in=concerned)
    _hold(locked(held, keys_change=True).values_list("pk", flat=True))
    lock_head()


def _hold(rows: Iterable[int]) -> None:
    """Read rows that are locked by being read."""
    list(rows)


def _changed_meanwhile() -> str:
    return _(
        "What would change is no longer what was shown: somebody has changed something meanwhile, "
        "or you have chosen something else. Nothing was stored. Look at it again, then store it."
    )


def _ask_twice(plan: Plan, also: str) -> None:
    if plan.ends_most and also != plan.token:
        leaving = len(plan.ending)
        said = ngettext(
            "This would end the appointments of %(count)s of the %(all)s people there, more than "
            "half. Is it the whole file, and of this unit? Say yes once more if that is meant.",
            "This would end the appointments of %(count)s of the %(all)s people there, more than "
            "half. Is it the whole file, and of this unit? Say yes once more if that is meant.",
            leaving,
        )
        raise Doubted(said % {"count": leaving, "all": plan.present}, plan.token)


def _told(plan: Plan) -> Mapping[str, Fact]:
    """Return how much was changed, for the journal."""
    return {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": plan.same,
        "ended": len(plan.ending),
        "left_out": len(plan.wrongs),
        "units": len(plan.units),
        "positions": len(plan.posts),
        "names": len(plan.names),
    }
