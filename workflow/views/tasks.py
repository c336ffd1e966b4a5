"""Pages of tasks."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.requests import Request
from workflow import reports
from workflow.models import Task
from workflow.views.deeds import TASK_DEEDS, Offer, on_page, task_offers
from workflow.views.documents import document_page
from workflow.views.doing import do, task_to_do, visible_task

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def task(request: Request, pk: int) -> HttpResponse:
    """Show what is to be done at a step, and the forms of every deed."""
    return _task_page(request, visible_task(request, pk))


@require_safe
def task_time(request: Request, pk: int) -> HttpResponse:
    """Explain the minutes of a task by the working time that was counted."""
    found = visible_task(request, pk)
    context = {"task": found, "time": reports.task_time(found, at=timezone.now())}
    return render(request, "workflow/task_time.html", context)


@require_http_methods(FORMS)
def take_task(request: Request, pk: int) -> HttpResponse:
    """Take a task; a visit by its address alone leads to the task's page."""
    return _do(request, pk, "take_task")


@require_http_methods(FORMS)
def release_task(request: Request, pk: int) -> HttpResponse:
    """Give a task back to its position."""
    return _do(request, pk, "release_task")


@require_http_methods(FORMS)
def finish_task(request: Request, pk: int) -> HttpResponse:
    """Answer a task and pass the document on."""
    return _do(request, pk, "finish_task")


@require_http_methods(FORMS)
def pause_task(request: Request, pk: int) -> HttpResponse:
    """Let work on a task stand still."""
    return _do(request, pk, "pause_task")


@require_http_methods(FORMS)
def resume_task(request: Request, pk: int) -> HttpResponse:
    """Go on with paused work."""
    return _do(request, pk, "resume_task")


@require_http_methods(FORMS)
def attach_to_task(request: Request, pk: int) -> HttpResponse:
    """Attach files as the work of a task."""
    return _do(request, pk, "attach_to_task")


@require_http_methods(FORMS)
def correct_at_task(request: Request, pk: int) -> HttpResponse:
    """Let the document of a task say something else."""
    return _do(request, pk, "correct_at_task")


@require_http_methods(FORMS)
def assign_task(request: Request, pk: int) -> HttpResponse:
    """Give a task to a certain person."""
    return _do(request, pk, "assign_task")


@require_http_methods(FORMS)
def send_back_task(request: Request, pk: int) -> HttpResponse:
    """Send a document back against the drawing."""
    return _do(request, pk, "send_back_task")


@require_http_methods(FORMS)
def take_back_task(request: Request, pk: int) -> HttpResponse:
    """Undo one's own finish."""
    return _do(request, pk, "take_back_task")


@require_http_methods(FORMS)
def record_task_later(request: Request, pk: int) -> HttpResponse:
    """Record a task that was worked on earlier."""
    return _do(request, pk, "record_task_later")


def _do(request: Request, pk: int, name: str) -> HttpResponse:
    """Do a deed of the table from the page where its form stood."""
    return do(
        request,
        TASK_DEEDS[name],
        look=partial(task_to_do, request, pk),
        page=_page,
        back=partial(_back, request),
    )


def _is_from_document(request: Request) -> bool:
    """Whether the form stood on the document's page."""
    return request.POST.get("page") == "document"


def _page(request: Request, task: Task, **shown: Any) -> HttpResponse:
    """Render the page where the form stood; once the task has ended, its own tells that."""
    whole = visible_task(request, task.pk)
    if _is_from_document(request) and whole.is_open:
        return document_page(request, whole.document, **shown)
    return _task_page(request, whole, **shown)


def _back(request: Request, task: Task) -> HttpResponse:
    """Lead to the page to go on with: that of the open task, or of the document it has left."""
    is_visited = request.method != "POST"
    if is_visited or (task.is_open and not _is_from_document(request)):
        return redirect("task", pk=task.pk)
    return redirect("document", pk=task.document_id)


def _task_page(
    request: Request,
    task: Task,
    *,
    asked: Offer | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a task; `asked` is the deed whose form came back, a refusal is shown above it."""
    context = {
        "task": task,
        "returned": reports.returned_by(task),
        "attachments": task.document.attachments.select_related("uploaded_by"),
        "details": reports.details(task.document),
        **on_page(task_offers(task, request.user, on=timezone.localdate()), asked, refusal),
    }
    return render(request, "workflow/task.html", context, status=status)
