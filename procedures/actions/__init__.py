"""What can be done with an SOP; each function is one transaction."""

from procedures.actions.adopting import adopt_version, offer_procedure, take_over_version
from procedures.actions.books import is_current, make_books, order_book
from procedures.actions.bringing import bring_in_procedure
from procedures.actions.copying import copy_version
from procedures.actions.drafts import (
    delete_draft,
    save_actors,
    save_draft,
    save_participants,
    save_requirements,
    save_start_fields,
    save_steps,
)
from procedures.actions.versions import (
    Approval,
    faults_of,
    put_version_in_force,
    revoke_version,
)
from procedures.actions.writing import draft_version

__all__ = [
    "Approval",
    "adopt_version",
    "bring_in_procedure",
    "copy_version",
    "delete_draft",
    "draft_version",
    "faults_of",
    "is_current",
    "make_books",
    "offer_procedure",
    "order_book",
    "put_version_in_force",
    "revoke_version",
    "save_actors",
    "save_draft",
    "save_participants",
    "save_requirements",
    "save_start_fields",
    "save_steps",
    "take_over_version",
]
