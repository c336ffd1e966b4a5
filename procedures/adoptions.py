"""What became of SOPs that offices adopted from each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from people.models import Days, Unit, User
from procedures.models import Procedure, Version


@dataclass(frozen=True)
class Origin:
    """From which version of another office's SOP a version was adopted.

    `is_seen` says whether it may be looked at still, `newer` is what is in force of that SOP since.
    """

    version: Version
    is_seen: bool
    newer: Version | None


def origin_of(copy: Version, user: User, *, on: Days) -> Origin | None:
    """Return what a version was adopted from; None where it is no copy (no query)."""
    if copy.adopted_from_id is None:
        return None
    readable = Version.objects.readable_by(user, on=on).select_related("procedure__office")
    stem = Version.objects.select_related("procedure__office").get(pk=copy.adopted_from_id)
    is_seen = readable.filter(pk=stem.pk).exists()
    newer = readable.offered().filter(procedure=stem.procedure_id, revision__gt=stem.revision)
    return Origin(stem, is_seen, newer.first())


def adopters_of(procedure: Procedure) -> QuerySet[Unit]:
    """Return the offices that have a copy of an SOP."""
    copies = Procedure.objects.filter(versions__adopted_from__procedure=procedure)
    return Unit.objects.filter(pk__in=copies.values("office"))


def copies_of(procedures: QuerySet[Procedure] | list[Procedure]) -> QuerySet[Any]:
    """Return the SOPs that were adopted from these, each with the key of its `original`."""
    stems = Version.objects.filter(procedure=OuterRef("pk"), adopted_from__isnull=False)
    last = stems.order_by("-revision").values("adopted_from__procedure")[:1]
    found = Procedure.objects.select_related("office").annotate(original=Subquery(last))
    return found.filter(original__in=procedures)


def outdated() -> QuerySet[Any]:
    """Return the newest versions of copies of which the original has a newer one in force.

    The original is still offered, and the copy was not revoked. With each comes the key of that
    `newer` one.
    """
    later = Version.objects.offered().filter(
        procedure=OuterRef("adopted_from__procedure"),
        revision__gt=OuterRef("adopted_from__revision"),
    )
    last = Version.objects.filter(procedure=OuterRef("procedure")).order_by()
    newest = last.values("procedure").annotate(last=Max("revision")).values("last")
    copies = Version.objects.filter(adopted_from__isnull=False).exclude(state=Version.State.REVOKED)
    found = copies.annotate(newer=Subquery(later.values("pk")[:1]), newest=Subquery(newest))
    return found.filter(Q(newest=F("revision")), newer__isnull=False)
