"""What people are told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from people.models import Appointment, OfficeDays, PeopleEntry, User
from procedures.models import Procedure, Version
from workflow.models.abouts import SAYS_WHAT_IT_IS_ABOUT
from workflow.models.calendars import CalendarStamp
from workflow.models.documents import Document
from workflow.models.entries import Entry
from workflow.models.tasks import Task

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by whose they are and what is still to be done with them."""

    def visible_to(self, user: User) -> Self:
        """Keep the user's own."""
        return self.filter(user=user)

    def unread(self) -> Self:
        """Keep those that nobody has opened, and that are not settled."""
        return self.filter(read_at=None, settled_at=None)

    def to_mail(self, at: datetime) -> Self:
        """Keep those whose e-mail is to go out by then; not while they are settled."""
        return self.filter(mail_after__lte=at, settled_at=None)

    def settled(self) -> Self:
        """Keep those that somebody else sees to."""
        return self.filter(settled_at__isnull=False)

    def of_holders(self) -> Self:
        """Keep those that are told to whoever holds the position of a task."""
        return self.filter(kind__in=Notice.OF_HOLDERS, task__isnull=False)

    def with_sight(self, user: User, *, days: OfficeDays) -> Self:
        """Load with each whether the user may see what it tells of, as `is_seen`, and whether
        somebody holds the position of its task, as `is_held`; by the day in each office."""
        seen = Document.objects.visible_to(user, on=days).filter(pk=OuterRef("document"))
        held = Appointment.objects.current(days).filter(position=OuterRef("task__position"))
        is_seen = Q(document=None) | Q(Exists(seen))
        return self.annotate(is_seen=is_seen, is_held=Exists(held))

    def with_all(self) -> Self:
        """Load what the words of a notice need, and the stamp of the calendars with it."""
        stamp = Subquery(CalendarStamp.objects.values("stamp")[:1])
        return self.annotate(stamp=stamp).select_related(
            "user__mail_choice",
            "document__version__procedure",
            "task__step",
            "task__position",
            "entry__by",
            "people_entry__by",
            "people_entry__person",
            "version",
            "copy__office",
        )


class Notice(models.Model):
    """One person told of one event, in the application and, where wanted, by e-mail."""

    is_seen = True
    """Whether its person may see what it tells of; loaded `with_sight`."""
    is_held = False
    """Whether somebody holds the position of its task; loaded `with_sight`."""

    class NoticeKind(models.TextChoices):
        """Why somebody is told."""

        ARRIVED = "arrived", _("A task waits")
        RETURNED = "returned", _("Your work came back")
        ASSIGNED = "assigned", _("A task was assigned to you")
        NEAR = "near", _("The deadline is near")
        LATE = "late", _("The deadline has passed")
        ENDED = "ended", _("The document is finished")
        CANCELLED = "cancelled", _("The document was cancelled")
        VACANT = "vacant", _("A task waits where nobody is")
        BELOW = "below", _("Late work below you")
        CALENDAR = "calendar", _("Calendars lack something")
        DEPUTY = "deputy", _("A deputy for days away")
        REVISED = "revised", _("The original of an SOP was revised")

    OF_HOLDERS = (
        NoticeKind.ARRIVED,
        NoticeKind.RETURNED,
        NoticeKind.ASSIGNED,
        NoticeKind.NEAR,
        NoticeKind.LATE,
    )

    user = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("user"),
        db_index=False,  # the index of the newest ones begins with it
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("document"),
        db_index=False,
        help_text=_("Empty for what is told of a calendar, and where it tells of many."),
    )
    lacking = models.CharField(
        _("what is lacking"),
        max_length=30,
        blank=True,
        help_text=_("What calendars lack of which year."),
    )
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    copy = models.ForeignKey(
        Procedure, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    task = models.ForeignKey(
        Task,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("task"),
        help_text=_("What is to be done; empty where nothing is."),
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("entry"),
        db_index=False,  # its unique person begins with it
        help_text=_("The deed that is told; empty for a deadline."),
    )
    people_entry = models.ForeignKey(
        PeopleEntry,
        on_delete=models.PROTECT,
        null=True,
        related_name="notices",
        verbose_name=_("entry of the journal of people"),
        db_index=False,  # its unique person begins with it
    )
    due_at = models.DateTimeField(
        _("due"),
        null=True,
        blank=True,
        help_text=_("The deadline that is told; of late work below somebody the day."),
    )
    at = models.DateTimeField(_("at"))
    told_at = models.DateTimeField(
        _("told"), null=True, blank=True, help_text=_("Empty where that was with the event.")
    )
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    settled_at = models.DateTimeField(
        _("settled"), null=True, blank=True, help_text=_("Since when somebody else sees to it.")
    )
    mail_after = models.DateTimeField(
        _("e-mail not before"),
        null=True,
        blank=True,
        help_text=_("Empty once there is nothing to send any more."),
    )
    mail_tries = models.PositiveSmallIntegerField(_("times the e-mail was tried"), default=0)
    mail_error = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    mailed_at = models.DateTimeField(_("e-mail sent"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notice_newest_first"),
            models.Index(
                fields=["user"], condition=Q(read_at=None), name="notice_unread_by_person"
            ),
            models.Index(
                fields=["mail_after"],
                condition=Q(mail_after__isnull=False),
                name="notice_to_be_mailed",
            ),
            models.Index(
                fields=["task"],
                condition=Q(settled_at__isnull=False),
                name="notice_settled_by_task",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "user"],
                condition=Q(entry__isnull=False) & ~Q(kind="vacant"),
                name="person_is_told_once_of_a_deed",
            ),
            models.UniqueConstraint(
                fields=["task", "user"],
                condition=Q(kind="vacant", settled_at=None),
                name="person_is_told_once_while_a_position_is_vacant",
            ),
            models.UniqueConstraint(
                fields=["task", "kind", "due_at", "user"],
                condition=Q(entry=None),
                name="person_is_told_once_of_a_deadline",
            ),
            models.UniqueConstraint(
                fields=["lacking", "user"],
                condition=~Q(lacking=""),
                name="person_is_told_once_of_what_calendars_lack",
            ),
            models.UniqueConstraint(
                fields=["people_entry", "user"],
                condition=Q(people_entry__isnull=False),
                name="person_is_told_once_of_a_deputy",
            ),
            models.UniqueConstraint(
                fields=["user", "due_at"],
                condition=Q(kind="below"),
                name="person_is_told_once_a_day_of_late_work",
            ),
            models.CheckConstraint(
                condition=SAYS_WHAT_IT_IS_ABOUT,
                name="notice_says_what_it_is_about",
            ),
            models.UniqueConstraint(
                fields=["user", "version", "copy"], name="person_is_told_once_of_an_original"
            ),
            models.CheckConstraint(
                condition=Q(kind="revised", version__isnull=False, copy__isnull=False)
                | ~Q(kind="revised") & Q(version=None, copy=None),
                name="notice_of_an_original_names_it_and_its_copy",
            ),
            models.CheckConstraint(
                condition=Q(kind="deputy") ^ Q(people_entry=None),
                name="notice_of_a_deputy_says_what_was_done",
            ),
            models.CheckConstraint(
                condition=Q(mailed_at=None) | Q(mail_after=None),
                name="notice_is_mailed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.document or self.lacking or self.user}"

    @property
    def is_moot(self) -> bool:
        """Whether it tells of a vacant position that is not vacant any more, or needs nobody."""
        is_over = self.settled_at is not None or self.is_held
        is_over = is_over or (self.task is not None and not self.task.is_open)
        return self.kind == self.NoticeKind.VACANT and is_over

    @property
    def heading(self) -> StrOrPromise:
        """What it is about, as it is now."""
        return _("A position was vacant") if self.is_moot else self.get_kind_display()

    @property
    def is_unread(self) -> bool:
        """Whether nobody has opened it, and nobody else sees to it."""
        return self.read_at is None and self.settled_at is None
