"""Pages of the desk, documents and tasks."""

from workflow.views.desk import desk, finish_from_desk, take_from_desk
from workflow.views.documents import (
    attach_to_document,
    cancel_document,
    comment_document,
    document,
    document_history,
    download_attachment,
    print_document,
    print_slip,
)
from workflow.views.drafts import (
    discard_draft,
    edit_draft,
    send_draft,
    start_document,
)
from workflow.views.finding import documents, export_documents
from workflow.views.notices import choose_mail, notices, open_notice, read_all_notices
from workflow.views.saved_filters import (
    delete_filter,
    rename_filter,
    save_filter,
    saved_filters,
    share_filter,
)
from workflow.views.setting_up import first_run, load_office
from workflow.views.starting import choose_procedure, copy_document
from workflow.views.supervision import assign_tasks, supervision
from workflow.views.tasks import (
    assign_task,
    attach_to_task,
    correct_at_task,
    finish_task,
    pause_task,
    record_task_later,
    release_task,
    resume_task,
    send_back_task,
    take_back_task,
    take_task,
    task,
    task_time,
)

__all__ = [
    "assign_task",
    "assign_tasks",
    "attach_to_document",
    "attach_to_task",
    "cancel_document",
    "choose_mail",
    "choose_procedure",
    "comment_document",
    "copy_document",
    "correct_at_task",
    "delete_filter",
    "desk",
    "discard_draft",
    "document",
    "document_history",
    "documents",
    "download_attachment",
    "edit_draft",
    "export_documents",
    "finish_from_desk",
    "finish_task",
    "first_run",
    "load_office",
    "notices",
    "open_notice",
    "pause_task",
    "print_document",
    "print_slip",
    "read_all_notices",
    "record_task_later",
    "release_task",
    "rename_filter",
    "resume_task",
    "save_filter",
    "saved_filters",
    "send_back_task",
    "send_draft",
    "share_filter",
    "start_document",
    "supervision",
    "take_back_task",
    "take_from_desk",
    "take_task",
    "task",
    "task_time",
]
