"""Somebody with one right in the administration tries to get more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bench.attack.browser import Answer, Browser, Form, form_in
from bench.attack.findings import Finding, checked, unless
from bench.attack.stage import Stage

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import User

LETTER = "SP/1/2026"
TICKS = {"is_superuser": "on", "is_active": "on"}
NEW = "sandi-penyerang-0"


def attack(stage: Stage) -> Iterator[Finding]:
    """Try every door; who is what afterwards is asked of the database."""
    yield from accounts(stage)
    yield from others(stage)
    yield from appointments(stage)


def accounts(stage: Stage) -> Iterator[Finding]:
    """Who may change users gives rights to the own account, or makes an account that has them."""
    from people.models import Role, User
    from tests import make

    someone = make.may("people")
    browser, page = stage.browser(someone), _page(someone)
    own = User.objects.filter(pk=someone.pk)
    yield tried(
        "ticks is_superuser on the own account",
        Door(browser, page, {"is_superuser": "on"}),
        lambda: own.get().is_superuser,
    )
    given = {"user": str(someone.pk), "kind": "editor", "unit": str(make.home().pk)}
    given |= {"starts_on": _today(), "letter": LETTER}
    yield tried(
        "gives the own account another role",
        Door(browser, "/admin/people/role/add/", given),
        Role.objects.filter(user=someone, kind="editor").exists,
    )
    name = f"baru{someone.pk}"
    made = {"username": name, "name": "Baru", "usable_password": "true", **TICKS}
    yield tried(
        "adds an account with all rights",
        Door(browser, "/admin/people/user/add/", made | {"password1": NEW, "password2": NEW}),
        User.objects.filter(username=name, is_superuser=True).exists,
    )


def others(stage: Stage) -> Iterator[Finding]:
    """Who may change users lays hands on an administrator's account."""
    from people.models import User
    from tests import make

    for what, rest, typed, is_as_before in (
        (
            "resets an administrator's password",
            "password",
            {"password1": NEW, "password2": NEW, "usable_password": "true"},
            lambda user: user.check_password("pw"),
        ),
        (
            "renames an administrator",
            "change",
            {"username": "bukan-admin"},
            lambda user: user.username != "bukan-admin",
        ),
        (
            "lets an administrator's mail come to another address",
            "change",
            {"email": "penyerang@example.go.id"},
            lambda user: user.email == "",
        ),
        (
            "closes an administrator's account",
            "change",
            dict.fromkeys(TICKS, ""),
            lambda user: user.is_active and user.is_superuser,
        ),
        ("deletes an administrator", "delete", {"post": "yes"}, lambda user: user.is_active),
    ):
        victim = make.administrator()
        browser = stage.browser(make.may("people"))
        door = Door(browser, f"/admin/people/user/{victim.pk}/{rest}/", typed)
        yield tried(what, door, partial(_differs, User.objects.filter(pk=victim.pk), is_as_before))


def _differs(found: QuerySet[User], is_as_before: Callable[[User], object]) -> bool:
    user = found.first()
    return user is None or not is_as_before(user)


def appointments(stage: Stage) -> Iterator[Finding]:
    """Who may change appointments makes themselves the head, and that since long ago."""
    today = _today()
    for what, typed in (
        ("appoints themselves head, from long ago", {"starts_on": "2020-01-01"}),
        ("appoints themselves head from today", {"starts_on": today}),
        (
            "appoints themselves Plt. from long ago, with a letter",
            {"starts_on": "2020-01-01", "capacity": "plt", "letter": LETTER},
        ),
    ):
        thief = Thief(stage)
        yield tried(what, thief.door("appointment/add/", **typed), thief.is_head)
    friend = Thief(stage)
    friend.browser = stage.browser(Thief(stage).someone)
    door = friend.door("appointment/add/", starts_on="2020-01-01")
    yield tried("appoints a friend head, from long ago", door, friend.is_head)
    thief = Thief(stage)
    inline = {f"appointments-0-{name}": value for name, value in thief.wanted.items()}
    inline |= {"appointments-0-starts_on": "2020-02-03", "appointments-TOTAL_FORMS": "1"}
    door = Door(thief.browser, _page(thief.someone), inline)
    yield tried("appoints themselves on their account's page", door, thief.is_head)
    yield from _own_appointment(stage)


def _own_appointment(stage: Stage) -> Iterator[Finding]:
    from people.models import Appointment
    from tests import make

    for what, typed in (
        ("makes their own appointment that of the head", {}),
        ("lets their own appointment begin earlier", {"starts_on": "2000-01-01"}),
    ):
        thief = Thief(stage)
        own = make.appointment(thief.someone, make.position())
        position = {"position": str(own.position_id)} if typed else {}
        door = thief.door(f"appointment/{own.pk}/change/", **typed, **position)
        earlier = Appointment.objects.filter(user=thief.someone, starts_on__year=2000)
        yield tried(what, door, earlier.exists if typed else thief.is_head)


class Thief:
    """Somebody who may change appointments, and a position that is wanted."""

    def __init__(self, stage: Stage) -> None:
        from tests import make

        self.head = make.position("Kepala Dinas")
        self.someone = make.may("people")
        self.browser = stage.browser(self.someone)
        keys = {"user": str(self.someone.pk), "position": str(self.head.pk)}
        self.wanted = {**keys, "capacity": "definitive"}

    def door(self, path: str, **typed: str) -> Door:
        """Return a form of the administration with the wish and something else typed into it."""
        return Door(self.browser, f"/admin/people/{path}", self.wanted | typed)

    def is_head(self) -> bool:
        """Whether the wish came true: today, or on a day long ago."""
        from people.models import Position

        days = (date.fromisoformat(_today()), date(2021, 1, 4))
        return any(
            Position.objects.held_by(self.someone, on=day).filter(pk=self.head.pk).exists()
            for day in days
        )


def _today() -> str:
    from django.utils import timezone

    return timezone.localdate().isoformat()


def _page(user: User) -> str:
    return f"/admin/people/user/{user.pk}/change/"


@dataclass(frozen=True)
class Door:
    """A form of the administration and what is typed into it."""

    browser: Browser
    page: str
    typed: dict[str, str]

    def pushed(self) -> list[Answer]:
        """Send the form as it stands on its page, if it does, and bare, as only a program can."""
        assert self.browser.get("/").status == 200, "who knocks has to be signed in"
        form = form_in(self.browser.get(self.page), self.page, ".*(change|add|password|delete)/")
        whole = [form.filled(**self.typed, _save="1")] if form else []
        bare = Form(self.page, (*self.typed.items(), ("_save", "1")))
        return [self.browser.send(each) for each in (*whole, bare)]


def tried(what: str, door: Door, is_won: Callable[[], object]) -> Finding:
    """Push at a door; lost where it was won, or answered with an error."""
    errors = [each.status for each in door.pushed() if each.is_error]
    return checked(
        what, unless(not is_won(), "it was done"), unless(not errors, f"answered {errors}")
    )
