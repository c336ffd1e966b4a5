"""Tables that are made to be hard to read: answered in a bounded time, others are not held up."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from bench.attack.browser import Form, Watching
from bench.attack.findings import Finding, checked, unless
from bench.attack.stage import Stage

LETTERS, ROWS = 400_000, 6_500
BOUND, PATIENCE, DESK = 30.0, 75.0, 10.0
ADDRESS = "/procedures/bring-in/"
HEAD = "No\tKegiatan\tStaf\tKepala\tWaktu\n"
SIGNS = ("(", " ", "1 - ", "1.", "/", "a ", "9", "\u0301", "v ", "menit ")
TWO_LEVELS = """
<table><tr><th rowspan=2>No<th colspan=2>Kegiatan<th rowspan=2>Staf<th rowspan=2>Waktu
<tr><th>Tahap<th>Rincian<tr><td>1<td>Awal<td>Menulis<td>v<td>1 jam</table>
"""
LEVELS = """
<table><tr><td colspan={wide}>{name}<td>Staf<td>Waktu<tr>{below}<td>v<td>1 jam
<tr>{cells}<td>v<td>10 menit</table>
"""


def attack(stage: Stage) -> Iterator[Finding]:
    """Paste and upload them, one after the other, and watch a desk."""
    for sign in SIGNS:
        cell = (sign * LETTERS)[:LETTERS]
        text = f"{HEAD}1\t{cell}\tx\t\t10 menit\n"
        yield brought(stage, f"a cell of 400,000 of {sign!r}", Form(ADDRESS, (("text", text),)))
    for column in ("Waktu", "Staf"):
        row = "1\tMenulis\t{}\t\t{}\n"
        cells = ("x", "(" * LETTERS) if column == "Waktu" else ("(" * LETTERS, "1 jam")
        text = HEAD + row.format(*cells)
        yield brought(stage, f"400,000 '(' under {column}", Form(ADDRESS, (("text", text),)))
    sheet = Form(ADDRESS, files=[("file", "panjang.xlsx", long_sheet())])
    yield brought(stage, "a sheet of 6,500 rows", sheet)
    for what, markup in (
        ("a heading over two sub-columns", TWO_LEVELS),
        *((f"a heading over {wide} columns", levels(wide)) for wide in (2, 3, 9)),
    ):
        form = Form(ADDRESS, (("text", "Kegiatan"), ("html", markup)))
        yield brought(stage, what, form)


def long_sheet() -> bytes:
    """Return a harmless sheet of many rows."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["No", "Kegiatan", "Staf", "Kepala", "Waktu", "Output"])
    for number in range(1, ROWS + 1):
        sheet.append([number, f"Menerima surat {number}", "x", "", "10 menit", "Surat"])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def levels(wide: int) -> str:
    """Return a table whose heading stands over several columns with names of their own."""
    below = "".join(f"<td>Rincian {number}" for number in range(wide))
    cells = "".join(f"<td>Isi {number}" for number in range(wide))
    return LEVELS.format(wide=wide, name="Kegiatan", below=below, cells=cells)


def brought(stage: Stage, what: str, form: Form) -> Finding:
    """Send it as an editor does; judge the answer, its time, and a desk meanwhile."""
    from people.models import User

    desk = Watching(stage.browser(User.objects.get(username="staf")), "/")
    admin = stage.browser(User.objects.get(username="admin"), timeout=PATIENCE)
    with desk:
        answer = admin.send(form)
    fine = answer.status in {200, 400, 413, 422, 429, 503}
    finding = checked(
        what,
        unless(fine, f"answered {answer.status or 'nothing'} after {answer.seconds:.0f} s"),
        unless(answer.seconds < BOUND, f"took {answer.seconds:.0f} s"),
        desk.doubt(DESK),
    )
    if answer.seconds > BOUND:  # a process of the server is still at it
        stage.site.restart()
    return finding
