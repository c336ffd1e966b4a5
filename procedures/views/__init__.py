"""Pages of SOPs and of their books."""

from procedures.views.adopting import (
    adopt_version,
    generic_procedures,
    offer_procedure,
    take_over_version,
    withdraw_procedure,
)
from procedures.views.books import book, order_book, print_book
from procedures.views.bringing import bring_in, bring_in_version, choose_tables
from procedures.views.leading import lead_on, of_sop, old_address
from procedures.views.life import (
    compare_versions,
    copy_version,
    delete_draft,
    put_version_in_force,
    revoke_version,
)
from procedures.views.procedures import (
    chosen_paper,
    export_procedure,
    pdf_answer,
    print_procedure,
    procedure,
    procedures,
)

__all__ = [
    "adopt_version",
    "book",
    "bring_in",
    "bring_in_version",
    "choose_tables",
    "chosen_paper",
    "compare_versions",
    "copy_version",
    "delete_draft",
    "export_procedure",
    "generic_procedures",
    "lead_on",
    "of_sop",
    "offer_procedure",
    "old_address",
    "order_book",
    "pdf_answer",
    "print_book",
    "print_procedure",
    "procedure",
    "procedures",
    "put_version_in_force",
    "revoke_version",
    "take_over_version",
    "withdraw_procedure",
]
