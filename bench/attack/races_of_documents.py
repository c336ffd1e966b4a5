"""Races about a document and its draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.attack.office import Office
from bench.attack.race import CROWD, Race, same
from bench.attack.stage import now
from people.doers import Doer
from workflow.transition.contents import Contents

if TYPE_CHECKING:
    from workflow.models import Document


def _draft(office: Office) -> Document:
    from workflow import actions

    return actions.keep_draft(
        office.version, by=Doer(office.staff, now()), contents=Contents("Konsep"), mark=uuid4()
    )


def _of(document: Document, deed: str) -> Callable[[], int]:
    return lambda: document.entries.filter(deed=deed).count()


def comment(office: Office) -> Race:
    """One comment is sent several times."""
    document = office.document()
    form = office.browser.form(f"/documents/{document.pk}/", f"/documents/{document.pk}/comment/")
    filled = form.filled(text="Mohon segera")
    return Race(same(office.browser, filled), _of(document, "comment"))


def attach(office: Office) -> Race:
    """One form with a file is sent to a document several times."""
    from tests import make

    document = office.document()
    form = office.browser.form(f"/documents/{document.pk}/", f"/documents/{document.pk}/attach/")
    filled = form.carrying("uploads", "konsep.pdf", make.PDF)
    return Race(same(office.browser, filled), document.attachments.count)


def cancel(office: Office) -> Race:
    """One document is cancelled several times."""
    document = office.document()
    form = office.browser.form(f"/documents/{document.pk}/", f"/documents/{document.pk}/cancel/")
    return Race(same(office.browser, form.filled(reason="Ganda")), _of(document, "cancel"))


def copy(office: Office) -> Race:
    """Another one like it is begun several times."""
    from workflow.models import Document

    subject = f"Salinan {uuid4()}"
    document = office.document(subject=subject)
    form = office.browser.form(f"/documents/{document.pk}/", f"/documents/{document.pk}/copy/")
    made = Document.objects.filter(subject=subject, state=Document.State.DRAFT)
    return Race(same(office.browser, form), made.count)


def keep(office: Office) -> Race:
    """A new draft is kept several times."""
    from workflow.models import Document

    subject = f"Konsep {uuid4()}"
    address = office.start
    form = office.browser.form(address, address).filled(subject=subject)
    return Race(same(office.browser, form), Document.objects.filter(subject=subject).count)


def keep_again(office: Office) -> Race:
    """A draft is kept in several windows, each with something else."""
    draft = _draft(office)
    address = f"/documents/{draft.pk}/draft/"
    windows = [office.browser.form(address, address) for _ in range(CROWD)]
    names = [f"Konsep {uuid4()}" for _ in windows]
    forms = [form.filled(subject=name) for form, name in zip(windows, names, strict=True)]

    def kept() -> int:
        draft.refresh_from_db()
        return names.count(draft.subject)

    return Race([(office.browser, form) for form in forms], kept, is_for_one=True)


def send(office: Office) -> Race:
    """A draft is sent off several times."""
    draft = _draft(office)
    address = f"/documents/{draft.pk}/draft/send/"
    form = office.browser.form(address, address)
    return Race(same(office.browser, form), _of(draft, "start"))


def discard(office: Office) -> Race:
    """A draft is thrown away several times."""
    from workflow.models import Document

    draft = _draft(office)
    page, address = f"/documents/{draft.pk}/draft/", f"/documents/{draft.pk}/draft/discard/"
    form = office.browser.form(page, address)
    there = Document.objects.filter(pk=draft.pk)
    return Race(same(office.browser, form), lambda: 1 - there.count())


def save_filter(office: Office) -> Race:
    """One search is kept under a name several times."""
    from workflow.models import SavedFilter

    name = f"Saringan {uuid4()}"
    form = office.browser.form("/documents/?late=on", "/documents/filters/save/")
    filled = form.filled(name=name)
    return Race(same(office.browser, filled), SavedFilter.objects.filter(name=name).count)


RACES: Sequence[Callable[[Office], Race]] = (
    comment,
    attach,
    cancel,
    copy,
    keep,
    keep_again,
    send,
    discard,
    save_filter,
)
