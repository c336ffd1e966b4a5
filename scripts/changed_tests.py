"""Print the tests that mirror what changed since main, by the names of the changed modules."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OF_SCRIPTS = ("run", "test", ".ci/", "scripts/")


def told(*words: str) -> list[str]:
    """Return the lines that git says; none where it does not know what it is asked."""
    said = subprocess.run(["git", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return said.stdout.splitlines() if said.returncode == 0 else []


def changed() -> Iterator[str]:
    """Yield the files that are others than in main, committed or not."""
    base = told("merge-base", "HEAD", "main") or told("merge-base", "HEAD", "origin/main")
    yield from told("diff", "--name-only", *(base or ["HEAD"]))
    yield from told("ls-files", "--others", "--exclude-standard")


def patterns(path: Path) -> Iterator[str]:
    """Yield where the tests of a file are looked for, as patterns below tests/."""
    app, *inside = path.with_suffix("").parts
    if app == "tests" and path.name.startswith("test_"):
        yield str(path.relative_to("tests"))
    elif str(path).startswith(OF_SCRIPTS):
        yield "test_scripts.py"
    elif app == "templates" and len(inside) > 1:
        yield f"{inside[0]}/test_views*.py"
    elif path.suffix == ".py" and inside:
        yield from _of_module(app, [each for each in inside if each != "__init__"])


def _of_module(app: str, inside: list[str]) -> Iterator[str]:
    folder = "" if app == "sopks" else f"{app}/"
    name = "_".join(inside) or "*"
    yield f"{folder}test_{name}.py"
    yield f"{folder}test_{name}_*.py"
    if inside:
        yield f"{folder}test_{inside[-1]}.py"
        yield f"{folder}test_{inside[0]}.py"


found = {
    str(test)
    for path in changed()
    for pattern in patterns(Path(path))
    for test in Path("tests").glob(pattern)
}
sys.stdout.write("".join(f"{test}\n" for test in sorted(found)))
