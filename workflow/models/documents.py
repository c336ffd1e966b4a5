"""Documents."""

from __future__ import annotations

import hashlib
import json
from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from people.models import Days, User
from people.models.keys import OrderKeyField
from procedures.models import Version
from workflow.models.finding import FindableQuerySet, acted_on, has_come_to
from workflow.models.hashes import HashField
from workflow.models.reach import reach_of
from workflow.models.tasks import Task
from workflow.models.words import WordsField


class DocumentQuerySet(FindableQuerySet["Document"]):
    """Documents by who may see them."""

    def visible_to(self, user: User, *, on: Days) -> Self:
        """Keep what the user may see that day.

        Supervisors see all under the SOPs of their units; others what they started and the
        documents under SOPs in whose columns their positions stand; of the secret ones only those
        that came to a position of theirs, which is in a column as well. Who took part, in a
        position or as a supervisor, and moved on goes on reading, whatever else they hold, except
        what is secret. A draft is its starter's alone.
        """
        is_draft = Q(state=Document.State.DRAFT)
        if user.reaches_all:
            return self.filter(Q(started_by=user) | ~is_draft)
        reach = reach_of(user, on=on)
        # Nothing may be known of where they have taken part.
        took_part = Q() if reach.left is None else Q(version__in=reach.left)
        open_to_all = ~Q(sensitivity=Document.Sensitivity.SECRET)
        has_come = Q(has_come_to(user, on=on))
        return self.filter(
            Q(started_by=user)
            | (~is_draft & Q(version__in=reach.held) & (open_to_all | has_come))
            | (~is_draft & Q(version__in=reach.supervised))
            | (took_part & open_to_all & acted_on(user))
        )

    def drafts_of(self, user: User) -> Self:
        """Keep what the user has not sent off yet."""
        return self.filter(started_by=user, state=Document.State.DRAFT)

    def with_whereabouts(self) -> Self:
        """Load what a list shows: the SOP, and the open task with its step and position.

        They are read of the page's documents alone: joined, they would be read of all that are
        put in order.
        """
        open_tasks = Task.objects.open().select_related("step", "position", "taken_by")
        versions = Version.objects.select_related("procedure__office").with_step_count()
        return self.prefetch_related(
            Prefetch("version", versions), "started_by", Prefetch("tasks", open_tasks)
        )


class Document(models.Model):
    """One document (berkas) on its way through the version it started under."""

    class State(models.TextChoices):
        """Where its life stands."""

        DRAFT = "draft", _("Draft")
        RUNNING = "running", _("Under way")
        FINISHED = "finished", _("Finished")
        CANCELLED = "cancelled", _("Cancelled")

    class Sensitivity(models.TextChoices):
        """How it is to be handled (sifat)."""

        ORDINARY = "ordinary", _("Ordinary")
        URGENT = "urgent", _("Urgent")
        IMPORTANT = "important", _("Important")
        SECRET = "secret", _("Secret")

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("SOP"),
        db_index=False,  # an index below begins with it
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    subject = models.CharField(_("subject"), max_length=300)
    subject_key = OrderKeyField(of="subject", verbose_name=_("key of order"))
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.ORDINARY
    )
    agenda_number = models.CharField(_("agenda number"), max_length=100, blank=True)
    agenda_key = OrderKeyField(of="agenda_number", verbose_name=_("key of the agenda number"))
    description = models.TextField(_("description"), blank=True)
    details = models.JSONField(
        _("details"),
        default=dict,
        blank=True,
        help_text=_("What the version's own start form asked for, by the field's number."),
    )
    letter = models.CharField(
        _("the letter"),
        max_length=200,
        blank=True,
        help_text=_("The name of the file that is the letter; the one that came last where empty."),
    )
    created_at = models.DateTimeField(_("created"))
    started_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="started_documents",
        verbose_name=_("started by"),
        db_index=False,  # an index below begins with it
    )
    started_by_name = models.CharField(
        _("name of who started it"), max_length=150, blank=True, editable=False
    )
    started_as = models.CharField(_("started as"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cancelled_documents",
        verbose_name=_("cancelled by"),
        db_index=False,  # nobody asks what one person has cancelled
    )
    cancelled_by_name = models.CharField(
        _("name of who cancelled it"), max_length=150, blank=True, editable=False
    )
    cancelled_because = models.TextField(_("reason for cancelling"), blank=True)

    # The head of the journal: the next entry follows without a look at the last one, and a journal
    # whose end was cut off no longer fits.
    entry_count = models.PositiveIntegerField(_("entries"), default=0, editable=False)
    last_hash = HashField(_("hash of the last entry"), blank=True, editable=False)
    last_entry_at = models.DateTimeField(_("last entry"), null=True, editable=False)

    # What it is found by: its own texts, its SOP's and the names of its files. The actions that
    # change one of them keep it.
    words = WordsField(_("words"), blank=True, default="", editable=False)

    STATED = ("subject", "sensitivity", "agenda_number", "description")
    """What the start form asks of every document, in its order: forms, pages, drafts, the list as
    XLSX, the journal and its check all go by this."""

    FACTS = ("subject", "agenda_number", "description")
    """What of that can be corrected, and what a document is found by, beside the answers to its
    version's own fields."""

    OF_ITS_OWN = ("agenda_number",)
    """What of that is of this document alone, and is not copied into another one."""

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["started_by", "-created_at"], name="document_by_starter"),
            models.Index(fields=["-created_at", "-id"], name="document_newest_first"),
            models.Index(
                fields=["version", "-created_at", "-id"], name="document_of_sop_newest_first"
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=Q(state="running"),
                name="document_running_newest_first",
            ),
            models.Index(fields=["subject_key", "id"], name="document_in_order_of_subject"),
            models.Index(
                fields=["agenda_key"],
                condition=~Q(agenda_key=""),
                name="document_by_agenda_number",
            ),
            models.Index(fields=["started_at"], name="document_by_start"),
            models.Index(fields=["finished_at"], name="document_by_finish"),
            models.Index(
                fields=["started_by", "-created_at", "-id"],
                condition=Q(state="running"),
                name="document_under_way_by_starter",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", started_at=None)
                | Q(state="cancelled")
                | (Q(state__in=["running", "finished"]) & ~Q(started_at=None)),
                name="document_under_way_was_started",
            ),
            models.CheckConstraint(
                condition=Q(state="finished", finished_at__isnull=False)
                | (~Q(state="finished") & Q(finished_at=None)),
                name="document_finished_has_its_moment",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="cancelled", cancelled_at__isnull=False, cancelled_by__isnull=False)
                    & ~Q(cancelled_because="")
                )
                | (
                    ~Q(state="cancelled")
                    & Q(cancelled_at=None, cancelled_by=None, cancelled_because="")
                ),
                name="document_cancelled_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "running", "finished", "cancelled"]),
                name="document_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(sensitivity__in=["ordinary", "urgent", "important", "secret"]),
                name="document_sensitivity_is_known",
            ),
            models.CheckConstraint(
                condition=Q(entry_count=0, last_hash="", last_entry_at=None)
                | (Q(entry_count__gt=0, last_entry_at__isnull=False) & ~Q(last_hash="")),
                name="document_with_entries_keeps_the_head_of_its_journal",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def starter(self) -> str:
        """What who started it was called then; of a draft, is called."""
        return self.started_by_name or str(self.started_by)

    @property
    def canceller(self) -> str:
        """What who cancelled it was called then."""
        return self.cancelled_by_name or str(self.cancelled_by or "")

    @property
    def texts(self) -> dict[str, str]:
        """What it says: its FACTS by name, and its answers by the number of their field.

        Files among the answers are left out.
        """
        answers = {key: text for key, text in self.details.items() if isinstance(text, str)}
        return {name: getattr(self, name) for name in self.FACTS} | answers

    @property
    def token(self) -> str:
        """What its texts are known by: another as soon as one of them says something else."""
        texts = json.dumps(self.texts, sort_keys=True)
        return hashlib.sha256(texts.encode()).hexdigest()[:16]

    @property
    def open_task(self) -> Task | None:
        """The task that the document waits at (no query after `with_whereabouts`)."""
        return next((task for task in self.tasks.all() if task.is_open), None)
