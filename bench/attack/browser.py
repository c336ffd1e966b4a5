"""A browser of one person: it asks for pages, and sends back the forms that stand on them."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from typing import Any, Self
from urllib.parse import urlencode

from lxml import html as lxml_html

HOST = "127.0.0.1"
SIGN_IN = ("/login/", "/admin/login/")
TOKEN = "a" * 32  # of a form; the cookie says the same
USUAL, NOISE = 3, 4  # answers that tell what is usual, and how much slower one may be
NONE = 0  # the status where no answer came

Files = Sequence[tuple[str, str, bytes]]


@dataclass(frozen=True)
class Answer:
    """What came back: status 0 where nothing did."""

    status: int
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def words(self) -> str:
        """What the page says, without its markup."""
        return " ".join(re.sub(r"<[^>]*>", " ", self.text).split())

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def is_done(self) -> bool:
        """Whether a form was taken: the answer leads on, and not to signing in."""
        return self.status in {302, 303} and not self.location.startswith(SIGN_IN)

    @property
    def key(self) -> int:
        """The number of the thing that the answer leads to; 0 where it names none."""
        found = re.search(r"/(\d+)/", self.location)
        return int(found.group(1)) if found else 0

    @property
    def is_error(self) -> bool:
        """Whether nothing came, or a page of an error."""
        return self.status == NONE or self.status >= 500


@dataclass(frozen=True)
class Form:
    """A form as it stands on a page."""

    address: str
    fields: tuple[tuple[str, str], ...] = ()
    files: Files = ()

    def filled(self, **typed: str) -> Form:
        """Return the form with something typed into it, over what stands there."""
        rest = tuple((name, value) for name, value in self.fields if name not in typed)
        return replace(self, fields=(*rest, *typed.items()))

    def carrying(self, field: str, name: str, content: bytes) -> Form:
        """Return the form with a file in one of its fields."""
        return replace(self, files=((field, name, content),))

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return dict(self.fields).get(name, "")


@dataclass(frozen=True)
class Browser:
    """One window of somebody who has signed in; without a session, of nobody."""

    port: int
    session: str = ""
    timeout: float = 60

    def get(self, path: str) -> Answer:
        return self._asked("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        return self.send(Form(path, tuple(fields.items())))

    def send(self, form: Form) -> Answer:
        """Send a form; with files in parts, as browsers do."""
        fields = [("csrfmiddlewaretoken", TOKEN)]
        fields += [pair for pair in form.fields if pair[0] != "csrfmiddlewaretoken"]
        if form.files:
            body, kind = in_parts(fields, form.files)
        else:
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        return self._asked("POST", form.address, body, {"Content-Type": kind})

    def form(self, page: str, address: str) -> Form:
        """Return the form on a page that is sent to an address, a pattern; LookupError without."""
        answer = self.get(page)
        found = form_in(answer, page, address)
        if found is None:
            raise LookupError(f"no form to {address} on {page} ({answer.status})")
        return found

    def _asked(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        began = time.monotonic()
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}; django_language=en"
        sent = {"Cookie": cookies, "Connection": "close", **(headers or {})}
        with closing(HTTPConnection(HOST, self.port, timeout=self.timeout)) as asked:
            try:
                asked.request(method, path, body or None, sent)
                answer = asked.getresponse()
                found, content = answer.status, answer.read()
            except (OSError, HTTPException):
                return Answer(NONE, time.monotonic() - began)
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(found, time.monotonic() - began, told, content)


def form_in(answer: Answer, page: str, address: str) -> Form | None:
    """Return the form of an answer that is sent to an address, a pattern, with what it holds."""
    root: Any = lxml_html.document_fromstring(answer.text or "<p>")  # type: ignore[no-untyped-call]
    for form in root.forms:
        to = form.get("action") or page
        if form.get("method", "").lower() == "post" and re.fullmatch(address, to):
            fields = [(name, value) for name, value in form.form_values() if value is not None]
            return Form(to, tuple(fields))
    return None


def in_parts(fields: Sequence[tuple[str, str]], files: Files) -> tuple[bytes, str]:
    """Return a form with files as it is sent, and its type."""
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    for name, filename, content in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '
        head += f'filename="{filename}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{boundary}--\r\n".encode()]), (
        f"multipart/form-data; boundary={boundary}"
    )


class Watching:
    """Somebody who asks for a page again and again while something happens."""

    def __init__(self, browser: Browser, path: str, *, pause: float = 0.25) -> None:
        self.browser, self.path, self.pause = browser, path, pause
        self.answers: list[Answer] = []
        self.usual = 0.0
        self.is_over = Event()
        self.thread = Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self.is_over.is_set():
            self.answers.append(self.browser.get(self.path))
            self.is_over.wait(self.pause)

    def __enter__(self) -> Self:
        self.usual = max(self.browser.get(self.path).seconds for _ in range(USUAL))
        self.thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.is_over.set()
        self.thread.join()

    def slowest(self) -> float:
        """Return the seconds of the slowest answer."""
        return max((answer.seconds for answer in self.answers), default=0)

    def others_than(self, *statuses: int) -> list[int]:
        """Return the statuses that none of these are."""
        return [answer.status for answer in self.answers if answer.status not in statuses]

    def doubt(self, seconds: float) -> str:
        """Return what was wrong where each answer had to be a page within some seconds.

        Where the machine has much else to do, that is measured by what an answer takes anyway.
        """
        wrong, slowest = self.others_than(200), self.slowest()
        if not self.answers:
            return f"{self.path} was never answered"
        if wrong:
            return f"{self.path}: {len(wrong)} of {len(self.answers)} were {sorted(set(wrong))}"
        most = max(seconds, self.usual * NOISE)
        return f"{self.path} took {slowest:.1f} s" if slowest > most else ""
