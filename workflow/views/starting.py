"""What comes before a document is written: which SOP it follows, or which other document."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people.doers import Doer
from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from workflow import actions, reports
from workflow.forms import ChooseProcedureForm
from workflow.models import Document
from workflow.views.sending import Sending
from workflow.views.zones import at_document, in_own_zone

COPIED = _("This draft says what that document says, without its files and its agenda number.")
LEFT_OUT = _("The SOP asks for these in another way now, so write them anew: %(labels)s.")


@require_safe
@in_own_zone
def choose_procedure(request: Request) -> HttpResponse:
    """Choose the SOP for a new document by words, or take up a draft; htmx gets the list alone."""
    form = ChooseProcedureForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    context = {
        "form": form,
        "words": words,
        "choices": reports.choices(request.user, words, on=held_on(request)),
    }
    if request.htmx:
        return render(request, "workflow/_choices.html", context)
    drafts = Document.objects.drafts_of(request.user).select_related("version__procedure")
    return render(request, "workflow/choose_procedure.html", {**context, "drafts": drafts})


@require_http_methods(["GET", "HEAD", "POST"])
@at_document
def copy_document(request: Request, pk: int) -> HttpResponse:
    """Begin a draft with what another document says; a visit leads to that document."""
    if request.method != "POST":
        return redirect("document", pk=_source(request, pk).pk)
    sending = Sending(request)
    return sending.answer(lambda: _copy(sending, pk), said=COPIED)


def _source(request: Request, pk: int) -> Document:
    visible = Document.objects.visible_to(request.user, on=held_on(request))
    return get_object_or_404(visible.select_related("version__procedure__office"), pk=pk)


def _copy(sending: Sending, pk: int) -> HttpResponse:
    request, by = sending.request, doer_of(sending.request)
    source = _source(request, pk)
    try:
        led_to = sending.keep(lambda: _copied(request, source, by), by=by)
    except Refused as refused:
        context = {"document": source, "refusal": str(refused)}
        return render(request, "workflow/not_copied.html", context, status=409)
    messages.success(request, str(COPIED))
    return HttpResponseRedirect(led_to)


def _copied(request: Request, source: Document, by: Doer) -> HttpResponse:
    draft, left_out = actions.copy_document(source, by=by)
    if left_out:
        messages.warning(request, str(LEFT_OUT) % {"labels": ", ".join(left_out)})
    return redirect("edit_draft", pk=draft.pk)
