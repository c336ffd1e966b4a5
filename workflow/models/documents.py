"""Documents, their files and their journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from people.models import Position, User
from procedures.models import Version
from workflow.models.never_changed import NeverChanged

if TYPE_CHECKING:
    from workflow.models.tasks import Task


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by who may see them."""

    def visible_to(self, user: User, *, on: date) -> Self:
        """Keep what the user may see that day.

        Supervisors see all; others what they started and the documents under SOPs in whose
        columns their positions stand; of the secret ones only those that came to a position of
        theirs. A draft is its starter's alone.
        """
        if user.has_perm("people.supervise"):
            return self.exclude(~Q(started_by=user), state=Document.State.DRAFT)
        held = Position.objects.held_by(user, on=on).values("pk")
        takes_part = Q(version__in=Version.objects.with_actor_held_by(user, on=on).values("pk"))
        has_come = Q(pk__in=Document.objects.filter(tasks__position__in=held).values("pk"))
        open_to_all = ~Q(sensitivity=Document.Sensitivity.SECRET)
        return self.filter(
            Q(started_by=user)
            | (~Q(state=Document.State.DRAFT) & ((takes_part & open_to_all) | has_come))
        )

    def drafts_of(self, user: User) -> Self:
        """Keep what the user has not sent off yet."""
        return self.filter(started_by=user, state=Document.State.DRAFT)

    def with_whereabouts(self) -> Self:
        """Load what a list shows: the SOP, and the open task with its step and position."""
        from workflow.models.tasks import Task

        open_tasks = Task.objects.open().select_related("step", "position", "taken_by")
        return self.select_related("version__procedure", "started_by").prefetch_related(
            Prefetch("tasks", queryset=open_tasks)
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
        Version, on_delete=models.PROTECT, related_name="documents", verbose_name=_("SOP")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    subject = models.CharField(_("subject"), max_length=300)
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.ORDINARY
    )
    agenda_number = models.CharField(_("agenda number"), max_length=100, blank=True)
    description = models.TextField(_("description"), blank=True)
    details = models.JSONField(
        _("details"),
        default=dict,
        blank=True,
        help_text=_("What the version's own start form asked for, by the field's number."),
    )
    created_at = models.DateTimeField(_("created"))
    started_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="started_documents",
        verbose_name=_("started by"),
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
    )
    cancelled_because = models.TextField(_("reason for cancelling"), blank=True)

    # The head of the journal: the next entry follows without a look at the last one, and a journal
    # whose end was cut off no longer fits.
    entry_count = models.PositiveIntegerField(_("entries"), default=0, editable=False)
    last_hash = models.CharField(
        _("hash of the last entry"), max_length=64, blank=True, editable=False
    )
    last_entry_at = models.DateTimeField(_("last entry"), null=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["started_by", "-created_at"], name="document_by_starter"),
            models.Index(fields=["-created_at", "-id"], name="document_newest_first"),
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
    def open_task(self) -> Task | None:
        """The task that the document waits at (no query after `with_whereabouts`)."""
        return next((task for task in self.tasks.all() if task.is_open), None)


class Attachment(models.Model):
    """One upload to a document; the next upload of the same name is its next version."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("document")
    )
    task = models.ForeignKey(
        "workflow.Task",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("task"),
    )
    name = models.CharField(_("name"), max_length=200)
    version = models.PositiveIntegerField(_("version"), default=1)
    kind = models.CharField(_("kind"), max_length=4)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    file = models.FileField(_("file"), upload_to="attachments/%Y/%m/", max_length=200)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="attachments", verbose_name=_("uploaded by")
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name", "version"], name="attachment_version_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "docx", "xlsx", "odt", "png", "jpg"]),
                name="attachment_kind_is_allowed",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="attachment_has_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def download_name(self) -> str:
        """The name to save it under: always with the ending of what it is by its content."""
        endings = (".jpg", ".jpeg") if self.kind == "jpg" else (f".{self.kind}",)
        return self.name if self.name.lower().endswith(endings) else f"{self.name}.{self.kind}"


class Entry(models.Model):
    """One deed on record: who, in which capacity, what, when, from where."""

    class Deed(models.TextChoices):
        """What was done, as the end of a sentence that begins with who did it."""

        START = "start", _("started the document")
        TAKE = "take", _("took the task")
        RELEASE = "release", _("released the task")
        DONE = "done", _("finished the step")
        YES = "yes", _("answered Yes")
        NO = "no", _("answered No")
        PAUSE = "pause", _("paused the work")
        RESUME = "resume", _("resumed the work")
        ASSIGN = "assign", _("assigned the task")
        TAKE_BACK = "take_back", _("took the document back")
        SEND_BACK = "send_back", _("sent the document back outside the drawing")
        RECORD_LATER = "record_later", _("recorded the step later")
        ATTACH = "attach", _("attached files")
        COMMENT = "comment", _("commented")
        CANCEL = "cancel", _("cancelled the document")

    # Entries are reached by their document alone: an index for each key would cost more than them.
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("document"),
        db_index=False,  # the unique number of an entry begins with it
    )
    number = models.PositiveIntegerField(_("number"))
    deed = models.CharField(_("deed"), max_length=30, choices=Deed)
    task = models.ForeignKey(
        "workflow.Task",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("task"),
        db_index=False,
    )
    by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("by"),
        db_index=False,
    )
    capacity = models.CharField(_("in the capacity of"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    address = models.GenericIPAddressField(_("from the address"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    data = models.JSONField(_("data"), default=dict, blank=True)
    previous_hash = models.CharField(_("hash of the entry before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="entry_number_is_unique_in_its_document"
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous_hash="") | (Q(number__gt=1) & ~Q(previous_hash="")),
                name="entry_carries_the_hash_before_it",
            ),
            models.CheckConstraint(
                condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="entry_has_its_hash"
            ),
            NeverChanged(name="entry_is_never_changed_nor_removed"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.by} {self.get_deed_display()}"
