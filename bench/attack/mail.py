"""Mail servers that refuse, notices that cannot be sent: the others are sent all the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.attack.databases import ROOT
from bench.attack.findings import Finding, checked, unless
from bench.attack.site import Site, free_port
from bench.attack.stage import Stage, now
from bench.attack.times import until

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from workflow.models import Notice

PEOPLE, PATIENCE = 4, 45.0
WRONG = "sandi-é-ü"
UNKNOWN = "tidak-dikenal@example.go.id"


@dataclass
class Post:
    """What a mail server has taken; it knows all but one, and takes every password or none."""

    taken: list[str] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address == UNKNOWN:
            return "550 Tidak dikenal"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.taken += envelope.rcpt_tos
        return self.answer


def attack(stage: Stage) -> Iterator[Finding]:
    """Let a worker send the notices of an office of its own to a server on this computer."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult

    post, port = Post(), free_port()
    server = Controller(
        post,
        hostname="127.0.0.1",
        port=port,
        auth_require_tls=False,
        authenticator=lambda *_asked: AuthResult(success=True),
    )
    server.start()
    settings = {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "EMAIL_SECURITY": "none",
        "EMAIL_FROM": "sopks@example.go.id",
        "SITE_URL": "http://127.0.0.1:8000",
    }
    try:
        with stage.copy("mail", stage.folder / "mail", **settings) as site:
            yield from broken_notice(site, post)
            yield from unknown_person(site, post)
            yield from refusing_server(site, post)
            yield from password(site, post)
    finally:
        server.stop()


@contextmanager
def worker(site: Site, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """Let a worker work with these settings until the block ends."""
    with site.log.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "worker"],
            cwd=ROOT,
            env={**site.environment, **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def notices(first: str = "") -> list[Notice]:
    """Tell some people of a document, by e-mail at once; `first` is whose address is another."""
    from tests import make
    from workflow.models import Notice

    version = make.version()
    for number in range(PEOPLE):
        person = make.user()
        person.email = first if first and number == 0 else f"{person.username}@example.go.id"
        person.save()
        make.appointment(person, make.position_of(version, "Staf"))
    document = make.document(version, by=make.holder_of(version, "Kepala"), at=now())
    make.told(now())
    found = Notice.objects.filter(document=document).exclude(user__email="")
    found.update(mail_after=now() - timedelta(hours=1))
    return list(found.order_by("pk"))


def broken_notice(site: Site, post: Post) -> Iterator[Finding]:
    """One notice that cannot be made into an e-mail, tried 41 times already, stands before all."""
    from workflow.models import Notice

    for tries in (0, 41):
        told = notices("a\r\nBcc: penyerang@example.go.id")
        broken = Notice.objects.filter(pk=told[0].pk)
        broken.update(mail_tries=tries, mail_after=now() - timedelta(days=1))
        with worker(site) as process:
            sent = until(partial(_are_sent, told[1:]), seconds=PATIENCE)
            kept = until(partial(_is_kept, broken), seconds=10)
            ended = process.poll() is not None
        yield checked(
            f"a broken notice after {tries} tries stops no other",
            unless(sent, "the others were not sent"),
            unless(not ended, "the worker ended"),
        )
        yield checked("why it was not sent is kept with it", unless(kept, "nothing is kept"))
        broken.update(mail_after=None)
    doubt = unless(not any("penyerang" in each for each in post.taken), "a stranger got it")
    yield checked("no header is slipped in", doubt)


def unknown_person(site: Site, _post: Post) -> Iterator[Finding]:
    """The server does not know one of the people."""
    told = notices(UNKNOWN)
    with worker(site):
        sent = until(lambda: _are_sent(told[1:]), seconds=PATIENCE)
    yield checked("one unknown address stops no other", unless(sent, "the others were not sent"))
    _give_up(told)


def refusing_server(site: Site, post: Post) -> Iterator[Finding]:
    """The server refuses all for a while."""
    from workflow.models import Notice

    told, post.answer = notices(), "451 Nanti saja"
    keys = [notice.pk for notice in told]
    rows = Notice.objects.filter(pk__in=keys)
    with worker(site) as process:
        tried = until(lambda: rows.exclude(mail_error="").exists(), seconds=PATIENCE)
        post.answer = "250 OK"
        rows.update(mail_after=now())
        sent = until(lambda: _are_sent_once_due(told), seconds=PATIENCE)
        ended = process.poll() is not None
    yield checked(
        "a server that refuses is asked again",
        unless(tried, "it was not tried"),
        unless(sent, "they were not sent afterwards"),
        unless(not ended, "the worker ended"),
    )


def password(site: Site, post: Post) -> Iterator[Finding]:
    """The password for the server has letters that cannot be sent; later it is put right."""
    from tests import make
    from workflow.models import Notice, Untold

    told = notices()
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in told])
    with worker(site, EMAIL_USER="sopks", EMAIL_PASSWORD=WRONG) as process:
        kept = until(lambda: rows.exclude(mail_error="").exists(), seconds=PATIENCE)
        make.document(at=now())
        works = until(lambda: not Untold.objects.exists(), seconds=PATIENCE)
        ended = process.poll() is not None
    says = " ".join(rows.values_list("mail_error", flat=True))
    yield checked(
        "a password that cannot be sent is kept as the reason",
        unless(kept, "nothing is kept with the notices"),
        unless(works and not ended, "the worker does nothing else any more"),
        unless(WRONG not in says, "the password is kept in the database"),
    )
    with worker(site, EMAIL_USER="sopks", EMAIL_PASSWORD="benar"):  # noqa: S106
        sent = until(lambda: _are_sent_once_due(told), seconds=PATIENCE)
    yield checked("with a right one all is sent", unless(sent, "they were not sent"))
    doubt = unless(WRONG not in site.log.read_text(encoding="utf-8"), "it stands in the log")
    yield checked("the password is in no log", doubt)


def _is_kept(rows: QuerySet[Notice]) -> bool:
    """Whether the reason why one could not be sent is kept with it."""
    return rows.exclude(mail_error="").exists()


def _are_sent(told: list[Notice]) -> bool:
    from workflow.models import Notice

    keys = [notice.pk for notice in told]
    return not Notice.objects.filter(pk__in=keys, mailed_at=None).exists()


def _are_sent_once_due(told: list[Notice]) -> bool:
    """Let what was put off be due, and look whether all went out."""
    from workflow.models import Notice

    keys = [notice.pk for notice in told]
    Notice.objects.filter(pk__in=keys, mail_after__isnull=False).update(mail_after=now())
    return _are_sent(told)


def _give_up(told: list[Notice]) -> None:
    from workflow.models import Notice

    Notice.objects.filter(pk__in=[notice.pk for notice in told]).update(mail_after=None)
