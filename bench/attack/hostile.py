"""Tables that are made to be hard to read: answered in a bounded time, others are not held up."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from bench.attack.browser import Form, Watching
from bench.attack.findings import Finding, checked, unless
from bench.attack.stage import Stage

LETTERS, ROWS = 400_000, 6_500
BOUND, PATIENCE, DESK, ENOUGH = 30.0, 45.0, 10.0, 4
ADDRESS = "/procedures/bring-in/"
COLUMNS = ("No", "Kegiatan", "Kelengkapan", "Waktu", "Output", "Keterangan")
HEAD = "No\tKegiatan\tStaf\tKepala\tWaktu\n"
CELLS = [(sign, place) for place in (4, 1) for sign in ("(", " ", "1 - ", "1.", "/", "a ", "9")]
TWO_LEVELS = """
<table><tr><th rowspan=2>No<th colspan=2>Kegiatan<th rowspan=2>Staf<th rowspan=2>Waktu
<tr><th>Tahap<th>Rincian<tr><td>1<td>Awal<td>Menulis<td>v<td>1 jam</table>
"""
LEVELS = """
<table><tr><td colspan={wide}>{name}<td>Staf<td>Waktu<tr>{below}<td>v<td>1 jam
<tr>{cells}<td>v<td>10 menit</table>
"""


def attack(stage: Stage) -> Iterator[Finding]:
    """Bring them in, one after the other, and watch a desk; enough is tried where all are slow."""
    slow = 0
    for what, form in (*tables(), *(pasted(*each) for each in CELLS)):
        if slow == ENOUGH:
            yield Finding(what, 0, aside="others like it were too slow already")
            continue
        finding, seconds = brought(stage, what, form)
        if seconds > BOUND:  # a process of the server is still at it
            slow += 1
            stage.site.restart()
        yield finding


def pasted(sign: str, place: int) -> tuple[str, Form]:
    """Return a table with one long cell; a single quotation mark lets no reader of lists cut it."""
    cells = ["1", "Menulis", "x", "", "10 menit"]
    cells[place] = (sign * LETTERS)[:LETTERS]
    text = f'Ukuran 5"\n{HEAD}' + "\t".join(cells) + "\n"
    column = HEAD.split("\t")[place].strip()
    return f"a cell of 400,000 of {sign!r} under {column}", Form(ADDRESS, (("text", text),))


def tables() -> Iterator[tuple[str, Form]]:
    """Yield tables that are long or have headings over headings."""
    markup = {"two sub-columns": TWO_LEVELS} | {f"{n} columns": levels(n) for n in (2, 3, 9)}
    for what, table in markup.items():
        yield f"a heading over {what}", Form(ADDRESS, (("text", "Kegiatan"), ("html", table)))
    yield "6,500 rows of a sheet", Form(ADDRESS, files=[("file", "panjang.xlsx", long_sheet())])
    yield "6,500 rows pasted as text", Form(ADDRESS, (("text", long_text()),))
    html = (("text", "Kegiatan"), ("html", long_table()))
    yield "6,500 rows pasted as a table", Form(ADDRESS, html)


def long_sheet() -> bytes:
    """Return a harmless sheet of many rows."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([*COLUMNS[:2], "Staf", "Analis", "Kepala", *COLUMNS[2:]])
    for number in range(1, ROWS + 1):
        rest = ["Komputer", "10 menit", "Surat", "Setiap hari"]
        sheet.append([number, f"Menerima surat {number}", "x", "", "", *rest])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def long_text() -> str:
    """Return as many rows as Excel puts them on the clipboard."""
    rows = (f"{number}\tMenerima surat {number}\tx\t\t10 menit\n" for number in range(1, ROWS + 1))
    return HEAD + "".join(rows)


def long_table() -> str:
    """Return the same as Word puts it there."""
    lines = (line.replace("\t", "<td>") for line in long_text().splitlines())
    return f"<table>{''.join(f'<tr><td>{line}' for line in lines)}</table>"


def levels(wide: int) -> str:
    """Return a table whose heading stands over several columns with names of their own."""
    below = "".join(f"<td>Rincian {number}" for number in range(wide))
    cells = "".join(f"<td>Isi {number}" for number in range(wide))
    return LEVELS.format(wide=wide, name="Kegiatan", below=below, cells=cells)


def brought(stage: Stage, what: str, form: Form) -> tuple[Finding, float]:
    """Send it as an editor does; judge the answer, its time, and a desk meanwhile.

    Returns the seconds that it took as well.
    """
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
    return finding, answer.seconds
