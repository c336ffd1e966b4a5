"""What the database keeps of people as it was written: their journal."""

from __future__ import annotations

from django.apps.registry import Apps

from people.guards import Guard, Trigger, differ

APPEND_ONLY = "the journal of people is only added to"
DECIDED = "an appointment that was decided on stays as it was decided"

TAKEN = "EXISTS (SELECT 1 FROM {former} WHERE slug = NEW.slug AND unit_id <> NEW.id)"


def triggers(apps: Apps) -> list[Trigger]:
    """Return what the database is to refuse."""
    return [*_of_the_journal(apps), *_of_slugs(apps)]


def _of_slugs(apps: Apps) -> list[Trigger]:
    """Return what keeps an address from leading to another unit than the one that had it."""
    units, former = (apps.get_model("people", n)._meta.db_table for n in ("Unit", "FormerSlug"))
    taken = TAKEN.format(former=former)
    others = "another unit had this short name, and addresses lead there"
    return [
        Guard("unit_begins_with_a_slug_of_its_own", units, "insert", taken, others),
        Guard(
            "unit_takes_no_slug_of_another",
            units,
            "update",
            f"({differ(['slug'])}) AND {taken}",
            others,
        ),
    ]


def _of_the_journal(apps: Apps) -> list[Trigger]:
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
            "NEW.entry_count <> OLD.entry_count + 1 OR NEW.id <> OLD.id",
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
