"""A disk that forgets at a loss of power what was not synced, as far as a file system may."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR

import pytest


class ForgetfulDisk:
    """Keeps account of what was synced below a folder, which itself was there before.

    Of a file lasts what it held when it was synced, of a folder the names it had then. A file whose
    name lasts and whose content does not is empty.
    """

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.contents: dict[int, bytes] = {}
        self.names: dict[int, dict[str, int]] = {}
        self._fsync = os.fsync
        patch.setattr(os, "fsync", self._synced)
        patch.setattr(os, "fdatasync", self._synced)

    def _synced(self, opened: int) -> None:
        self._fsync(opened)
        status = os.fstat(opened)
        if S_ISDIR(status.st_mode):
            with os.scandir(opened) as entries:
                self.names[status.st_ino] = {each.name: each.inode() for each in entries}
        else:
            content = Path(f"/proc/self/fd/{opened}").read_bytes()
            self.contents[status.st_ino] = content

    def lasting(self) -> dict[str, bytes]:
        """Return the files that would be there after a loss of power now, by name below root."""
        return dict(self._below("", self.root.stat().st_ino))

    def _below(self, way: str, folder: int) -> list[tuple[str, bytes]]:
        found: list[tuple[str, bytes]] = []
        for name, inode in self.names.get(folder, {}).items():
            if inode in self.names:
                found += self._below(f"{way}{name}/", inode)
            elif not self._is_folder(inode):
                found.append((f"{way}{name}", self.contents.get(inode, b"")))
        return found

    def _is_folder(self, inode: int) -> bool:
        return any(each.is_dir() and each.stat().st_ino == inode for each in self.root.rglob("*"))

    def half(self) -> list[Path]:
        """Return the files that would be there but not whole, if all names lasted by chance."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        return [p for p in files if self.contents.get(p.stat().st_ino) != p.read_bytes()]
