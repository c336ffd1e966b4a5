"""What makes a PDF an archive of its own: rules of PDF/A-3 level A (ISO 19005-3), read by pikepdf.

No validator is at hand here. These are the rules that a print made out of parts could break; those
on colours and operators inside of pages are left to WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

FONT_FILES = {Name.FontFile, Name.FontFile2, Name.FontFile3}
DEEDS = {Name.JavaScript, Name.Launch, Name.Sound, Name.Movie, Name.ResetForm, Name.ImportData}
PRINTED, HIDDEN = 4, 2 + 1 + 32  # flags of annotations


def archive_faults(content: bytes) -> list[str]:
    """Return the rules that a PDF breaks, each by its clause."""
    with Pdf.open(BytesIO(content)) as pdf:
        faults = [*_of_the_file(pdf), *_of_the_description(pdf), *_of_attachments(pdf)]
        for thing in pdf.objects:
            if isinstance(thing, Dictionary | Stream):
                faults += _of_fonts(thing)
                faults += _of_deeds(thing)
        return faults


def _of_the_file(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    sound = [intent for intent in root.get("/OutputIntents", []) if _is_sound(intent)]
    wanted = {
        "6.1.3: no ID": "/ID" in pdf.trailer,
        "6.1.3: encrypted": not pdf.is_encrypted,
        "6.2.3: no colours to show it in": len(sound) == 1,
        "6.7.2: not marked as tagged": root.get("/MarkInfo", Dictionary()).get("/Marked", False),
        "6.7.3: no tags": "/StructTreeRoot" in root,
        "6.7.4: no language": str(root.get("/Lang", "")),
    }
    yield from (rule for rule, is_kept in wanted.items() if not is_kept)


def _is_sound(intent: Any) -> bool:
    profile = intent.get("/DestOutputProfile")
    return intent.S == "/GTS_PDFA1" and isinstance(profile, Stream) and profile.N == 3


def _of_the_description(pdf: Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "6.6.2: no description"
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        if (about.get("pdfaid:part"), about.get("pdfaid:conformance")) != ("3", "A"):
            yield "6.6.4: does not claim to be PDF/A-3 level A"
        if "/Title" in pdf.docinfo and str(pdf.docinfo.Title) != about.get("dc:title"):
            yield "6.6.3: two titles"


def _of_attachments(pdf: Pdf) -> Iterator[str]:
    names = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary())
    linked = {file.objgen for file in pdf.Root.get("/AF", [])}
    for file in list(names.get("/Names", Array()))[1::2]:
        if {Name.F, Name.UF, Name.AFRelationship, Name.EF} - set(file.keys()):
            yield "6.8: an attachment without name or relation"
        elif "/Subtype" not in file.EF.F:
            yield "6.8: an attachment without its kind"
        if file.objgen not in linked:
            yield "6.8: an attachment that belongs to nothing"


def _of_fonts(thing: Any) -> Iterator[str]:
    if thing.get("/Type") == "/FontDescriptor" and not FONT_FILES & set(thing.keys()):
        yield "6.2.11.4: a font that is not embedded"
    if thing.get("/Type") == "/Font" and thing.get("/Subtype") == "/Type0":
        if "/ToUnicode" not in thing:
            yield "6.2.11.7: a font whose letters cannot be read"
        if any(_lacks_map(font) for font in thing.DescendantFonts):
            yield "6.2.11.3: a font without a map of its letters"


def _lacks_map(font: Any) -> bool:
    return font.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in font


def _of_deeds(thing: Any) -> Iterator[str]:
    if "/AA" in thing or "/OpenAction" in thing or thing.get("/S") in DEEDS:
        yield "6.5: something that it does by itself"
    if thing.get("/Subtype") == "/Link":
        flags = int(thing.get("/F", 0))
        if not flags & PRINTED or flags & HIDDEN:
            yield "6.3.2: a link that is not printed"
    if isinstance(thing, Stream) and "/LZWDecode" in str(thing.get("/Filter", "")):
        yield "6.1.7: packed with LZW"
