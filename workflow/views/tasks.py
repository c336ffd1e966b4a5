"""The desk and the pages of tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.requests import Request
from workflow import actions, reports
from workflow.models import Task
from workflow.views.deeds import TASK_DEEDS, Offer

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def desk(request: Request) -> HttpResponse:
    """Show what waits for the user and what they have started."""
    now = timezone.now()
    template = "workflow/_desk.html" if request.htmx else "workflow/desk.html"
    return render(request, template, {"desk": reports.desk(request.user, at=now), "now": now})


@require_safe
def task(request: Request, pk: int) -> HttpResponse:
    """Show what is to be done at a step, and the forms of every deed."""
    return _task_page(request, _visible_task(request, pk))


@require_safe
def task_time(request: Request, pk: int) -> HttpResponse:
    """Explain the minutes of a task by the working time that was counted."""
    found = _visible_task(request, pk)
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
    """Do a deed of the table and lead on to the open task, or to the document it has left."""
    found, deed, now = _visible_task(request, pk), TASK_DEEDS[name], timezone.now()
    if request.method != "POST":
        return redirect("task", pk=pk)
    form = deed.form_for(found, request, on=timezone.localdate(now))
    asked = Offer(deed, request.path, form, "", is_asked=True)
    if not form.is_valid():
        return _task_page(request, found, asked=asked, status=422)
    try:
        done = deed.do(found, form, request, at=now)
    except actions.Refused as refused:
        again = _visible_task(request, pk)
        return _task_page(request, again, asked=asked, refusal=str(refused), status=409)
    messages.success(request, str(deed.done))
    return redirect("task", pk=done.pk) if done.is_open else redirect("document", done.document_id)


def _visible_task(request: Request, pk: int) -> Task:
    visible = Task.objects.visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(
        visible.select_related(
            "document__version__procedure", "document__started_by", "step", "position", "taken_by"
        )
        .select_related("finished_by")
        .prefetch_related("pauses", "step__requirements"),
        pk=pk,
    )


def _task_page(
    request: Request,
    task: Task,
    *,
    asked: Offer | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a task; `asked` is the deed whose form came back, a refusal is shown above it."""
    offers = _offers(request, task, on=timezone.localdate())
    if asked is not None:
        name = asked.deed.name
        offers[name] = replace(asked, why_not=offers[name].why_not if name in offers else refusal)
    others = [offer for name, offer in offers.items() if name not in MAIN]
    context = {
        "task": task,
        "offers": offers,
        "others": others,
        "refused": [offer for offer in others if offer.why_not],
        "refusal": refusal,
        "returned": reports.returned_by(task),
        "attachments": task.document.attachments.select_related("uploaded_by"),
        "details": reports.details(task.document),
        "requirements": task.step.requirements.all(),
    }
    return render(request, "workflow/task.html", context, status=status)


MAIN = {"take_task", "finish_task", "resume_task"}
"""Deeds that have their own place on the page."""


def _offers(request: Request, task: Task, *, on: date) -> dict[str, Offer]:
    """Return the deeds that can come into question for a task in its state."""
    is_offered = {
        "take_back_task": not task.is_open,
        "record_task_later": task.is_open and settings.LATE_RECORDING,
    }
    return {
        name: deed.offer(task, request.user, on=on)
        for name, deed in TASK_DEEDS.items()
        if is_offered.get(name, task.is_open)
    }
