"""A browser that walks through pages quickly: as anybody, in any language, theme and width."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Response

from people.models import User
from tests.browser.states import State
from tests.pages import signed_in

TOKEN = "a" * 32
PATIENCE = 90_000  # milliseconds, for what takes one on a quiet machine
SEND = """([path, fields]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = path;
    for (const [name, value] of fields) {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        field.value = value;
        form.append(field);
    }
    document.body.append(form);
    form.submit();
}"""


class Walker:
    """One page of one browser context, whose cookies say who walks and how it looks."""

    def __init__(self, browser: Browser, root: str, things: dict[str, str]) -> None:
        """Open the page; `things` are the keys that paths name."""
        self.root, self.things = root, things
        self.context: BrowserContext = browser.new_context(
            base_url=root,
            reduced_motion="reduce",  # colours are the new ones at once
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.status = 0
        self._is_loading = False  # axe, which comes after, tries out styles that the policy forbids
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self._note(said.text))
        self._sessions: dict[str, str] = {}

    def _note(self, text: str) -> None:
        if self._is_loading and "Content Security Policy" in text:
            self.complaints.append(text)

    def visit(self, state: State, language: str = "id", theme: str = "light") -> Page:
        """Go to a state; `status` is then what the server answered."""
        self.context.clear_cookies()
        cookies = {"django_language": language, "theme": theme, "csrftoken": TOKEN}
        cookies |= {"sessionid": self._session(state.who)} if state.who else {}
        self.context.add_cookies(
            [{"name": name, "value": value, "url": self.root} for name, value in cookies.items()]
        )
        path = state.path.format(**self.things)
        self._is_loading = True
        answer = self.page.goto(path) if state.post is None else self._send(path, state)
        self._is_loading = False
        self.status = answer.status if answer else 0
        return self.page

    def _session(self, username: str) -> str:
        if username not in self._sessions:
            client = signed_in(User.objects.get(username=username))
            self._sessions[username] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self._sessions[username]

    def _send(self, path: str, state: State) -> Response | None:
        """Send a form from a page of ours that holds nothing else."""
        self.page.goto("/healthz")
        token = "" if state.forged else TOKEN
        fields: list[Any] = [["csrfmiddlewaretoken", token], *(state.post or {}).items()]
        with self.page.expect_navigation() as navigation:
            self.page.evaluate(SEND, [path, [list(field) for field in fields]])
        return navigation.value

    def close(self) -> None:
        """End, and tell what the browser complained about."""
        self.context.close()
        assert not self.complaints, self.complaints
