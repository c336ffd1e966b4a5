"""What reading SOPs out of files finds, gets right and costs.

    python -m bench.reading                     the office's SOPs as DOCX, XLSX and (soffice) PDF
    python -m bench.reading --samples FOLDER    also the PDFs in a folder
    python -m bench.reading --hostile           also files that want too much

The truth about the office's SOPs is fixtures/procedures.json, written to files and read back.
About other PDFs no truth is at hand: their words are compared with those that another program
(pdfium) finds on the same pages.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from docx.enum.section import WD_ORIENT
from openpyxl import Workbook

from bench.tables import keeping
from procedures import durations
from procedures.files.problems import Unreadable
from procedures.files.reader import find_sops, read_file
from procedures.reading import Reading

ROOT = Path(__file__).parents[1]
MANY = 100
Sop = dict[str, Any]


def office() -> list[Sop]:
    """Return the office's sixteen SOPs."""
    data = json.loads((ROOT / "fixtures" / "procedures.json").read_text(encoding="utf-8"))
    return [sop for sop in (*data["in_force"], *data["drafts"]) if sop["rows"]]


def lines(sop: Sop) -> Iterator[list[str]]:
    """Yield the rows of an SOP's table as offices write them: two of headings, then the steps."""
    actors = sop["actors"]
    gaps = [""] * (len(actors) - 1)
    yield ["No", "Kegiatan", "Pelaksana", *gaps, "Mutu Baku", "", "", "Keterangan"]
    yield ["", "", *actors, "Kelengkapan", "Waktu", "Output", ""]
    for number, row in enumerate(sop["rows"], start=1):
        acting = {row["actor"], *row.get("participants", ())}
        marks = ["v" if actor in acting else "" for actor in actors]
        needs = "\n".join(f"- {need}" for need in row.get("needs", ()))
        texts = (row.get("time", ""), row.get("output", ""), row.get("remark", ""))
        yield [str(number), row["activity"], *marks, needs, *texts]


def word(sops: list[Sop]) -> BytesIO:
    """Write SOPs to one Word file, on paper laid across."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for sop in sops:
        document.add_paragraph(f"SOP {sop['title']}")
        rows = list(lines(sop))
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for element, texts in zip(table._tbl.tr_lst, rows, strict=True):
            for cell, text in zip(element.tc_lst, texts, strict=True):
                cell.p_lst[0].add_r().text = text
        width = len(rows[0])
        for first, last in (((0, 2), (0, width - 5)), ((0, width - 4), (0, width - 2))):
            table.cell(*first).merge(table.cell(*last))
        for column in (0, 1, width - 1):
            table.cell(0, column).merge(table.cell(1, column))
        document.add_page_break()  # type: ignore[no-untyped-call]
    file = BytesIO()
    document.save(file)
    return file


def workbook(sops: list[Sop]) -> BytesIO:
    """Write SOPs to one workbook, a sheet each, the title above the table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sop in sops:
        sheet = book.create_sheet(sop["code"])
        sheet.append([f"SOP {sop['title']}"])
        for line in lines(sop):
            sheet.append(line)
    file = BytesIO()
    book.save(file)
    return file


def pdf(file: BytesIO) -> BytesIO | None:
    """Let LibreOffice print a Word file to PDF; None where there is none."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sops.docx"
        source.write_bytes(file.getvalue())
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        return BytesIO((Path(folder) / "sops.pdf").read_bytes())


def minutes(text: str) -> int | None:
    try:
        standard = durations.parse(text)
    except durations.NotUnderstood:
        return None
    return standard.minutes if standard else None


def compare(found: Reading, sops: list[Sop]) -> str:
    """Count what came back as it was written."""
    right: Counter[str] = Counter()
    written = sum(len(sop["rows"]) for sop in sops)
    for table, sop in zip(found.tables, sops, strict=False):
        right["titles"] += _plain(table.title.value) == _plain(sop["title"])
        names = [actor.value for actor in table.actors]
        right["headings"] += names == sop["actors"]
        for row, truth in zip(table.definition().rows, sop["rows"], strict=False):
            right["activities"] += _plain(row.activity) == _plain(truth["activity"])
            right["responsible"] += row.actor == truth["actor"]
            acting = {truth["actor"], *truth.get("participants", ())}
            right["who acts"] += {row.actor, *row.participants} == acting
            needs = [_plain(need) for need in truth.get("needs", ())]
            right["needs"] += [_plain(need) for need in row.needs] == needs
            right["minutes"] += minutes(row.time) == minutes(truth.get("time", ""))
            right["outputs"] += _plain(row.output) == _plain(truth.get("output", ""))
            right["remarks"] += _plain(row.remark) == _plain(truth.get("remark", ""))
    rows = sum(len(table.rows) for table in found.tables)
    counted = ", ".join(f"{name} {count}" for name, count in right.items())
    return f"{len(found.tables)} of {len(sops)} SOPs, {rows} of {written} rows; right: {counted}"


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())


def timed(file: BytesIO, *, name: str) -> tuple[Reading, float]:
    """Read a file, seconds of computing beside it, those of the reading process included."""
    begun = computed()
    found = find_sops(read_file(file), name=name)
    return found, computed() - begun


def computed() -> float:
    return sum(os.times()[:4])


def samples(folder: Path) -> None:
    """Compare the words of found rows with all words that pdfium finds on the pages."""
    words: Counter[str] = Counter()
    rows = times = understood = 0
    for path in sorted(folder.glob("*.pdf")):
        try:
            found, seconds = timed(BytesIO(path.read_bytes()), name="")
        except Unreadable as why:
            print(f"{path.name}: {why.problem.value}")
            continue
        read = Counter(_read_words(found))
        there = Counter(_page_words(path))
        words += Counter(read=read.total(), there=(read & there).total())
        standards = [row.time for table in found.tables for row in table.rows if row.time.value]
        rows += sum(len(table.rows) for table in found.tables)
        times += len(standards)
        understood += sum(not value.doubts for value in standards)
        extra = ", ".join((read - there).elements())
        print(f"{path.name}: {seconds:.2f} s, rows {[len(t.rows) for t in found.tables]} {extra}")
    print(f"{rows} rows; {words['there']} of {words['read']} words as pdfium reads them")
    print(f"{understood} of {times} times understood")


def _read_words(found: Reading) -> Iterator[str]:
    for table in found.tables:
        for row in table.definition().rows:
            yield from _words(
                " ".join((row.activity, *row.needs, row.time, row.output, row.remark))
            )


def _page_words(path: Path) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(path):
        yield from _words(page.get_textpage().get_text_range())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\ufffe", "-").casefold())


def bomb() -> BytesIO:
    """Make a PDF of a few kilobytes whose only page unpacks to 2 GB of blanks."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(2048)) + packer.flush()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    objects = b"".join(b"%d 0 obj%s endobj\n" % each for each in enumerate(parts, start=1))
    return BytesIO(b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF")


def wide_sheet(rows: int) -> BytesIO:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number in range(rows):
        sheet.append([number, *["teks yang panjang sekali " * 4] * 20])
    file = BytesIO()
    book.save(file)
    return file


def hostile() -> None:
    """Read what wants too much; the answer, the seconds of computing and the memory so far."""
    makers: dict[str, Callable[[], BytesIO]] = {
        "2,000 rows of 20 cells": lambda: wide_sheet(2_000),
        "10,000 rows of 20 cells": lambda: wide_sheet(10_000),
        "a PDF that unpacks to 2 GB": bomb,
        "50 MB": lambda: BytesIO(b"x" * 50 * 1024 * 1024),
    }
    for name, make in makers.items():
        file = make()
        begun = computed()
        try:
            answer = f"{sum(len(grid.cells) for grid in read_file(file))} cells"
        except Unreadable as why:
            answer = why.problem.value
        print(f"{name}: {answer}, {computed() - begun:.1f} s, {memory()}")


def memory() -> str:
    """Return the most memory that the processes that read have used so far."""
    return f"readers {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB at most"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=Path)
    parser.add_argument("--hostile", action="store_true")
    asked = parser.parse_args(arguments)
    sops = office()
    many = [sops[place % len(sops)] for place in range(MANY)]
    found, seconds = timed(word(many), name="")
    rows = sum(len(table.rows) for table in found.tables)
    print("| | seconds | found |\n|---|---:|---|")
    print(f"| Word file of {MANY} tables, {rows} rows | {seconds:.2f} | {memory()} |")
    files = {"DOCX": word(sops), "XLSX": workbook(sops)}
    printed = pdf(files["DOCX"])
    for kind, file in (files | ({"PDF": printed} if printed else {})).items():
        found, seconds = timed(file, name="")
        print(f"| {kind} | {seconds:.2f} | {compare(found, sops)} |")
    if asked.samples:
        samples(asked.samples)
    if asked.hostile:
        hostile()


if __name__ == "__main__":
    keeping("reading", main)
