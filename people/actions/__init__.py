"""What can be done with people's data; each function is one transaction."""

from people.actions.accounts import (
    IDENTITY,
    Rights,
    change_account,
    change_password,
    delete_account,
    delete_group,
    open_account,
    record_opening,
    record_reset,
    reset_password,
    save_group,
)
from people.actions.appointments import (
    appoint_person,
    change_appointment,
    confirm_appointment,
    delete_appointment,
    reject_appointment,
)
from people.actions.delegations import delegate_position, withdraw_deputy
from people.actions.factors import (
    demand_second_factor,
    record_factor,
    reset_factors,
    use_code,
)
from people.actions.record import facts_of, record, values_of
from people.actions.retiring import keep_position, retire_position, succeed_position
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
    "Rights",
    "Seat",
    "appoint_person",
    "change_account",
    "change_appointment",
    "change_password",
    "confirm_appointment",
    "delegate_position",
    "delete_account",
    "delete_appointment",
    "delete_group",
    "delete_position",
    "delete_unit",
    "demand_second_factor",
    "facts_of",
    "keep_position",
    "load_units",
    "open_account",
    "record",
    "record_factor",
    "record_opening",
    "record_reset",
    "reject_appointment",
    "reset_factors",
    "reset_password",
    "retire_position",
    "save_group",
    "save_position",
    "save_unit",
    "settle_office",
    "succeed_position",
    "use_code",
    "values_of",
    "withdraw_deputy",
]
