"""E-mail through a real server that works, refuses, stalls and comes back."""

from __future__ import annotations

import asyncio
import email
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any

import django
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from tests import make
from workflow.actions.notices import (
    MOST_TRIES,
    Mailing,
    choose_mail,
    mail_next,
    pause_after,
    read_notices,
)
from workflow.management.duties import Duty, Round, send_mails
from workflow.models import Notice, Task

pytestmark = pytest.mark.django_db

NOW = make.MONDAY
MINUTE = timedelta(minutes=1)
BROKEN_LINE = "BadHeaderError" if django.VERSION < (6, 0) else "ValueError"


@dataclass
class Post:
    """What the server has taken, and what it answers next."""

    taken: list[Message] = field(default_factory=list)
    answer: str = "250 OK"
    stalls_for: float = 0
    is_stalling: bool = False
    unknown: str = ""

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address == self.unknown:
            return "550 Tidak dikenal"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.is_stalling = self.stalls_for > 0
        await asyncio.sleep(self.stalls_for)
        if self.answer.startswith("250"):
            self.taken.append(email.message_from_bytes(envelope.content))
        return self.answer

    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.taken]


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    handler = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 1
    settings.DEFAULT_FROM_EMAIL = "sopks@example.go.id"
    settings.SITE_URL = "https://sop.example.go.id"
    server.start()
    yield handler
    server.stop()


def send_mail(at: datetime) -> bool:
    """Send the e-mail that has waited longest; return whether one went out."""
    return mail_next(at) is Mailing.SENT


def told(count: int = 1) -> list[Notice]:
    """Tell people of a document that has come to their position."""
    version = make.version()
    for number in range(count):
        staff = make.user(email=f"staf{number}@example.go.id")
        make.appointment(staff, make.position_of(version, "Staf"))
    make.document(version, by=make.holder_of(version, "Kepala"))
    return make.told(NOW)


def give_all_to(user: User) -> None:
    """Let all that was told be told to one person, who holds the positions that it came to."""
    for notice in Notice.objects.exclude(user=user).select_related("task__position"):
        assert notice.task is not None
        make.appointment(user, notice.task.position)
    Notice.objects.update(user=user)


def state(notice: Notice) -> tuple[int, datetime | None, datetime | None]:
    notice.refresh_from_db()
    return notice.mail_tries, notice.mail_after, notice.mailed_at


def test_each_person_gets_one_email_and_nobody_a_second(post: Post) -> None:
    notices = told(2)
    assert [send_mail(NOW) for _ in range(4)] == [True, True, False, False]
    assert [str(mail["To"]) for mail in post.taken] == [
        "staf0@example.go.id",
        "staf1@example.go.id",
    ]
    assert [state(notice) for notice in notices] == [(1, None, NOW)] * 2
    assert send_mail(NOW + timedelta(days=9)) is False
    assert str(post.taken[0]["From"]) == "sopks@example.go.id"
    assert str(post.taken[0]["Auto-Submitted"]) == "auto-generated"


def test_an_email_is_not_sent_before_its_time(post: Post) -> None:
    (notice,) = told()
    Notice.objects.update(mail_after=NOW + MINUTE)
    assert not send_mail(NOW + MINUTE - timedelta(seconds=1))
    assert send_mail(NOW + MINUTE)
    assert state(notice) == (1, None, NOW + MINUTE)


def test_a_server_that_refuses_is_asked_again_after_longer_and_longer(post: Post) -> None:
    (notice,) = told()
    post.answer = "451 Nanti saja"
    at, pauses = NOW, []
    for _ in range(4):
        assert not send_mail(at)
        _tries, after, _mailed_at = state(notice)
        assert after is not None
        pauses.append((after - at) // MINUTE)
        assert not send_mail(after - timedelta(seconds=1))
        at = after
    assert pauses == [1, 2, 4, 8]
    assert notice.mail_error.startswith("SMTPDataError: (451, b'Nanti saja')")
    post.answer = "250 OK"
    assert send_mail(at)
    assert state(notice) == (5, None, at)
    assert notice.mail_error == ""
    assert len(post.taken) == 1


def test_an_email_is_given_up_after_two_days_and_says_why(post: Post) -> None:
    (notice,) = told()
    post.answer = "550 Tidak ada"
    at = NOW
    for _ in range(MOST_TRIES):
        assert not send_mail(at)
        at = state(notice)[1] or at
    assert state(notice) == (MOST_TRIES, None, None)
    assert timedelta(days=1.5) < at - NOW < timedelta(days=2.5)
    assert "550" in notice.mail_error
    assert not send_mail(at + timedelta(days=9))


def test_a_server_that_is_away_does_not_hold_up_the_others_and_comes_back(
    post: Post, settings: Settings
) -> None:
    notices = told(2)
    port = settings.EMAIL_PORT
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody.getsockname()[1]
        assert [send_mail(NOW), send_mail(NOW)] == [False, False]
    assert [state(notice) for notice in notices] == [(1, NOW + MINUTE, None)] * 2
    settings.EMAIL_PORT = port
    assert [send_mail(NOW + MINUTE), send_mail(NOW + MINUTE)] == [True, True]
    assert len(set(post.ids())) == 2


def test_a_server_that_stalls_is_left_after_the_timeout(post: Post) -> None:
    (notice,) = told()
    post.stalls_for = 2
    assert not send_mail(NOW)
    assert state(notice) == (1, NOW + MINUTE, None)
    assert "timed out" in notice.mail_error
    post.stalls_for = 0
    assert send_mail(NOW + MINUTE)
    # The server may have taken the first one all the same: then both carry the same identity.
    assert len(set(post.ids())) == 1


def test_who_is_killed_between_sending_and_marking_sends_again_under_the_same_identity(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    (notice,) = told()
    send = EmailMessage.send

    def send_and_die(mail: EmailMessage) -> None:
        send(mail)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", send_and_die)
        with pytest.raises(KeyboardInterrupt):
            send_mail(NOW)
    assert state(notice) == (1, NOW + MINUTE, None)
    assert not send_mail(NOW)
    assert send_mail(NOW + MINUTE)
    assert post.ids() == [f"<notice-{notice.pk}@sop.example.go.id>"] * 2


def test_who_wants_one_email_a_day_gets_all_in_one(post: Post) -> None:
    told(), told()
    user, other = Notice.objects.earliest("pk").user, Notice.objects.latest("pk").user
    give_all_to(user)
    choose_mail(by=Doer(user, make.MONDAY), frequency="daily", language="id")
    choose_mail(by=Doer(other, make.MONDAY), frequency="daily", language="id")
    assert send_mail(NOW)
    assert not send_mail(NOW)
    (mail,) = post.taken
    assert mail["Subject"] == "[SOPKS] 2 pemberitahuan"
    assert str(mail.get_payload()).count("Buka: https://") == 2


def test_what_is_of_no_use_any_more_is_not_sent(post: Post) -> None:
    four = told(4)
    User.objects.filter(pk=four[0].user_id).update(is_active=False)
    User.objects.filter(pk=four[1].user_id).update(email="")
    read_notices(by=Doer(four[2].user, NOW))
    assert [send_mail(NOW), send_mail(NOW)] == [True, False]
    assert [str(mail["To"]) for mail in post.taken] == ["staf3@example.go.id"]


def test_an_email_about_a_step_that_somebody_has_finished_is_not_sent(post: Post) -> None:
    (notice,) = told()
    assert notice.task is not None
    make.finished(notice.task)
    assert not send_mail(NOW)
    assert post.taken == []
    assert state(notice) == (0, None, None)


def test_a_mailbox_that_does_not_exist_leaves_the_next_one_its_email(post: Post) -> None:
    first, second = told(2)
    post.unknown = "staf0@example.go.id"
    assert not send_mail(NOW)
    assert send_mail(NOW)
    assert state(first) == (1, NOW + MINUTE, None)
    assert state(second) == (1, None, NOW)


class Gate:
    """A guard of the mail server's door, who knows one name and password."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.is_open = is_open
        self.asked = 0

    def __call__(self, *_server: Any) -> AuthResult:
        self.asked += 1
        return AuthResult(success=self.is_open, handled=False)


@pytest.fixture
def gate(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Let the mail server that is started after ask who comes."""
    gate = Gate()
    begin = Controller.__init__

    def with_gate(server: Controller, *args: Any, **more: Any) -> None:
        begin(
            server,
            *args,
            **more,
            authenticator=gate,
            auth_require_tls=False,
        )

    monkeypatch.setattr(Controller, "__init__", with_gate)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "sopks", "kata-sandi"
    return gate


def until_given_up(notice: Notice) -> datetime:
    """Try a notice each time that it is due, as long as it is."""
    at = NOW
    for _ in range(MOST_TRIES):
        assert not send_mail(at)
        at = state(notice)[1] or at
    assert state(notice) == (MOST_TRIES, None, None)
    return at


def test_a_password_that_no_server_understands_stops_no_mail_for_good(
    gate: Gate, post: Post, settings: Settings
) -> None:
    notice, other = told(2)
    settings.EMAIL_HOST_PASSWORD = "kata-sandi-é"
    Notice.objects.filter(pk=other.pk).update(mail_after=NOW + timedelta(days=30))
    at = until_given_up(notice)
    assert notice.mail_error == "UnicodeEncodeError"
    settings.EMAIL_HOST_PASSWORD = "kata-sandi"
    assert send_mail(at + timedelta(days=30))
    assert state(other)[0] == 1
    assert len(post.taken) == 1


def test_a_server_that_does_not_let_the_office_in_keeps_the_password_to_itself(
    gate: Gate, post: Post
) -> None:
    (notice,) = told()
    gate.is_open = False
    until_given_up(notice)
    assert notice.mail_error == (
        "SMTPAuthenticationError: (535, b'5.7.8 Authentication credentials invalid')"
    )
    assert gate.asked >= MOST_TRIES


def test_a_server_that_is_away_uses_up_one_try_and_not_one_of_every_notice(
    gate: Gate, post: Post
) -> None:
    told(9)
    gate.is_open = False
    duties = Round([Duty("send e-mail", send_mails, timedelta(seconds=5))])
    for seconds in range(0, 60, 5):
        assert not duties.go(NOW + timedelta(seconds=seconds))
    assert sorted(Notice.objects.values_list("mail_tries", flat=True)) == [*[0] * 8, 1]
    for minutes in range(1, 16):
        duties.go(NOW + timedelta(minutes=minutes))
    assert sum(Notice.objects.values_list("mail_tries", flat=True)) == 5  # at 0, 1, 3, 7, 15
    gate.is_open = True
    later = NOW + timedelta(hours=1)
    while duties.go(later):
        pass
    assert len(post.taken) == 9


def test_what_a_server_repeats_of_people_is_not_written_down(post: Post) -> None:
    (notice,) = told()
    assert notice.document is not None
    name, subject = notice.user.name, notice.document.subject
    post.answer = f"554 {name} <staf0@example.go.id> 198501012010011001: {subject}?"
    assert not send_mail(NOW)
    state(notice)
    assert notice.mail_error.isascii() or "…" in notice.mail_error
    for personal in (name, subject, "staf0", "198501012010011001"):
        assert personal not in notice.mail_error
    post.answer, post.unknown = "250 OK", "staf0@example.go.id"
    assert not send_mail(NOW + MINUTE)
    state(notice)
    assert notice.mail_error == "SMTPRecipientsRefused: (550, b'Tidak dikenal')"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("staf\n@example.go.id", BROKEN_LINE),
        ("a" * 80 + "é@example.go.id", "ValueError"),
        ("dua@x.go.id, tiga@x.go.id", "ValueError"),
    ],
)
def test_an_email_that_cannot_be_made_is_kept_and_lets_the_next_one_go(
    post: Post, address: str, kind: str
) -> None:
    first, second = told(2)
    User.objects.filter(pk=first.user_id).update(email=address)
    duties = Round([Duty("send e-mail", send_mails, timedelta(seconds=5))])
    assert [duties.go(NOW) for _ in range(3)] == [True, True, False]
    assert (state(first), state(second)) == ((1, NOW + MINUTE, None), (1, None, NOW))
    assert first.mail_error == kind
    Notice.objects.filter(pk=second.pk).delete()
    at = NOW + MINUTE
    for _ in range(MOST_TRIES - 1):
        assert not send_mail(at)
        at = state(first)[1] or at
    assert state(first) == (MOST_TRIES, None, None)


def test_a_sender_with_a_broken_line_is_kept_with_the_notice(
    post: Post, settings: Settings
) -> None:
    (notice,) = told()
    settings.DEFAULT_FROM_EMAIL = "sopks@example.go.id\nBcc: x@example.go.id"
    assert not send_mail(NOW)
    assert state(notice) == (1, NOW + MINUTE, None)
    assert notice.mail_error == BROKEN_LINE


def test_a_notice_of_which_no_email_can_be_made_leaves_the_rest_of_the_day_its_email(
    post: Post,
) -> None:
    told(), told()
    broken, sound = Notice.objects.order_by("pk")
    choose_mail(by=Doer(broken.user, make.MONDAY), frequency="daily", language="id")
    give_all_to(broken.user)
    # A day that no calendar of the office knows: it cannot be written in the office's zone.
    Task.objects.filter(notices=broken).update(due_at=datetime.max.replace(tzinfo=UTC))
    assert send_mail(NOW)
    assert (state(broken), state(sound)) == ((1, NOW + MINUTE, None), (1, None, NOW))
    assert broken.mail_error == "OverflowError"
    assert len(post.taken) == 1


@pytest.mark.parametrize(
    ("security", "kind"),
    [("EMAIL_USE_TLS", "SMTPNotSupportedError"), ("EMAIL_USE_SSL", "SSLError")],
)
def test_a_server_without_encryption_is_away_where_it_is_asked_for(
    post: Post, settings: Settings, security: str, kind: str
) -> None:
    notice, _other = told(2)
    setattr(settings, security, True)
    assert mail_next(NOW) is Mailing.SERVER_AWAY
    assert state(notice) == (1, NOW + MINUTE, None)
    assert notice.mail_error.startswith(kind)


def test_what_was_tried_for_too_long_already_is_given_up(post: Post) -> None:
    first, second = told(2)
    Notice.objects.filter(pk=first.pk).update(mail_tries=41)
    assert [send_mail(NOW), send_mail(NOW)] == [True, False]
    assert (state(first), state(second)) == ((41, None, None), (1, None, NOW))
    assert first.mail_error == f"Given up after {MOST_TRIES} tries that came to no end."
    assert second.mail_error == ""


def test_a_server_that_is_gone_in_the_middle_is_asked_again(post: Post) -> None:
    first, second = told(2)
    post.answer = "421 Tutup"
    duties = Round([Duty("send e-mail", send_mails, timedelta(seconds=5))])
    assert [duties.go(NOW) for _ in range(3)] == [True, True, False]
    assert (state(first), state(second)) == ((1, NOW + MINUTE, None),) * 2
    post.answer = "250 OK"
    assert [duties.go(NOW + MINUTE) for _ in range(3)] == [True, True, False]
    assert len(set(post.ids())) == 2


def test_the_pause_grows_up_to_six_hours_however_often_it_was_tried() -> None:
    assert [pause_after(tries) // MINUTE for tries in (0, 1, 8, 9, 41, 32767)] == [
        1,
        2,
        256,
        360,
        360,
        360,
    ]
