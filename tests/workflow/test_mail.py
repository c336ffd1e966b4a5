"""E-mail through a real server that works, refuses, stalls and comes back."""

from __future__ import annotations

import asyncio
import email
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from people.models import User
from tests import make
from workflow.actions.notices import MOST_TRIES, choose_mail, read_notices, send_mail
from workflow.models import Notice

pytestmark = pytest.mark.django_db

NOW = make.MONDAY
MINUTE = timedelta(minutes=1)


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


def told(count: int = 1) -> list[Notice]:
    """Tell people of a document that has come to their position."""
    version = make.version()
    for number in range(count):
        staff = make.user(email=f"staf{number}@example.go.id")
        make.appointment(staff, make.position_of(version, "Staf"))
    make.document(version, by=make.holder_of(version, "Kepala"))
    return make.told(NOW)


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
    Notice.objects.update(user=user)
    choose_mail(by=user, frequency="daily", language="id")
    choose_mail(by=other, frequency="daily", language="id")
    assert send_mail(NOW)
    assert not send_mail(NOW)
    (mail,) = post.taken
    assert mail["Subject"] == "[SOPKS] 2 pemberitahuan"
    assert str(mail.get_payload()).count("Buka: https://") == 2


def test_what_is_of_no_use_any_more_is_not_sent(post: Post) -> None:
    four = told(4)
    User.objects.filter(pk=four[0].user_id).update(is_active=False)
    User.objects.filter(pk=four[1].user_id).update(email="")
    read_notices(by=four[2].user, at=NOW)
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
