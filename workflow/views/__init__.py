"""Pages of the desk, documents and tasks."""

from workflow.views.documents import (
    choose_procedure,
    document,
    documents,
    download_attachment,
    print_document,
    start_document,
)
from workflow.views.tasks import desk, finish_task, release_task, take_task, task

__all__ = [
    "choose_procedure",
    "desk",
    "document",
    "documents",
    "download_attachment",
    "finish_task",
    "print_document",
    "release_task",
    "start_document",
    "take_task",
    "task",
]
