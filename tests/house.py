"""A clone of the repository in a folder of its own, as it is now, for what changes a clone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.settings import ROOT


def built(place: Path) -> Path:
    """Copy what the repository holds; its packages are ours, so that nothing is installed."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).exists():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    for catalogue in ROOT.glob("locale/*/LC_MESSAGES/django.mo"):
        shutil.copy2(catalogue, place / catalogue.relative_to(ROOT))
    _lend_packages(place)
    return place


def _lend_packages(place: Path) -> None:
    """Let .venv be ours by links, under the stamp that says it was made here."""
    ours, theirs = Path(sys.prefix), place / ".venv"
    theirs.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (theirs / name).symlink_to(ours / name)
    locks = ["requirements-dev.txt", "requirements.txt"]
    said = [[str(theirs / "bin" / "python"), "-V"], ["sha256sum", *locks]]
    version, sums = (
        subprocess.run(each, cwd=place, capture_output=True, text=True, check=True).stdout
        for each in said
    )
    (theirs / "installed").write_text(f"{version}{place.resolve()}\n{sums}")
