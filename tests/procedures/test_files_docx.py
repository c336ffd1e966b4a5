"""What Word makes: everything that it shows is read, and what is unsure is said."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx.oxml import parse_xml

from procedures.files.docx import docx_grids
from procedures.files.looks import TextStyles, styles_of
from procedures.files.runs import Shown
from procedures.reading import Doubt, FoundRow, FoundTable, find_tables
from tests.papers import SHARED

from . import word_files as word
from .word_files import CHANGE, cell, par, plain, row, rows, run, table, with_cell

NEEDS, TIME, STAF, KABID = 4, 5, 2, 3


def one(file: BytesIO) -> FoundTable:
    (found,) = find_tables(docx_grids(file)).tables
    return found


def first(file: BytesIO) -> FoundRow:
    return one(file).rows[0]


def doubts(file: BytesIO) -> list[tuple[str, Doubt]]:
    """Return all doubts of a file: those of the table, then those of its rows."""
    found = one(file)
    return [("", each) for each in found.doubts] + [
        each for each_row in found.rows for each in each_row.doubts()
    ]


def texts(found: FoundTable) -> list[tuple[object, ...]]:
    return [
        (each.activity, each.actor, each.needs, each.time, each.output)
        for each in found.definition().rows
    ]


PLAIN = word.file(par(run("SOP Penyusunan Surat")), table(rows()))


def test_a_plain_table_has_no_doubts() -> None:
    assert doubts(PLAIN) == []
    assert texts(one(PLAIN))[0] == (
        "Menyusun konsep surat", "Staf", ("Disposisi",), "30 menit", "Konsep surat",
    )  # fmt: skip


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x \\h</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
AROUND = {
    "control": control("{}"),
    "smart tag": '<w:smartTag w:uri="u" w:element="date">{}</w:smartTag>',
    "custom XML": '<w:customXml w:element="x">{}</w:customXml>',
    "simple field": '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
    "field": FIELD,
    "field in a field": FIELD.format(FIELD),
    "embedding": '<w:dir w:val="ltr">{}</w:dir>',
    "override": '<w:bdo w:val="ltr">{}</w:bdo>',
    "link": '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    "control in a smart tag": f'<w:smartTag w:element="x">{control("{}")}</w:smartTag>',
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("place", [1, NEEDS, TIME, STAF])
def test_what_stands_around_runs_loses_none_of_them(around: str, place: int) -> None:
    text = word.ROWS[0][place]
    half = len(text) // 2
    file = with_cell(1, place, run(text[:half]) + around.format(run(text[half:])))
    assert (texts(one(file)), doubts(file)) == (texts(one(PLAIN)), [])


def wrapped(around: str, what: str) -> BytesIO:
    """Return a file in which one part of the table has something around it."""
    title = par(run("SOP Penyusunan Surat"))
    if what == "paragraph":
        return word.file(
            title, table(rows({(1, 1): f"<w:tc>{around.format(par(run(word.ROWS[0][1])))}</w:tc>"}))
        )
    if what == "cell":
        return word.file(title, table(rows({(2, NEEDS): around.format(plain("Konsep surat"))})))
    if what == "row":
        head, *others = rows()
        return word.file(title, table([head, *map(around.format, others)]))
    if what == "cells of a row":
        head, _one, *others = rows()
        return word.file(
            title, table([head, row([around.format("".join(map(plain, word.ROWS[0])))]), *others])
        )
    if what == "title":
        return word.file(around.format(title), table(rows()))
    return word.file(title, around.format(table(rows())))


@pytest.mark.parametrize("what", ["paragraph", "cell", "row", "cells of a row", "table", "title"])
@pytest.mark.parametrize(
    "around", [AROUND["control"], AROUND["custom XML"], control(AROUND["custom XML"])]
)
def test_what_stands_around_parts_of_a_table_moves_nothing(around: str, what: str) -> None:
    file = wrapped(around, what)
    assert (one(file).title.value, texts(one(file))) == ("Penyusunan Surat", texts(one(PLAIN)))
    assert doubts(file) == []


def inserted(inner: str) -> str:
    return f"<w:ins {CHANGE}>{inner}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {CHANGE}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("inner", "needs"),
    [
        (deleted("Nota") + inserted(run("Disposisi")), ("Disposisi",)),
        (run("Dispo") + deleted("tik") + run("sisi"), ("Disposisi",)),
        (inserted(control(run("Disposisi"))), ("Disposisi",)),
        (control(deleted("Nota") + run("Disposisi")), ("Disposisi",)),
        (deleted("Nota"), ()),
        (
            f"<w:p><w:pPr><w:rPr><w:del {CHANGE}/></w:rPr></w:pPr>{run('Dis')}</w:p>"
            f"<w:p>{run('posisi')}</w:p>",
            ("Disposisi",),
        ),
    ],
)
def test_changes_are_read_as_word_shows_them_and_said(inner: str, needs: tuple[str, ...]) -> None:
    value = first(with_cell(1, NEEDS, inner)).needs
    assert (value.value, Doubt.CHANGES in value.doubts or not needs) == (needs, True)
    assert [doubt for _name, doubt in doubts(with_cell(1, NEEDS, inner))] == [Doubt.CHANGES]


def test_what_was_moved_is_read_where_it_is_now() -> None:
    moved = {
        (1, NEEDS): cell(f"<w:moveFrom {CHANGE}>{run('Disposisi')}</w:moveFrom>"),
        (2, NEEDS): cell(f"<w:moveTo {CHANGE}>{run('Disposisi')}</w:moveTo>"),
    }
    file = word.file(table(rows(moved)))
    found = one(file)
    assert [each.needs.value for each in found.rows] == [(), ("Disposisi",), ("Surat",)]
    assert Doubt.CHANGES in found.rows[1].needs.doubts
    assert {Doubt.CHANGES, Doubt.LETTERS_LOST} <= set(found.rows[0].needs.doubts)


@pytest.mark.parametrize(("mark", "left"), [("del", 2), ("ins", 3)])
def test_deleted_rows_are_left_out_and_inserted_ones_read(mark: str, left: int) -> None:
    head, one_row, two, three = rows()
    marked = three.replace("<w:tr>", f"<w:tr><w:trPr><w:{mark} {CHANGE}/></w:trPr>", 1)
    found = one(word.file(table([head, one_row, two, marked])))
    assert (len(found.rows), found.doubts) == (
        left,
        (Doubt.CHANGES,) if left == 2 else found.doubts,
    )
    assert Doubt.CHANGES in found.doubts


NESTED = "<w:p/>{}<w:p/>"


@pytest.mark.parametrize(
    ("inner", "needs"),
    [
        ([["Disposisi"], ["Agenda"]], ("Disposisi", "Agenda")),
        ([["Disposisi", "Agenda"]], ("Disposisi", "Agenda")),
        ([["1.", "Disposisi"], ["2.", "Agenda"]], ("Disposisi", "Agenda")),
        ([["1.", "Disposisi"]], ("Disposisi",)),
        (
            [["Disposisi", "1 lembar"], ["Agenda", "1 buku"]],
            ("Disposisi 1 lembar", "Agenda 1 buku"),
        ),
    ],
)
def test_a_table_in_a_cell_is_a_list_of_items(inner: list[list[str]], needs: tuple[str]) -> None:
    nested = table([row(list(map(plain, texts))) for texts in inner])
    for written in (nested, control(nested)):
        file = word.file(table(rows({(1, NEEDS): f"<w:tc>{par('')}{written}{par('')}</w:tc>"})))
        assert first(file).needs.value == needs
        assert [doubt for name, doubt in doubts(file) if name] == []


@pytest.mark.parametrize(
    "mark",
    [
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="00FC"/></w:r>',
        '<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>',
        '<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="F0D6"/></w:r>',
        run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
        run("a", '<w:rFonts w:ascii="Webdings" w:hAnsi="Webdings"/>'),
        run("\uf0fc"),
        control('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'),
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_inserted_signs_are_marks(mark: str) -> None:
    file = with_cell(1, STAF, mark)
    assert (first(file).actor.value, doubts(file)) == (0, [])


def test_a_sign_that_nobody_knows_is_doubted() -> None:
    file = with_cell(1, STAF, '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>')
    assert (first(file).actor.value, doubts(file)) == (0, [("actor", Doubt.UNKNOWN_SIGN)])


SHAPE = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
    '<a:graphicData uri="x"><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>'
    "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize(
    "boxes", [("Disposisi", "Disposisi"), ("", "Disposisi")], ids=["both", "fallback"]
)
def test_the_text_of_a_box_is_read_once_with_a_doubt(boxes: tuple[str, str]) -> None:
    shape = SHAPE.format(*(par(run(text)) for text in boxes))
    file = with_cell(1, NEEDS, f"<w:r>{shape}</w:r>")
    assert first(file).needs.value == ("Disposisi",)
    assert doubts(file) == [("needs", Doubt.BOXED)]


def test_a_box_beside_a_text_is_an_item_of_its_own() -> None:
    shape = SHAPE.format(*[par(run("Agenda"))] * 2)
    file = with_cell(1, NEEDS, run("Disposisi") + f"<w:r>{shape}</w:r>")
    assert first(file).needs.value == ("Disposisi", "Agenda")


def test_a_shape_in_an_actors_column_still_tells_who_acts() -> None:
    shape = SHAPE.format(*[par(run("Mulai"))] * 2)
    actor = first(with_cell(1, STAF, f"<w:r>{shape}</w:r>")).actor
    assert (actor.value, actor.doubts) == (0, (Doubt.DRAWN, Doubt.BOXED))


def test_a_table_in_a_box_is_a_table() -> None:
    shape = SHAPE.format(*[table(rows()) + par("")] * 2)
    file = word.file(par(run("SOP Penyusunan Surat")), par(f"<w:r>{shape}</w:r>"))
    assert texts(one(file)) == texts(one(PLAIN))


@pytest.mark.parametrize(
    ("look", "time", "doubt"),
    [
        ("<w:strike/>", "30 menit", Doubt.STRUCK),
        ('<w:dstrike w:val="true"/>', "30 menit", Doubt.STRUCK),
        ('<w:rStyle w:val="Lama"/>', "30 menit", Doubt.STRUCK),
        ("<w:vanish/>", "", Doubt.HIDDEN),
    ],
)
def test_struck_text_is_doubted_and_hidden_text_left_out(
    look: str, time: str, doubt: Doubt
) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Lama"><w:name w:val="Lama"/>'
        "<w:rPr><w:strike/></w:rPr></w:style>"
    )
    changed = {(1, TIME): cell(run("30 menit", look))}
    value = first(word.file(table(rows(changed)), styles=styles)).time
    assert (value.value, doubt in value.doubts) == (time, True)
    assert (Doubt.LETTERS_LOST in value.doubts) is (doubt is Doubt.HIDDEN)


@pytest.mark.parametrize("look", ['<w:strike w:val="0"/>', '<w:vanish w:val="false"/>', "<w:b/>"])
def test_a_property_that_is_off_changes_nothing(look: str) -> None:
    assert doubts(with_cell(1, TIME, run("30 menit", look))) == []


@pytest.mark.parametrize(
    "inner",
    [
        run("30\u00a0menit"),
        run("30") + "<w:r><w:tab/></w:r>" + run("menit"),
        run("30") + "<w:r><w:br/></w:r>" + run("menit"),
        run("30\u2003me") + "<w:r><w:softHyphen/></w:r>" + run("nit"),
        run("30\u202fme\u00adnit\u200b"),
        run("30\u2028menit"),
        par(run("30")) + par(run("menit")),
    ],
)
def test_every_blank_is_a_blank_and_what_is_unseen_nothing(inner: str) -> None:
    file = with_cell(1, TIME, inner)
    assert (first(file).time.value, doubts(file)) == ("30 menit", [])


def test_what_a_reader_does_not_know_is_found_by_the_second_look() -> None:
    file = with_cell(
        1,
        NEEDS,
        run("Disposisi") + f"<w:r><w:ruby><w:rt>{run('Agenda')}</w:rt>"
        f"<w:rubyBase>{run('')}</w:rubyBase></w:ruby></w:r>",
    )
    assert first(file).needs.value == ("Disposisi",)
    assert doubts(file) == [("needs", Doubt.LETTERS_LOST)]


def test_a_cell_below_a_merged_one_that_has_letters_of_its_own_is_said() -> None:
    merged = {
        (1, NEEDS): f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{par(run("ATK"))}</w:tc>',
        (2, NEEDS): f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{par(run('Agenda'))}</w:tc>",
    }
    found = one(word.file(table(rows(merged))))
    assert [each.needs.value for each in found.rows[:2]] == [("ATK",), ("ATK",)]
    assert found.rows[0].needs.doubts == (Doubt.LETTERS_LOST,)


def test_letters_that_no_cell_has_are_said_of_the_table() -> None:
    head, *others = rows()
    stray = f"<w:tr>{''.join(map(plain, word.ROWS[0]))}{par(run('Agenda'))}</w:tr>"
    assert one(word.file(table([head, stray, *others[1:]]))).doubts == (Doubt.LETTERS_LOST,)


def test_a_note_at_the_foot_of_the_page_is_said_to_be_missing() -> None:
    file = with_cell(1, TIME, run("30 menit") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert doubts(file) == [("time", Doubt.LETTERS_LOST)]


def test_a_control_that_waits_for_a_text_has_none() -> None:
    waiting = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('Klik di sini')}</w:sdtContent></w:sdt>"
    )
    value = first(with_cell(1, NEEDS, waiting)).needs
    assert (value.value, value.doubts) == ((), (Doubt.HIDDEN, Doubt.LETTERS_LOST))


@pytest.mark.parametrize(
    ("lines", "identity", "title"),
    [
        (["Nomor SOP : 067/18/KS/2026", "SOP Penyusunan Surat"], {"number": "067/18/KS/2026"}, 1),
        (["SOP Penyusunan Surat", "Nomor SOP\t: 067/18"], {"number": "067/18"}, 1),
        (["Penyusunan Surat", "Nomor SOP : 067/18"], {"number": "067/18"}, 1),
        (["No. SOP: 7", "Nama SOP: Penyusunan Surat"], {"number": "7"}, 1),
        (["Nomor : 7", "Nama SOP : Penyusunan Surat"], {"number": "7"}, 1),
        (
            ["SOP Penyusunan Surat", "Dasar Hukum:", "UU 25 Tahun 2009", "Peringatan: Segera"],
            {"legal_basis": "UU 25 Tahun 2009", "warnings": "Segera"},
            1,
        ),
        (["SOP Penyusunan Surat", "Nomor : 7"], {}, 1),
        (["SOP Penyusunan Surat", "Catatan : Nomor SOP menyusul"], {}, 0),
    ],
)
def test_lines_above_a_table_state_the_identity(
    lines: list[str], identity: dict[str, str], title: int
) -> None:
    file = word.file(*(par(run(line)) for line in lines), table(rows()))
    found = one(file)
    assert {name: value.value for name, value in found.identity.items()} == identity
    assert not title or found.title.value == "Penyusunan Surat"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "needs", "count", "said"),
    [
        ("plain", ("Disposisi",), 3, []),
        ("sdtcell", ("Disposisi",), 3, []),
        ("nested", ("Disposisi", "Agenda"), 3, []),
        (
            "tracked",
            ("Disposisi",),
            2,
            [("", Doubt.CHANGES), ("time", Doubt.CHANGES), ("activity", Doubt.CHANGES)],
        ),
    ],
)
def test_the_offices_word_files_that_went_wrong_are_right(
    name: str, needs: tuple[str, ...], count: int, said: list[tuple[str, Doubt]]
) -> None:
    file = BytesIO((SHARED / f"cases/reading/{name}.docx").read_bytes())
    found = one(file)
    assert (found.rows[0].needs.value, len(found.rows)) == (needs, count)
    assert found.rows[0].time.value == ("60 menit" if name == "tracked" else "30 menit")
    assert found.rows[1].needs.value == ("Konsep surat",)
    assert [each for each in doubts(file) if each[1] is not Doubt.MAYBE_DECISION] == said


RAISED = '<w:vertAlign w:val="superscript"/>'
HALF = (
    f"<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
    f"<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>{run(' jam')}"
)


@pytest.mark.parametrize(
    ("inner", "time"),
    [
        (run("3") + run("1", RAISED) + run(" hari"), "3 1 hari"),
        (run("1", RAISED) + run("3 hari"), "1 3 hari"),
        (run("3") + run("1", RAISED.replace("super", "sub")) + run(" hari"), "3 1 hari"),
        (run("30 menit") + run("1)", RAISED), "30 menit1)"),
        (run("3") + run("1 hari"), "31 hari"),
        (HALF, "1/2 jam"),
        (run("1") + HALF, "1 1/2 jam"),
    ],
)
def test_a_raised_number_goes_on_with_no_other(inner: str, time: str) -> None:
    assert first(with_cell(1, TIME, inner)).time.value == time


@pytest.mark.parametrize(("look", "said"), [("strike", [Doubt.STRUCK]), ("vanish", [Doubt.HIDDEN])])
def test_a_style_looks_as_those_it_builds_on(look: str, said: list[Doubt]) -> None:
    written = [
        f'<w:style w:type="character" w:styleId="A"><w:rPr><w:{look}/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
        '<w:style w:type="character" w:styleId="C"><w:basedOn w:val="B"/>'
        f'<w:rPr><w:{look} w:val="0"/></w:rPr></w:style>',
    ]
    styles = styles_of(parse_xml(f"<w:styles {word.SPACES}>{''.join(written)}</w:styles>"))
    for name, doubt in (("A", said), ("B", said), ("C", [])):
        shown = Shown(styles)
        paragraph = par(run("30 menit", f'<w:rStyle w:val="{name}"/>'))
        shown.read(parse_xml(paragraph.replace("<w:p>", f"<w:p {word.SPACES}>")))
        assert list(shown.doubts) == doubt


def test_styles_that_build_on_each_other_come_to_an_end() -> None:
    written = [
        f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'
        for name, base in (("A", "B"), ("B", "A"), ("C", "nobody"))
    ]
    root = parse_xml(f"<w:styles {word.SPACES}>{''.join(written)}</w:styles>")
    assert styles_of(root) == TextStyles()


def test_a_control_that_no_longer_waits_has_its_text() -> None:
    filled = (
        '<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>'
        f"{run('Disposisi')}</w:sdtContent></w:sdt>"
    )
    value = first(with_cell(1, NEEDS, filled)).needs
    assert (value.value, value.doubts) == (("Disposisi",), ())


@pytest.mark.parametrize("above", [[], [cell(par(run("Nama SOP : Surat Tugas")))]])
def test_a_table_in_a_frame_is_a_table(above: list[str]) -> None:
    title = "" if above else par(run("Nama SOP : Surat Tugas"))
    framed = f"<w:tc><w:tcPr/>{title}{table(rows())}{par('')}</w:tc>"
    found = one(word.file(table([row([each]) for each in [*above, framed]])))
    assert (found.title.value, len(found.rows), found.doubts) == ("Surat Tugas", 3, ())


BOX = SHAPE.format(*[par(run("Nomor SOP 067"))] * 2)


@pytest.mark.parametrize("place", ["above", "below", "between"])
def test_a_box_around_a_table_is_said_of_it(place: str) -> None:
    title, box = par(run("SOP Penyusunan Surat")), par(f"<w:r>{BOX}</w:r>")
    blocks = {
        "above": [box, title, table(rows())],
        "below": [title, table(rows()), box],
        "between": [title, table(rows()), par(run("SOP Surat Kedua") + f"<w:r>{BOX}</w:r>")],
    }[place]
    second = [table(rows())] if place == "between" else []
    found = find_tables(docx_grids(word.file(*blocks, *second))).tables
    assert [each.doubts for each in found] == [(Doubt.LETTERS_LOST,)] * len(found)
    assert found[0].title.value == "Penyusunan Surat"


def test_a_table_in_a_box_is_not_missing() -> None:
    shape = SHAPE.format(*[table(rows()) + par("")] * 2)
    beside = SHAPE.format(*[par(run("Catatan")) + table(rows())] * 2)
    for drawn, said in ((shape, ()), (beside, (Doubt.LETTERS_LOST,))):
        title = par(run("SOP Penyusunan Surat"))
        assert one(word.file(title, par(f"<w:r>{drawn}</w:r>"))).doubts == said


ART = '<w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict>'
PICTURE = (
    '<w:drawing><wp:inline><a:graphic><a:graphicData uri="x">{}</a:graphicData></a:graphic>'
    "</wp:inline></w:drawing>"
)


@pytest.mark.parametrize(
    ("drawn", "needs", "said"),
    [
        (ART.format("Disposisi"), ("Disposisi",), [Doubt.BOXED]),
        (
            "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing/></mc:Choice><mc:Fallback>"
            f"{ART.format('Disposisi')}</mc:Fallback></mc:AlternateContent>",
            ("Disposisi",),
            [Doubt.BOXED],
        ),
        (
            PICTURE.format("<wps:wsp><a:p><a:r><a:t>Disposisi</a:t></a:r></a:p></wps:wsp>"),
            ("Disposisi",),
            [Doubt.BOXED],
        ),
        (PICTURE.format("<c:chart/>"), (), [Doubt.LETTERS_LOST]),
        (PICTURE.format("<dgm:relIds/>"), (), [Doubt.LETTERS_LOST]),
        (PICTURE.format("<wps:wsp/>"), (), []),
    ],
)
def test_texts_of_drawings_are_read_or_said_to_be_missing(
    drawn: str, needs: tuple[str, ...], said: list[Doubt]
) -> None:
    value = first(with_cell(1, NEEDS, f"<w:r>{drawn}</w:r>")).needs
    assert (value.value, list(value.doubts)) == (needs, said)


def test_word_art_around_a_table_is_said_of_it() -> None:
    art = par(f"<w:r>{ART.format('SOP Surat Lain')}</w:r>")
    assert one(word.file(art, table(rows()))).doubts == (Doubt.LETTERS_LOST,)


WHITE = '<w:color w:val="FFFFFF"/>'
NAVY = '<w:color w:val="1F3864"/>'


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (run("30 menit", WHITE), (Doubt.FAINT,)),
        (run("30 menit", '<w:color w:val="auto" w:themeColor="background1"/>'), (Doubt.FAINT,)),
        (run("30 menit", '<w:sz w:val="2"/>'), (Doubt.FAINT,)),
        (run("30 menit", '<w:rStyle w:val="Putih"/>'), (Doubt.FAINT,)),
        (run("30 menit", f'{WHITE}<w:shd w:val="clear" w:fill="1F3864"/>'), ()),
        (run("30 menit", f'{WHITE}<w:highlight w:val="black"/>'), ()),
        (run("30 menit", '<w:color w:val="FF0000"/>'), ()),
        (run("30 menit", f'{WHITE}<w:shd w:val="solid" w:color="1F3864" w:fill="auto"/>'), ()),
        (run("30 menit", f'{WHITE}<w:shd w:val="solid" w:color="auto" w:fill="auto"/>'), ()),
        (run("30 menit", f'{WHITE}<w:shd w:val="pct50" w:color="auto" w:fill="auto"/>'), ()),
        (
            run("30 menit", f'{WHITE}<w:shd w:val="solid" w:color="FFFFFF" w:fill="1F3864"/>'),
            (Doubt.FAINT,),
        ),
        (
            run("30 menit", f'{WHITE}<w:shd w:val="pct50" w:color="FFFFFF" w:fill="auto"/>'),
            (Doubt.FAINT,),
        ),
        (
            run("30 menit", f'{NAVY}<w:shd w:val="clear" w:fill="1f3864"/>'),
            (Doubt.FAINT,),
        ),
        (run("30 menit", f'{NAVY}<w:shd w:val="clear" w:fill="FFFF00"/>'), ()),
        (
            '<w:p><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr>'
            f"{run('30 menit', NAVY)}</w:p>",
            (Doubt.FAINT,),
        ),
        (run("30 menit", '<w:sz w:val="16"/>'), ()),
        (
            '<w:p><w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr>'
            f"{run('30 menit', WHITE)}</w:p>",
            (),
        ),
        (run(" ", WHITE) + run("30 menit"), ()),
    ],
)
def test_letters_that_nobody_sees_are_read_with_a_doubt(
    inner: str, said: tuple[Doubt, ...]
) -> None:
    styles = f'<w:style w:type="character" w:styleId="Putih"><w:rPr>{WHITE}</w:rPr></w:style>'
    changed = {(1, TIME): cell(inner)}
    value = first(word.file(table(rows(changed)), styles=styles)).time
    assert (value.value, value.doubts) == ("30 menit", said)


def test_white_letters_on_a_dark_cell_or_in_a_dark_table_are_seen() -> None:
    white = par(run("30 menit", WHITE))
    for shade in ('w:val="clear" w:fill="1F3864"', 'w:val="solid" w:color="1F3864" w:fill="auto"'):
        dark = f"<w:tc><w:tcPr><w:shd {shade}/></w:tcPr>{{}}</w:tc>"
        assert first(word.file(table(rows({(1, TIME): dark.format(white)})))).time.doubts == ()
        navy = dark.format(par(run("30 menit", NAVY)))
        assert first(word.file(table(rows({(1, TIME): navy})))).time.doubts == (Doubt.FAINT,)
    style = (
        '<w:style w:type="table" w:styleId="Gelap"><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr></w:style>'
    )
    styled = table(rows({(1, TIME): cell(white)})).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Gelap"/></w:tblPr>'
    )
    assert first(word.file(styled, styles=style)).time.doubts == ()


@pytest.mark.parametrize(
    ("list_", "needs"),
    [
        ('<w:listEntry w:val="Disposisi"/><w:listEntry w:val="Agenda"/>', ("Disposisi",)),
        ('<w:result w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="Agenda"/>', ("Agenda",)),
        (
            '<w:default w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="Agenda"/>',
            ("Agenda",),
        ),
        ('<w:result w:val="9"/><w:listEntry w:val="Agenda"/>', ()),
    ],
)
def test_what_is_chosen_in_a_list_of_a_form_is_read(list_: str, needs: tuple[str, ...]) -> None:
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{list_}</w:ddList></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    file = with_cell(1, NEEDS, field)
    assert (first(file).needs.value, doubts(file)) == (needs, [])


def maths(inner: str) -> str:
    return re.sub(r"\b([0-9]+)\b", r"<m:r><m:t>\1</m:t></m:r>", f"<m:oMath>{inner}</m:oMath>")


@pytest.mark.parametrize(
    ("equation", "time"),
    [
        ("<m:sSup><m:e>3</m:e><m:sup>1</m:sup></m:sSup>", "3 1 hari"),
        ("<m:sSub><m:e>3</m:e><m:sub>1</m:sub></m:sSub>", "3 1 hari"),
        ("<m:rad><m:deg/><m:e>9</m:e></m:rad>", "√(9) hari"),
        ("<m:d><m:e>3</m:e></m:d>", "(3) hari"),
        (
            "<m:f><m:num>1<m:r><m:t>+</m:t></m:r>2</m:num><m:den>4</m:den></m:f>",
            "(1+2)/4 hari",
        ),
    ],
)
def test_equations_are_read_as_they_are_written_in_a_line(equation: str, time: str) -> None:
    file = with_cell(1, TIME, maths(equation) + run(" hari"))
    assert first(file).time.value == time
    assert Doubt.LETTERS_LOST not in first(file).time.doubts


def field(code: str, result: str | None = None) -> str:
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate")]
    written = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    shown = "" if result is None else signs[1] + run(result)
    return f'{signs[0]}{written}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("inner", "time", "said"),
    [
        (run("1") + field(r"EQ \f(1,2)") + run(" jam"), "1 1/2 jam", []),
        (run("1") + field(r"eq \F( 1 ; 2 )") + run(" jam"), "1 1/2 jam", []),
        (run("1") + field(r"EQ \f(1,2)", "") + run(" jam"), "1 1/2 jam", []),
        (run("1") + field(r"EQ \f(1,2)", " 1/4") + run(" jam"), "1 1/4 jam", []),
        (
            run("1") + r'<w:fldSimple w:instr=" EQ \f(1,2) "/>' + run(" jam"),
            "1 1/2 jam",
            [],
        ),
        (field("SYMBOL 51") + run("0 menit"), "30 menit", []),
        (field(r"EQ \o(4,5)") + run("30 menit"), "30 menit", [Doubt.LETTERS_LOST]),
        (field("QUOTE 4") + run("30 menit"), "30 menit", [Doubt.LETTERS_LOST]),
        (field("QUOTE 4", "30") + run(" menit"), "30 menit", []),
        (field("AUTONUM") + run("30 menit"), "30 menit", [Doubt.LETTERS_LOST]),
        (field("listnum") + run("30 menit"), "30 menit", [Doubt.LETTERS_LOST]),
        (field("GOTOBUTTON x 4") + run("30 menit"), "30 menit", [Doubt.LETTERS_LOST]),
        (
            run("30 menit") + field("MACROBUTTON NoMacro [tanggal]"),
            "30 menit",
            [Doubt.LETTERS_LOST],
        ),
        (run("30 menit") + "<w:r><w:pgNum/></w:r>", "30 menit", [Doubt.LETTERS_LOST]),
        (run("30 menit") + field("REF x"), "30 menit", []),
        (run("30 menit") + field("EQUAL x"), "30 menit", []),
        (run("30 menit") + field("XE x"), "30 menit", []),
    ],
)
def test_fields_without_a_result_are_read_or_said(inner: str, time: str, said: list[Doubt]) -> None:
    found = first(with_cell(1, TIME, inner)).time
    doubted = [each for each in found.doubts if each is not Doubt.TIME_NOT_UNDERSTOOD]
    assert (found.value, doubted) == (time, said)


@pytest.mark.parametrize(
    "code",
    [
        r"SYMBOL 252 \f Wingdings",
        r'SYMBOL 252 \f "Wingdings" \s 12',
        r"SYMBOL 0xFC \f Wingdings",
        r"SYMBOL 10003 \u",
    ],
)
def test_a_sign_by_its_number_is_a_mark(code: str) -> None:
    file = with_cell(1, STAF, field(code))
    assert (first(file).actor.value, doubts(file)) == (0, [])


def test_a_sign_of_no_number_is_said_to_be_missing() -> None:
    for code in ("SYMBOL x", "SYMBOL 9999999"):
        assert doubts(with_cell(1, TIME, run("30 menit") + field(code))) == [
            ("time", Doubt.LETTERS_LOST)
        ]


@pytest.mark.parametrize(
    ("look", "time"),
    [
        ('<w:position w:val="10"/>', "3 1 hari"),
        ('<w:position w:val="-6"/>', "3 1 hari"),
        ('<w:rStyle w:val="Catatan"/>', "3 1 hari"),
        ('<w:position w:val="0"/>', "31 hari"),
        ('<w:rStyle w:val="Catatan"/><w:vertAlign w:val="baseline"/>', "31 hari"),
    ],
)
def test_a_number_that_is_raised_in_any_way_goes_on_with_no_other(look: str, time: str) -> None:
    styles = f'<w:style w:type="character" w:styleId="Catatan"><w:rPr>{RAISED}</w:rPr></w:style>'
    inner = cell(run("3") + run("1", look) + run(" hari"))
    file = word.file(table(rows({(1, TIME): inner})), styles=styles)
    assert first(file).time.value == time


@pytest.mark.parametrize(
    ("height", "said"),
    [
        ('w:val="1" w:hRule="exact"', (Doubt.FAINT,)),
        ('w:val="1" w:hRule="atLeast"', ()),
        ('w:val="1"', ()),
        ('w:val="300" w:hRule="exact"', ()),
    ],
)
def test_a_row_without_room_is_read_with_a_doubt(height: str, said: tuple[Doubt, ...]) -> None:
    head, one_row, *others = rows()
    low = one_row.replace("<w:tr>", f"<w:tr><w:trPr><w:trHeight {height}/></w:trPr>", 1)
    found = one(word.file(table([head, low, *others])))
    assert (len(found.rows), found.doubts) == (3, said)
