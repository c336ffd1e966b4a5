"""What no browser sends: NUL bytes and numbers beyond all bounds, in addresses and in forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from bench.attack.browser import NONE, Answer, Browser
from bench.attack.findings import Finding
from bench.attack.office import Office
from bench.attack.stage import Stage

HUGE = "9" * 30
HOSTILE = ("a\0b", HUGE, "9223372036854775808", "1e400", "\ud800")
AT_ONCE, MOST_FIELDS = 4, 25
LISTS = {
    "/documents/": [
        *("words", "sop", "step", "position", "person", "part", "since", "until", "moment"),
        *("order", "state", "sensitivity", "late", "returned", "page"),
    ],
    "/documents/list.xlsx": ["words", "sop", "since"],
    "/documents/filters/": ["page"],
    "/supervision/": ["unit", "procedure", "position", "which", "page"],
    "/": ["section", "after"],
    "/notices/": ["page"],
    "/procedures/": ["words", "unit", "page"],
    "/procedures/satuan-kerja-perangkat-daerah/KS-08/": ["revision"],
    "/procedures/satuan-kerja-perangkat-daerah/KS-08/1/compare/": ["with"],
    "/procedures/satuan-kerja-perangkat-daerah/KS-08/print.pdf": ["paper", "revision"],
    "/login/": ["next"],
    "/admin/login/": ["next"],
    "/admin/people/user/": ["q", "p", "o", "is_active__exact", "is_superuser__exact", "all", "id"],
    "/admin/people/appointment/": [
        *("q", "p", "position__id__exact", "capacity__exact", "starts_on__year"),
        *("starts_on__month", "starts_on__day", "user__id"),
    ],
    "/admin/people/position/": ["q", "unit__id__exact", "o"],
    "/admin/people/unit/": ["q", "p", "name"],
    "/admin/procedures/version/": ["q", "state__exact", "procedure__unit__id__exact", "p"],
    "/admin/workflow/document/": ["q", "p", "o", "state__exact", "id__exact"],
    "/admin/workflow/notice/": ["q", "p"],
    "/admin/workflow/specialday/": ["q", "on__year", "calendar__id__exact"],
    "/admin/autocomplete/": ["term", "page", "app_label", "model_name", "field_name"],
}
NUMBERED = [
    *(f"/documents/{{}}/{rest}" for rest in ("", "history/", "print.pdf", "files/1/", "draft/")),
    *(f"/tasks/{{}}/{rest}" for rest in ("", "time/")),
    "/documents/1/files/{}/",
    "/notices/{}/open/",
    "/procedures/books/{}/",
    "/procedures/satuan-kerja-perangkat-daerah/KS-08/{}/compare/",
    "/procedures/{}/",
    *(f"/admin/people/{model}/{{}}/change/" for model in ("user", "unit", "position")),
    *(f"/admin/people/user/{{}}/{rest}/" for rest in ("password", "delete", "history")),
    "/admin/people/unit/{}/logo/",
    "/admin/procedures/version/{}/change/",
    "/admin/workflow/document/{}/change/",
    "/admin/r/{}/1/",
]
AUTOCOMPLETE = "app_label=people&model_name=appointment&field_name=user&"


def attack(stage: Stage) -> Iterator[Finding]:
    """Ask with each of them everywhere: an answer, never a page of an error."""
    admin, nobody = stage.admin(), stage.browser()
    yield _judged("parameters of lists", admin, _questions())
    yield _judged("numbers in addresses", admin, _addresses())
    yield _judged("pages of nobody", nobody, _questions(("/login/", "/admin/login/")))
    yield from _forms(stage)


def _questions(lists: Iterable[str] = tuple(LISTS)) -> Iterator[str]:
    for path in lists:
        more = AUTOCOMPLETE if path == "/admin/autocomplete/" else ""
        for name in LISTS[path]:
            for value in HOSTILE:
                yield f"{path}?{more}{name}={_quoted(value)}"


def _addresses() -> Iterator[str]:
    for path in NUMBERED:
        for value in HOSTILE:
            yield path.format(_quoted(value))


def _quoted(value: str) -> str:
    return quote(value.encode(errors="surrogatepass"), safe="")


def _judged(what: str, browser: Browser, addresses: Iterable[str]) -> Finding:
    asked = list(addresses)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return _told(what, list(zip(asked, threads.map(browser.get, asked), strict=True)))


def _told(what: str, answers: list[tuple[str, Answer]]) -> Finding:
    broken = [(address, each) for address, each in answers if each.status in {NONE, 500}]
    lost = [f"{each.status} for {address}" for address, each in broken]
    return Finding(what, len(answers), tuple(lost))


def _forms(stage: Stage) -> Iterator[Finding]:
    """Put each of them into every field of forms, one at a time."""
    from tests import make

    office = Office(stage)
    document, task = office.document(), office.task(is_taken=True)
    staff, admin = office.browser, stage.admin()
    someone = make.user()
    pages = [
        (stage.browser(), "/login/", "/login/"),
        (staff, office.start, office.start),
        (staff, f"/documents/{document.pk}/", f"/documents/{document.pk}/comment/"),
        (staff, f"/documents/{document.pk}/", f"/documents/{document.pk}/cancel/"),
        (staff, f"/tasks/{task.pk}/", f"/tasks/{task.pk}/finish/"),
        (staff, f"/tasks/{task.pk}/", f"/tasks/{task.pk}/correct/"),
        (staff, f"/tasks/{task.pk}/", f"/tasks/{task.pk}/pause/"),
        (staff, "/notices/email/", "/notices/email/"),
        (staff, "/password/", "/password/"),
        (admin, "/procedures/bring-in/", "/procedures/bring-in/"),
        (admin, f"/admin/people/user/{someone.pk}/change/", ".*/change/"),
        (admin, "/admin/people/unit/add/", ".*/add/"),
        (admin, "/admin/people/appointment/add/", ".*/add/"),
        (admin, "/admin/people/user/", "/admin/people/user/"),
    ]
    answers = [each for page in pages for each in _wrong_fields(*page)]
    yield _told("fields of forms", answers)


def _wrong_fields(browser: Browser, page: str, address: str) -> Iterator[tuple[str, Answer]]:
    form = browser.form(page, address)
    for name, _value in form.fields[:MOST_FIELDS]:
        for value in ("a\0b", HUGE):
            sent = form.filled(**{name: value})
            yield f"{name}={value!r} to {form.address}", browser.send(sent)
