"""Pages of the desk, documents and tasks."""

from workflow.views.deputies import name_deputy, withdraw_deputy
from workflow.views.desk import desk, finish_from_desk, take_from_desk
from workflow.views.documents import (
    do_at_document,
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
    start_document_of_before,
)
from workflow.views.finding import documents, export_documents
from workflow.views.hands import in_hand
from workflow.views.letters import compare_letters, letter_page, read_letter
from workflow.views.notices import choose_mail, notices, open_notice, read_all_notices
from workflow.views.personnel import (
    confirm_import,
    foreign_names,
    forget_name,
    import_people,
)
from workflow.views.saved_filters import (
    delete_filter,
    rename_filter,
    save_filter,
    saved_filters,
    share_filter,
)
from workflow.views.search import search
from workflow.views.setting_up import first_run, load_office, set_hours, settle_office
from workflow.views.staff import (
    appoint_person,
    end_appointment,
    let_go,
    move_person,
    person,
    staff,
    take_into_use,
)
from workflow.views.starting import choose_procedure, copy_document
from workflow.views.supervision import assign_tasks, supervision
from workflow.views.tasks import (
    do_at_task,
    task,
    task_time,
)

__all__ = [
    "appoint_person",
    "assign_tasks",
    "choose_mail",
    "choose_procedure",
    "compare_letters",
    "confirm_import",
    "copy_document",
    "delete_filter",
    "desk",
    "discard_draft",
    "do_at_document",
    "do_at_task",
    "document",
    "document_history",
    "documents",
    "download_attachment",
    "edit_draft",
    "end_appointment",
    "export_documents",
    "finish_from_desk",
    "first_run",
    "foreign_names",
    "forget_name",
    "import_people",
    "in_hand",
    "let_go",
    "letter_page",
    "load_office",
    "move_person",
    "name_deputy",
    "notices",
    "open_notice",
    "person",
    "print_document",
    "print_slip",
    "read_all_notices",
    "read_letter",
    "rename_filter",
    "save_filter",
    "saved_filters",
    "search",
    "send_draft",
    "set_hours",
    "settle_office",
    "share_filter",
    "staff",
    "start_document",
    "start_document_of_before",
    "supervision",
    "take_from_desk",
    "take_into_use",
    "task",
    "task_time",
    "withdraw_deputy",
]
