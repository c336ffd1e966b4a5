"""The journal of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from people.models import User
from workflow.models.hashes import HashField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def names_of_deeds() -> Sequence[tuple[str, StrOrPromise]]:
    """Return what deeds are called, by name; asked for each time: none needs a migration."""
    return Entry.DeedName.choices


class Entry(models.Model):
    """One deed on record: who, in which capacity, what, when, from where."""

    class DeedName(models.TextChoices):
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
        HAND_OVER = "hand_over", _("handed the task over to the position that succeeds")
        GIVE_BACK = "give_back", _("gave the task back to its position")
        TAKE_BACK = "take_back", _("took the document back")
        SEND_BACK = "send_back", _("sent the document back outside the drawing")
        RECORD_LATER = "record_later", _("recorded the step later")
        ATTACH = "attach", _("attached files")
        MARK_LETTER = "mark_letter", _("said which file is the letter")
        COMMENT = "comment", _("commented")
        CORRECT = "correct", _("corrected what the document says")
        CANCEL = "cancel", _("cancelled the document")

    FOR_OTHERS = (DeedName.HAND_OVER, DeedName.GIVE_BACK)
    """Deeds to a document by which nobody takes part in it."""

    # Entries are reached by their document alone: an index for each key would cost more than them.
    document = models.ForeignKey(
        "workflow.Document",
        on_delete=models.PROTECT,
        related_name="entries",
        verbose_name=_("document"),
        db_index=False,  # the unique number of an entry begins with it
    )
    number = models.PositiveIntegerField(_("number"))
    deed = models.CharField(_("deed"), max_length=30, choices=names_of_deeds)
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
    )
    by_name = models.CharField(
        _("name at the time"),
        max_length=150,
        blank=True,
        help_text=_("What the person was called when it was written."),
    )
    known_name = models.CharField(
        _("name as it was known later"),
        max_length=150,
        blank=True,
        editable=False,
        help_text=_("Of entries from before names were kept; nothing seals it."),
    )
    capacity = models.CharField(_("in the capacity of"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    address = models.GenericIPAddressField(_("from the address"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    data = models.JSONField(_("data"), default=dict, blank=True)
    previous_hash = HashField(_("hash of the entry before"), blank=True)
    hash = HashField(_("hash"))

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["document", "number"]
        indexes = [
            models.Index(
                fields=["by"], condition=Q(capacity=""), name="entry_by_whom_in_no_position"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="entry_number_is_unique_in_its_document"
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous_hash="") | (Q(number__gt=1) & ~Q(previous_hash="")),
                name="entry_carries_the_hash_before_it",
            ),
            models.CheckConstraint(
                condition=Exact(Length("hash"), HashField.BYTES), name="entry_has_its_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.who} {self.get_deed_display()}"

    @property
    def who(self) -> str:
        """What the person was called who did it."""
        return self.by_name or self.known_name or str(self.by)
