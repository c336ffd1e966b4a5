"""What in a part of a package acts by itself or leads elsewhere: told from its XML, as read.

Any encoding, prefix, case and way of writing a letter is the same here. Open XML is ECMA-376, its
packages part 2; OpenDocument is ISO/IEC 26300.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

from procedures.files.problems import Problem, Unreadable

Attributes = dict[str, str]

MACRO_TYPES = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "attachedtoolbars")
ACTING_TYPES = ("activex", "oleobject", "webextension")
MACRO_WAYS = {"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "attachedtoolbars"}
ACTING_WAYS = {
    "attachedtemplate",
    "oleobject",
    "control",
    "activexcontrol",
    "activexcontrolbinary",
    "afchunk",
    "subdocument",
    "frame",
    "mailmergesource",
    "mailmergeheadersource",
    "webextension",
    "webextensiontaskpanes",
    "extensibility",
}
LINKS = {"hyperlink", "externallinkpath", "xlpathmissing", "xlstartup", "xllibrary"}
"""Relationships that may lead out of a package: nothing follows them unasked."""

EMBEDDED = "package"
ACTING_ELEMENTS = {
    "ddelink": Problem.ACTING,
    "olelink": Problem.ACTING,
    "oleobject": Problem.ACTING,
    "object-ole": Problem.ACTING,
    "applet": Problem.ACTING,
    "plugin": Problem.ACTING,
    "floating-frame": Problem.ACTING,
    "event-listener": Problem.MACROS,
    "script": Problem.MACROS,
    "encryption-data": Problem.ENCRYPTED,
}
ACTING_FIELDS = {"dde", "ddeauto", "link", "embed", "includetext", "database"}
FORMULAS = {"f", "formula", "formula1", "formula2", "definedname", "calculatedcolumnformula"}
CODES = {"instrtext", "delinstrtext", "t"}
NESTED = "\0"
"""Stands for a field inside the code of a field; no XML holds it."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_SCHEME = re.compile(r"\A(?:[a-z][a-z0-9+.-]++:|/|\.\./)")


class Watch:
    """Goes through the XML of one part; `embedded` are the parts that it embeds.

    Raises Unreadable at the first thing that acts by itself, and for what is no XML or declares
    entities.
    """

    def __init__(self, *, is_open_document: bool = False) -> None:
        self.embedded: list[str] = []
        self._is_open_document = is_open_document
        self._fields: list[list[str] | None] = []  # codes from the outermost in; None: its result
        self._text: list[str] | None = None
        self._watches: dict[str, Callable[[Attributes], None]] = {
            "relationship": self._relationship,
            "default": _type,
            "override": _type,
            "fldsimple": lambda found: _refuse_field(found.get("instr", "")),
            "fldchar": self._field_sign,
        }

    def look_through(self, part: IO[bytes]) -> None:
        """Read a part to its end."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        try:
            parser.ParseFile(part)
        except (expat.ExpatError, LookupError):
            raise Unreadable(Problem.DAMAGED) from None

    def _begin(self, name: str, attributes: Attributes) -> None:
        local = _local(name)
        if local in FORMULAS or (local in CODES and self._fields):
            self._text = []
        if not attributes and local not in ACTING_ELEMENTS:
            return
        if local in ACTING_ELEMENTS or local.startswith("dde-"):
            raise Unreadable(ACTING_ELEMENTS.get(local, Problem.ACTING))
        found = {_local(key): value for key, value in attributes.items()}
        watch = self._watches.get(local)
        if watch:
            watch(found)
        if self._is_open_document:
            self._open_document(local, found)

    def _end(self, name: str) -> None:
        if self._text is None:
            return
        text, self._text = "".join(self._text), None
        if _local(name) in FORMULAS:
            _refuse_formula(text)
        elif self._fields and self._fields[-1] is not None:
            self._fields[-1].append(text)

    def _take(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _field_sign(self, found: Attributes) -> None:
        """Follow the signs at which a field of Word begins, goes over to its result, and ends."""
        sign = found.get("fldchartype", "").strip().casefold()
        if sign == "begin":
            if self._fields and self._fields[-1] is not None:
                self._fields[-1].append(NESTED)
            self._fields.append([])
        elif self._fields and sign in {"separate", "end"}:
            code = self._fields.pop()
            _refuse_field("".join(code or ()))
            if sign == "separate":
                self._fields.append(None)

    def _relationship(self, found: Attributes) -> None:
        way = _last(found.get("type", ""))
        target = unquote(found.get("target", "")).strip()
        if way in MACRO_WAYS:
            raise Unreadable(Problem.MACROS)
        if way in ACTING_WAYS:
            raise Unreadable(Problem.ACTING)
        is_outside = found.get("targetmode", "").strip().casefold() == "external"
        if is_outside and way not in LINKS:
            raise Unreadable(Problem.ACTING)
        if not is_outside and (target.startswith(("//", "\\")) or "://" in target):
            raise Unreadable(Problem.ACTING)
        if way == EMBEDDED:
            self.embedded.append(target)

    def _open_document(self, local: str, found: Attributes) -> None:
        """Look at an element of OpenDocument: what it links to, and what it computes."""
        if "dde(" in "".join(found.get("formula", "").casefold().split()):
            raise Unreadable(Problem.ACTING)
        href = unquote(found.get("href", "")).strip().casefold()
        if not href:
            return
        if href.startswith(("vnd.sun.star", "macro:", "javascript:", "vbscript:")):
            raise Unreadable(Problem.MACROS)
        if local != "a" and (local == "template" or _SCHEME.match(href.replace("\\", "/"))):
            raise Unreadable(Problem.ACTING)
        if local == "object":
            self.embedded.append(href)


def _local(name: str) -> str:
    return name.rpartition(":")[2].casefold()


def _last(way: str) -> str:
    return unquote(way).strip().rstrip("/").rpartition("/")[2].casefold()


def _type(found: Attributes) -> None:
    """Refuse a declared type of a part that acts."""
    said = unquote(found.get("contenttype", "")).casefold()
    if any(word in said for word in MACRO_TYPES):
        raise Unreadable(Problem.MACROS)
    if any(word in said for word in ACTING_TYPES):
        raise Unreadable(Problem.ACTING)


def _refuse_field(code: str) -> None:
    """Refuse a field that fetches or starts something, or whose name another field makes up."""
    said = code.strip().casefold()
    name = re.match(r"[a-z]*", said)
    end = name.end() if name else 0
    if said[:end] in ACTING_FIELDS or said[end : end + 1] == NESTED:
        raise Unreadable(Problem.ACTING)


def _refuse_formula(text: str) -> None:
    """Refuse a formula that talks to another program: program|'topic'!item, or DDE(...)."""
    bare = _QUOTED.sub("", text).casefold()
    if "|" in bare or "dde(" in "".join(bare.split()):
        raise Unreadable(Problem.ACTING)


def _refuse_entities(*_declared: object) -> None:
    raise Unreadable(Problem.DAMAGED)
