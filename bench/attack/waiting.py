"""Somebody holds a lock for long: the others wait for no longer than they must."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait

from bench.attack.browser import Answer, Watching
from bench.attack.findings import Finding, unless
from bench.attack.office import Office
from bench.attack.stage import Stage

HELD, WAITERS, LIMIT, HEALTH, DESK = 40.0, 16, 20.0, 2.0, 15.0
BUSY = ("busy", "moment", "wait")


def attack(stage: Stage) -> Iterator[Finding]:
    """Lock a document from outside for 40 s at most, let people want it, and watch the others."""
    from tests import make

    office = Office(stage)
    document = office.document()
    form = office.browser.form(f"/documents/{document.pk}/", f"/documents/{document.pk}/comment/")
    other = stage.browser(make.user())
    health, desk = Watching(stage.browser(), "/healthz"), Watching(other, "/")
    with ThreadPoolExecutor(WAITERS) as threads:
        with health, desk, stage.database.locked(document.pk):
            filled = [form.filled(text=f"Catatan {number}") for number in range(WAITERS)]
            waiters = [threads.submit(office.browser.send, each) for each in filled]
            wait(waiters, timeout=HELD)
        answers = [each.result() for each in waiters]
    for what, doubt in (
        ("/healthz answers within 2 s", health.doubt(HEALTH)),
        ("desks of others answer", desk.doubt(DESK)),
    ):
        yield Finding(what, 1, (doubt,) if doubt else ())
    yield Finding("who waits is told so in time", WAITERS, tuple(told(answers)))
    after = office.browser.send(form.filled(text="Sesudahnya"))
    doubt = unless(after.is_done, f"answered {after.status}")
    yield Finding("it goes on afterwards", 1, (doubt,) if doubt else ())


def told(answers: list[Answer]) -> Iterator[str]:
    """Yield what was wrong with the answers of those who waited."""
    for answer in answers:
        if answer.status != 503 or not any(word in answer.words.lower() for word in BUSY):
            yield f"answered {answer.status} after {answer.seconds:.0f} s"
        elif answer.seconds > LIMIT:
            yield f"waited {answer.seconds:.0f} s"
