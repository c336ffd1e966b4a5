"""What fields of forms and pictures say in HTML: it stands in attributes."""

from __future__ import annotations

from lxml import html as lxml_html

CONTROLS = frozenset(("input",))
PICTURES = frozenset(("img", "area"))
FRAMES = frozenset(("iframe", "frame", "object", "embed", "canvas", "applet"))
BOXES = frozenset(("checkbox", "radio"))
SILENT = frozenset(("hidden", "password", "file", "color", "range", *BOXES))
"""Fields that show no letters."""


def _kind(control: lxml_html.HtmlElement) -> str:
    said: str = control.get("type", "")
    return said.strip().lower()


def ticked(control: lxml_html.HtmlElement) -> str:
    """Return a box, ticked or not; empty for a field that is none."""
    if _kind(control) not in BOXES:
        return ""
    return "☒" if control.get("checked") is not None else "☐"


def typed(control: lxml_html.HtmlElement) -> str:
    """Return what stands in a field; the description of a button that is a picture."""
    kind = _kind(control)
    said: str = control.get("alt" if kind == "image" else "value", "")
    return "" if kind in SILENT else said


def is_waiting(field: lxml_html.HtmlElement) -> bool:
    """Tell whether a field shows what is to be written into it, or hides what was."""
    if field.tag == "input" and _kind(field) == "password":
        return bool(field.get("value"))
    texts = field.itertext() if field.tag == "textarea" else [typed(field)]
    is_empty = not "".join(texts).strip()
    return is_empty and bool(field.get("placeholder", "").strip())


def chosen(options: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    """Return the options of a list that it shows as chosen: without a word about it the first."""
    every = list(options.iter("option"))
    marked = [each for each in every if each.get("selected") is not None]
    if options.get("multiple") is not None:
        return marked
    return marked[-1:] or every[:1]


def description(picture: lxml_html.HtmlElement) -> str:
    """Return what is written for those who do not see a picture."""
    return " ".join(picture.get("alt", "").split())
