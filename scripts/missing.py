"""Print the Debian packages that are missing, found out by trying what they are for.

The arguments are groups of packages: start, printing, tests.
"""

import ctypes
import importlib
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo


def module(name: str) -> bool:
    """Try to import a module."""
    return importlib.import_module(name) is not None


def library(name: str) -> bool:
    """Try to load a shared library."""
    return ctypes.CDLL(name) is not None


def font(wanted: str, *accepted: str) -> bool:
    """Ask fontconfig, as WeasyPrint does, which family it takes for the wanted one."""
    fontconfig = ctypes.CDLL("libfontconfig.so.1")
    fontconfig.FcNameParse.restype = ctypes.c_void_p
    fontconfig.FcFontMatch.restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(fontconfig.FcNameParse(wanted.encode()))
    fontconfig.FcConfigSubstitute(None, pattern, 0)
    fontconfig.FcDefaultSubstitute(pattern)
    match = ctypes.c_void_p(fontconfig.FcFontMatch(None, pattern, ctypes.byref(ctypes.c_int())))
    family = ctypes.c_char_p()
    if match:
        fontconfig.FcPatternGetString(match, b"family", 0, ctypes.byref(family))
    return (family.value or b"").decode() in {wanted, *accepted}


def program(*names: str) -> bool:
    """Look for programs in PATH."""
    return all(shutil.which(name) for name in names)


def postgres() -> bool:
    """Look for PostgreSQL's server, which Debian keeps out of PATH."""
    return program("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def liberation() -> str:
    """Name the package of Liberation 2, whose number Debian 13 and Ubuntu have dropped."""
    system = platform.freedesktop_os_release()
    is_debian_12 = (system["ID"], system.get("VERSION_ID")) == ("debian", "12")
    return "fonts-liberation2" if is_debian_12 else "fonts-liberation"


Trial = tuple[str, Callable[[], bool]]

GROUPS: dict[str, list[Trial]] = {
    "start": [
        ("python3-venv", lambda: module("ensurepip") and module("venv")),
        ("tzdata", lambda: ZoneInfo("Asia/Jakarta") is not None),
    ],
    "printing": [
        ("libpango-1.0-0", lambda: library("libpango-1.0.so.0")),
        ("libpangoft2-1.0-0", lambda: library("libpangoft2-1.0.so.0")),
        ("libharfbuzz-subset0", lambda: library("libharfbuzz-subset.so.0")),
        (liberation(), lambda: font("Arial", "Liberation Sans", "Arimo")),
        ("fonts-urw-base35", lambda: font("Bookman Old Style", "URW Bookman", "URW Bookman L")),
    ],
    "tests": [
        ("chromium", lambda: program(os.environ.get("CHROMIUM", "chromium"))),
        ("nodejs", lambda: program("node")),  # for the reader of bpmn.io
        ("npm", lambda: program("npm")),
        ("libatomic1", lambda: library("libatomic.so.1")),  # for Playwright's driver
        ("postgresql", postgres),
        ("gettext", lambda: program("xgettext", "msgmerge", "msguniq", "msgattrib", "msgfmt")),
        ("poppler-utils", lambda: program("pdfinfo", "pdftotext", "pdftoppm")),
    ],
}


def missing(groups: list[str]) -> Iterator[str]:
    """Yield the packages of these groups whose trial fails."""
    for package, succeeds in (trial for group in groups for trial in GROUPS[group]):
        try:
            found = succeeds()
        except (ImportError, KeyError, OSError):
            found = False
        if not found:
            yield package


sys.stdout.write(" ".join(missing(sys.argv[1:])))
