"""Prints are archives: what PDF/A-3 asks for is in each of them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from procedures.definition import Row
from procedures.models import Version
from tests import make

from .archives import archive_faults
from .printed import pdf
from .test_printing import of_the_office

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def with_odd_signs() -> Version:
    """Make an SOP whose texts need other fonts than Arial."""
    return make.draft([Row("Rapat 🎉 و بسم الله 会議", "Staf", remark="✅ ≤ ½")])


def with_a_logo() -> Version:
    version = make.version()
    picture = BytesIO()
    Image.new("RGBA", (40, 40), (0, 60, 120, 90)).save(picture, "PNG")
    version.procedure.unit.logo.save("lambang.png", ContentFile(picture.getvalue()))
    return version


PRINTS: dict[str, Callable[[], Version]] = {
    "of the office": lambda: of_the_office("KS-08"),
    "empty": lambda: of_the_office("KB-T1"),
    "with odd signs": with_odd_signs,
    "with a logo that shines through": with_a_logo,
}


@pytest.mark.parametrize("name", PRINTS)
def test_print_is_an_archive(name: str) -> None:
    assert archive_faults(pdf(PRINTS[name]())) == []


def bare_of(document: Pdf, name: str) -> None:
    del document.Root[name]


def without_fonts(document: Pdf) -> None:
    for thing in document.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == "/FontDescriptor":
            del thing["/FontFile2"]


def with_a_script(document: Pdf) -> None:
    deed = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    document.Root.Extra = document.make_indirect(deed)


def with_another_title(document: Pdf) -> None:
    document.docinfo.Title = "Lain"


def without_relation(document: Pdf) -> None:
    del document.Root.AF[0]["/AFRelationship"]


DAMAGES: dict[str, Callable[[Pdf], None]] = {
    "6.2.3": lambda document: bare_of(document, "/OutputIntents"),
    "6.2.11.4": without_fonts,
    "6.5": with_a_script,
    "6.6.2": lambda document: bare_of(document, "/Metadata"),
    "6.6.3": with_another_title,
    "6.7.2": lambda document: bare_of(document, "/MarkInfo"),
    "6.7.3": lambda document: bare_of(document, "/StructTreeRoot"),
    "6.7.4": lambda document: bare_of(document, "/Lang"),
    "6.8": lambda document: bare_of(document, "/AF"),
    "6.8: an attachment without name or relation": without_relation,
}


@pytest.fixture(scope="module")
def kept() -> list[bytes]:
    return []


@pytest.mark.parametrize("clause", DAMAGES)
def test_an_archive_that_lacks_something_is_found_out(clause: str, kept: list[bytes]) -> None:
    if not kept:
        kept.append(pdf(make.version()))
    damaged = BytesIO()
    with pikepdf.open(BytesIO(kept[0])) as document:
        DAMAGES[clause](document)
        document.save(damaged)
    faults = archive_faults(damaged.getvalue())
    assert {fault.startswith(clause) for fault in faults} == {True}
