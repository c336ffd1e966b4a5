"""The house itself: names told apart, functions and files small, imports at the top."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APPS = ["people", "procedures", "workflow", "improvement"]
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
NOT_OURS = {"Meta", "Command"}  # Django asks for these names
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def sources(app: str) -> dict[str, str]:
    """Return the modules of an app by their path; migrations stay as they were written."""
    found = (ROOT / app).rglob("*.py")
    kept = [path for path in found if "migrations" not in path.parts]
    return {str(path.relative_to(ROOT)): path.read_text() for path in kept}


def names_of_classes(source: str) -> list[str]:
    nodes = ast.walk(ast.parse(source))
    return [node.name for node in nodes if isinstance(node, ast.ClassDef)]


def functions(source: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS)]


def doubles(*modules: str) -> list[str]:
    """Return the names that several classes have."""
    counted = Counter(name for source in modules for name in names_of_classes(source))
    return sorted(name for name, count in counted.items() if count > 1 and name not in NOT_OURS)


def long_functions(source: str, *, most: int) -> list[str]:
    """Return the functions of more lines, from the first line of the signature to the last."""
    return [each.name for each in functions(source) if _lines(each) > most]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def unexplained(source: str) -> list[str]:
    """Return the imports inside functions without a reason in a comment, beside or above them.

    Of imports that follow each other the first one's comment is for all.
    """
    lines = ["", *source.splitlines()]
    imports = {
        node.lineno: ast.unparse(node)
        for function in functions(source)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    return [
        said
        for line, said in sorted(imports.items())
        if line - 1 not in imports
        and "#" not in lines[line]
        and not lines[line - 1].strip().startswith("#")
    ]


@pytest.mark.parametrize("app", APPS)
def test_classes_of_an_app_are_told_apart_by_their_names(app: str) -> None:
    assert doubles(*sources(app).values()) == []


@pytest.mark.parametrize("app", APPS)
def test_no_function_is_longer_than_a_page(app: str) -> None:
    found = {
        path: long_functions(each, most=LONGEST_FUNCTION) for path, each in sources(app).items()
    }
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("app", APPS)
def test_no_file_is_longer_than_is_read_at_once(app: str) -> None:
    lengths = {path: len(each.splitlines()) for path, each in sources(app).items()}
    assert {path: count for path, count in lengths.items() if count > LONGEST_FILE} == {}


@pytest.mark.parametrize("app", APPS)
def test_imports_inside_functions_say_why(app: str) -> None:
    found = {path: unexplained(each) for path, each in sources(app).items()}
    assert {path: imports for path, imports in found.items() if imports} == {}


@pytest.mark.parametrize("app", APPS)
def test_rows_are_locked_in_one_way(app: str) -> None:
    found = {path for path, each in sources(app).items() if "select_for_update" in each}
    assert found == {"people/locks.py"} & set(sources(app))


def test_classes_of_one_name_are_found_wherever_they_stand() -> None:
    first = "class Row:\n    class Kind: ...\n    class Meta: ...\n"
    second = "def f():\n    class Kind: ...\nclass Other:\n    class Meta: ...\n"
    assert doubles(first) == []
    assert doubles(first, second) == ["Kind"]


def test_function_is_counted_with_all_its_lines() -> None:
    source = "class A:\n    def f(\n        self,\n    ):\n        return 1\n"
    assert (long_functions(source, most=4), long_functions(source, most=3)) == ([], ["f"])


def test_import_inside_a_function_needs_a_comment_beside_or_above_it() -> None:
    bare = "def f():\n    if 1:\n        import a\n        import b\n    g()\n    from c import d\n"
    assert unexplained(bare) == ["import a", "from c import d"]
    beside = "def f():\n    import a  # slow to load\n    import b\n"
    above = "def f():\n    # slow to load\n    import a\n"
    assert (unexplained(beside), unexplained(above), unexplained("import a\n")) == ([], [], [])
