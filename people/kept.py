"""What the database keeps of people as it was written, and the paths of units that it writes."""

from __future__ import annotations

from django.apps.registry import Apps

from people.guards import Guard, Renewal, Trigger, differ

APPEND_ONLY = "the journal of people is only added to"
DECIDED = "an appointment that was decided on stays as it was decided"
GIVEN = "a role stays as it was given, until it ends"
# The keys from the office down to a unit; none for those that lay in a circle before that was
# refused.
WAY_DOWN = """
    COALESCE((WITH RECURSIVE up(above, way) AS (
        SELECT here.parent_id, CAST(here.id AS varchar) || '/' FROM {units} here
        WHERE here.id = {units}.id
        UNION ALL
        SELECT there.parent_id, CAST(there.id AS varchar) || '/' || up.way
        FROM {units} there JOIN up ON there.id = up.above WHERE length(up.way) < 200
    ) SELECT way FROM up WHERE above IS NULL), '')
"""
GIVE_PATH = "UPDATE {units} SET path = {way} WHERE path = ''"
RENEW_PATHS = "UPDATE {units} SET path = {way} WHERE path <> {way}"
# That one of the units above is the one that is changed.
ABOVE = """
    NEW.id IN (WITH RECURSIVE up(id) AS (
        SELECT NEW.parent_id UNION SELECT there.parent_id FROM {units} there
        JOIN up ON there.id = up.id
    ) SELECT id FROM up WHERE id IS NOT NULL)
"""
OVERLAP = """
    EXISTS (SELECT 1 FROM {roles} other WHERE other.id <> NEW.id AND other.user_id = NEW.user_id
    AND other.kind = NEW.kind AND other.unit_id = NEW.unit_id
    AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
    AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on))
"""

TAKEN = "EXISTS (SELECT 1 FROM {former} WHERE slug = NEW.slug AND unit_id <> NEW.id)"


def triggers(apps: Apps) -> list[Trigger]:
    """Return what the database is to refuse and to renew."""
    return [*_of_the_journal(apps), *_of_units(apps), *_of_slugs(apps), *_of_roles(apps)]


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


def _of_units(apps: Apps) -> list[Trigger]:
    """Return what keeps units a tree, and writes the way from each office down to them."""
    units = apps.get_model("people", "Unit")._meta.db_table
    names = {"units": units, "way": WAY_DOWN.format(units=units)}
    return [
        Guard(
            "unit_does_not_lie_below_itself",
            units,
            "update",
            f"{differ(['parent_id'])} AND {ABOVE.format(units=units)}",
            "a unit does not lie below itself",
        ),
        Renewal(
            "unit_that_is_added_gets_its_path",
            units,
            "insert",
            GIVE_PATH.format(**names),
        ),
        Renewal(
            "units_that_are_moved_get_their_paths",
            units,
            "update",
            RENEW_PATHS.format(**names),
            "parent_id",
        ),
    ]


def _of_roles(apps: Apps) -> list[Trigger]:
    """Return what keeps a role as it was given; its end alone may still be set."""
    roles = apps.get_model("people", "Role")._meta.db_table
    overlap = OVERLAP.format(roles=roles)
    stays = ("user_id", "kind", "unit_id", "starts_on", "letter")
    twice = "a person has a role at a unit once at a time"
    return [
        Guard("role_is_given_once", roles, "insert", overlap, twice),
        Guard("role_is_held_once", roles, "update", overlap, twice),
        Guard("role_stays_as_it_was_given", roles, "update", differ(stays), GIVEN),
        Guard("role_that_began_stays", roles, "delete", "OLD.starts_on <= CURRENT_DATE", GIVEN),
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
