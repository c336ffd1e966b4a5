"""What became of the SOP that a document goes by."""

from __future__ import annotations

from dataclasses import dataclass

from procedures.models import Version


@dataclass(frozen=True)
class Since:
    """That a version is no longer in force, and what is in its place.

    `newest` is the version in force, or the one that was revoked last.
    """

    version: Version
    newest: Version

    @property
    def is_revoked(self) -> bool:
        """Whether no version of the SOP is in force any more."""
        return self.newest.state == Version.State.REVOKED


def since(version: Version) -> Since | None:
    """Return what became of a version since; None while it is in force (no query)."""
    if version.state in {Version.State.IN_FORCE, Version.State.DRAFT}:
        return None
    signed = Version.objects.filter(procedure=version.procedure_id)
    newest = signed.exclude(state=Version.State.DRAFT).order_by("-revision").first()
    return Since(version, newest or version)
