"""The statements of a transition, put together once and sent as they are.

Everywhere else the ORM writes SQL anew for each query, which costs more than a database needs to
obey it. Here stands what every deed does: look at a task under the lock of its document, and write
rows.
"""

from workflow.actions.statements.looks import Look, held_task, look_at_task
from workflow.actions.statements.tables import (
    documents,
    entries,
    leave_untold,
    tasks,
    together,
)

__all__ = [
    "Look",
    "documents",
    "entries",
    "held_task",
    "leave_untold",
    "look_at_task",
    "tasks",
    "together",
]
