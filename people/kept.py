"""What the database keeps of people as it was written: their journal."""

from __future__ import annotations

from django.apps.registry import Apps

from people.guards import Guard, Trigger

APPEND_ONLY = "the journal of people is only added to"
DECIDED = "an appointment that was decided on stays as it was decided"


def triggers(apps: Apps) -> list[Trigger]:
    """Return what the database is to refuse."""
    entries, head, requests = (
        apps.get_model("people", name)._meta.db_table
        for name in ("PeopleEntry", "PeopleHead", "AppointmentRequest")
    )
    return [
        Guard("people_entry_is_not_changed", entries, "update", "OLD.id IS NOT NULL", APPEND_ONLY),
        Guard("people_entry_is_not_deleted", entries, "delete", "OLD.id IS NOT NULL", APPEND_ONLY),
        Guard(
            "people_journal_grows",
            head,
            "update",
            f"NEW.id <> OLD.id OR NOT ({_grows(entries)})",
            APPEND_ONLY,
        ),
        Guard("people_head_stays", head, "delete", "OLD.id IS NOT NULL", APPEND_ONLY),
        Guard(
            "appointment_request_stays_decided",
            requests,
            "update",
            "OLD.is_confirmed IS NOT NULL AND (NEW.is_confirmed IS DISTINCT FROM OLD.is_confirmed "
            "OR NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id "
            "OR NEW.user_id <> OLD.user_id OR NEW.position_id <> OLD.position_id)",
            DECIDED,
        ),
        Guard(
            "appointment_request_is_not_deleted",
            requests,
            "delete",
            "OLD.is_confirmed IS NOT NULL",
            DECIDED,
        ),
    ]


def _grows(entries: str) -> str:
    """Return the condition that the head comes to the last of entries that follow the old one."""
    return (
        f"NEW.entry_count > OLD.entry_count AND EXISTS (SELECT 1 FROM {entries} "
        "WHERE number = NEW.entry_count AND hash = NEW.last_hash) "
        f"AND (SELECT count(*) FROM {entries} WHERE number > OLD.entry_count "
        "AND number <= NEW.entry_count) = NEW.entry_count - OLD.entry_count"
    )
