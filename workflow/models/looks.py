"""How far people have read the history of a document."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import User
from workflow.models.documents import Document
from workflow.models.entries import Entry


class LastLook(models.Model):
    """How far one person has read one document: at their last visit, and at the one before."""

    document = models.ForeignKey(
        Document,
        on_delete=models.CASCADE,
        related_name="last_looks",
        verbose_name=_("document"),
        db_index=False,  # the pair of document and user begins with it
    )
    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="last_looks",
        verbose_name=_("user"),
        db_index=False,  # nobody asks what all somebody has looked at
    )
    entry_count = models.PositiveIntegerField(_("entries seen"))
    looked_at = models.DateTimeField(_("looked at"))
    earlier_count = models.PositiveIntegerField(_("entries seen before"), null=True)
    earlier_at = models.DateTimeField(_("looked at before"), null=True)

    class Meta:
        verbose_name = _("last look")
        verbose_name_plural = _("last looks")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "user"], name="one_last_look_a_document_and_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.document}"

    def is_new(self, entry: Entry) -> bool:
        """Whether another wrote an entry of the document after the visit before the last."""
        is_later = self.earlier_count is not None and entry.number > self.earlier_count
        return is_later and entry.by_id != self.user_id
