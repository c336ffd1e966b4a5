"""The letter in the page: what a file of a document shows, without the file itself."""

from __future__ import annotations

import logging

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.heavy import heavy
from people.requests import Request, held_on
from procedures.comparison import compare_words
from procedures.files.letters import Letter
from procedures.files.problems import Unreadable
from workflow.forms.letter_sentences import why_not_shown
from workflow.letters import letter_of, picture_of
from workflow.models import Attachment, Document
from workflow.reports.uploads import Damaged
from workflow.views.zones import at_document

log = logging.getLogger(__name__)


@require_safe
@heavy("GET", "HEAD", in_line=True)
@at_document
def read_letter(request: Request, pk: int, file: int) -> HttpResponse:
    """Show all of a letter, page by page; htmx gets its first page for the page of a document."""
    found = visible_file(request, pk, file)
    shown = {"file": found, "document": found.document, **_shown(found)}
    part = "workflow/_letter.html" if request.htmx else "workflow/letter.html"
    return render(request, part, shown)


@require_safe
@heavy("GET", "HEAD", in_line=True)
@at_document
def letter_page(request: Request, pk: int, file: int, page: int) -> HttpResponse:
    """Hand out the picture of a page; 404 where the letter has no such page."""
    try:
        picture = picture_of(visible_file(request, pk, file), page)
    except (Unreadable, Damaged) as why:
        raise Http404 from why
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/webp")


@require_safe
@heavy("GET", "HEAD")
@at_document
def compare_letters(request: Request, pk: int, file: int, other: int) -> HttpResponse:
    """Show two versions of a file side by side, and what changed in their words."""
    new, old = (visible_file(request, pk, each) for each in (file, other))
    sides = [{"file": each, **_shown(each)} for each in (old, new)]
    texts = [side["letter"].text if side["letter"] else "" for side in sides]
    pieces = compare_words(*texts) if all(side["letter"] for side in sides) else ()
    context = {"document": new.document, "sides": sides, "pieces": pieces}
    return render(request, "workflow/letters.html", context)


def visible_file(request: Request, pk: int, file: int) -> Attachment:
    """Return a file of a document that the person may see; 404 where there is none."""
    visible = Document.objects.visible_to(request.user, on=held_on(request)).filter(pk=pk)
    files = Attachment.objects.select_related("document", "uploaded_by")
    return get_object_or_404(files, pk=file, document__in=visible)


def _shown(file: Attachment) -> dict[str, Letter | str | None]:
    """Return what a page shows of a file: its letter, or the sentence that says why not."""
    try:
        return {"letter": letter_of(file), "why": ""}
    except Unreadable as why:
        return {"letter": None, "why": why_not_shown(why.problem)}
    except Damaged as damaged:
        log.error("Not shown: %s %s", file.file.path, damaged)
        return {
            "letter": None,
            "why": _("The file is not what was uploaded. Tell an administrator."),
        }
