"""What the pages of SOPs tell: what a version changed, how long it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _

from procedures import comparison, durations
from procedures.comparison import (
    ComparedExit,
    ComparedLine,
    Mark,
    Piece,
    compare_rows,
    compare_words,
)
from procedures.models import StartField, Step, Version
from procedures.times import times_of

FIELDS = (
    "title",
    "number",
    "made_on",
    "revised_on",
    "effective_on",
    "legal_basis",
    "qualifications",
    "related",
    "equipment",
    "warnings",
    "recording",
)
DEMANDS = {"needs_all_requirements", "needs_file", "records_participants"}


@dataclass(frozen=True)
class Comparison:
    """What changed from one version to another.

    `texts` are the changed fields of the identity block, the columns and the fields of the start
    form, by their names. `headings` are those of the cells of the rows.
    """

    texts: tuple[tuple[str, tuple[Piece, ...]], ...]
    headings: tuple[str, ...]
    rows: tuple[comparison.ComparedRow, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing that stands in the SOP changed."""
        quiet = all(row.mark is Mark.SAME and not row.is_moved for row in self.rows)
        return quiet and not self.texts


def compare_versions(old: Version, new: Version, *, has_positions: bool = True) -> Comparison:
    """Compare two versions loaded by `with_table` and with their start fields (no query).

    Without positions columns are compared by their headings alone, as of SOPs of two offices.
    """
    before, after = (_texts(each, has_positions=has_positions) for each in (old, new))
    pieces = ((name, compare_words(before[name], after[name])) for name in before)
    return Comparison(
        texts=tuple((name, each) for name, each in pieces if any(p.mark != "same" for p in each)),
        headings=(
            _("Activity"),
            _("Responsible"),
            _("Take part"),
            _("Requirements"),
            _("Time"),
            _("Output"),
            _("Remark"),
            _("Demands"),
        ),
        rows=compare_rows(_lines(old), _lines(new)),
    )


def _texts(version: Version, *, has_positions: bool) -> dict[str, str]:
    """Return what stands around the rows, each text by its name on the screen."""
    names = {field.name: str(field.verbose_name) for field in Version._meta.concrete_fields}
    approver = (version.approver, version.approver_name, version.approver_rank)
    nip = f"NIP {version.approver_nip}" if version.approver_nip else ""
    return {
        **{names[name]: str(localize(getattr(version, name) or "")) for name in FIELDS},
        _("approver"): "\n".join(text for text in (*approver, nip) if text),
        _("start and end"): _drawing(version),
        _("nobody answers their own work"): _("yes") if version.forbids_own_work else "",
        _("actors"): "\n".join(
            f"{actor.name} ({actor.position})" if has_positions and actor.position else actor.name
            for actor in version.actors.all()
        ),
        _("fields of the start form"): "\n".join(map(_field, version.start_fields.all())),
    }


def _drawing(version: Version) -> str:
    end = version.end_actor.name if version.end_actor else ""
    numbers = _("with a row of column numbers") if version.has_column_numbers else ""
    parts = (str(version.get_capsules_display()), end, numbers)
    return "; ".join(part for part in parts if part)


def _field(field: StartField) -> str:
    required = _("required") if field.is_required else ""
    choices = ", ".join(field.choices.split("\n"))
    parts = (str(field.get_kind_display()), required, field.help_text, choices)
    return f"{field.label}: {'; '.join(part for part in parts if part)}"


def _lines(version: Version) -> list[ComparedLine]:
    steps = version.ordered_steps()
    places = {step.number: place for place, step in enumerate(steps, start=1)}
    numbers = {step.pk: step.number for step in steps}
    following = [*(step.number for step in steps[1:]), None]
    return [
        ComparedLine(_cells(step), _exits(step, below, numbers, places))
        for step, below in zip(steps, following, strict=False)
    ]


def _exits(
    step: Step, below: int | None, numbers: Mapping[int, int], places: Mapping[int, int]
) -> tuple[ComparedExit, ...]:
    return tuple(
        ComparedExit(way.label, places[way.target] if way.target else 0)
        for way in step.exits(below, numbers)
    )


def _cells(step: Step) -> tuple[str, ...]:
    return (
        step.activity,
        step.actor.name if step.actor else "",
        ", ".join(actor.name for actor in step.participants.all()),
        "\n".join(requirement.text for requirement in step.requirements.all()),
        step.standard_text,
        step.output,
        step.remark,
        "; ".join(
            str(field.verbose_name)
            for field in Step._meta.concrete_fields
            if field.name in DEMANDS and getattr(step, field.name)
        ),
    )


@dataclass(frozen=True)
class ToldTime:
    """One sum of standard times for the page: whose, in working minutes, in words.

    `open_steps` counts the steps in it that are not standardised.
    """

    name: str
    minutes: int
    words: str
    open_steps: int


def times_of_version(version: Version) -> list[ToldTime]:
    """Return the times of a version loaded by `with_table`: the whole, each actor, each round."""
    standards = {step.number: step.standard_minutes for step in version.ordered_steps()}
    times = times_of(version.graph(), standards)
    if times.straight is None:
        return []
    rounds = [
        (
            _("One round of %(label)s at step %(step)s, back to step %(back)s")
            % {"label": each.label, "step": each.step, "back": each.back_to},
            each.time,
        )
        for each in times.rounds
    ]
    told = [(_("The straight way"), times.straight), *times.actors, *rounds]
    return [
        ToldTime(name, time.minutes, durations.spelt(time.minutes), time.open_steps)
        for name, time in told
    ]
