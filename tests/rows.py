"""What lies in the database and on the disk, to be compared before and after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

Rows = dict[str, list[dict[str, Any]]]


def all_rows() -> Rows:
    """Return every row of every table of ours, by table."""
    return {
        model._meta.db_table: list(model._base_manager.order_by("pk").values())
        for name in ("people", "procedures", "workflow")
        for model in apps.get_app_config(name).get_models(include_auto_created=True)
    }


def kept_files() -> list[Path]:
    """Return the files that lie among the uploads."""
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
