"""A crowd that clicks at everything at once: what each was told is what is on record."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from bench.attack.browser import Answer, Browser
from bench.attack.findings import Finding, checked, unless
from bench.attack.office import Office
from bench.attack.stage import Stage
from bench.attack.times import at_once

if TYPE_CHECKING:
    from workflow.models import Document

PEOPLE, DOCUMENTS, SECONDS, MOST = 8, 2, 10.0, 40
VERBS = ("take", "take", "finish", "finish", "release", "pause", "resume", "take-back")
DEEDS = {
    "take": ("take",),
    "finish": ("done", "yes", "no"),
    "release": ("release",),
    "pause": ("pause",),
    "resume": ("resume",),
    "take-back": ("take_back",),
}
TYPED = {"note": "Periksa lagi", "reason": "Rapat"}


def attack(stage: Stage) -> Iterator[Finding]:
    """Let a crowd click for some seconds at the tasks of the same documents."""
    from django.db.models import Max

    from tests import make
    from workflow.models import Task

    office = Office(stage)
    documents = [office.document() for _ in range(DOCUMENTS)]
    people = [make.user() for _ in range(PEOPLE)]
    for person in people:
        for actor in office.version.actors.select_related("position"):
            assert actor.position is not None
            make.appointment(person, actor.position)
    first = Task.objects.aggregate(most=Max("pk"))["most"] - DOCUMENTS + 1
    end = time.monotonic() + SECONDS
    crowd = [
        partial(clicks, stage.browser(person), Random(number), first, end)  # noqa: S311
        for number, person in enumerate(people)
    ]
    answers = [each for one in at_once(crowd) for each in one]
    yield from judged(documents, answers)
    whole = stage.whole()
    yield Finding("record and files are whole afterwards", 1, (whole,) if whole else ())


def clicks(browser: Browser, chance: Random, first: int, end: float) -> list[tuple[str, Answer]]:
    """Click at the tasks there may be by now and return what was answered."""
    answers: list[tuple[str, Answer]] = []
    while time.monotonic() < end and len(answers) < MOST:
        verb, task = chance.choice(VERBS), first + chance.randrange(DOCUMENTS * 3)
        answer = chance.choice(["done", "yes", "no"])
        sent = browser.post(f"/tasks/{task}/{verb}/", answer=answer, **TYPED)
        answers.append((verb, sent))
    return answers


def judged(documents: list[Document], answers: list[tuple[str, Answer]]) -> Iterator[Finding]:
    """Compare what was answered as done with what is on record."""
    from workflow.models import Entry, Task

    errors = [f"{verb}: {each.status}" for verb, each in answers if each.is_error]
    yield Finding("clicks are answered", len(answers), tuple(errors))
    told = Counter(verb for verb, answer in answers if answer.is_done)
    yield checked("the crowd gets something done", unless(sum(told.values()), "nothing"))
    keys = [document.pk for document in documents]
    entries = Entry.objects.filter(document__in=keys)
    for verb, deeds in DEEDS.items():
        kept = entries.filter(deed__in=deeds).count()
        doubt = unless(kept == told[verb], f"{told[verb]} answered, {kept} on record")
        yield Finding(f"{verb}: each answered is on record once", 1, (doubt,) if doubt else ())
    most = max(Task.objects.open().filter(document=key).count() for key in keys)
    doubt = unless(most <= 1, f"{most} open tasks")
    yield Finding("a document waits at one step", 1, (doubt,) if doubt else ())
