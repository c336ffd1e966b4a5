"""Pages of tasks."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from people.doers import Doer
from people.requests import Request, doer_of
from workflow import reports
from workflow.models import Task
from workflow.models.attachments import in_order
from workflow.permissions import is_vacant
from workflow.views.deeds import Deed, Offer, on_page, task_offers
from workflow.views.documents import document_page
from workflow.views.doing import Place, do, task_to_do, visible_task
from workflow.views.letters import letter_context
from workflow.views.zones import at_task


@require_safe
@at_task
def task(request: Request, pk: int) -> HttpResponse:
    """Show what is to be done at a step, and the forms of every deed."""
    by = doer_of(request)
    return _task_page(request, visible_task(by, pk), by)


@require_safe
@at_task
def task_time(request: Request, pk: int) -> HttpResponse:
    """Explain the minutes of a task by the working time that was counted."""
    by = doer_of(request)
    found = visible_task(by, pk)
    context = {"task": found, "time": reports.task_time(found, at=by.at)}
    return render(request, "workflow/task_time.html", context)


def _is_from_document(request: Request) -> bool:
    """Whether the form stood on the document's page."""
    return request.POST.get("page") == "document"


def _page(request: Request, task: Task, **shown: Any) -> HttpResponse:
    """Render the page where the form stood; once the task has ended, its own tells that."""
    by = doer_of(request)
    whole = visible_task(by, task.pk)
    if _is_from_document(request) and whole.is_open:
        return document_page(request, whole.document, **shown)
    return _task_page(request, whole, by, **shown)


def _back(request: Request, task: Task) -> HttpResponse:
    """Lead to the page to go on with: that of the open task, or of the document it has left."""
    is_visited = request.method != "POST"
    if is_visited or (task.is_open and not _is_from_document(request)):
        return redirect("task", pk=task.pk)
    return redirect("document", pk=task.document_id)


def _task_page(
    request: Request,
    task: Task,
    by: Doer,
    *,
    asked: Offer | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a task; `asked` is the deed whose form came back, a refusal is shown above it."""
    attachments = in_order(task.document.attachments.select_related("uploaded_by"))
    context = {
        "task": task,
        "since": reports.since(task.document.version),
        "returned": reports.returned_by(task),
        "is_vacant": partial(is_vacant, task, on=by.held_on),
        "attachments": attachments,
        **letter_context(task.document, attachments),
        "details": reports.details(task.document),
        **on_page(task_offers(task, by), asked, refusal),
    }
    return render(request, "workflow/task.html", context, status=status)


AT_TASK = Place(find=task_to_do, page=_page, back=_back)


@require_http_methods(["GET", "HEAD", "POST"])
def do_at_task(request: Request, pk: int, deed: Deed) -> HttpResponse:
    """Do a deed at a task; a visit by its address alone leads to the task's page."""
    return do(request, pk, deed=deed, place=AT_TASK)
