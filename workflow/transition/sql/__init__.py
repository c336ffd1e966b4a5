"""The statements of a transition, put together once and sent as they are.

Everywhere else the ORM writes SQL anew for each query, which costs more than a database needs to
obey it. Here stands what every deed does: lock a document and look at it, with or without a task,
and write rows.
"""

from workflow.transition.sql.locking import (
    Found,
    FoundTask,
    held_task,
    lock_document_row,
    lock_task_row,
)
from workflow.transition.sql.rows import (
    bring_notices_back,
    documents,
    entries,
    leave_untold,
    pauses,
    settle_notices,
    settle_notices_of_strangers,
    settle_vacancy,
    tasks,
    together,
)

__all__ = [
    "Found",
    "FoundTask",
    "bring_notices_back",
    "documents",
    "entries",
    "held_task",
    "leave_untold",
    "lock_document_row",
    "lock_task_row",
    "pauses",
    "settle_notices",
    "settle_notices_of_strangers",
    "settle_vacancy",
    "tasks",
    "together",
]
