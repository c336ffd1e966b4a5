"""What lies in the database and on the disk, to be compared before and after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

from workflow.models import Attachment

Rows = dict[str, list[dict[str, Any]]]


def all_rows(*names: str) -> Rows:
    """Return every row of every table of ours, or of the models named, by model.

    The mark of the calendars is no fact: writing them as they are gives another one as well.
    """
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for app in ("people", "procedures", "workflow")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model.__name__ != "CalendarStamp" and (not names or model.__name__ in names)
    }


def kept_files() -> list[Path]:
    """Return the files that lie among the uploads."""
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def content_of(attachment: Attachment) -> bytes:
    """Return what lies in a file that was attached."""
    with attachment.file.open("rb") as file:
        content: bytes = file.read()
        return content
