"""Tasks: the inbox while open, the record of time once finished."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Days, Position, User
from procedures.models import Step
from workflow.models.holding import is_free_on, is_held_by_taker
from workflow.models.pauses import Pause
from workflow.worktime import Stay


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks by state and by whose they are."""

    def open(self) -> Self:
        """Keep those that nobody has finished."""
        return self.filter(finished_at=None)

    def taken_by(self, user: User) -> Self:
        """Keep those in the user's hands."""
        return self.filter(taken_by=user)

    def untaken(self) -> Self:
        """Keep those in nobody's hands."""
        return self.filter(taken_by=None)

    def left_behind(self, *, on: Days) -> Self:
        """Keep those in the hands of people who no longer hold their position that day."""
        return self.filter(~is_held_by_taker(on), taken_by__isnull=False)

    def free(self, *, on: Days) -> Self:
        """Keep those that nobody has taken who still holds their position that day."""
        return self.filter(is_free_on(on))

    def free_for(self, user: User, *, on: Days) -> Self:
        """Keep those that are free, and those in the user's own hands."""
        return self.filter(Q(taken_by=user) | is_free_on(on))

    def returned(self) -> Self:
        """Keep those that sent their document back, each with its reason."""
        return self.filter(answer__in=Task.RETURNED)

    def come_back(self) -> Self:
        """Keep those that the task just before has sent back."""
        return self.filter(came_back=True)

    def come_forward(self) -> Self:
        """Keep those that the task just before has not sent back."""
        return self.filter(came_back=False)

    def before(self, task: Task) -> Self:
        """Keep the stays of its document at other steps that were left for the next one."""
        stays = self.filter(document=task.document_id, answer__in=Task.PASSED_ON)
        return stays.exclude(step=task.step_id)

    def own_work_before(self, task: Task, user: User) -> Self:
        """Keep what a person has done of its document at earlier steps of other columns."""
        done = self.filter(document=task.document_id, finished_by=user, answer__in=["done", "yes"])
        return done.filter(step__number__lt=task.step.number).exclude(
            step__actor=task.step.actor_id
        )

    def measured(self) -> Self:
        """Keep the ended ones whose time tells how long work takes.

        Not those recorded later, whose time was stated, nor those taken back or cancelled.
        """
        return self.filter(answer__in=Task.PASSED_ON, is_recorded_later=False)

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep the tasks of the documents that the user may see that day."""
        # Asked for by name: documents are found by their tasks, so they import this module.
        documents = apps.get_model("workflow", "Document").objects
        return self.filter(document__in=documents.visible_to(user, on=on))


class Task(models.Model):
    """One stay of a document at one step."""

    class Answer(models.TextChoices):
        """How the stay ended."""

        DONE = "done", _("Done")
        YES = "yes", _("Yes")
        NO = "no", _("No")
        SENT_BACK = "sent_back", _("Sent back outside the drawing")
        TAKEN_BACK = "taken_back", _("Taken back by the one before")
        CANCELLED = "cancelled", _("Cancelled with the document")

    PASSED_ON = [Answer.DONE, Answer.YES, Answer.NO, Answer.SENT_BACK]
    RETURNED = [Answer.NO, Answer.SENT_BACK]
    NEAR_WORK = 60

    document = models.ForeignKey(
        "workflow.Document",
        on_delete=models.PROTECT,
        related_name="tasks",
        verbose_name=_("document"),
        db_index=False,  # the unique number of a task begins with it
    )
    number = models.PositiveIntegerField(_("number"))
    step = models.ForeignKey(
        Step, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("step")
    )
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        related_name="tasks",
        verbose_name=_("position"),
        db_index=False,  # asked for open tasks only, which have indexes of their own
    )
    position_title = models.CharField(_("title then"), max_length=150, blank=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived"))
    came_back = models.BooleanField(
        _("came back"),
        default=False,
        help_text=_("The task just before has sent the document back to this one."),
    )
    taken_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_tasks",
        verbose_name=_("taken by"),
        db_index=False,  # asked for open tasks only, which have an index of their own
    )
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    finished_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="finished_tasks",
        verbose_name=_("finished by"),
        db_index=False,  # nobody counts what one person has finished
    )
    finished_by_name = models.CharField(
        _("name of who finished it"), max_length=150, blank=True, editable=False
    )
    finished_as = models.CharField(_("finished as"), max_length=200, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_deviation = models.BooleanField(_("outside the drawing"), default=False)
    is_recorded_later = models.BooleanField(_("recorded later"), default=False)

    standard_minutes = models.PositiveIntegerField(_("standard minutes"), null=True, blank=True)
    is_whole_counted = models.BooleanField(
        _("the whole is compared"),
        default=False,
        help_text=_("The standard is in days or longer, so waiting counts as well."),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    waiting_minutes = models.PositiveIntegerField(_("minutes waiting"), null=True, blank=True)
    working_minutes = models.PositiveIntegerField(_("minutes working"), null=True, blank=True)
    paused_minutes = models.PositiveIntegerField(_("minutes paused"), null=True, blank=True)

    is_never_paused = False
    """Whether somebody has looked for pauses already and found none."""
    zone: tzinfo | None = None
    """The zone of its position's office, where that was read with it."""

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["document", "number"]
        indexes = [
            # Those of a desk hold all it asks, else PostgreSQL looks at every open task there is.
            models.Index(
                fields=["position", "-arrived_at", "-id", "came_back"],
                condition=Q(finished_at=None, taken_by=None),
                name="task_free_by_position",
            ),
            models.Index(
                fields=["taken_by", "-arrived_at", "-id", "position", "came_back"],
                condition=Q(finished_at=None),
                name="task_open_by_taker",
            ),
            # It finds those in the hands of people who have left the position.
            models.Index(
                fields=["position", "taken_by", "came_back", "arrived_at", "id"],
                condition=Q(finished_at=None, taken_by__isnull=False),
                name="task_in_hand_by_position",
            ),
            models.Index(
                fields=["position", "arrived_at", "id"],
                condition=Q(finished_at=None, came_back=True),
                name="task_come_back_by_position",
            ),
            models.Index(
                fields=["due_at", "document"],
                condition=Q(finished_at=None),
                name="task_open_by_deadline",
            ),
            models.Index(
                fields=["document"],
                condition=Q(answer__in=["no", "sent_back"]),
                name="task_returned_by_document",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(finished_at=None),
                name="one_open_task_a_document",
            ),
            models.UniqueConstraint(
                fields=["document", "number"], name="task_number_is_unique_in_its_document"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, finished_by=None, answer="")
                | (Q(finished_at__isnull=False, finished_by__isnull=False) & ~Q(answer="")),
                name="task_finished_at_by_and_answer_go_together",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(taken_by__isnull=False),
                name="started_task_was_taken",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(started_at__gte=F("arrived_at")),
                name="task_starts_after_it_arrives",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None)
                | (
                    Q(finished_at__gte=F("arrived_at"))
                    & (Q(started_at=None) | Q(finished_at__gte=F("started_at")))
                ),
                name="task_finishes_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(
                    finished_at=None,
                    waiting_minutes=None,
                    working_minutes=None,
                    paused_minutes=None,
                )
                | Q(
                    finished_at__isnull=False,
                    waiting_minutes__isnull=False,
                    working_minutes__isnull=False,
                    paused_minutes__isnull=False,
                ),
                name="task_minutes_are_kept_when_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(
                    answer__in=["", "done", "yes", "no", "sent_back", "taken_back", "cancelled"]
                ),
                name="task_answer_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=["no", "sent_back"]) | ~Q(note=""),
                name="task_returned_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.step}"

    @property
    def was_at(self) -> str:
        """What its position was called when it came there."""
        return self.position_title or str(self.position)

    @property
    def finisher(self) -> str:
        """What who finished it was called then."""
        return self.finished_by_name or str(self.finished_by or "")

    @property
    def is_open(self) -> bool:
        """Whether nobody has finished it."""
        return self.finished_at is None

    @property
    def open_pause(self) -> Pause | None:
        """The pause that lasts, if there is one (no query where the pauses are prefetched)."""
        if self.is_never_paused:
            return None
        return next((pause for pause in self.pauses.all() if pause.resumed_at is None), None)

    def stay(self, *, until: datetime) -> Stay:
        """Return its moments as plain data, those of an open one until then; one query or none."""
        ended_at = self.finished_at or until
        kept = [] if self.is_never_paused else list(self.pauses.all())
        pauses = sorted((each.paused_at, each.resumed_at or ended_at) for each in kept)
        return Stay(self.arrived_at, self.started_at, ended_at, tuple(pauses))
