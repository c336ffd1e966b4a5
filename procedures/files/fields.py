"""What fields of Word's forms show: their texts stand in no run."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from procedures.files.looks import toggle

VALUE = qn("w:val")


def shown_by(sign: Any) -> str:
    """Return what a field shows, given the sign at which it begins: a box, or what is chosen."""
    box = next(sign.iter(qn("w:checkBox")), None)
    if box is not None:
        return "☒" if _is_checked(box) else "☐"
    choices = next(sign.iter(qn("w:ddList")), None)
    return "" if choices is None else _chosen(choices)


def _is_checked(box: Any) -> bool:
    """Tell whether a box is ticked: by hand, else from the beginning."""
    said = [toggle(box, name) for name in ("checked", "default")]
    return next((each for each in said if each is not None), False)


def _chosen(choices: Any) -> str:
    """Return the choice made by hand, else that from the beginning, else the first."""
    entries = [each.get(VALUE, "") for each in choices.iter(qn("w:listEntry"))]
    said = [choices.find(qn(f"w:{name}")) for name in ("result", "default")]
    number = next((each.get(VALUE, "0") for each in said if each is not None), "0")
    is_there = number.isdecimal() and int(number[:9]) < len(entries)
    return entries[int(number[:9])] if is_there else ""
