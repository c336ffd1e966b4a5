"""What can be done with an SOP; each function is one transaction."""

from procedures.actions.drafts import (
    delete_draft,
    save_actors,
    save_draft,
    save_requirements,
    save_steps,
)
from procedures.actions.versions import (
    Refused,
    draft_version,
    faults_of,
    put_version_in_force,
)

__all__ = [
    "Refused",
    "delete_draft",
    "draft_version",
    "faults_of",
    "put_version_in_force",
    "save_actors",
    "save_draft",
    "save_requirements",
    "save_steps",
]
