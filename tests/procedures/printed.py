"""Prints, read back: for the tests of the official form on paper."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf

from procedures.exchange import version_to_json
from procedures.models import Version
from procedures.printing import PAPERS, version_pdf

MM = 72 / 25.4


def whole(version: Version) -> Version:
    return Version.objects.with_table().get(pk=version.pk)


def pdf(version: Version, paper: str = "a4") -> bytes:
    loaded = whole(version)
    return version_pdf(loaded, PAPERS[paper], version_to_json(loaded))


def tight(text: str) -> str:
    """Return a text without its blanks: on paper lines break anywhere."""
    return "".join(text.split())


def pages(content: bytes) -> list[str]:
    """Return the text of each page without blanks, cell after cell as it was written."""
    with pdfplumber.open(BytesIO(content)) as document:
        return [tight("".join(char["text"] for char in page.chars)) for page in document.pages]


def sizes(content: bytes) -> set[tuple[int, int]]:
    """Return the sizes of the pages in whole millimetres."""
    with pdfplumber.open(BytesIO(content)) as document:
        return {(round(page.width / MM), round(page.height / MM)) for page in document.pages}


def page_of(item: pikepdf.OutlineItem, numbers: dict[tuple[int, int], int]) -> int:
    """Return the index of the page to which an entry of the outline leads."""
    destination: Any = item.destination
    return numbers[destination[0].objgen]


def check_tags(content: bytes) -> None:
    """Everything on each page is reached from the tree of tags; names in it are told apart."""
    with pikepdf.open(BytesIO(content)) as document:
        tree = document.Root.StructTreeRoot
        nums = list(tree.ParentTree.Nums)
        keys = [int(key) for key in nums[::2]]
        assert keys == sorted(set(keys))
        owners = dict(zip(keys, nums[1::2], strict=True))
        reached = {element.objgen for element in elements(tree)}
        for page in document.pages:
            marked = owners[int(page.obj.StructParents)]
            assert all(element.Pg.objgen == page.obj.objgen for element in marked)
            told = [element for element in marked if element.P.S != "/NonStruct"]
            assert told
            assert {element.objgen for element in told} <= reached
        names = [str(element.ID) for element in elements(tree) if "/ID" in element]
        assert len(names) == len(set(names))
        pointed = {
            str(name)
            for element in elements(tree)
            for name in getattr(element.get("/A"), "Headers", [])
        }
        assert pointed
        assert pointed <= set(names)


def elements(tree: Any) -> list[Any]:
    found, waiting = [], list(tree.K)
    while waiting:
        element = waiting.pop()
        found.append(element)
        kids = element.get("/K", [])
        waiting += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return found
