"""The files of documents."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.finding import order_key
from people.models import User
from workflow.models.documents import Document


def in_order(files: Iterable[Attachment]) -> list[Attachment]:
    """Return files in the order of their names, of each the newest version first."""
    return sorted(files, key=lambda file: (order_key(file.name), file.name, -file.version))


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
    uploaded_by_name = models.CharField(
        _("name of who uploaded it"), max_length=150, blank=True, editable=False
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
                condition=Q(kind__in=["pdf", "docx", "xlsx", "odt", "png", "jpg", "heic"]),
                name="attachment_kind_is_allowed",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="attachment_has_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def uploader(self) -> str:
        """What who uploaded it was called then."""
        return self.uploaded_by_name or str(self.uploaded_by)

    @property
    def download_name(self) -> str:
        """The name to save it under: always with the ending of what it is by its content."""
        endings = (".jpg", ".jpeg") if self.kind == "jpg" else (f".{self.kind}",)
        return self.name if self.name.lower().endswith(endings) else f"{self.name}.{self.kind}"
