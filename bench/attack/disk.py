"""The disk is full: reading goes on, what cannot be kept is refused, nothing half is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.attack.browser import Answer, Browser, Form
from bench.attack.findings import Finding, checked, unless
from bench.attack.office import Office
from bench.attack.site import Site
from bench.attack.stage import PASSWORD, Stage, small_disk

SIZE, CHUNK, UPLOAD = "24m", 65_536, 3_000_000
SAYS_FULL = ("full", "space", "room", "disk", "storage")

SOP = "/procedures/satuan-kerja-perangkat-daerah/KS-08/"


def attack(stage: Stage) -> Iterator[Finding]:
    """Serve an office whose folder lies on a disk of 24 MB, and fill that up."""
    with small_disk(stage.folder / "disk", SIZE) as is_there:
        if not is_there:
            yield Finding("the disk is full", 0, aside="no tmpfs can be mounted here")
            return
        with stage.copy("disk", stage.folder / "disk") as site:
            site.start()
            yield from tried(stage, site)


def tried(stage: Stage, site: Site) -> Iterator[Finding]:
    """Fill the disk, look at everything, make room again, look once more."""
    from tests import make

    office = Office(stage)
    document = office.document()
    page = f"/documents/{document.pk}/"
    browser = Browser(site.port, office.browser.session)
    form = browser.form(page, f"{page}attach/")
    other = stage.browser(make.holder_of(office.version, "Kepala"))
    newcomer = Browser(site.port, other.session)
    before, filler = kept(site.folder), site.folder / "filler"
    pack()
    fill(filler)
    yield from uploading(browser, form, site, before)
    yield from reading(browser, newcomer, page)
    yield signing_in(site)
    yield health(site)
    filler.unlink()
    yield from afterwards(site, browser, form, page)


def pack() -> None:
    """Let SQLite keep no room in reserve for what it writes ahead."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill(path: Path) -> None:
    """Write until there is no room for a single byte more."""
    with path.open("wb", buffering=0) as file:
        for size in (CHUNK, 4096, 1):
            try:
                while file.write(b"0" * size):
                    pass
            except OSError:
                continue


def kept(folder: Path) -> set[Path]:
    """Return the files of uploads and of anything half-written."""
    return {path for path in (folder / "uploads").rglob("*") if path.is_file()}


def uploading(browser: Browser, form: Form, site: Site, before: set[Path]) -> Iterator[Finding]:
    """A file for which there is no room is refused, and leaves nothing."""
    content = b"%PDF-1.7\n" + b"0" * UPLOAD
    answer = browser.send(form.carrying("uploads", "besar.pdf", content))
    says = any(word in answer.words.lower() for word in SAYS_FULL)
    yield checked(
        "an upload is refused in a sentence",
        unless(answer.status in {409, 413, 422, 503, 507}, f"answered {answer.status}"),
        unless(says, "it does not say why"),
    )
    parts = sorted(kept(site.folder) - before)
    doubt = unless(not parts, f"{len(parts)} parts are left")
    yield Finding("no part of it is left", 1, (doubt,) if doubt else ())


def reading(browser: Browser, newcomer: Browser, page: str) -> Iterator[Finding]:
    """Whatever is only read is answered, and what is printed."""
    lists = ("/", "/documents/", "/documents/?words=surat", "/supervision/", "/notices/")
    pages = (
        *lists,
        page,
        f"{page}history/",
        "/procedures/",
        SOP,
        "/login/",
    )
    answers = [(path, browser.get(path)) for path in pages]
    answers += [(f"{page} for the first time", newcomer.get(page))]
    lost = [f"{path}: {each.status}" for path, each in answers if each.status not in {200, 302}]
    yield Finding("pages are read", len(answers), tuple(lost))
    prints = (
        f"{page}print.pdf",
        f"{page}slip.pdf",
        f"{SOP}print.pdf",
    )
    made = [(path, browser.get(path)) for path in prints]
    broken = [f"{path}: {each.status}" for path, each in made if each.body[:4] != b"%PDF"]
    yield Finding("prints are made", len(made), tuple(broken))


def signed_in(site: Site) -> Answer:
    """Sign in with name and password."""
    browser = Browser(site.port)
    return browser.post("/login/", username="staf", password=PASSWORD)


def signing_in(site: Site) -> Finding:
    """Who signs in comes in, or is told plainly why not where the database lies on that disk."""
    answer = signed_in(site)
    says = any(word in answer.words.lower() for word in SAYS_FULL)
    fine = answer.is_done or (
        site.database.vendor == "sqlite" and answer.status in {503, 507} and says
    )
    return checked("signing in", unless(fine, f"answered {answer.status}: {answer.words[:80]}"))


def health(site: Site) -> Finding:
    answer = Browser(site.port).get("/healthz")
    told = answer.text.strip()
    fine = told != "ok" and answer.status != 500
    return checked("/healthz tells", unless(fine, f"it says {answer.status} {told[:40]}"))


def afterwards(site: Site, browser: Browser, form: Form, page: str) -> Iterator[Finding]:
    """With room again all works as before."""
    from tests import make

    sent = browser.send(form.carrying("uploads", "kecil.pdf", make.PDF))
    answer, healthy = browser.get(page), Browser(site.port).get("/healthz")
    signed = signed_in(site)
    for what, fine, told in (
        ("an upload", sent.is_done, sent.status),
        ("reading", answer.status == 200, answer.status),
        ("/healthz", healthy.text.strip() == "ok", healthy.status),
        ("signing in", signed.is_done, signed.status),
    ):
        yield checked(f"{what} works again", unless(fine, f"answered {told}"))
    for command, sound in (("verify_journal", "0 faults"), ("sweep", "0 missing")):
        code, said = site.manage(command)
        fine = code == 0 and sound in said
        yield checked("all is whole", unless(fine, " ".join(said.splitlines()[-2:])))
