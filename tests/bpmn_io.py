"""bpmn-moddle, by which bpmn.io reads what its modeller is given."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

READER = Path(__file__).parent / "bpmn"
Json = dict[str, Any]


def read(files: Sequence[bytes], folder: Path) -> list[Json]:
    """Return what bpmn.io's own reader, bpmn-moddle, makes of each file."""
    node = shutil.which("node")
    if node is None or not (READER / "node_modules").exists():
        pytest.skip("bpmn-moddle is not installed: npm --prefix tests/bpmn ci")
    paths = [folder / f"{number}.bpmn" for number in range(len(files))]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file)
    said = subprocess.run(
        [node, READER / "read.js", *paths], check=True, capture_output=True, text=True
    )
    return [json.loads(line) for line in said.stdout.splitlines()]
