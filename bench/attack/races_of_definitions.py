"""Races about an SOP, its versions and the accounts of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.attack.office import Office
from bench.attack.race import CROWD, Race, same

if TYPE_CHECKING:
    from procedures.models import Version


def _draft() -> Version:
    from tests import make

    return make.draft()


def _page(version: Version) -> str:
    return f"{version.procedure.address()}?revision={version.revision}"


def _address(version: Version, verb: str) -> str:
    return f"{version.procedure.address()}{version.revision}/{verb}/"


def put_in_force(office: Office) -> Race:
    """A draft of an SOP is put in force several times."""
    draft, browser = _draft(), office.stage.admin()
    form = browser.form(_page(draft), _address(draft, "put-in-force"))
    entries = draft.procedure.entries.filter(revision=draft.revision)
    there = entries.filter(deed="put_in_force")
    return Race(same(browser, form), there.count, is_for_one=True)


def copy(office: Office) -> Race:
    """An SOP in force is copied into a draft several times."""
    from tests import make

    version, browser = make.version(), office.stage.admin()
    form = browser.form(_page(version), _address(version, "copy"))
    drafts = version.procedure.versions.filter(state="draft")
    return Race(same(browser, form), drafts.count)


def delete(office: Office) -> Race:
    """A draft of an SOP is deleted several times."""
    draft, browser = _draft(), office.stage.admin()
    form = browser.form(_page(draft), _address(draft, "delete"))
    there = draft.procedure.versions.filter(revision=draft.revision)
    return Race(same(browser, form), lambda: 1 - there.count())


def save(office: Office) -> Race:
    """A draft of an SOP is saved with one more column several times."""
    draft, browser = _draft(), office.stage.admin()
    address = f"/admin/procedures/version/{draft.pk}/change/"
    form = browser.form(address, address)
    row, name = int(form.value("actors-TOTAL_FORMS")), f"Lajur {uuid4()}"
    added = {f"actors-{row}-name": name, "actors-TOTAL_FORMS": str(row + 1)}
    more = {f"actors-{row}-version": str(draft.pk), f"actors-{row}-number": str(row + 1)}
    filled = form.filled(**added, **more, _save="1")
    return Race(same(browser, filled), draft.actors.filter(name=name).count)


def save_in_windows(office: Office) -> Race:
    """A draft of an SOP is saved in several windows, each with another title."""
    draft, browser = _draft(), office.stage.admin()
    address = f"/admin/procedures/version/{draft.pk}/change/"
    form = browser.form(address, address)
    names = [f"Surat {uuid4()}" for _ in range(CROWD)]
    sent = [(browser, form.filled(title=name, _save="1")) for name in names]

    def kept() -> int:
        draft.refresh_from_db()
        rows = draft.steps.count() == 3 and draft.actors.count() == 3
        return names.count(draft.title) if rows else 0

    return Race(sent, kept)


def order_book(office: Office) -> Race:
    """The book of a unit is ordered several times."""
    from procedures.models import Book
    from tests import make

    unit, browser = make.version().procedure.unit, office.stage.admin()
    form = browser.form("/procedures/books/", "/procedures/books/")
    filled = form.filled(unit=str(unit.pk), paper="a4")
    return Race(same(browser, filled), Book.objects.filter(unit=unit).count)


def open_account(office: Office) -> Race:
    """One account is opened several times."""
    from people.models import User

    browser, name = office.stage.admin(), f"akun{uuid4().hex[:12]}"
    form = browser.form("/admin/people/user/add/", "/admin/people/user/add/")
    password = str(uuid4())
    filled = form.filled(username=name, name="Pegawai", password1=password, password2=password)
    there = User.objects.filter(username=name)
    return Race(same(browser, filled.filled(_save="1")), there.count)


RACES: Sequence[Callable[[Office], Race]] = (
    put_in_force,
    copy,
    delete,
    save,
    save_in_windows,
    order_book,
    open_account,
)
