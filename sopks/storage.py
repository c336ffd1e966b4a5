"""Where files are kept: uploads that outlast a loss of power, and prints that may go but are whole.

Django finds both by the settings.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from sopks.disk import refuse_without_room, sync_folder, written

BACKUP_LOCK = "backup.lock"
DAMAGED = (zlib.error, pickle.UnpicklingError, EOFError, ValueError, IndexError, TypeError)
"""What reading a print that is not whole may raise."""


class LastingStorage(FileSystemStorage):
    """Files that are whole, and stay after a loss of power, before anybody is told their name."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._lasting = set[Path]()

    def _save(self, name: str, content: File[Any]) -> str:
        """Write a file whole, then name it; raise OSError, and leave nothing, where it cannot be.

        What is reserved for the database stays free.
        """
        path = Path(self.path(name))
        self._make_folder(path.parent)
        refuse_without_room(path.parent, content.size)
        with written(path, content.chunks(), mode=self.file_permissions_mode or 0o600) as part:
            while True:
                try:
                    os.link(part, path)
                    break
                except FileExistsError:  # somebody else was first
                    path = Path(self.path(self.get_available_name(name)))
        return path.relative_to(self.location).as_posix()

    def _make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, to stay; looked at once in the life of a process."""
        if folder in self._lasting and folder.is_dir():
            return
        root = Path(self.location)
        way = [folder, *(each for each in folder.parents if each.is_relative_to(root))]
        for each in reversed(way):
            each.mkdir(mode=self.directory_permissions_mode or 0o700, parents=True, exist_ok=True)
        for each in (*way, root.parent):
            sync_folder(each)
        self._lasting.add(folder)

    def delete(self, name: str) -> None:
        """Delete a file; while a backup runs it is left to `sweep`, as the backup may name it."""
        with _backup_held_off() as is_held_off:
            if is_held_off:
                super().delete(name)


@contextmanager
def _backup_held_off() -> Iterator[bool]:
    """Let a backup wait for the block; False where one runs, or none can be held off."""
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(open(settings.VAR_DIR / BACKUP_LOCK, "rb"))
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:  # no backup was made yet
            yield True
        except OSError:
            yield False
        else:
            yield True


class WholeFileCache(FileBasedCache):
    """A cache in files of which one may be lost, but none is half there.

    What is damaged counts as lost. Raises OSError where there is no room to keep something.
    """

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept, the default where it is not there, ended or damaged."""
        try:
            return super().get(key, default, version)
        except DAMAGED:
            self.delete(key, version)
            return default

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Whether it is there and whole."""
        nothing = object()
        return self.get(key, nothing, version) is not nothing

    def _write_content(self, file: BinaryIO, timeout: Any, value: Any) -> None:
        """Write a value and sync it; Django gives it its name afterwards."""
        refuse_without_room(file.fileno())
        super()._write_content(file, timeout, value)  # type: ignore[misc] # not in the stubs
        file.flush()
        os.fsync(file.fileno())
