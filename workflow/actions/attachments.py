"""Files of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from django.core.files.base import File
from django.utils.translation import gettext as _

from people.models import User
from procedures.actions import Refused
from workflow.filekinds import file_kind
from workflow.models import Attachment, Document


@contextmanager
def kept_files() -> Iterator[list[Attachment]]:
    """Collect the attachments of a transaction; take their files away if it is rolled back."""
    kept: list[Attachment] = []
    try:
        yield kept
    except BaseException:
        for attachment in kept:
            attachment.file.delete(save=False)
        raise


def attach(
    document: Document, file: File[bytes], kept: list[Attachment], *, by: User, at: datetime
) -> None:
    """Keep an upload as the next version of the document's file of that name, adding to `kept`.

    The file lies under a name of our own making. Raises Refused for a kind that is not allowed.
    """
    name = str(file.name)[-200:]
    kind = file_kind(file)
    if kind is None:
        raise Refused(_("%(name)s is of a kind that is not accepted.") % {"name": name})
    before = document.attachments.filter(name=name).order_by("-version").first()
    attachment = Attachment(
        document=document,
        name=name,
        version=before.version + 1 if before else 1,
        kind=kind,
        size=file.size,
        sha256=_sha256(file),
        uploaded_at=at,
        uploaded_by=by,
    )
    attachment.file.save(f"{uuid4().hex}.{kind}", file, save=False)
    kept.append(attachment)
    attachment.save(force_insert=True)


def _sha256(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
