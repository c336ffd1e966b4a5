"""What can be done with people's data; each function is one transaction."""

from people.actions.accounts import (
    IDENTITY,
    change_account,
    change_password,
    delete_account,
    open_account,
    record_opening,
    record_reset,
    reset_password,
)
from people.actions.appointments import (
    appoint_person,
    change_appointment,
    confirm_appointment,
    delete_appointment,
    reject_appointment,
)
from people.actions.importing import forget_name, import_people
from people.actions.moving import end_appointment, let_go, move_person, take_into_use
from people.actions.record import facts_of, record, values_of
from people.actions.retiring import keep_position, retire_position, succeed_position
from people.actions.roles import end_role, give_role
from people.actions.settling import Seat, settle_office
from people.actions.units import (
    delete_position,
    delete_unit,
    load_units,
    save_position,
    save_unit,
)

__all__ = [
    "IDENTITY",
    "Seat",
    "appoint_person",
    "change_account",
    "change_appointment",
    "change_password",
    "confirm_appointment",
    "delete_account",
    "delete_appointment",
    "delete_position",
    "delete_unit",
    "end_appointment",
    "end_role",
    "facts_of",
    "forget_name",
    "give_role",
    "import_people",
    "keep_position",
    "let_go",
    "load_units",
    "move_person",
    "open_account",
    "record",
    "record_opening",
    "record_reset",
    "reject_appointment",
    "reset_password",
    "retire_position",
    "save_position",
    "save_unit",
    "settle_office",
    "succeed_position",
    "take_into_use",
    "values_of",
]
