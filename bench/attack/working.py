"""People who work, and remember what they were answered as done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event

from bench.attack.browser import Answer, Browser, form_in

Deed = tuple[str, int, str]
"""What was done, the key of the document, and a text or digest that it can be known by."""

ERROR = "error"  # in the place of a deed
MOST = 60
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@dataclass
class Clerk:
    """Somebody who starts documents with a file, comments on them and finishes their first step."""

    browser: Browser
    start: str
    number: int
    done: list[Deed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.number)  # noqa: S311

    def work(self, is_over: Event) -> list[Deed]:
        """Work until it is over; whatever is not answered is begun again with something new."""
        while not is_over.is_set() and len(self.done) < MOST:
            try:
                self._document()
            except LookupError:  # the page was not there: the product is away
                is_over.wait(0.3)
        return self.done

    def _document(self) -> None:
        content = PDF + self.chance.randbytes(60_000)
        form = self.browser.form(self.start, self.start).filled(subject=f"Undangan {self.number}")
        kept = self.browser.send(form.carrying("uploads", "a.pdf", content))
        if not self._noted("draft", kept, kept.key, hashlib.sha256(content).hexdigest()):
            return
        draft = f"/documents/{kept.key}/draft/send/"
        sent = self.browser.send(self.browser.form(draft, draft))
        if self._noted("start", sent, kept.key, ""):
            self._comment(kept.key)
            self._step(kept.key)

    def _comment(self, key: int) -> None:
        page, text = f"/documents/{key}/", f"Catatan {self.number}-{key}"
        form = self.browser.form(page, f"{page}comment/")
        self._noted("comment", self.browser.send(form.filled(text=text)), key, text)

    def _step(self, key: int) -> None:
        page = self.browser.get(f"/documents/{key}/")
        take = form_in(page, "", r"/tasks/\d+/take/")
        if take is None or not self._noted("take", self.browser.send(take), key, ""):
            return
        finish = take.address.replace("take", "finish")
        form = self.browser.form(finish.removesuffix("finish/"), finish)
        self._noted("done", self.browser.send(form.filled(answer="done")), key, "")

    def _noted(self, what: str, answer: Answer, key: int, text: str) -> bool:
        """Remember a deed that was answered as done; an error is remembered as one."""
        if answer.is_done:
            self.done.append((what, key, text))
        elif answer.status == 500:
            self.done.append((ERROR, key, what))
        return answer.is_done


def lost(done: list[Deed]) -> Iterator[str]:
    """Yield what was answered and is not on record exactly once."""
    from django.db import connection

    connection.close()
    for what, key, text in done:
        if what == ERROR:
            yield f"{text} was answered with 500"
        elif (count := _count(what, key, text)) != 1:
            yield f"{what} of document {key}: {count} times on record"


def _count(what: str, key: int, text: str) -> int:
    from workflow.models import Attachment, Entry

    if what == "draft":
        files = Attachment.objects.filter(document=key, sha256=text)
        return sum(_is_whole(Path(each.file.path), text) for each in files)
    found = Entry.objects.filter(document=key, deed=what)
    return found.filter(note=text).count() if text else found.count()


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest
