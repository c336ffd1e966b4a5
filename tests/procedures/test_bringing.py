"""An SOP is brought in: read, shown, corrected, confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from people.models import Role, Unit
from procedures.files.packages import MOST_PART
from procedures.forms.sentences import DOUBTS
from procedures.models import Procedure, Version
from procedures.reading import Doubt
from tests import make
from tests.rows import all_rows

from . import reading_files as files
from . import word_files

pytestmark = [pytest.mark.django_db, pytest.mark.looks]  # previews: they store by `draft_version`

TEXT = "\n".join("\t".join(row) for row in [*files.HEAD, *files.ROWS[:1]]).replace(
    "\nBuku", " Buku"
)
TWO = [[*files.HEAD, *files.ROWS], [*files.HEAD, *files.ROWS[:2]]]
BEGIN, CHOOSE, CONFIRM = (
    "/procedures/bring-in/",
    "/procedures/bring-in/choose/",
    "/procedures/bring-in/confirm/",
)


@pytest.fixture(name="editor")
def editor_in_her_office() -> Client:
    unit = make.unit("Bidang Umum")
    for title in ("Staf", "Kepala"):
        make.position(title, of=unit)
    return make.client(make.editor(of=unit))


def upload(file: BytesIO, name: str = "surat.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, file.getvalue())


def fields(page: str) -> dict[str, Any]:
    """Return what a browser would send from the page's form, were nothing changed."""
    form = page[page.index('class="preview"') :]
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, kind = _attribute(tag, "name"), _attribute(tag, "type")
        if name and (kind != "checkbox" or " checked" in tag):
            sent.setdefault(name, []).append(_attribute(tag, "value"))
    for opening, text in re.findall(r"(<textarea[^>]*>)\n?(.*?)</textarea>", form, re.S):
        sent[_attribute(opening, "name")] = unescape(text)
    for opening, options in re.findall(r"(<select[^>]*>)(.*?)</select>", form, re.S):
        chosen = re.findall(r"(<option[^>]* selected[^>]*>)", options)
        sent[_attribute(opening, "name")] = _attribute(chosen[0], "value") if chosen else ""
    return sent


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def previewed(client: Client, **data: Any) -> dict[str, Any]:
    answer = client.post(BEGIN, data)
    assert answer.status_code == 200
    return fields(answer.content.decode())


def test_a_pasted_table_becomes_a_draft_once_it_is_confirmed(editor: Client) -> None:
    sent = previewed(editor, text=TEXT)
    assert not Procedure.objects.exists()
    sent |= {"sop-title": "Surat Masuk", "sop-code": "um-1"}
    answer = editor.post(CONFIRM, sent)
    assert (answer.status_code, answer["Location"]) == (302, make.at("UM-1", "?revision=1"))
    version = Version.objects.with_table().get()
    (step,) = version.ordered_steps()
    assert (version.title, version.state, version.procedure.unit.name) == (
        "Surat Masuk", "draft", "Bidang Umum",
    )  # fmt: skip
    assert (step.activity, str(step.actor), step.standard_minutes) == ("Menerima surat", "Staf", 10)
    columns = [(actor.name, str(actor.position or "")) for actor in version.actors.all()]
    assert columns == [("Staf", "Staf"), ("Analis", ""), ("Kepala", "Kepala")]


def test_an_uploaded_file_becomes_a_draft_with_its_decision(editor: Client) -> None:
    sent = previewed(editor, file=upload(files.word(TWO[0], titles=["SOP Surat Masuk"])))
    editor.post(CONFIRM, sent | {"sop-code": "A-7"})
    version = Version.objects.with_table().get()
    assert version.title == "Surat Masuk"
    steps = version.ordered_steps()
    assert [step.kind for step in steps] == ["execution", "decision", "execution"]
    assert steps[1].no_way_step == steps[0]
    assert [need.text for need in steps[0].requirements.all()] == ["Surat masuk", "Buku agenda"]


def test_html_of_the_clipboard_goes_before_its_text(editor: Client) -> None:
    html = "<table><tr><td>Kegiatan<td>Staf<td>Waktu<tr><td>Menulis<td>v<td>1 jam</table>"
    sent = previewed(editor, text="Kegiatan Staf Waktu", html=html)
    assert sent["rows-0-activity"] == "Menulis"


@pytest.mark.parametrize(
    ("time", "minutes", "unit"),
    [
        ("90 detik", 2, "minute"),
        ("15 menit x 4", 60, "minute"),
        ("1 semester", 54_000, "month"),
        ("paling lambat 14 hari kerja sejak diterima", 6_300, "day"),
    ],
)
def test_the_times_that_offices_also_write_are_stored(
    editor: Client, time: str, minutes: int, unit: str
) -> None:
    sent = previewed(editor, text=TEXT.replace("10 menit", time))
    assert editor.post(CONFIRM, sent | {"sop-title": "Surat", "sop-code": "A-7"}).status_code == 302
    (step,) = Version.objects.with_table().get().ordered_steps()
    told = (step.standard_text, step.standard_minutes, step.standard_unit)
    assert told == (time, minutes, unit)


def test_what_a_file_makes_unsure_is_said_in_the_preview(editor: Client) -> None:
    changed = {
        (1, 4): word_files.cell(
            f"<w:ins {word_files.CHANGE}>{word_files.run('Disposisi')}</w:ins>"
        ),
        (1, 7): word_files.cell(word_files.run("Segera", "<w:strike/>")),
    }
    head, first, second, third = word_files.rows(changed)
    gone = third.replace("<w:tr>", f"<w:tr><w:trPr><w:del {word_files.CHANGE}/></w:trPr>", 1)
    file = word_files.file(word_files.table([head, first, second, gone]))
    page = editor.post(BEGIN, {"file": upload(file)}).content.decode()
    assert page.count("Changes in the file are not accepted yet") == 2  # the table's, and a row's
    assert page.count("A text is struck through in the file") == 1


def test_a_date_that_was_a_range_is_named_in_the_preview(editor: Client) -> None:
    book = load_workbook(files.xlsx())
    book.worksheets[0]["G3"] = date(2026, 10, 5)
    book.worksheets[0]["G3"].number_format = "d-mmm"
    content = BytesIO()
    book.save(content)
    page = editor.post(BEGIN, {"file": upload(content, "surat.xlsx")}).content.decode()
    assert "5-10 was probably written." in page
    again = editor.post(CONFIRM, fields(page) | {"look": "1"}).content.decode()
    assert "5-10 was probably written." in again


def test_half_a_sign_in_a_workbook_is_shown_as_unknown_and_doubted(editor: Client) -> None:
    book = load_workbook(files.xlsx())
    book.worksheets[0]["B3"] = "Mengetik _xD800_ surat"
    content = BytesIO()
    book.save(content)
    answer = editor.post(BEGIN, {"file": upload(content, "surat.xlsx")})
    page = answer.content.decode()
    assert (answer.status_code, "Mengetik • surat" in page) == (200, True)
    assert str(DOUBTS[Doubt.UNKNOWN_SIGN]) in page


def test_several_tables_are_chosen_from_and_looked_at_one_after_the_other(editor: Client) -> None:
    word = upload(files.word(*TWO, titles=["SOP Surat Satu", "SOP Surat Dua"]))
    page = editor.post(BEGIN, {"file": word}).content.decode()
    assert ("Surat Satu" in page, "Surat Dua" in page) == (True, True)
    signed = _attribute(re.findall(r'<input[^>]*name="tables"[^>]*>', page)[0], "value")
    assert editor.post(CHOOSE, {"tables": signed}).status_code == 422
    page = editor.post(CHOOSE, {"tables": signed, "chosen": ["0", "1"]}).content.decode()
    page = editor.post(CONFIRM, fields(page) | {"sop-code": "A-7"}).content.decode()
    second = fields(page)
    assert (second["sop-title"], second["sop-code"]) == (["Surat Dua"], ["A-8"])
    assert editor.post(CONFIRM, second).status_code == 302
    titles = Version.objects.order_by("procedure__code").values_list("title", flat=True)
    assert list(titles) == ["Surat Satu", "Surat Dua"]


def test_changed_or_missing_tables_are_read_anew(editor: Client) -> None:
    for tables in ("", "eyJ0aXRsZSI6ICIifQ:changed:signature"):
        answer = editor.post(CHOOSE, {"tables": tables, "chosen": ["0"]})
        assert (answer.status_code, answer["Location"]) == (302, BEGIN)
    assert editor.post(CONFIRM, {"rest": "changed"})["Location"] == BEGIN


def test_everything_can_be_corrected_in_the_preview(editor: Client) -> None:
    sent = previewed(editor, file=upload(files.xlsx(), "surat.xlsx"))
    sent |= {
        "sop-code": "A-7",
        "actors-1-name": "Analis Muda",
        "rows-0-activity": "Menerima dan mencatat surat",
        "rows-0-actor": "2",
        "rows-0-participants": ["0", "1"],
        "rows-0-needs": "Agenda",
        "rows-0-time": "5-10 menit",
        "rows-1-no": "end",
        "rows-3-activity": "Mengarsipkan",
        "rows-3-actor": "0",
        "rows-3-yes": "1",
    }
    assert editor.post(CONFIRM, sent).status_code == 302
    version = Version.objects.with_table().get()
    steps = version.ordered_steps()
    assert [actor.name for actor in version.actors.all()] == ["Staf", "Analis Muda", "Kepala"]
    assert (str(steps[0].actor), steps[0].standard_minutes) == ("Kepala", 10)
    assert {str(actor) for actor in steps[0].participants.all()} == {"Staf", "Analis Muda"}
    assert (steps[1].no_way, steps[3].activity) == ("end", "Mengarsipkan")
    assert steps[3].way_step == steps[0]


def test_rows_are_put_together_and_left_out_and_exits_stay_on_their_rows(editor: Client) -> None:
    sent = previewed(editor, file=upload(files.xlsx(), "surat.xlsx"))
    sent |= {"sop-code": "A-7", "rows-0-keep": "skip", "rows-0-time": "?1", "rows-2-keep": "join"}
    page = editor.post(CONFIRM, sent | {"look": "1"}).content.decode()
    again = fields(page)
    assert again["rows-0-activity"].endswith("dikembalikan Menandatangani surat")
    assert (again["rows-0-no"], again["rows-1-activity"]) == (["1"], "")
    assert again["sop-code"] == ["A-7"]
    editor.post(CONFIRM, again)
    assert Version.objects.get().steps.count() == 1


def test_what_is_unsure_is_said_at_its_field_and_again_when_looked_at_again(editor: Client) -> None:
    said = "Nothing readable tells who acts. Choose."
    unmarked = TEXT.replace("\tv\t", "\t\t")
    assert said not in editor.post(BEGIN, {"text": TEXT}).content.decode()
    page = editor.post(BEGIN, {"text": unmarked}).content.decode()
    assert page.count(said) == 1
    again = editor.post(CONFIRM, fields(page) | {"look": "1"}).content.decode()
    assert again.count(said) == 1


@pytest.mark.parametrize(
    ("yes", "no", "ways"),
    [
        ("", "", ("next", None, "", None)),
        ("next", "", ("next", None, "", None)),
        ("2", "", ("step", 2, "", None)),
        (" 02 ", "4", ("step", 2, "end", None)),  # the fourth is the blank row: it is left out
        ("end", "THE END", ("end", None, "end", None)),
    ],
)
def test_exits_are_typed_as_numbers_and_words(
    yes: str, no: str, ways: tuple[str, int | None, str, int | None], editor: Client
) -> None:
    sent = previewed(editor, file=upload(files.xlsx(), "surat.xlsx"))
    sent |= {"sop-code": "A-7", "rows-0-yes": yes, "rows-0-no": no}
    answer = editor.post(CONFIRM, sent)
    assert answer.status_code == 302
    first = Version.objects.get().steps.get(number=1)
    led = [step.number if step else None for step in (first.way_step, first.no_way_step)]
    assert (first.way, led[0], first.no_way, led[1]) == ways


@pytest.mark.parametrize("typed", ["0", "5", "-1", "1.5", "baris 2", "²", "x" * 20])
def test_an_exit_that_leads_nowhere_is_refused_with_what_may_be_typed(
    typed: str, editor: Client
) -> None:
    sent = previewed(editor, file=upload(files.xlsx(), "surat.xlsx"))
    answer = editor.post(CONFIRM, sent | {"sop-code": "A-7", "rows-0-no": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Write the number of a row up to 4, or “the end”.") == 1
    assert fields(page)["rows-0-no"] == [typed]
    assert not Procedure.objects.exists()


def test_exits_are_shown_as_they_are_typed(editor: Client) -> None:
    sent = previewed(editor, file=upload(files.xlsx(), "surat.xlsx"))
    assert [sent[f"rows-{row}-{name}"] for row in range(3) for name in ("yes", "no")] == [
        [""], [""], [""], ["1"], [""], [""],
    ]  # fmt: skip
    page = editor.post(CONFIRM, sent | {"rows-0-no": "end", "look": "1"}).content.decode()
    assert fields(page)["rows-0-no"] == ["the end"]
    listed = re.findall(r'<option value="([^"]*)">([^<]*)</option>', page.split("</datalist>")[0])
    assert [value for value, _said in listed][-4:] == ["1", "2", "3", "4"]
    assert '<option value="the end">' in page
    editor.cookies["django_language"] = "id"
    page = editor.post(CONFIRM, sent | {"rows-0-no": "selesai", "look": "1"}).content.decode()
    assert fields(page)["rows-0-no"] == ["selesai"]


def folded(page: str) -> list[tuple[bool, list[str]]]:
    """Return the rows of a preview: whether each is open, and what it shows when it is folded."""
    rows = re.findall(r'<details class="found-row([^>]*)>(.*?)</summary>', page, re.S)
    return [
        (
            opening.endswith("open"),
            [unescape(each) for each in re.findall(r"<span>(.*?)</span>", of)],
        )
        for opening, of in rows
    ]


def test_only_rows_that_are_unsure_or_wrong_are_open(editor: Client) -> None:
    more = "\n2\tMencatat surat\t\t\t\t\t10 menit\t"
    page = editor.post(BEGIN, {"text": TEXT + more}).content.decode()
    rows = folded(page)
    assert rows == [
        (False, ["1", "Menerima surat", "Staf", "10 menit"]),
        (True, ["2", "Mencatat surat", "", "10 menit"]),
        (False, ["3", rows[2][1][1], "", ""]),
    ]
    sent = fields(page) | {"rows-0-yes": "99", "rows-1-keep": "skip", "look": "1"}
    again = folded(editor.post(CONFIRM, sent).content.decode())
    assert [is_open for is_open, _said in again[:2]] == [True, True]
    assert again[1][1][:3] == ["2", "Mencatat surat", ""]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(editor: Client) -> None:
    sent = previewed(editor, text=TEXT)
    sent |= {"rows-0-time": "10", "sop-title": "", "sop-code": "a b", "rows-0-output": "Buku"}
    answer = editor.post(CONFIRM, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert fields(page)["rows-0-output"] == "Buku"
    assert page.count("invalid-feedback") >= 3
    assert not Procedure.objects.exists()


def test_a_code_that_is_taken_is_refused(editor: Client) -> None:
    make.version(code="A-7")
    sent = previewed(editor, text=TEXT) | {"sop-title": "Surat", "sop-code": "A-7"}
    assert editor.post(CONFIRM, sent).status_code == 422
    assert Procedure.objects.count() == 1


def test_a_table_becomes_the_next_version_of_an_sop(editor: Client) -> None:
    old = make.version(code="A-7", of=Unit.objects.get(name="Bidang Umum"))
    sent = previewed(editor, text=TEXT)
    sent |= {"sop-title": "Surat", "sop-procedure": str(old.procedure_id), "sop-code": ""}
    answer = editor.post(CONFIRM, sent)
    assert answer["Location"] == make.at("A-7", "?revision=2")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a file"),
        ({"text": "bukan tabel sama sekali"}, "Uraian Prosedur"),
        ({"text": "Nama\tAlamat\nSiti\tJalan"}, "Uraian Prosedur"),
        ({"text": "x" * 1_000_001}, "1000000"),
    ],
)
def test_nonsense_is_answered_with_what_was_looked_for(
    editor: Client, data: dict[str, str], said: str
) -> None:
    answer = editor.post(BEGIN, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(("rows", "actors"), [(150, 40), (151, 1), (1, 41)])
def test_a_table_larger_than_an_sop_is_not_shown(editor: Client, rows: int, actors: int) -> None:
    blank = [""] * (actors - 1)
    heading = ["No", "Kegiatan", "Pelaksana", *blank, "Mutu Baku", "", "", "Ket."]
    names = ["", "", *(f"Aktor {number}" for number in range(1, actors + 1))]
    names += ["Kelengkapan", "Waktu", "Output", ""]
    steps = [
        [str(number), f"Menerima surat {number}", "v", *blank, "Komputer", "1 menit", "Surat", ""]
        for number in range(1, rows + 1)
    ]
    table = "\n".join("\t".join(row) for row in (heading, names, *steps))
    answer = editor.post(BEGIN, {"text": table})
    is_too_large = "A table has more than 150 rows or 40 actors" in answer.content.decode()
    is_shown = (rows, actors) == (150, 40)
    assert (answer.status_code, is_too_large) == ((200, False) if is_shown else (422, True))


def packed(name: str, content: bytes) -> bytes:
    """Make a Word file with a part besides."""
    file = files.word([*files.HEAD])
    with ZipFile(file, "a", ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
    return file.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b" \n", "The file is empty."),
    "damaged": (lambda: b"%PDF-1.7\nno", "The file is damaged."),
    "a picture": (lambda: make.PNG, "The file is not XLSX, DOCX, PDF or text."),
    "a program": (lambda: b"MZ\0\0\0", "The file is not XLSX, DOCX, PDF or text."),
    "old": (lambda: b"\xd0\xcf\x11\xe0", "The file is of an old kind (.doc or .xls)."),
    "encrypted": (
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "The file is protected by a password.",
    ),
    "macros": (lambda: packed("word/vbaProject.bin", b"x"), "The file has macros."),
    "a bomb": (
        lambda: packed("word/huge.xml", b"\0" * (MOST_PART + 1)),
        "The file unpacks to more than 60 MB.",
    ),
    "11 MB": (lambda: b"x" * 11 * 1024 * 1024, "The file is bigger than 10 MB."),
    "10,000 rows": (
        lambda: files.xlsx([["1", "Menerima", "v"]] * 10_000, merged=[]).getvalue(),
        "A table has more than 2,000 rows.",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_is_answered_in_a_sentence_and_nothing_is_stored(
    editor: Client, name: str
) -> None:
    write, said = HOSTILE[name]
    before = all_rows()
    answer = editor.post(BEGIN, {"file": SimpleUploadedFile("a.pdf", write())})
    assert (answer.status_code, all_rows()) == (422, before)
    (sentence,) = answer.context["form"].non_field_errors()
    assert sentence.startswith(said)


def test_formulas_and_html_in_cells_are_texts_that_are_shown_as_they_are(editor: Client) -> None:
    cells = ["1", "=HYPERLINK(1)<script>alert(1)</script>", "v", "", "", "", "10 menit", "", ""]
    rows = [*files.HEAD, cells]
    text = "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in rows)
    answer = editor.post(BEGIN, {"text": text})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_others_may_not_bring_in(db: None) -> None:
    client = make.client(make.user())
    assert client.get(BEGIN).status_code == 403
    assert [client.post(path).status_code for path in (BEGIN, CHOOSE, CONFIRM)] == [403] * 3
    assert BEGIN not in client.get("/procedures/").content.decode()
    assert BEGIN in make.client(make.editor()).get("/procedures/").content.decode()


def queries(client: Client, rows: int) -> int:
    text = TEXT + "".join(f"\n{n}\tMencatat\tv\t\t\t\t1 jam\tBuku\t" for n in range(2, rows + 1))
    with CaptureQueriesContext(
        connection,
    ) as caught:
        previewed(client, text=text)
    return len(caught)


def test_a_preview_of_three_rows_asks_as_often_as_one_of_one(editor: Client) -> None:
    queries(editor, 1)  # the calendars are known from now on
    assert queries(editor, 1) == queries(editor, 3)


def test_hostile_hidden_fields_do_no_harm(editor: Client) -> None:
    sent = previewed(editor, text=TEXT)
    sent |= {"rows-0-place": "<b>", "sop-title": "x", "sop-code": "A-7"}
    for doubts in ("[1]", "[" * 20_000, '{"activity":[{}]}', "activity:<b>", ":", "x:no_mark"):
        sent["rows-0-doubts"] = doubts
        answer = editor.post(CONFIRM, sent | {"look": "1"})
        assert (answer.status_code, b"<b>" in answer.content) == (200, False)
    assert editor.post(CONFIRM, {"rows-TOTAL_FORMS": "9" * 30}).status_code == 422
    assert editor.post(CONFIRM, sent).status_code == 302


def test_the_person_may_have_lost_the_right_meanwhile(editor: Client) -> None:
    sent = previewed(editor, text=TEXT) | {"sop-title": "x", "sop-code": "A-7"}
    Role.objects.update(ends_on=make.LONG_AGO)
    assert editor.post(CONFIRM, sent).status_code == 403
