"""Which static files are served: ours, the administration's, and of others what pages use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder, FileSystemFinder
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

CHOSEN = {
    "bootstrap": {"css/bootstrap.min.css"},
    "django_htmx": {"htmx-2.min.js"},
}
"""Packages that bring far more files than our pages use, and the files that they use."""


def is_used(path: str) -> bool:
    """Whether a file is collected; one that is not is not found either."""
    package, _, name = path.partition("/")
    return package not in CHOSEN or name in CHOSEN[package]


class FoldersFinder(FileSystemFinder):
    """Finds the used files in the folders of the settings."""

    def find(self, path: str, *args: Any, **more: Any) -> Any:
        """Return where a file is; nothing for one that is not used."""
        return super().find(path, *args, **more) if is_used(path) else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """Yield the used files."""
        for path, storage in super().list(ignore_patterns):
            prefix = getattr(storage, "prefix", None)
            if is_used(f"{prefix}/{path}" if prefix else path):
                yield path, storage


class AppsFinder(AppDirectoriesFinder):
    """Finds the used files of the applications."""

    def find(self, path: str, *args: Any, **more: Any) -> Any:
        """Return where a file is; nothing for one that is not used."""
        return super().find(path, *args, **more) if is_used(path) else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        """Yield the used files."""
        return (each for each in super().list(ignore_patterns) if is_used(each[0]))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Collected files, named by what they hold, compressed; maps to their sources are left out."""

    patterns = tuple(
        (names, tuple(each for each in found if "sourceMappingURL" not in str(each)))
        for names, found in CompressedManifestStaticFilesStorage.patterns
    )
