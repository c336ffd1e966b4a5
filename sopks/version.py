"""Which version of SOPKS this is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

_PROJECT = tomllib.loads(Path(__file__).parent.parent.joinpath("pyproject.toml").read_text("utf-8"))
VERSION: str = _PROJECT["project"]["version"]


def version(request: HttpRequest) -> dict[str, str]:
    """Tell every page which version made it; the administration shows it at its foot."""
    return {"version": VERSION}
