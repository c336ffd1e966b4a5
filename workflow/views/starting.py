"""What comes before a document is written: which SOP it follows."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.requests import Request
from workflow import reports
from workflow.forms import ChooseProcedureForm
from workflow.models import Document


@require_safe
def choose_procedure(request: Request) -> HttpResponse:
    """Choose the SOP for a new document by words, or take up a draft; htmx gets the list alone."""
    form = ChooseProcedureForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    context = {
        "form": form,
        "words": words,
        "choices": reports.choices(request.user, words, on=timezone.localdate()),
    }
    if request.htmx:
        return render(request, "workflow/_choices.html", context)
    drafts = Document.objects.drafts_of(request.user).select_related("version__procedure")
    return render(request, "workflow/choose_procedure.html", {**context, "drafts": drafts})
