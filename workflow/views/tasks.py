"""The desk and the pages of tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.models import User
from people.requests import Request, address_of
from workflow import actions, reports
from workflow.forms import FinishTaskForm
from workflow.models import Task
from workflow.permissions import can_finish_task, can_release_task, can_take_task, is_free


@require_safe
def desk(request: Request) -> HttpResponse:
    """Show what waits for the user and what they have started."""
    now = timezone.now()
    template = "workflow/_desk.html" if request.htmx else "workflow/desk.html"
    return render(request, template, {"desk": reports.desk(request.user, at=now), "now": now})


@require_safe
def task(request: Request, pk: int) -> HttpResponse:
    """Show what is to be done at a step, and the form that ends it."""
    return _task_page(request, _visible_task(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def take_task(request: Request, pk: int) -> HttpResponse:
    """Take a task; a visit by its address alone leads to the task's page."""
    return _do(request, pk, actions.take_task, _("The task is yours; the time of work runs."))


@require_http_methods(["GET", "HEAD", "POST"])
def release_task(request: Request, pk: int) -> HttpResponse:
    """Give a task back to its position."""
    return _do(request, pk, actions.release_task, _("The task is free for others again."))


@require_http_methods(["GET", "HEAD", "POST"])
def finish_task(request: Request, pk: int) -> HttpResponse:
    """Answer a task and pass the document on."""
    found = _visible_task(request, pk)
    if request.method != "POST":
        return redirect("task", pk=pk)
    form = FinishTaskForm(request.POST, task=found)
    if not form.is_valid():
        return _task_page(request, found, form=form, status=422)
    try:
        actions.finish_task(
            found,
            by=request.user,
            at=timezone.now(),
            address=address_of(request),
            **form.cleaned_data,
        )
    except actions.Refused as refused:
        return _task_page(request, _visible_task(request, pk), form=form, refusal=str(refused))
    messages.success(request, _("The step is finished."))
    return redirect("document", pk=found.document_id)


def _do(request: Request, pk: int, action: Callable[..., Task], success: str) -> HttpResponse:
    """Do a deed that needs no form and show the task again."""
    found = _visible_task(request, pk)
    if request.method != "POST":
        return redirect("task", pk=pk)
    try:
        action(
            found,
            by=request.user,
            at=timezone.now(),
            address=address_of(request),
        )
    except actions.Refused as refused:
        return _task_page(request, _visible_task(request, pk), refusal=str(refused))
    messages.success(request, success)
    return redirect("task", pk=pk)


def _visible_task(request: Request, pk: int) -> Task:
    visible = Task.objects.visible_to(request.user, on=timezone.localdate())
    return get_object_or_404(
        visible.select_related(
            "document__version__procedure", "step", "position", "taken_by", "finished_by"
        ),
        pk=pk,
    )


def _task_page(
    request: Request,
    task: Task,
    *,
    form: FinishTaskForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a task; a refusal is shown above it with 409."""
    on = timezone.localdate()
    context = {
        "task": task,
        "form": form or FinishTaskForm(task=task),
        "refusal": refusal,
        "returned": reports.returned_by(task),
        "attachments": task.document.attachments.select_related("uploaded_by"),
        "requirements": task.step.requirements.all(),
        **(_deeds(request.user, task, on=on) if task.is_open else {}),
    }
    return render(request, "workflow/task.html", context, status=409 if refusal else status)


def _deeds(user: User, task: Task, *, on: date) -> dict[str, bool]:
    """Return what the user may do with an open task now."""
    is_mine = task.taken_by_id == user.pk
    is_begun = is_mine and task.started_at is not None
    is_mine_to_take = (is_mine or is_free(task, on=on)) and not is_begun
    return {
        "may_take": is_mine_to_take and can_take_task(user, task, on=on),
        "may_release": can_release_task(user, task),
        "may_finish": is_begun and can_finish_task(user, task, on=on),
    }
