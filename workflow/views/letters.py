"""The letter in the page: what a file of a document shows, without the file itself."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.heavy import heavy
from people.requests import Request, held_on
from procedures.comparison import Mark, compare_texts
from procedures.files.letters import Letter
from procedures.files.problems import Problem, Unreadable
from workflow.forms.letter_sentences import why_not_shown
from workflow.letters import earlier_file, kept_letter, letter_file, letter_of, picture_of
from workflow.models import Attachment, Document
from workflow.reports.uploads import Damaged
from workflow.views.zones import at_document

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 25
"""Pages of a letter that one page shows: their words are in it, too."""


@require_safe
@heavy("GET", "HEAD", in_line=True)
@at_document
def read_letter(request: Request, pk: int, file: int) -> HttpResponse:
    """Show all of a letter, page by page; htmx gets its first page for the page of a document."""
    found = visible_file(request, pk, file)
    letter, why = _shown(found)
    pages = Paginator(letter.pages if letter else (), PAGES_AT_ONCE)
    shown = {
        "file": found,
        "document": found.document,
        "letter": letter,
        "why": why,
        "part": pages.get_page(request.GET.get("page")),
    }
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
    shown = [_shown(each) for each in (old, new)]
    texts = [letter.text for letter, _why in shown if letter]
    sides = [
        {
            "file": each,
            "letter": letter,
            "pages": letter.pages[:PAGES_AT_ONCE] if letter else (),
            "why": why,
        }
        for each, (letter, why) in zip((old, new), shown, strict=True)
    ]
    are_texts = len(texts) == len(shown) and any(texts)
    pieces = compare_texts(*texts) if are_texts else ()
    is_same = all(piece.mark == Mark.SAME for piece in pieces)
    context = {"document": new.document, "sides": sides, "pieces": pieces, "is_same": is_same}
    return render(request, "workflow/letters.html", context)


def letter_context(document: Document, files: Sequence[Attachment]) -> dict[str, Any]:
    """Return what a page needs to show the letter among the files of a document.

    Of the letter itself there is what is kept: what it shows, or why it cannot be shown.
    """
    file = letter_file(document, files)
    if file is None:
        return {"letter_file": None}
    kept = kept_letter(file)
    is_letter = isinstance(kept, Letter)
    return {
        "letter_file": file,
        "letter_before": earlier_file(file, files),
        "letter": kept if is_letter else None,
        "why_no_letter": why_not_shown(kept) if isinstance(kept, Problem) else "",
    }


def visible_file(request: Request, pk: int, file: int) -> Attachment:
    """Return a file of a document that the person may see; 404 where there is none."""
    visible = Document.objects.visible_to(request.user, on=held_on(request)).filter(pk=pk)
    files = Attachment.objects.select_related("document", "uploaded_by")
    return get_object_or_404(files, pk=file, document__in=visible)


def _shown(file: Attachment) -> tuple[Letter | None, str]:
    """Return what a page shows of a file: its letter, or the sentence that says why not."""
    try:
        return letter_of(file), ""
    except Unreadable as why:
        return None, why_not_shown(why.problem)
    except Damaged as damaged:
        log.error("Not shown: %s %s", file.file.path, damaged)
        return None, _("The file is not what was uploaded. Tell an administrator.")
