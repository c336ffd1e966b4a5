"""No pattern takes long, whatever it is given: work grows as the text does."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

import pytest

from tests import hostile

ROOT = Path(__file__).parents[1]
APPS = ("people", "procedures", "workflow", "improvement", "sopks")
METHODS = ("findall", "fullmatch")
"""`findall` begins as `search` does and goes on, and `search` begins as `match` does."""
LETTERS = 100_000
SECONDS = 0.1
"""Of computing, for so many letters; what takes longer must at least not grow faster."""

GROWTH = 8
"""Four times the letters take four times as long, however slow or busy the machine; squares 16."""

FEW = (24, 1_000, 10_000, 30_000)
"""Letters that are tried first; only what may be slow with all is tried with all."""

ENOUGH = 10_000
"""Letters after which squares show: what is far from slow then is not slow with all."""


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    """Yield every module of the product that uses patterns, with its source."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            source = path.read_text()
            if "migrations" in path.parts or not re.search(r"^import re$|Regex", source, re.M):
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield import_module(name.removesuffix(".__init__")), ast.parse(source)


def kept(value: Any) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that a name of a module stands for."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from kept(each)
    elif isinstance(value, dict):
        yield from kept([*value, *value.values()])


def written(module: ModuleType, source: ast.Module) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that stand in the calls of a module."""
    for call in ast.walk(source):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        function = ast.unparse(call.func)
        if function.startswith("re.") or function.endswith("RegexValidator"):
            first = call.args[0]
            text = first.value if isinstance(first, ast.Constant) else None
            if isinstance(first, ast.Name):
                text = getattr(module, first.id, None)
            if isinstance(text, str):
                yield re.compile(text)


def patterns() -> list[re.Pattern[str]]:
    """Return every pattern of the product once."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}
    for module, source in modules():
        own = [value for name, value in vars(module).items() if not name.startswith("__")]
        for each in [*kept(own), *written(module, source)]:
            if isinstance(each.pattern, str):
                found[each.pattern, each.flags] = each
    return list(found.values())


def seconds(work: Callable[[], object], tries: int = 1) -> float:
    """Return the computing that a work takes, the least of some tries."""
    taken = []
    for _ in range(tries):
        began = process_time()
        work()
        taken.append(process_time() - began)
    return min(taken)


def grows(work: Callable[[str], object], few: str, many: str) -> bool:
    """Tell whether a work takes long with many letters, and more than in proportion to few.

    Three times over: what only a busy machine slows is fast once.
    """
    return all(_grew(work, few, many) for _ in range(3))


def _grew(work: Callable[[str], object], few: str, many: str) -> bool:
    """Compare the least of three tries each; one of the many that is fast enough tells it all."""
    first = seconds(lambda: work(many))
    if first <= SECONDS:
        return False
    border = max(SECONDS, GROWTH * seconds(lambda: work(few), tries=3))
    return first > border and all(seconds(lambda: work(many)) > border for _ in range(2))


def is_slow(work: Callable[[str], object], shape: hostile.Shape) -> bool:
    """Tell whether a work takes too long with a text; few letters tell first."""
    for letters in FEW:
        text = shape.of(letters)
        taken = seconds(lambda text=text: work(text))  # type: ignore[misc] # the text of this round
        if taken > SECONDS:
            return grows(work, shape.of(letters // 4), text)
        if letters >= ENOUGH and taken * (LETTERS / letters) ** 2 < SECONDS:
            return False
    return grows(work, shape.of(LETTERS // 4), shape.of(LETTERS))


def slow(pattern: re.Pattern[str]) -> tuple[str, str] | None:
    """Return the first that a pattern is slow with; None for a pattern that never is."""
    pairs = product((*hostile.near_misses(pattern), *hostile.shapes()), METHODS)
    found = (pair for pair in pairs if is_slow(getattr(pattern, pair[1]), pair[0]))
    return next(((shape.of(20), method) for shape, method in found), None)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.pattern[:40])
def test_no_pattern_takes_longer_than_its_text(pattern: re.Pattern[str]) -> None:
    assert slow(pattern) is None


@pytest.mark.parametrize(
    "careless", [r"\([^)]*\)", r'"([^"]*[A-Za-z][^"]*)"', r"([0-9]+) ?jam", r"\s+$"]
)
def test_a_careless_pattern_is_found(careless: str) -> None:
    assert slow(re.compile(careless)) is not None


def test_the_patterns_of_the_product_are_found() -> None:
    found = {each.pattern for each in patterns()}
    assert {r"\([^()]*\)", r"[\s|:+=_-]*", r"[1-9][0-9]{0,5}", r"^[0-9]{18}$", r"[^\W_]+"} <= found
