"""Packages in which something acts by itself are refused, however it is written."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from procedures.files.packages import MOST_PART, MOST_PARTS, ODT, package_kind
from procedures.files.problems import Problem, Unreadable
from tests import make

from . import reading_files as files

WAY = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
RELS = "word___rels__document_dot_xml_dot_rels"


def problem(content: bytes) -> Problem | None:
    try:
        package_kind(BytesIO(content))
    except Unreadable as why:
        return why.problem
    return None


def archive(*parts: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", method) as package:
        for name, content in parts:
            package.writestr(name, content)
    return file.getvalue()


def linked(way: str, target: str = "x", mode: str = "") -> bytes:
    """Make the relationships of a part: one."""
    mode = f' TargetMode="{mode}"' if mode else ""
    one = f'<Relationship Type="{WAY}/{way}" Target="{target}"{mode}/>'
    return f"<Relationships>{one}</Relationships>".encode()


def word(rels: bytes = b"<Relationships/>", body: bytes = b"<w/>", **parts: bytes) -> bytes:
    return make.docx(**{RELS: rels, "word__document_dot_xml": body, **parts})


def sheet(body: str) -> bytes:
    return make.xlsx(xl__worksheets__sheet1_dot_xml=body.encode())


def field(*pieces: str) -> bytes:
    """Make a field of Word whose code stands in pieces; one in braces is a field in it."""
    runs = ""
    for piece in pieces:
        inner = piece.strip("{}")
        text = f"<w:instrText>{inner}</w:instrText>"
        runs += f"{sign('begin')}{text}{sign('separate')}{sign('end')}" if piece[0] == "{" else text
    body = f"{sign('begin')}{runs}{sign('separate')}<w:t>DDE</w:t>{sign('end')}"
    return f"<w:p xmlns:w='w'>{body}</w:p>".encode()


def sign(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def types(text: str, encoding: str = "utf-8") -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)


OVERRIDE = f'<Types><Override PartName="/word/document.xml" ContentType="{MACRO}"/></Types>'
REFERENCES = OVERRIDE.replace("macro", "&#109;&#x61;cro")
ENTITIES = '<!DOCTYPE Types [<!ENTITY m "macro">]>' + OVERRIDE.replace("macro", "&m;")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (types(OVERRIDE), Problem.MACROS),
        (types(OVERRIDE, "utf-16"), Problem.MACROS),
        (types(REFERENCES), Problem.MACROS),
        (types(REFERENCES, "utf-16"), Problem.MACROS),
        (types(OVERRIDE.replace("macroEnabled", "MACROenabled")), Problem.MACROS),
        (types(OVERRIDE.replace("macro", "%6Dacro")), Problem.MACROS),
        (types(OVERRIDE.replace("Types", "t:Types").replace("<Over", "<t:Over")), Problem.MACROS),
        (types(f'<Types><Default Extension="bin" ContentType="{MACRO}"/></Types>'), Problem.MACROS),
        (types(ENTITIES), Problem.DAMAGED),
        (types('<!DOCTYPE Types SYSTEM "http://127.0.0.1/x"><Types/>'), Problem.DAMAGED),
        (b"<Types>", Problem.DAMAGED),
        (b"", Problem.DAMAGED),
        (OVERRIDE.encode("utf-32"), Problem.DAMAGED),
        (b'<?xml version="1.0" encoding="utf-7"?><Types/>', Problem.DAMAGED),
        (types(OVERRIDE.replace(MACRO, "application/vnd.ms-office.activeX+xml")), Problem.ACTING),
        (types("<Types/>", "utf-16"), None),
    ],
)
def test_declared_types_are_read_however_they_are_written(
    said: bytes, what: Problem | None
) -> None:
    assert problem(make.docx(_types=said)) == what


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("word/vbaProject.bin", Problem.MACROS),
        ("WORD\\VbaProject.BIN", Problem.MACROS),
        ("word/vbaProject%2Ebin", Problem.MACROS),
        ("/word/%76baProject.bin", Problem.MACROS),
        ("xl/MacroSheets/sheet1.xml", Problem.MACROS),
        ("Basic/Standard/Module1.xml", Problem.MACROS),
        ("scripts/python/a.py", Problem.MACROS),
        ("word/activeX/activeX1.bin", Problem.ACTING),
        ("word/media/image1.png", None),
    ],
)
def test_names_of_parts_know_no_case_and_no_codes(name: str, what: Problem | None) -> None:
    parts = [("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"), (name, b"<x/>")]
    assert problem(archive(*parts)) == what


@pytest.mark.parametrize(
    ("rels", "what"),
    [
        (linked("attachedTemplate", "http://127.0.0.1/a.dotm", "External"), Problem.ACTING),
        (linked("attachedTemplate", "//127.0.0.1/a", "external"), Problem.ACTING),
        (linked("AttachedTemplate", "http://127.0.0.1/a"), Problem.ACTING),
        (linked("&#97;ttachedTemplate", "x", "&#69;xternal"), Problem.ACTING),
        (linked("image", "http://127.0.0.1/a.png", " EXTERNAL "), Problem.ACTING),
        (linked("image", "http://127.0.0.1/a.png"), Problem.ACTING),
        (linked("oleObject", "embeddings/a.bin"), Problem.ACTING),
        (linked("package", "embeddings/a.exe"), Problem.ACTING),
        (linked("control", "activeX1.xml"), Problem.ACTING),
        (linked("aFChunk", "a.rtf"), Problem.ACTING),
        (linked("vbaProject", "harmless.dat"), Problem.MACROS),
        (linked("attachedTemplate", "x", "External").decode().encode("utf-16"), Problem.ACTING),
        (linked("hyperlink", "http://127.0.0.1/", "External"), None),
        (linked("image", "media/image1.png"), None),
    ],
)
def test_relationships_lead_to_nothing_that_acts(rels: bytes, what: Problem | None) -> None:
    assert problem(word(rels)) == what


def test_relationships_of_any_part_are_read() -> None:
    rels = linked("attachedTemplate", "http://127.0.0.1/", "External")
    assert problem(word(word___rels__settings_dot_xml_dot_RELS=rels)) == Problem.ACTING


def test_the_sheet_of_a_chart_may_be_embedded_but_nothing_in_it_acts() -> None:
    rels = linked("package", "embeddings/a.xlsx")
    clean = files.xlsx().getvalue()
    assert problem(word(rels, word__embeddings__a_dot_xlsx=clean)) is None
    macros = make.xlsx(xl__vbaProject_dot_bin=b"x")
    assert problem(word(rels, word__embeddings__a_dot_xlsx=macros)) == Problem.ACTING
    nested = word(rels, word__embeddings__a_dot_xlsx=clean)
    assert problem(word(rels, word__embeddings__a_dot_xlsx=nested)) == Problem.ACTING


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (field("DDEAUTO c:\\\\a.exe"), Problem.ACTING),
        (field(" dde", "auto", '"c:\\a"'), Problem.ACTING),
        (field("D", "DE c:\\a"), Problem.ACTING),
        (field("&#68;DE c:\\a"), Problem.ACTING),
        (field("{QUOTE 68 68 69}", " c:\\a"), Problem.ACTING),
        (field("D", "{QUOTE 68}", "E c:\\a"), Problem.ACTING),
        (field("LINK Excel.Sheet.8 c:\\a"), Problem.ACTING),
        (field("DDEAUTO c:\\a").decode().encode("utf-16"), Problem.ACTING),
        (b"<w:p xmlns:w='w'><w:fldSimple w:instr=' DDE c:'/></w:p>", Problem.ACTING),
        (b"<w xmlns:o='o'><o:OLEObject ProgID='Package'/></w>", Problem.ACTING),
        (b"<w><V:oleobject/></w>", Problem.ACTING),
        (b"<w><oleObject></w>", Problem.ACTING),
        (b"<w><p></w>", Problem.DAMAGED),
        (field("PAGE"), None),
        (field("IF ", "{MERGEFIELD a}", ' = "DDE" x'), None),
        (b"<w xmlns:w='w'><w:t>DDE itu singkatan</w:t></w>", None),
    ],
)
def test_fields_start_nothing(body: bytes, what: Problem | None) -> None:
    assert problem(word(body=body)) == what


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<s><f>cmd|'/C calc'!A0</f></s>", Problem.ACTING),
        ("<s><f>'cmd'|'/C calc'!A0</f></s>", Problem.ACTING),
        ("<s><f>cmd&#124;'/C calc'!A0</f></s>", Problem.ACTING),
        ('<s><f>DDE ("soffice";"a")</f></s>', Problem.ACTING),
        ("<s><definedName name='a'>cmd|x!A0</definedName></s>", Problem.ACTING),
        ("<s><ddeLink ddeService='cmd' ddeTopic='x'/></s>", Problem.ACTING),
        ("<s><oleLink progId='Package'/></s>", Problem.ACTING),
        ("<s><f>A1&amp;\"a|b\"&amp;'c|d'!A1</f><v>a|b</v></s>", None),
    ],
)
def test_formulas_talk_to_no_other_program(body: str, what: Problem | None) -> None:
    assert problem(sheet(body)) == what


OFFICE = "<o:d xmlns:o='o' xmlns:t='t' xmlns:d='d' xmlns:x='x' xmlns:s='s' xmlns:m='m'>{}</o:d>"


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<o:scripts/>", None),
        ("<o:scripts><o:script s:language='Basic'/></o:scripts>", Problem.MACROS),
        ("<o:event-listeners><s:event-listener/></o:event-listeners>", Problem.MACROS),
        ("<t:a x:href='vnd.sun.star.script:a'/>", Problem.MACROS),
        ("<t:a x:href='https://127.0.0.1/'/>", None),
        ("<d:object-ole x:href='./Object 1'/>", Problem.ACTING),
        ("<d:object x:href='./Object 1'/>", Problem.ACTING),
        ("<d:object x:href='./Object 2'/>", None),
        ("<d:plugin x:href='a'/>", Problem.ACTING),
        ("<d:image x:href='http://127.0.0.1/a.png'/>", Problem.ACTING),
        ("<d:image x:href='..\\a.png'/>", Problem.ACTING),
        ("<d:image x:href='Pictures/a.png'/>", None),
        ("<m:template x:href='a.ott'/>", Problem.ACTING),
        ("<t:section-source x:href='file:///a.odt'/>", Problem.ACTING),
        ("<t:dde-connection-decl o:dde-application='a'/>", Problem.ACTING),
        ('<t:cell t:formula=\'of:=DDE("a";"b")\'/>', Problem.ACTING),
        ("<m:encryption-data/>", Problem.ENCRYPTED),
    ],
)
def test_nothing_acts_in_an_odt(inside: str, what: Problem | None) -> None:
    parts = {"Object 2/content.xml": b"<m/>", "styles.xml": OFFICE.format(inside).encode()}
    assert problem(archive(("mimetype", ODT), *parts.items())) == what


PICTURES = [(f"word/{number}.png", b"") for number in range(MOST_PARTS)]
BASE = (("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (archive(*BASE), None),
        (archive(*BASE, ("WORD/document.xml", b"<w/>")), Problem.DAMAGED),
        (archive(*BASE, ("[content_types].XML", b"<Types/>")), Problem.DAMAGED),
        (archive(*BASE, ("word/a.xml/[0].piece", b"<w/>")), Problem.DAMAGED),
        (archive(*BASE, method=ZIP_BZIP2), Problem.DAMAGED),
        (b"PK\3\4junk" + archive(*BASE), Problem.DAMAGED),
        (archive(*BASE, ("word/a.xml", b"\0" * (MOST_PART + 1))), Problem.UNPACKS_TOO_BIG),
        (archive(*BASE, *PICTURES), Problem.UNPACKS_TOO_BIG),
        (archive(("mimetype", b"application/epub+zip")), Problem.OTHER_KIND),
        (archive(("a.txt", b"")), Problem.OTHER_KIND),
    ],
)  # fmt: skip
def test_packages_that_no_program_writes_are_refused(content: bytes, what: Problem | None) -> None:
    assert problem(content) == what


def test_what_offices_send_is_accepted() -> None:
    kinds = [package_kind(file) for file in (files.xlsx(), files.word([*files.HEAD, *files.ROWS]))]
    assert kinds == ["xlsx", "docx"]
