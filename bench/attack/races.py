"""The same form sent several times at the same moment: one is done, and the record says so once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bench.attack import races_of_definitions, races_of_documents, races_of_tasks
from bench.attack.browser import Answer, Browser, Form
from bench.attack.findings import Finding, unless
from bench.attack.office import Office
from bench.attack.race import Race
from bench.attack.stage import Stage
from bench.attack.times import at_once

__all__ = ["attack"]

ROUNDS = 2
RACES: Sequence[Callable[[Office], Race]] = (
    *races_of_tasks.RACES,
    *races_of_documents.RACES,
    *races_of_definitions.RACES,
)


def attack(stage: Stage) -> Iterator[Finding]:
    """Run every race some times, each on a thing of its own."""
    office = Office(stage)
    for race in RACES:
        doubts = [judged(race(office)) for _ in range(ROUNDS)]
        what = (race.__doc__ or "").splitlines()[0].rstrip(".")
        yield Finding(what, ROUNDS, tuple(filter(None, doubts)))
    whole = stage.whole()
    yield Finding("record and files are whole afterwards", 1, (whole,) if whole else ())


def judged(race: Race) -> str:
    """Send all forms at once; return what was wrong: an error, none done, twice on record."""
    answers = at_once([partial(sent, *each) for each in race.sent])
    statuses = sorted(answer.status for answer in answers)
    done, kept = sum(answer.is_done for answer in answers), race.kept()
    errors = [answer.status for answer in answers if answer.is_error]
    doubts = (
        unless(not errors, f"answered {errors}"),
        unless(done, f"none was done ({statuses})"),
        unless(done <= 1 or not race.is_for_one, f"{done} were told that they had done it"),
        unless(kept == 1, f"{kept} times on record ({statuses})"),
    )
    return "; ".join(filter(None, doubts))


def sent(browser: Browser, form: Form) -> Answer:
    return browser.send(form)
