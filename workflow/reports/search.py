"""Letters, SOPs and people by the same words, of what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from people.doers import Doer
from people.finding import typed_words
from people.models import Appointment, Position, User
from people.models.finding import with_words
from procedures.models import Actor, Version, VersionQuerySet
from workflow.models import Document

MOST_FOUND = 8
"""Rows of each kind that are shown; the lists behind them have all."""


@dataclass(frozen=True)
class Hits:
    """What was found, at most MOST_FOUND of each; `more` names the kinds of which there are more.

    A person has `holds`: the appointments of today.
    """

    documents: Sequence[Document] = ()
    versions: Sequence[Version] = ()
    people: Sequence[User] = ()
    more: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.documents or self.versions or self.people)


def search(text: str, *, by: Doer) -> Hits:
    """Return what has all the words of a text, a beginning of each; nothing for no word."""
    if not typed_words(text):
        return Hits()
    versions = Version.objects.visible_to(by.user, on=by.held_on)
    documents = Document.objects.visible_to(by.user, on=by.held_on).with_words(text)
    letters = list(documents.with_whereabouts().in_order("newest")[: MOST_FOUND + 1])
    sops = list(_sops(versions, text)[: MOST_FOUND + 1])
    people = list(_people(versions, text, by=by)[: MOST_FOUND + 1])
    counts = {"documents": len(letters), "versions": len(sops), "people": len(people)}
    more = frozenset(kind for kind, count in counts.items() if count > MOST_FOUND)
    return Hits(letters[:MOST_FOUND], sops[:MOST_FOUND], people[:MOST_FOUND], more)


def positions_met(versions: VersionQuerySet, *, by: Doer) -> QuerySet[Position]:
    """Return the positions of somebody's offices and those in the columns of these SOPs."""
    own = Q(pk__in=Position.objects.visible_to(by.user, on=by.held_on).values("pk"))
    theirs = Q(pk__in=Actor.objects.filter(version__in=versions).values("position"))
    return Position.objects.filter(own | theirs)


def people_met(positions: QuerySet[Position], *, by: Doer) -> QuerySet[User]:
    """Return who ever held one of these positions, and whoever asks."""
    if by.user.reaches_all:
        return User.objects.all()
    holders = Appointment.objects.filter(position__in=positions).values("user")
    return User.objects.filter(Q(pk__in=holders) | Q(pk=by.user.pk))


def _sops(versions: VersionQuerySet, text: str) -> VersionQuerySet:
    found = versions.newest().with_words(text)
    in_order = found.order_by("procedure__code_key", "procedure")
    return in_order.select_related("procedure__unit", "procedure__office")


def _people(versions: VersionQuerySet, text: str, *, by: Doer) -> QuerySet[User]:
    people = people_met(positions_met(versions, by=by), by=by).filter(is_active=True)
    current = Appointment.objects.current(by.held_on).select_related("position")
    holds = Prefetch("appointments", current.order_by("capacity", "pk"), to_attr="holds")
    return with_words(people, text, "name").prefetch_related(holds)
