"""Drafts of documents: kept by who writes them until they are sent off or deleted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from people.doers import Doer
from people.refusals import Refused, refuse_stale
from procedures.models import Version
from workflow.doubts import ask_about_agenda_number
from workflow.models import Attachment, Document, Keeping
from workflow.refusals import refuse, why_not_start_document
from workflow.transition.contents import Contents, fill_in, kept_contents, refuse_nameless
from workflow.transition.questions import Unasked, answered, unasked, unasked_of
from workflow.transition.sql import lock_document_row
from workflow.transition.starting import (
    lock_procedure_of,
    lock_version_in_force,
    open_first_task,
    set_off,
)


def keep_draft(
    version: Version, *, by: Doer, contents: Contents, mark: UUID | None = None
) -> Document:
    """Keep a document that is not sent off yet; only `by` sees it, and no journal begins.

    `mark` is what this keeping is called: the same one again, with the same contents, changes
    nothing. Raises Refused where `start_document` would.
    """
    with kept_contents(contents) as kept, transaction.atomic():
        fresh = lock_procedure_of(version)
        refuse(why_not_start_document(fresh, by=by))
        same = _kept_already(mark, kept, by=by)
        if same is not None:
            return same
        document = Document(version=fresh, created_at=by.at, started_by=by.user)
        fill_in(document, kept, by=by)
        _mark(document, mark, by=by)
    return document


def edit_draft(
    draft: Document,
    *,
    by: Doer,
    contents: Contents,
    seen: str | None = None,
    mark: UUID | None = None,
) -> Document:
    """Write a draft anew; it then follows the version in force.

    Answers to questions that this version does not ask are kept with it until it is sent off.
    `seen` is the token of the draft that was written on. Raises Refused if it is no draft of `by`
    any more, if it was kept in another window since, or where `start_document` would.
    """
    with kept_contents(contents) as kept, transaction.atomic():
        version, document = _lock_draft(draft, by=by)
        if _kept_already(mark, kept, by=by) == document:
            return document
        _refuse_stale(document, seen)
        document.version = _in_force(version)
        refuse(why_not_start_document(document.version, by=by))
        left = unasked_of(document, document.version)
        _remove(kept.removed, document)
        fill_in(document, kept, by=by)
        _mark(document, mark, by=by, left=left)
    return document


def send_draft(
    draft: Document,
    *,
    by: Doer,
    contents: Contents,
    seen: str | None = None,
    also: str | None = None,
) -> Document:
    """Write a draft a last time and send it off under the version in force.

    Raises Refused where `edit_draft` would, and without a subject; Doubted where its agenda number
    is in use, unless `also` says so.
    """
    with kept_contents(contents) as kept, transaction.atomic():
        version, document = _lock_draft(draft, by=by)
        _refuse_stale(document, seen)
        document.version = _in_force(version)
        refuse(why_not_start_document(document.version, by=by))
        refuse_nameless(kept)
        ask_about_agenda_number(document, kept.agenda_number, on=by.on, also=also)
        _remove(kept.removed, document)
        Keeping.objects.filter(document=document).delete()
        turn = set_off(document, by=by)
        fill_in(document, kept, by=by)
        open_first_task(turn, list(document.attachments.order_by("pk")))
    return document


def copy_document(source: Document, *, by: Doer) -> tuple[Document, list[str]]:
    """Keep a draft that says what another document says, under its SOP's version in force.

    Subject, sensitivity, description and the answers to fields that are still asked for in the
    same way; neither files nor the agenda number, which are of that document alone. Returns the
    draft, which keeps the other answers until it is sent off, and their labels. Raises Refused
    where `start_document` would.
    """
    with transaction.atomic():
        version = lock_version_in_force(source)
        if version is None:
            raise Refused(_("This SOP is no longer in force."))
        refuse(why_not_start_document(version, by=by))
        document = Document(version=version, created_at=by.at, started_by=by.user)
        answers, left = _answers_for(version, source)
        copied = set(Document.STATED) - set(Document.OF_ITS_OWN)
        stated = {name: getattr(source, name) for name in copied}
        fill_in(document, Contents(**stated, details=answers), by=by)
        _mark(document, None, by=by, left=left)
    return document, list(left)


def _answers_for(version: Version, source: Document) -> tuple[dict[str, str], Unasked]:
    """Return the answers of a document that fit the fields of a version, and the others."""
    asked = {field.label: field for field in version.start_fields.all()}
    left = unasked(source, version)
    fitting = {
        str(asked[field.label].pk): str(source.details[str(field.pk)])
        for field in answered(source)
        if field.label not in left
    }
    return fitting, left


@transaction.atomic
def discard_draft(draft: Document, *, by: Doer) -> None:
    """Delete a draft with its files; nothing of it is left.

    Raises Refused if it is no draft of `by` any more.
    """
    _version, document = _lock_draft(draft, by=by)
    _remove(document.attachments.all(), document)
    document.delete()


def _lock_draft(draft: Document, *, by: Doer) -> tuple[Version | None, Document]:
    """Lock a draft after its SOP and look at both again: its version in force, and the draft.

    Raises Refused if it is none of `by` any more.
    """
    version = lock_version_in_force(draft)
    try:
        document, _last_number, _stamp = lock_document_row(draft.pk)
    except Document.DoesNotExist:
        document = None
    if document is None or document.started_by_id != by.user.pk:
        raise Refused(_("This draft was deleted."))
    if document.state != Document.State.DRAFT:
        raise Refused(_("This document was sent off already."))
    return version, document


def _in_force(version: Version | None) -> Version:
    """Return the version that a draft follows; raise Refused where its SOP has none in force."""
    if version is None:
        raise Refused(_("This SOP is no longer in force. Delete the draft."))
    return version


def _remove(attachments: Iterable[Attachment], document: Document) -> None:
    """Take files away from a draft, from the disk as soon as that is certain."""
    for attachment in attachments:
        if attachment.document_id == document.pk:
            attachment.delete()
            transaction.on_commit(partial(attachment.file.delete, save=False))


def _kept_already(mark: UUID | None, contents: Contents, *, by: Doer) -> Document | None:
    """Return the draft of `by` that was kept under this very mark and says just this, if any.

    A form that comes again with other contents, from a page that somebody came back to, says
    something new.
    """
    if mark is None:
        return None
    kept = Document.objects.drafts_of(by.user).filter(keeping__mark=mark).first()
    return kept if kept is not None and _says(kept, contents) else None


def _says(draft: Document, contents: Contents) -> bool:
    """Whether a draft says just what its form says, files too."""
    texts = contents.texts
    digests = {file.sha256 for file in contents.files if isinstance(file, Attachment)}
    return (
        all(getattr(draft, name) == getattr(contents, name) for name in Document.STATED)
        and texts == {key: value for key, value in draft.details.items() if key in texts}
        and digests <= set(draft.attachments.values_list("sha256", flat=True))
    )


def _refuse_stale(document: Document, seen: str | None) -> None:
    """Raise Stale if the draft was kept since it was looked at, in another window."""
    last = Keeping.objects.filter(document=document).first()
    if last is None:
        return
    sentence = _(
        "This draft was kept in another window at %(time)s. What is there was not "
        "changed. Open the draft again to see it, or keep what stands here in its place."
    ) % {"time": formats.time_format(timezone.localtime(last.at))}
    refuse_stale(seen, last.token, sentence=sentence)


def _mark(document: Document, mark: UUID | None, *, by: Doer, left: Unasked | None = None) -> None:
    kept = {"mark": mark or uuid4(), "at": by.at, "unasked": left or {}}
    document.keeping, _is_new = Keeping.objects.update_or_create(document=document, defaults=kept)
