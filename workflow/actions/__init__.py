"""What can be done with documents and tasks; each function is one transaction."""

from procedures.actions import Refused
from workflow.actions.documents import start_document
from workflow.actions.tasks import finish_task, release_task, take_task

__all__ = ["Refused", "finish_task", "release_task", "start_document", "take_task"]
