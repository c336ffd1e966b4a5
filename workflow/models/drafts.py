"""What is known of a draft beside the document that it will be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflow.models.documents import Document


class Keeping(models.Model):
    """How one draft was kept last: when, and by a form of which mark.

    The mark is the token of the draft in that state: the next form names it and brings its own, so
    that the second of two windows is told, and what is sent twice is kept once.
    """

    document = models.OneToOneField(
        Document,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="keeping",
        verbose_name=_("document"),
    )
    mark = models.UUIDField(_("mark"))
    at = models.DateTimeField(_("at"))
    unasked = models.JSONField(
        _("answers without a question"),
        default=dict,
        blank=True,
        help_text=_("What was answered to questions that a revision changed, by their labels."),
    )

    class Meta:
        verbose_name = _("keeping of a draft")
        verbose_name_plural = _("keepings of drafts")

    def __str__(self) -> str:
        return str(self.mark)

    @property
    def token(self) -> str:
        """What the state that was kept is known by."""
        return str(self.mark)


def keeping_of(draft: Document) -> Keeping | None:
    """Return how a draft was kept last; None for a document that was sent off."""
    return getattr(draft, "keeping", None)


def token_of(draft: Document) -> str | None:
    """Return what the state of a draft is known by; None for a document that was sent off."""
    keeping = keeping_of(draft)
    return keeping.token if keeping else None
