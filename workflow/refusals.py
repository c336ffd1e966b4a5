"""Why a deed is not possible now: one sentence for the action and for its button.

Each function returns the sentence that says what to do, '' where the deed is possible.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from people.doers import Doer
from people.models import Days, User
from people.refusals import Refused
from procedures.models import Version
from workflow.clocks import days_at
from workflow.models import Document, Task
from workflow.permissions import (
    barred_by_own_work,
    can_assign_task,
    can_attach_to_document,
    can_cancel_document,
    can_comment_document,
    can_finish_task,
    can_release_task,
    can_start_document,
    can_take_task,
    is_free,
    is_held_by_any,
    is_vacant,
)
from workflow.transition.plans import plan_of


def refuse(sentence: str) -> None:
    """Raise Refused with the sentence, if there is one."""
    if sentence:
        raise Refused(sentence)


def why_ended(task: Task) -> str:
    """Return how the task has ended, '' while it is open."""
    if task.is_open:
        return ""
    sentences = {
        Task.Answer.SENT_BACK: _("This step was sent back by %(name)s."),
        Task.Answer.TAKEN_BACK: _("%(name)s has taken the document back to the step before."),
        Task.Answer.CANCELLED: _("The document was cancelled by %(name)s."),
    }
    finished = _("This step was already finished by %(name)s.")
    return sentences.get(Task.Answer(task.answer), finished) % {"name": task.finished_by}


def why_taken_by_another(task: Task, by: Doer) -> str:
    """Return whose hands the task is in, '' if in nobody's or in those of `by`."""
    if task.taken_by_id in {None, by.user.pk}:
        return ""
    return _("%(name)s has taken this task.") % {"name": task.taken_by}


def why_not_for(task: Task) -> str:
    """Return whose the task is, for those who do not hold its position."""
    return _("This task is for %(position)s.") % {"position": task.position}


def why_not_take_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot take the task."""
    if not task.is_open:
        return why_ended(task)
    if not can_take_task(by, task):
        return why_not_for(task)
    if not is_free(task, on=by.held_on):
        begun = _("You have already taken this task.") if task.started_at else ""
        if why := why_taken_by_another(task, by) or begun:
            return why
    return why_own_work(task, by=by)


def why_not_release_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot give the task back to its position."""
    if task.is_open and task.taken_by_id is None:
        return _("This task is free already.")
    if task.is_open and can_release_task(by, task):
        return ""
    return why_ended(task) or why_taken_by_another(task, by)


def why_not_work(task: Task, *, by: Doer) -> str:
    """Return why the task is not in the hands of `by`, begun."""
    if why := why_ended(task) or why_taken_by_another(task, by):
        return why
    if task.started_at is None:
        first = _("Take the task first; the time of the work counts from then.")
        return first if can_take_task(by, task) else why_not_for(task)
    if not can_finish_task(by, task):
        return _("You no longer hold the position %(position)s.") % {"position": task.position}
    return ""


def _own_step(task: Task, user: User) -> str:
    """Return which step somebody has done, where the SOP lets nobody answer their own work."""
    document = task.document
    is_loaded = Document.version.is_cached(document)  # no plans are read for a whole desk
    frozen = document.version if is_loaded else plan_of(document.version_id)
    if not frozen.forbids_own_work:
        return ""
    own = Task.objects.own_work_before(task, user).select_related("step").first()
    return own.step.activity if own else ""


def why_not_for_person(task: Task, user: User) -> str:
    """Return which step somebody has done that bars them from the task."""
    step = _own_step(task, user)
    if not step:
        return ""
    return _("In this SOP nobody answers their own work, and %(name)s has done “%(step)s”.") % {
        "name": user,
        "step": step,
    }


def why_own_work(task: Task, *, by: Doer) -> str:
    """Return which step `by` has done, where the SOP lets nobody answer their own work."""
    step = _own_step(task, by.user)
    if not step:
        return ""
    return _(
        "In this SOP nobody answers their own work, and you have done “%(step)s”. Somebody else "
        "who holds the position has to do this."
    ) % {"step": step}


def why_not_finish_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot answer the task, whatever the answer."""
    if why := why_not_work(task, by=by) or why_own_work(task, by=by):
        return why
    return _("The work is paused. Resume it first.") if task.open_pause else ""


def why_not_pause_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot let work on the task stand still."""
    if why := why_not_work(task, by=by):
        return why
    return _("The work is paused already.") if task.open_pause else ""


def why_not_resume_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot go on with paused work."""
    if why := why_not_work(task, by=by):
        return why
    return "" if task.open_pause else _("The work is not paused.")


def why_not_attach_to_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot attach a file as the work of the task."""
    if why := why_ended(task):
        return why
    if not can_take_task(by, task):
        return why_not_for(task)
    return "" if is_free(task, on=by.held_on) else why_taken_by_another(task, by)


def why_not_assign_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot give the task to a certain person."""
    if why := why_ended(task):
        return why
    if can_assign_task(by, task):
        return ""
    return _("Only who holds a higher position in this SOP, or supervises, can assign the task.")


def why_nobody_to_assign(task: Task, *, on: Days) -> str:
    """Return why there is nobody else to give the task to that day."""
    if is_vacant(task, on=on):
        return _(
            "Nobody holds the position %(position)s today, so nobody can be chosen. An "
            "administrator can appoint somebody."
        ) % {"position": task.position}
    barred = {user for _task, user in barred_by_own_work([task])} - {task.taken_by_id}
    if task.taken_by is None or is_held_by_any(task, barred, on=on):
        return _(
            "Whoever else holds the position %(position)s today has done an earlier step, and in "
            "this SOP nobody answers their own work."
        ) % {"position": task.position}
    return _("Nobody but %(name)s holds the position %(position)s today.") % {
        "name": task.taken_by,
        "position": task.position,
    }


def why_not_record_task_later(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot record the task as worked on earlier, whenever that was."""
    if why := why_ended(task):
        return why
    if not settings.LATE_RECORDING:
        return _("This office does not record steps later.")
    if not can_take_task(by, task):
        return why_not_for(task)
    others = "" if is_free(task, on=by.held_on) else why_taken_by_another(task, by)
    if why := others or why_own_work(task, by=by):
        return why
    return _("The work is paused. Resume it first.") if task.open_pause else ""


def why_not_send_back_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot send the document back outside the drawing."""
    if why := why_not_finish_task(task, by=by):
        return why
    if Task.objects.before(task).exists():
        return ""
    return _("The document has been at no other step yet.")


def why_not_take_back_task(task: Task, *, by: Doer) -> str:
    """Return why `by` cannot undo having finished the task."""
    if task.is_open:
        return _("This task has not been finished.")
    if task.finished_by_id != by.user.pk or task.answer not in Task.PASSED_ON:
        return _("Only who passed the document on can take it back.")
    if not can_take_task(by, task):
        return _("You no longer hold the position %(position)s.") % {"position": task.position}
    following = Task.objects.open().filter(document=task.document_id).first()
    if following is None:
        return why_not_under_way(task.document)
    if following.number == task.number + 1 and following.started_at is None:
        return ""
    return _("The next step has begun. Ask that the document be sent back.")


def why_not_start_document(version: Version, *, by: Doer) -> str:
    """Return why `by` cannot start a document under the version, or keep a draft."""
    if version.state != Version.State.IN_FORCE:
        return _("This SOP is not in force. Choose its version in force.")
    if not can_start_document(by.user, version, on=by.days or days_at(by.at)):
        return _("You hold no position in this SOP, so you cannot start a document.")
    return ""


def why_not_under_way(document: Document) -> str:
    """Return why nothing can be done with the document any more, or not yet."""
    sentences = {
        Document.State.DRAFT: _("This document is a draft. Send it off first."),
        Document.State.FINISHED: _("The document has come to its end."),
        Document.State.CANCELLED: _("The document was cancelled."),
    }
    return sentences.get(Document.State(document.state), "")


def why_not_comment_document(document: Document, *, by: Doer) -> str:
    """Return why `by` cannot write about the document."""
    if document.state == Document.State.DRAFT:
        return why_not_under_way(document)
    if can_comment_document(by, document):
        return ""
    return _("Only those who hold a position in this SOP, and supervisors, can comment.")


def why_not_attach_to_document(document: Document, *, by: Doer) -> str:
    """Return why `by` cannot attach a file to the document."""
    if why := why_not_under_way(document):
        return why
    if can_attach_to_document(by, document):
        return ""
    return _("Only those who hold a position in this SOP can attach files.")


def why_not_mark_letter(document: Document, *, by: Doer) -> str:
    """Return why `by` cannot say which file of the document is the letter."""
    if why := why_not_attach_to_document(document, by=by):
        return why
    return "" if document.attachments.all() else _("Attach a file first.")


def why_not_cancel_document(document: Document, *, by: Doer) -> str:
    """Return why `by` cannot call the document off."""
    if why := why_not_under_way(document):
        return why
    if can_cancel_document(by, document):
        return ""
    if document.started_by_id == by.user.pk:
        return _("You hold no position in this SOP any more, so only supervisors can cancel this.")
    return _("Only %(name)s, who started the document, and supervisors can cancel it.") % {
        "name": document.started_by
    }
