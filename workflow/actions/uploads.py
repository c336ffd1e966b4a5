"""Deleting uploads that nothing names."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage

from workflow.reports.uploads import orphans


def delete_orphans(*, at: datetime) -> list[Path]:
    """Delete the orphans among the uploads and return them; while a backup runs none goes."""
    found = orphans(at=at)
    for path in found:
        default_storage.delete(str(path))
    return [path for path in found if not path.exists()]
