"""A plan of many people stored in a few statements, with an entry for each deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from people.actions.accounts import DETAILS, IDENTITY, NAMES
from people.actions.appointments import TERMS
from people.actions.record import Told, changes_between, record_all, values_of
from people.actions.units import OF_A_POSITION, OF_A_UNIT
from people.doers import By
from people.finding import order_key
from people.many import AT_ONCE, in_few_statements
from people.models import Appointment, ForeignName, PeopleEntry, Position, Unit, User
from people.personnel import Plan, There
from people.personnel.plans import Change
from people.personnel.there import PostRef, UnitRef
from people.seal import Fact

Deed = PeopleEntry.Deed


def store_plan(plan: Plan, there: There, *, by: By) -> None:
    """Store a plan inside the caller's transaction; the rows are locked and the plan is theirs."""
    with in_few_statements():
        _Storing(plan, there, by).store()


class _Storing:
    """Rows by what the plan calls them, and what the journal is told in the end."""

    def __init__(self, plan: Plan, there: There, by: By) -> None:
        self.plan, self.there, self.by = plan, there, by
        self.units: dict[UnitRef, Unit] = {
            each.pk: each for each in Unit.objects.filter(pk__in=list(there.units))
        }
        positions = Position.objects.filter(unit__in=list(there.units))
        self.posts: dict[PostRef, Position] = {each.pk: each for each in positions}
        users = {each.user or 0 for each in plan.changed} | {each.user for each in plan.ending}
        self.users = {each.pk: each for each in User.objects.filter(pk__in=users)}
        self.by_nip: dict[str, User] = {}
        self.told: list[Told] = []
        self.connect()

    def connect(self) -> None:
        """Let rows know those they point to, so that none is read again."""
        for post in self.posts.values():
            post.unit = self.units[post.unit_id]
            if post.superior_id in self.posts:
                post.superior = self.posts[post.superior_id]

    def store(self) -> None:
        """Store all of it."""
        self.make_units()
        self.make_posts()
        self.add_seats()
        self.open_accounts()
        self.change_accounts()
        self.end_appointments()
        self.appoint()
        self.remember()
        record_all(self.told, by=self.by)

    def make_units(self) -> None:
        """Make the units, those above first."""
        for _depth, level in groupby(self.plan.units, lambda each: len(each.key)):
            wanted = list(level)
            made = [
                Unit(
                    name=each.name, parent=None if each.parent is None else self.units[each.parent]
                )
                for each in wanted
            ]
            Unit.objects.bulk_create(made)
            for each, unit in zip(wanted, made, strict=True):
                self.units[each.key] = unit
                self.tell(Deed.ADD_UNIT, unit, after=values_of(unit, *OF_A_UNIT))

    def make_posts(self) -> None:
        """Make the positions, then put them below those above."""
        made = [
            Position(title=each.title, unit=self.units[each.unit], seats=each.seats)
            for each in self.plan.posts
        ]
        Position.objects.bulk_create(made)
        for each, post in zip(self.plan.posts, made, strict=True):
            self.posts[each.unit, each.key] = post
        below = [each for each in self.plan.posts if each.superior is not None]
        for each in below:
            superior = each.superior
            self.posts[each.unit, each.key].superior = self.posts[superior] if superior else None
        placed = [self.posts[each.unit, each.key] for each in below]
        Position.objects.bulk_update(placed, ["superior"], batch_size=AT_ONCE)
        for post in made:
            self.tell(Deed.ADD_POSITION, post, after=values_of(post, *OF_A_POSITION))

    def add_seats(self) -> None:
        """Give positions the seats that they lack."""
        grown = [self.posts[each.post] for each in self.plan.seats]
        for each, post in zip(self.plan.seats, grown, strict=True):
            post.seats = each.seats
            before, after = {"seats": each.was}, {"seats": each.seats}
            self.tell(Deed.CHANGE_POSITION, post, before=before, after=after)
        Position.objects.bulk_update(grown, ["seats"], batch_size=AT_ONCE)

    def open_accounts(self) -> None:
        """Open an account for each who has none: named by the NIP, with no password to use."""
        opened = [
            User(username=each.nip, nip=each.nip, name=each.name, rank=each.rank or "")
            for each in self.plan.new
        ]
        for user in opened:
            user.set_unusable_password()
        User.objects.bulk_create(opened)
        for user in opened:
            self.by_nip[str(user.nip)] = user
            after = values_of(user, *IDENTITY)
            self.tell(Deed.OPEN_ACCOUNT, user.username, person=user, after=after)

    def change_accounts(self) -> None:
        """Store what changes of the accounts that are there."""
        changed = []
        for each in self.plan.changed:
            user = self.users[each.user or 0]
            self.by_nip[each.nip] = user
            if each.is_told:
                changed.append(user)
                self.change_account(user, each)
        fields = ["name", "name_key", "nip", "rank"]
        User.objects.bulk_update(changed, fields, batch_size=AT_ONCE)

    def change_account(self, user: User, change: Change) -> None:
        """Write into an account what a plan says of it; names and details are entries apart."""
        before = values_of(user, *NAMES, *DETAILS)
        user.name, user.nip = change.name, change.nip
        user.name_key = order_key(change.name)
        user.rank = user.rank if change.rank is None else change.rank
        after = values_of(user, *NAMES, *DETAILS)
        for deed, names in ((Deed.RENAME_ACCOUNT, NAMES), (Deed.CHANGE_ACCOUNT, DETAILS)):
            was, is_now = changes_between(_some(before, names), _some(after, names))
            if is_now:
                self.tell(deed, user.username, person=user, before=was, after=is_now)

    def end_appointments(self) -> None:
        """Let appointments end on their last days; take back those that have not begun."""
        ends = [each.ends for each in self.plan.ending]
        ends += [each.ends for each in self.plan.changes]
        last = {end.appointment: end.ends_on for each in ends for end in each}
        rows = Appointment.objects.filter(pk__in=list(last)).order_by("pk")
        days: dict[date | None, list[int]] = {}
        for row in rows:
            row.user, row.position = self.users[row.user_id], self.posts[row.position_id]
            days.setdefault(last[row.pk], []).append(row.pk)
            self.tell_end(row, last[row.pk])
        for day, keys in days.items():
            ending = Appointment.objects.filter(pk__in=keys)
            ending.delete() if day is None else ending.update(ends_on=day)

    def tell_end(self, row: Appointment, day: date | None) -> None:
        """Tell the journal that an appointment ends, or was taken back."""
        before = values_of(row, *TERMS)
        if day is None:
            self.tell(Deed.DELETE_APPOINTMENT, row, person=row.user, before=before)
            return
        row.ends_on = day
        was, is_now = changes_between(before, values_of(row, *TERMS))
        self.tell(Deed.END_APPOINTMENT, row, person=row.user, before=was, after=is_now)

    def appoint(self) -> None:
        """Appoint those who come to a position, and move appointments that have not begun."""
        coming = [each for each in self.plan.changes if each.begins is not None]
        fresh = [each for each in coming if each.moved is None]
        made = [self.appointment(each) for each in fresh]
        Appointment.objects.bulk_create(made)
        for each, row in zip(fresh, made, strict=True):
            since = {"since": str(each.since)} if each.since else {}
            after = {**values_of(row, *TERMS), **since}
            self.tell(Deed.APPOINT_PERSON, row, person=row.user, after=after)
        self.move({each.moved: each for each in coming if each.moved is not None})

    def appointment(self, change: Change) -> Appointment:
        """Return the appointment that a change asks for."""
        return Appointment(
            user=self.by_nip[change.nip],
            position=self.post(change),
            starts_on=change.starts_on or self.by.on,
        )

    def post(self, change: Change) -> Position:
        """Return the position that somebody comes to."""
        return self.posts[change.begins or 0]

    def move(self, moved: Mapping[int, Change]) -> None:
        """Let appointments that have not begun be for another position."""
        rows = list(Appointment.objects.filter(pk__in=list(moved)).order_by("pk"))
        for row in rows:
            row.user, row.position = self.users[row.user_id], self.posts[row.position_id]
            before = values_of(row, *TERMS)
            row.position = self.post(moved[row.pk])
            was, is_now = changes_between(before, values_of(row, *TERMS))
            self.tell(Deed.CHANGE_APPOINTMENT, row, person=row.user, before=was, after=is_now)
        Appointment.objects.bulk_update(rows, ["position"], batch_size=AT_ONCE)

    def remember(self) -> None:
        """Keep what foreign names stand for."""
        names = []
        for key, ref in self.plan.names:
            is_title = key.startswith("title:")
            unit = None if is_title else self.units[ref]
            position = self.posts[ref] if is_title and isinstance(ref, int) else None
            names.append(ForeignName(key=key, unit=unit, position=position))
        ForeignName.objects.bulk_create(
            names,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["unit", "position"],
        )

    def tell(
        self,
        deed: PeopleEntry.Deed,
        thing: object,
        *,
        person: User | None = None,
        before: Mapping[str, Fact] | None = None,
        after: Mapping[str, Fact] | None = None,
    ) -> None:
        """Have the journal told of a deed."""
        self.told.append(Told(deed, str(thing), person, before or {}, after or {}))


def _some(facts: Mapping[str, Fact], names: Iterable[str]) -> dict[str, Fact]:
    return {name: facts[name] for name in names}
