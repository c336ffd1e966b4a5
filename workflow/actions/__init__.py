"""What can be done with documents and tasks; each function is one transaction."""

from workflow.actions.assigning import assign_task
from workflow.actions.attachments import attach_to_document, attach_to_task, mark_letter
from workflow.actions.corrections import correct_at_task
from workflow.actions.deputies import name_deputy, withdraw_deputy
from workflow.actions.documents import (
    cancel_document,
    comment_document,
    start_document,
)
from workflow.actions.drafts import (
    copy_document,
    discard_draft,
    edit_draft,
    keep_draft,
    send_draft,
)
from workflow.actions.late import record_task_later
from workflow.actions.looks import look_at_document
from workflow.actions.offices import load_office
from workflow.actions.pauses import pause_task, resume_task
from workflow.actions.returns import send_back_task, take_back_task
from workflow.actions.saved_filters import delete_filter, rename_filter, save_filter, share_filter
from workflow.actions.sent_forms import clear_sent_forms, do_once, where_form_led
from workflow.actions.tasks import finish_task, release_task, take_task

__all__ = [
    "assign_task",
    "attach_to_document",
    "attach_to_task",
    "cancel_document",
    "clear_sent_forms",
    "comment_document",
    "copy_document",
    "correct_at_task",
    "delete_filter",
    "discard_draft",
    "do_once",
    "edit_draft",
    "finish_task",
    "keep_draft",
    "load_office",
    "look_at_document",
    "mark_letter",
    "name_deputy",
    "pause_task",
    "record_task_later",
    "release_task",
    "rename_filter",
    "resume_task",
    "save_filter",
    "send_back_task",
    "send_draft",
    "share_filter",
    "start_document",
    "take_back_task",
    "take_task",
    "where_form_led",
    "withdraw_deputy",
]
