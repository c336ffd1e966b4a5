"""What a file is by its content, whatever its name says."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.files.kinds import file_kind
from procedures.files.packages import ODT
from tests import make

KINDS = {None, "pdf", "docx", "xlsx", "odt", "png", "jpg"}
MACRO_TYPE = b'<Override ContentType="application/vnd.ms-%s.macroEnabled.main+xml"/>'


def kind(content: bytes) -> str | None:
    """Return the kind; the file is left at its beginning, wherever it was before."""
    file = BytesIO(content)
    file.seek(len(content) // 2)
    found = file_kind(file)
    assert file.tell() == 0
    return found


@pytest.mark.parametrize(
    ("expected", "content"),
    [
        ("pdf", make.PDF),
        ("png", make.PNG),
        ("jpg", make.JPG),
        ("docx", make.docx()),
        ("xlsx", make.xlsx()),
        ("odt", make.odt()),
    ],
)
def test_kind_of_what_the_office_accepts(expected: str, content: bytes) -> None:
    assert kind(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"P",
        b"%PDF",
        b" %PDF-1.7",
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02\x01\x01",
        b"#!/bin/sh\n",
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # DOC and XLS of old, which may hold macros
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),  # an empty zip
        b"PK\x03\x04 not a zip at all",
        make.package(readme_dot_txt=b"a plain zip"),
        make.package(mimetype=b"application/epub+zip"),
        make.package(mimetype=ODT + b"-template"),
        make.package(mimetype=b"", word__document_dot_xml=b"<w/>"),
        make.package(ppt__presentation_dot_xml=b"<p/>"),
        make.docx()[:-30],
        make.docx()[40:],
    ],
)
def test_kind_of_anything_else_is_none(content: bytes) -> None:
    assert kind(content) is None


@pytest.mark.parametrize(
    "content",
    [
        make.docx(word__vbaProject_dot_bin=b"macro"),
        make.docx(word__VBAPROJECT_dot_BIN=b"macro"),
        make.docx(_types=MACRO_TYPE % b"word.document"),
        make.docx(_types=b'<Override ContentType="application/vnd.ms-office.vbaProject"/>'),
        make.xlsx(xl__vbaProject_dot_bin=b"macro"),
        make.xlsx(xl__macrosheets__sheet1_dot_xml=b"<xm:macrosheet/>"),
        make.xlsx(_types=MACRO_TYPE % b"excel.sheet"),
        make.xlsx(_types=(MACRO_TYPE % b"excel.sheet").upper()),
        make.odt(Basic__Standard__Module1_dot_xml=b"<script:module/>"),
        make.odt(Scripts__python__a_dot_py=b"print()"),
    ],
)
def test_kind_of_a_package_with_macros_is_none(content: bytes) -> None:
    assert kind(content) is None


def test_kind_of_a_package_that_needs_a_password_is_none() -> None:
    content = bytearray(make.odt())
    content[6] |= 1  # the flag of encryption: once in the part, once in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert kind(make.odt()) == "odt"
    assert kind(bytes(content)) is None


def test_kind_of_a_package_whose_parts_cannot_be_unpacked_is_none() -> None:
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT)
    content = raw.getvalue()
    assert kind(content) == "odt"
    start = 30 + len("mimetype")
    assert kind(content[:start] + b"\xff" * 10 + content[start + 10 :]) is None


@given(st.binary(max_size=200))
def test_kind_of_any_bytes_is_known_or_none(content: bytes) -> None:
    assert kind(content) in KINDS


@given(st.sampled_from([make.docx(), make.xlsx(), make.odt()]), st.data())
def test_kind_of_a_damaged_package_is_known_or_none(content: bytes, data: st.DataObject) -> None:
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    assert kind(bytes(damaged)) in KINDS
