"""The rows and the actor columns of a version's table."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Position
from procedures import graph, numbers


class Actor(models.Model):
    """One actor column (pelaksana) of a version."""

    version = models.ForeignKey(
        "procedures.Version",
        on_delete=models.CASCADE,
        related_name="actors",
        verbose_name=_("version"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("heading"), max_length=150, help_text=_("As it is printed."))
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actors",
        verbose_name=_("position"),
        help_text=_("Whose holders do the steps of this column."),
    )

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "name"],
                name="actor_name_is_unique_in_its_version",
                violation_error_message=_("Two columns have the same heading."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


KINDS = [
    (graph.StepKind.EXECUTION.value, _("Execution")),
    (graph.StepKind.DECISION.value, _("Decision")),
]
"""The two kinds of step as they are called."""


class Step(models.Model):
    """One row (kegiatan) of a version's table, with its exits and its standard."""

    class Way(models.TextChoices):
        """Where an exit leads."""

        NEXT = "next", _("The next row")
        STEP = "step", _("A certain step")
        END = "end", _("The end")

    class TimeUnit(models.TextChoices):
        """In what unit the office wrote the standard time."""

        MINUTE = "minute", _("minutes")
        HOUR = "hour", _("hours")
        DAY = "day", _("working days")
        WEEK = "week", _("weeks")
        MONTH = "month", _("months")

    version = models.ForeignKey(
        "procedures.Version",
        on_delete=models.CASCADE,
        related_name="steps",
        verbose_name=_("version"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(
        _("kind"), max_length=10, choices=KINDS, default=graph.StepKind.EXECUTION.value
    )
    activity = models.TextField(_("activity"))
    actor = models.ForeignKey(
        Actor,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=_("responsible"),
    )
    participants = models.ManyToManyField(
        Actor, blank=True, related_name="shared_steps", verbose_name=_("take part")
    )
    standard_text = models.CharField(
        _("time"), max_length=100, blank=True, help_text=_("As the office writes it.")
    )
    standard_minutes = models.PositiveIntegerField(_("working minutes"), null=True, blank=True)
    standard_unit = models.CharField(_("unit of time"), max_length=6, choices=TimeUnit, blank=True)
    output = models.TextField(_("output"), blank=True)
    remark = models.TextField(_("remark"), blank=True)

    way = models.CharField(_("done or yes leads to"), max_length=4, choices=Way, default=Way.NEXT)
    way_step = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reached_by_yes",
        verbose_name=_("which step"),
    )
    no_way = models.CharField(_("no leads to"), max_length=4, choices=Way, blank=True)
    no_way_step = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reached_by_no",
        verbose_name=_("which step"),
    )
    yes_label = models.CharField(_("label of yes"), max_length=20, default="Ya")
    no_label = models.CharField(_("label of no"), max_length=20, default="Tidak")

    needs_all_requirements = models.BooleanField(
        _("all requirements must be ticked"), default=False
    )
    needs_file = models.BooleanField(_("a file must be attached"), default=False)
    records_participants = models.BooleanField(_("who took part is recorded"), default=False)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"],
                name="step_number_is_unique_in_its_version",
                violation_error_message=_("Two steps have the same number."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="step_numbers_count_from_one"),
            models.CheckConstraint(
                condition=Q(kind="execution", no_way="") | (Q(kind="decision") & ~Q(no_way="")),
                name="decision_has_a_second_exit_and_execution_has_none",
                violation_error_message=_("A decision has an exit for no, an execution has none."),
            ),
            models.CheckConstraint(
                condition=Q(way="step") | Q(way_step=None, way__in=["next", "end"]),
                name="step_named_by_its_exit_only",
                violation_error_message=_("Name a step only where the exit leads to one."),
            ),
            models.CheckConstraint(
                condition=Q(no_way="step") | Q(no_way_step=None, no_way__in=["", "next", "end"]),
                name="step_named_by_its_no_exit_only",
                violation_error_message=_("Name a step only where the exit leads to one."),
            ),
            models.CheckConstraint(
                condition=Q(standard_minutes=None, standard_unit="")
                | Q(
                    standard_minutes__isnull=False,
                    standard_minutes__gte=1,
                    standard_unit__in=["minute", "hour", "day", "week", "month"],
                ),
                name="standard_minutes_and_unit_go_together",
                violation_error_message=_("Standard minutes and their unit go together."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.activity}"

    @property
    def is_decision(self) -> bool:
        """Whether it is answered Ya or Tidak."""
        return self.kind == graph.StepKind.DECISION

    @property
    def is_named(self) -> bool:
        """Whether its activity says anything: a dash or blanks alone do not."""
        return any(char.isalnum() for char in self.activity)

    @property
    def asks_something(self) -> bool:
        """Whether something has to be said before it is finished."""
        demands = self.needs_all_requirements or self.needs_file or self.records_participants
        return self.is_decision or demands

    def exits(self, following: int | None, numbers: Mapping[int, int]) -> tuple[graph.Exit, ...]:
        """Return the ways out that are drawn.

        `following` is the number of the next row, None below the last one; `numbers` gives the
        number of each step of the version by primary key.
        """
        answer = graph.Answer.YES if self.is_decision else graph.Answer.DONE
        ways = [(answer, self.way, self.way_step_id)]
        if self.is_decision:
            ways.append((graph.Answer.NO, self.no_way, self.no_way_step_id))
        drawn = []
        for each, way, step in ways:
            if way == self.Way.STEP and step not in numbers:
                continue
            targets = {self.Way.NEXT: following, self.Way.STEP: numbers.get(step or 0)}
            drawn.append(graph.Exit(each, targets.get(self.Way(way)), self.label(each)))
        return tuple(drawn)

    def label(self, answer: str) -> str:
        """Return what the drawing writes beside the exit for `answer`; nothing on a plain one."""
        return {graph.Answer.YES: self.yes_label, graph.Answer.NO: self.no_label}.get(
            graph.Answer(answer), ""
        )


class Requirement(models.Model):
    """One item that a step needs (kelengkapan)."""

    step = models.ForeignKey(
        Step, on_delete=models.CASCADE, related_name="requirements", verbose_name=_("step")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("text"), max_length=300)

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class StartField(models.Model):
    """One field that a version's start form asks for (isian)."""

    class Kind(models.TextChoices):
        """What is typed there."""

        TEXT = "text", _("Text")
        LONG_TEXT = "long_text", _("Long text")
        DATE = "date", _("Date")
        NUMBER = "number", _("Number")
        CHOICE = "choice", _("Choice")
        FILE = "file", _("File")

    version = models.ForeignKey(
        "procedures.Version",
        on_delete=models.CASCADE,
        related_name="start_fields",
        verbose_name=_("version"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    label = models.CharField(_("label"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    is_required = models.BooleanField(_("required"), default=False)
    help_text = models.CharField(_("help"), max_length=200, blank=True)
    choices = models.TextField(_("choices"), blank=True, help_text=_("One a line."))

    class Meta:
        verbose_name = _("field of the start form")
        verbose_name_plural = _("fields of the start form")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "label"],
                name="start_field_label_is_unique_in_its_version",
                violation_error_message=_("Two fields have the same label."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="choice") | ~Q(choices=""),
                name="start_field_of_choice_has_choices",
                violation_error_message=_("Write the choices, one a line."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def options(self) -> list[str]:
        """What may be chosen, one a line of `choices`."""
        return [line.strip() for line in self.choices.splitlines() if line.strip()]

    def takes_over(self, before: StartField, answer: str) -> bool:
        """Whether it asks what a field of another version asked, and takes the answer to that."""
        return (self.label, self.kind) == (before.label, before.kind) and self.takes(answer)

    def takes(self, answer: str) -> bool:
        """Whether a text can be its answer; only a choice leaves some out."""
        return self.kind != self.Kind.CHOICE or answer in self.options

    def shown(self, answer: str) -> str:
        """Return an answer that is kept as people read and type it: numbers are grouped."""
        return numbers.shown(answer) if self.kind == self.Kind.NUMBER else answer
