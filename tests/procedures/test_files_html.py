"""What Word and Excel put on the clipboard: what is seen is read, what is left out is said."""

from __future__ import annotations

import pytest

from procedures.files.html import html_grids
from procedures.reading import Doubt, FoundRow, FoundTable, find_tables
from tests.papers import SHARED

from .word_files import HEAD, ROWS

NEEDS, TIME, STAF = 4, 5, 2
LOST = (Doubt.CHANGES, Doubt.LETTERS_LOST)
UNSEEN = (Doubt.HIDDEN, Doubt.LETTERS_LOST)
NEWER_COLOURS = ("oklch(40% .1 200)", "lab(20% 0 0)", "color(display-p3 0 0 0)", "var(--ink)")
DARK = ("var(--head)", "oklch(20% .1 200)", "rgba(31,78,121,.9)", "rgba(0,0,0,.5)")


def row(cells: list[str], attributes: str = "") -> str:
    written = [each if each.startswith("<td") else f"<td>{each}</td>" for each in cells]
    return f"<tr {attributes}>{''.join(written)}</tr>"


def page(*rows: str, style: str = "", columns: str = "") -> str:
    table = f"<table>{columns}{''.join(rows)}</table>"
    return f"<head><style>{style}</style></head><body><p>SOP Surat Tugas</p>{table}"


def with_cell(x: int, inner: str, style: str = "") -> str:
    """Return a page whose first row has one other cell."""
    first = [*ROWS[0][:x], inner, *ROWS[0][x + 1 :]]
    return page(row(HEAD), row(first), *map(row, ROWS[1:]), style=style)


def one(source: str) -> FoundTable:
    (found,) = find_tables(html_grids(source)).tables
    return found


def first(source: str) -> FoundRow:
    return one(source).rows[0]


def doubts(source: str) -> list[Doubt]:
    found = one(source)
    return [*found.doubts, *(doubt for each in found.rows for _name, doubt in each.doubts())]


def test_a_plain_table_has_no_doubts() -> None:
    source = page(row(HEAD), *map(row, ROWS))
    assert (one(source).title.value, doubts(source)) == ("Surat Tugas", [])


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<del>45</del><ins>30</ins> menit", LOST),
        ("<del cite='mailto:x' datetime='2026-01-01T00:00'>45 </del>30 menit", LOST),
        ("<span class=msoDel>45</span><span class=msoIns>30</span> menit", LOST),
        ("<ins>30</ins> menit", (Doubt.CHANGES,)),
        ("<span style='display:none'>45</span>30 menit", UNSEEN),
        ("<span data-style='mso-hide : all'>45</span>30 menit", UNSEEN),
        ("<span style='VISIBILITY:hidden'>45</span>30 menit", UNSEEN),
        ("<p hidden>45</p><p>30 menit", UNSEEN),
        ("<span class=gone>45</span>30 menit", UNSEEN),
        ("<template>45</template>30 menit", (Doubt.LETTERS_LOST,)),
        ("<s>30 menit</s>", (Doubt.STRUCK,)),
        ("<strike>30</strike> menit", (Doubt.STRUCK,)),
        ("<span style='text-decoration:line-through'>30</span> menit", (Doubt.STRUCK,)),
        ("<td class=old>30 menit</td>", (Doubt.STRUCK,)),
        ("30<o:p></o:p> menit<!--[if gte vml 1]><v:shape>45</v:shape><![endif]-->", ()),
        ("<![if !supportLists]>30<![endif]> menit", ()),
        ("<span style='display:inline'>30</span> menit", ()),
        ("<span class=printed>30</span> menit", ()),
        ("<span class=inner>30</span> menit", ()),
    ],
)
def test_what_is_deleted_or_hidden_is_left_out_and_said(
    inner: str, said: tuple[Doubt, ...]
) -> None:
    style = (
        "<!-- td.gone, .gone {display:none;}\n.old\n\t{color:red;text-decoration:line-through;}-->"
    )
    style += "@media print {.printed {display:none}} .outer .inner {display:none}"
    source = with_cell(TIME, inner, style)
    assert (first(source).time.value, tuple(doubts(source))) == ("30 menit", said)


def test_rules_of_classes_stand_in_pasted_tables_under_another_name() -> None:
    sheet = "<data-style><!-- .gone{display:none} --></data-style>"
    source = sheet + with_cell(TIME, "<span class=gone>45</span>30 menit")
    assert (first(source).time.value, tuple(doubts(source))) == ("30 menit", UNSEEN)


@pytest.mark.parametrize(
    "attributes", ["style='display:none'", "hidden", "height=0 data-style='height:0;display:none'"]
)
def test_hidden_rows_are_left_out_and_said(attributes: str) -> None:
    found = one(page(row(HEAD), row(ROWS[0]), row(ROWS[1], attributes), row(ROWS[2])))
    assert [each.number.value for each in found.rows] == [1, 3]
    assert found.doubts == (Doubt.HIDDEN,)


def test_deleted_rows_are_left_out_and_said() -> None:
    gone = row(ROWS[1], "class=msoDel")
    found = one(page(row(HEAD), row(ROWS[0]), gone, row(ROWS[2])))
    assert ([each.number.value for each in found.rows], found.doubts) == ([1, 3], (Doubt.CHANGES,))


def test_a_hidden_cell_takes_no_place_and_one_of_a_hidden_column_does() -> None:
    hidden = "<td style='display:none'>Rahasia</td>"
    alone = one(page(row(HEAD), row([hidden, *ROWS[0]]), *map(row, ROWS[1:])))
    assert alone.rows[0].time.value == "30 menit"
    whole = [[*texts[:NEEDS], hidden, *texts[NEEDS:]] for texts in [HEAD, *ROWS]]
    columns = "<col span=4><col style='display:none'><col>"
    found = one(page(*map(row, whole), columns=columns))
    assert [each.needs.value for each in found.rows] == [
        ("Disposisi",),
        ("Konsep surat",),
        ("Surat",),
    ]
    assert alone.doubts == found.doubts == (Doubt.HIDDEN,)


@pytest.mark.parametrize(
    "inner",
    [
        "<table><tr><td>Disposisi<tr><td>Agenda</table>",
        "<p></p><table><tbody><tr><td><p>Disposisi</p></td></tr><tr><td>Agenda</td></tr></table>",
        "<table><tr><td>Disposisi<td>Agenda</table>",
        "<table><tr><td>1.<td>Disposisi<tr><td>2.<td>Agenda</table>",
        "<ul><li>Disposisi<li>Agenda</ul>",
        "<dl><dt>Disposisi<dd>Agenda</dl>",
        "<p><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>Disposisi</p>"
        "<p><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>Agenda</p>",
        "<p><span style='font-family:Wingdings'>§&nbsp;</span>Disposisi</p><p>Agenda</p>",
    ],
)
def test_lists_and_tables_in_a_cell_are_items(inner: str) -> None:
    assert first(with_cell(NEEDS, inner)).needs.value == ("Disposisi", "Agenda")


@pytest.mark.parametrize(
    "inner",
    [
        "<span style='font-family:Wingdings'>ü</span>",
        "<span style=\"mso-char-type:symbol;font-family:'Wingdings 2'\">P</span>",
        "<font face=Webdings>a</font>",
        "<td class=sign>l</td>",
        "<span style='font:10.0pt Symbol'>·</span>",
        "&#61692;",
        "<input type=checkbox checked>",
        "✓",
    ],
)
def test_signs_are_marks(inner: str) -> None:
    source = with_cell(STAF, inner, ".sign{font-family:Wingdings, serif}")
    assert (first(source).actor.value, doubts(source)) == (0, [])


@pytest.mark.parametrize("blank", ["&nbsp;", "&emsp;", "&#8239;", "<br>", "\r\n", "&thinsp;&shy;"])
def test_every_blank_is_a_blank(blank: str) -> None:
    source = with_cell(TIME, f"30{blank}me&shy;nit&#8203;")
    assert (first(source).time.value, doubts(source)) == ("30 menit", [])


def test_what_stands_around_two_tables_gives_each_its_own_name() -> None:
    def named(name: str) -> str:
        return (
            f"<p>Nomor SOP : {name}/1</p><p>SOP {name}</p><table>{row(HEAD)}{row(ROWS[0])}</table>"
        )

    found = find_tables(
        html_grids(f"<div><div>{named('Surat Satu')}</div>{named('Surat Dua')}</div>")
    )
    assert [table.title.value for table in found.tables] == ["Surat Satu", "Surat Dua"]
    assert [table.identity["number"].value for table in found.tables] == [
        "Surat Satu/1",
        "Surat Dua/1",
    ]


@pytest.mark.shared
def test_the_offices_pasted_table_that_went_wrong_is_right() -> None:
    source = (SHARED / "cases/reading/w_del.html").read_text(encoding="utf-8")
    found = first(source)
    assert (found.activity.value, found.time.value) == ("Menyusun konsep surat", "60 menit")
    assert Doubt.CHANGES in found.activity.doubts
    assert Doubt.CHANGES in found.time.doubts


@pytest.mark.parametrize(
    ("inner", "time"),
    [
        ("3<sup>1</sup> hari", "3 1 hari"),
        ("<b>3</b><sup>1</sup> hari", "3 1 hari"),
        ("3<span style='vertical-align:super'>1</span> hari", "3 1 hari"),
        ("<sup>1</sup>3 hari", "1 3 hari"),
        ("1<sup>1</sup>/<sub>2</sub> jam", "1 1/2 jam"),
        ("30 menit<sup>1)</sup>", "30 menit1)"),
        ("3<b>1</b> hari", "31 hari"),
    ],
)
def test_a_raised_number_goes_on_with_no_other(inner: str, time: str) -> None:
    assert first(with_cell(TIME, f"<td>{inner}</td>")).time.value == time


@pytest.mark.parametrize(
    "look",
    [
        "position:relative;top:-5.0pt;mso-text-raise:5.0pt",
        "position:relative;top:-5.0pt",
        "mso-text-raise:-3.0pt",
        "vertical-align:6pt",
        "vertical-align:-20%",
        "vertical-align:text-top",
        "font-variant-position:super",
    ],
)
def test_a_number_that_a_style_raises_goes_on_with_no_other(look: str) -> None:
    raised = with_cell(TIME, f"<td>3<span style='{look}'>1</span> hari</td>")
    assert first(raised).time.value == "3 1 hari"


@pytest.mark.parametrize(
    "look",
    [
        "position:relative;top:0",
        "top:-5pt",
        "mso-text-raise:0pt",
        "vertical-align:baseline",
        "vertical-align:middle",
        "vertical-align:0",
    ],
)
def test_a_number_that_stays_on_the_line_goes_on(look: str) -> None:
    plain = with_cell(TIME, f"<td>3<span style='{look}'>1</span> hari</td>")
    assert first(plain).time.value == "31 hari"
    cell = with_cell(TIME, "<td style='vertical-align:6pt'>3<b>1</b> hari</td>")
    assert first(cell).time.value == "31 hari"


@pytest.mark.parametrize(
    ("look", "time"),
    [
        ("display:block", "1 30 menit"),
        ("display:flex", "1 30 menit"),
        ("display:grid", "1 30 menit"),
        ("display:list-item", "1 30 menit"),
        ("display:block flow-root", "1 30 menit"),
        ("display:table", "1 30 menit"),
        ("display:table-row", "1 30 menit"),
        ("display:table-cell", "1 30 menit"),
        ("display:inline-block", "1 30 menit"),
        ("display:inline flow-root", "1 30 menit"),
        ("float:left", "1 30 menit"),
        ("position:absolute", "1 30 menit"),
        ("display:inline", "130 menit"),
        ("display:contents", "130 menit"),
        ("float:none", "130 menit"),
        ("color:red", "130 menit"),
    ],
)
def test_what_a_style_sets_apart_is_read_apart(look: str, time: str) -> None:
    for inner in (
        f"<span style='{look}'>1</span><span style='{look}'>30 menit</span>",
        f"1<span style='{look}'>30 menit</span>",
        f"<span style='{look}'>1</span>30 menit",
        f"<span class=x>1</span><span class=x>30 menit</span><style>.x {{{look}}}</style>",
    ):
        assert first(with_cell(TIME, inner)).time.value == time


@pytest.mark.parametrize("look", ["flex", "inline-flex", "grid", "inline-grid", "block flex"])
def test_parts_of_a_row_of_boxes_are_read_apart(look: str) -> None:
    inner = f"<span style='display:{look}'><b>1</b><b>30 menit</b></span>"
    assert first(with_cell(TIME, inner)).time.value == "1 30 menit"


def test_paragraphs_in_a_line_are_read_as_one() -> None:
    inner = "<p style='display:inline'>3</p><p style='display:inline'>0 menit</p>"
    assert first(with_cell(TIME, inner)).time.value == "30 menit"
    parted = "<p style='display:inline'>30</p><br style='display:inline'>menit"
    assert first(with_cell(TIME, parted)).time.value == "30 menit"


@pytest.mark.parametrize(
    ("around", "said"), [("tbody", Doubt.HIDDEN), ("tfoot", Doubt.HIDDEN), ("del", Doubt.CHANGES)]
)
def test_rows_are_left_out_with_those_around_them(around: str, said: Doubt) -> None:
    hidden = "" if around == "del" else "style='display:none'"
    last = f"<{around} {hidden}>{row(ROWS[2])}</{around}>"
    found = one(page(row(HEAD), row(ROWS[0]), row(ROWS[1]), last))
    assert (len(found.rows), found.doubts) == (2, (said,))
    nested = f"<td><table><tr><td>Disposisi</td></tr>{last}</table></td>"
    needs = first(with_cell(NEEDS, nested)).needs
    assert (needs.value, needs.doubts) == (("Disposisi",), (said, Doubt.LETTERS_LOST))


def test_a_table_in_a_frame_is_a_table() -> None:
    inner = page(row(HEAD), *map(row, ROWS)).partition("<body>")[2]
    found = one(f"<table><tr><td>{inner}</td></tr></table>")
    assert (found.title.value, len(found.rows), found.doubts) == ("Surat Tugas", 3, ())


READ: tuple[Doubt, ...] = ()
FAINT = (Doubt.FAINT,)


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<input value='30 menit'>", READ),
        ("<input type=NUMBER value=30> menit", READ),
        ("<input type=submit value='30 menit'>", READ),
        ("30 <input type=hidden value=45>menit", READ),
        ("30 <input placeholder='45'>menit", (Doubt.HIDDEN,)),
        ("<textarea>30\nmenit</textarea>", READ),
        ("<select><option selected>30 menit</select>", READ),
        ("<select><option>45<option selected>30 menit</select>", UNSEEN),
        ("<select><option>30 menit<option>45</select>", UNSEEN),
        ("<select multiple><option>45<option selected>30 menit</select>", UNSEEN),
        ("<img alt='30 menit' src=x>", (Doubt.PICTURE,)),
        ("30 menit<img alt='' src=x>", READ),
        ("30 menit<img src=x>", READ),
        ("<input type=image alt='30 menit' value=45>", READ),
        ("<svg><text>30</text><text>menit</text></svg>", READ),
        ("<svg><g><text><tspan>30</tspan> menit</text></g></svg>", READ),
        ("<svg><desc>45</desc><text>30 menit</text></svg>", READ),
        ("<svg><defs><text>45</text></defs><text>30 menit</text></svg>", (Doubt.LETTERS_LOST,)),
        ("30 menit<iframe src=x></iframe>", (Doubt.LETTERS_LOST,)),
        ("30 menit<dialog>45</dialog>", UNSEEN),
    ],
)
def test_what_fields_pictures_and_drawings_say_is_read(inner: str, said: tuple[Doubt, ...]) -> None:
    source = with_cell(TIME, f"<td>{inner}</td>")
    assert (first(source).time.value, tuple(doubts(source))) == ("30 menit", said)


def test_what_is_said_of_a_picture_may_be_a_mark_and_a_picture_alone_is_a_drawing() -> None:
    told = first(with_cell(STAF, "<td><img alt='✓'></td>")).actor
    assert (told.value, told.doubts) == (0, (Doubt.PICTURE,))
    for drawn in ("<img src=x>", "<svg><rect/></svg>"):
        actor = first(with_cell(STAF, f"<td>{drawn}</td>")).actor
        assert (actor.value, actor.doubts) == (0, (Doubt.DRAWN,))


@pytest.mark.parametrize(
    ("inner", "time"),
    [
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> jam", "1/2 jam"),
        ("<math><mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math> jam", "1 1/2 jam"),
        (
            "<math><mfrac><mrow><mn>1</mn><mo>+</mo><mn>2</mn></mrow><mn>4</mn></mfrac></math> jam",
            "(1+2)/4 jam",
        ),
        ("<math><msup><mn>3</mn><mn>1</mn></msup></math> hari", "3 1 hari"),
        ("<math><msub><mn>3</mn><mn>1</mn></msub></math> hari", "3 1 hari"),
        (
            "<math><semantics><mn>30</mn><annotation>45</annotation></semantics></math> menit",
            "30 menit",
        ),
    ],
)
def test_a_formula_is_read_as_it_is_written_in_a_line(inner: str, time: str) -> None:
    found = first(with_cell(TIME, f"<td>{inner}</td>")).time
    assert (found.value, Doubt.LETTERS_LOST in found.doubts) == (time, False)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("table td .x {display:none}", UNSEEN),
        ("td > .x {display:none}", UNSEEN),
        ("#x {display:none}", UNSEEN),
        ("b {display:none}", UNSEEN),
        ("[data-x] {display:none}", UNSEEN),
        ("td b:first-child {display:none}", UNSEEN),
        ("i, b.x {display:none !important}", UNSEEN),
        ("b {display:inline} .x {display:none}", UNSEEN),
        (".x {display:none} .x.y {display:inline}", UNSEEN),
        ("@media screen {.x {display:none}}", UNSEEN),
        ("@media all {@media screen {.x {display:none}}}", UNSEEN),
        (".x {visibility:collapse}", UNSEEN),
        (".x {opacity:0}", UNSEEN),
        (".x {opacity:0.0}", UNSEEN),
        (".x {text-indent:-9999px}", UNSEEN),
        (".x {position:absolute;left:-10000px}", UNSEEN),
        (".x {clip:rect(0 0 0 0);position:absolute}", UNSEEN),
        (".x {clip:rect(1px, 1px, 1px, 1px)}", UNSEEN),
        (".x {clip-path:inset(50%)}", UNSEEN),
        (".x {height:1px;overflow:hidden}", UNSEEN),
        (".x {transform:scale(0)}", UNSEEN),
        (".x {transform:translateX(-9999px)}", UNSEEN),
        ("@media only screen {.x {display:none}}", UNSEEN),
        ("@media screen, print {.x {display:none}}", UNSEEN),
        ("@media not print {.x {display:none}}", UNSEEN),
        ("table { .x {display:none} }", UNSEEN),
        ("table { & .x {display:none} }", UNSEEN),
        ("td { > .x, > .y {display:none} }", UNSEEN),
        ("table { td { .x {display:none} } }", UNSEEN),
        (".x { @media screen {display:none} }", UNSEEN),
        (".x {display:none;display:foo}", UNSEEN),
        (".x {display:none !important;display:inline}", UNSEEN),
        (".x {visibility:hidden;visibility:seen}", UNSEEN),
        (".x {position:absolute;inset:-9999px}", UNSEEN),
        (".x {height:0;overflow-y:hidden}", UNSEEN),
        (".x {height:0;overflow:auto hidden}", UNSEEN),
        ("input::-moz-focus-inner, .x {display:none}", UNSEEN),
    ],
)
def test_what_any_rule_hides_is_left_out_and_said(rule: str, said: tuple[Doubt, ...]) -> None:
    source = with_cell(TIME, "<td><b class=x id=x data-x>45</b>30 menit</td>", rule)
    assert (first(source).time.value, tuple(doubts(source))) == ("30 menit", said)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("b {color:white}", FAINT),
        ("b {color:#fefefe}", FAINT),
        ("td {color:rgb(255, 255, 255)}", FAINT),
        ("tr {color:#fff}", FAINT),
        ("table {background:navy} b {color:#000080}", FAINT),
        ("b {color:transparent}", FAINT),
        ("b {color:rgba(0,0,0,0)}", FAINT),
        ("b {font-size:0}", FAINT),
        ("b {font:0/0 Arial}", FAINT),
        ("td {font-size:1px}", FAINT),
        ("b {clip-path:polygon(0 0, 1px 1px)}", FAINT),
        ("b {mask:url(x)}", FAINT),
        ("@media (max-width:600px) {b {display:none}}", FAINT),
        ("@supports (display:grid) {b {opacity:0}}", FAINT),
        ("b {color:white;background:navy}", READ),
        ("tr {background-color:#123} b {color:white}", READ),
        ("td {background:url(x)} b {color:white}", READ),
        ("td {font-size:0} b {font-size:12px}", READ),
        ("b {font:10.0pt Arial}", READ),
        ("b {color:windowtext}", READ),
        *((f"b {{color:{each}}}", READ) for each in NEWER_COLOURS),
        *((f"tr {{background:{each}}} b {{color:white}}", READ) for each in DARK),
        ("tr {background:rgba(0,0,0,0)} b {color:white}", FAINT),
        ("b {opacity:0.5}", READ),
        ("b {opacity:0.05}", FAINT),
        ("b {display:var(--d)}", FAINT),
        ("b {position:absolute;left:9999px}", FAINT),
        ("b {padding-left:9999px}", FAINT),
        ("b {zoom:0.001}", FAINT),
        ("b {zoom:1%}", FAINT),
        ("b {zoom:90%}", READ),
        ("b {transform:scale(0.01)}", FAINT),
        ("b {scale:1%}", FAINT),
        ("b {transform:scale(0.9)}", READ),
        ("b {transform:rotateY(90deg)}", FAINT),
        ("b {-webkit-text-security:disc}", FAINT),
        ("b {font-size:1%}", FAINT),
        ("b {font-size:0.05em}", FAINT),
        ("b {font-size:0.2mm}", FAINT),
        ("b {font-size:70%}", READ),
        ("b {font-size:0.8em}", READ),
        ("b {position:absolute;left:800px;top:4000px}", READ),
        ("b {color:rgb(300,300,300)}", FAINT),
        ("b {color:white;color:foo}", FAINT),
        ("b {color:white;background:#1F4E79;background:foo}", READ),
        ("b {color:white;background:no-repeat navy}", READ),
        ("b::first-letter {font-size:0}", FAINT),
        ("@media screen and (min-width:1px) {b {display:none}}", FAINT),
        ("@media not screen {b {display:none}}", READ),
        ("@media tv {b {display:none}}", READ),
        ("b { @media print {display:none} }", READ),
        ("td { i {display:none} }", READ),
        ("b::-webkit-scrollbar {display:none}", READ),
        ("b::-moz-focus-inner, b::placeholder {opacity:0}", READ),
        ("b:-ms-input-placeholder {color:white}", READ),
        ("b::selection {color:white} b::backdrop {display:none}", READ),
        ("b::before {content:'▪'}", READ),
        ("b::after {content:'●' ' '}", READ),
        ("b {transform:rotate(270deg)}", READ),
        ("b {text-indent:-18.0pt}", READ),
        ("b {margin-left:-5.4pt}", READ),
        ("@media print {b {display:none}}", READ),
        ("@media (max-width:600px) {b {color:red}}", READ),
        ("@font-face {font-family:Arial} @page x {size:1cm} @list l0 {mso-list-id:1}", READ),
        ("b::before {content:'• '}", READ),
    ],
)
def test_what_may_not_be_seen_is_read_with_a_doubt(rule: str, said: tuple[Doubt, ...]) -> None:
    source = with_cell(TIME, "<td><b>30 menit</b></td>", rule)
    assert (first(source).time.value, first(source).time.doubts) == ("30 menit", said)


def test_a_span_of_too_many_digits_is_as_wide_as_one_may_be() -> None:
    source = with_cell(NEEDS, f'<td colspan="{"9" * 5000}">ATK')
    assert first(source).activity.value == ROWS[0][1]


@pytest.mark.parametrize(
    "content",
    ["'4'", "'✓'", "attr(title)", "'\\f00c'", "counter(x)", "'• ' counters(x, '.')", "var(--c)"],
)
def test_a_text_that_a_rule_puts_before_another_is_said(content: str) -> None:
    source = with_cell(TIME, "<td><b>30 menit</b></td>", f"b::before {{content:{content}}}")
    assert first(source).time.doubts == (Doubt.LETTERS_LOST,)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("b:unknown(x) {display:none}", FAINT),
        (" ".join(["b"] * 40) + " {display:none}", FAINT),
        ("b:unknown(x) {color:red}", READ),
        ("@import 'x.css';", FAINT),
        ("", READ),
    ],
)
def test_rules_that_are_not_understood_are_said_of_the_table(
    style: str, said: tuple[Doubt, ...]
) -> None:
    assert one(with_cell(TIME, "30 menit", style)).doubts == said


def test_a_style_sheet_elsewhere_is_said_of_the_table() -> None:
    source = page(row(HEAD), *map(row, ROWS))
    for link, said in (("stylesheet", FAINT), ("File-List", READ)):
        head = f"<link rel={link} href=x>"
        assert one(source.replace("<head>", f"<head>{head}")).doubts == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("media=print href=x", READ),
        ("media='not screen' href=x", READ),
        ("media='print, screen' href=x", FAINT),
        ("href='https://fonts.googleapis.com/css?family=Lato'", READ),
        ("disabled href=x", READ),
        ("href=x", FAINT),
    ],
)
def test_a_sheet_elsewhere_that_hides_nothing_here_is_not_worth_a_word(
    given: str, said: tuple[Doubt, ...]
) -> None:
    source = page(row(HEAD), *map(row, ROWS))
    assert one(f"<link rel=stylesheet {given}>{source}").doubts == said


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("@import url(//fonts.googleapis.com/css?family=Lato);", READ),
        ("@import url('https://fonts.bunny.net/css');", READ),
        ("@import 'x.css' print;", READ),
        ("@import 'x.css' screen;", FAINT),
        ("@import url('x.css') layer(a) print;", FAINT),
    ],
)
def test_imports_that_hide_nothing_here_are_not_worth_a_word(
    sheet: str, said: tuple[Doubt, ...]
) -> None:
    assert one(with_cell(TIME, "30 menit", sheet)).doubts == said


@pytest.mark.parametrize(
    ("media", "said"),
    [
        ("screen, print", UNSEEN),
        ("only screen", UNSEEN),
        ("not print", UNSEEN),
        ("print", (Doubt.TIME_NOT_UNDERSTOOD,)),
    ],
)
def test_a_sheet_holds_for_any_list_of_media_that_names_a_screen(
    media: str, said: tuple[Doubt, ...]
) -> None:
    sheet = f"<style media='{media}'>.x {{display:none}}</style>"
    source = sheet + with_cell(TIME, "<td><b class=x>menit</b>30 menit</td>")
    assert tuple(doubts(source)) == said


def test_a_sheet_for_some_screens_may_hide_something() -> None:
    sheet = "<style media='screen and (min-width: 1px)'>b {display:none}</style>"
    assert first(sheet + with_cell(TIME, "<td><b>30 menit</b></td>")).time.doubts == FAINT


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("30 menit<details><p>45</p></details>", UNSEEN),
        ("30 menit<details>45</details>", UNSEEN),
        ("<details><summary>30 menit</summary>45</details>", UNSEEN),
        ("<details open><summary>30</summary>menit</details>", READ),
        ("30 menit<p popover>45</p>", UNSEEN),
    ],
)
def test_what_is_folded_up_is_left_out_and_said(inner: str, said: tuple[Doubt, ...]) -> None:
    source = with_cell(TIME, f"<td>{inner}</td>")
    assert (first(source).time.value, tuple(doubts(source))) == ("30 menit", said)


@pytest.mark.parametrize(
    "columns",
    [
        "<col span=7><col style='visibility:collapse'>",
        "<colgroup span=7><colgroup style='visibility:collapse'><col></colgroup>",
        "<colgroup span=7><colgroup style='visibility:collapse'></colgroup>",
    ],
)
def test_cells_of_a_folded_column_are_left_out_and_said(columns: str) -> None:
    secret = [*ROWS[0][:-1], "Rahasia"]
    found = one(page(row(HEAD), row(secret), *map(row, ROWS[1:]), columns=columns))
    assert ([each.remark.value for each in found.rows], found.doubts) == (
        ["", "", ""],
        (Doubt.HIDDEN,),
    )


def test_rules_in_rules_come_to_an_end() -> None:
    for style in ("b{" * 3_000, f"{'b,' * 2_000}b{{" + "i{display:none}" * 500 + "}"):
        assert first(with_cell(TIME, "30 menit", style)).time.value == "30 menit"


def test_the_sign_of_a_note_of_words_is_no_letter() -> None:
    anchor = "<a class=msocomanchor id='_anchor_1' href='#_msocom_1'>[A1]</a>"
    inner = f"Menyusun<span class=MsoCommentReference><![if !a]>{anchor}<![endif]></span> konsep"
    source = with_cell(1, inner)
    assert (first(source).activity.value, doubts(source)) == ("Menyusun konsep", [])


def test_attributes_of_colour_are_seen_too() -> None:
    inner = "<td bgcolor=navy><font color=#000080>30 menit</font></td>"
    assert first(with_cell(TIME, inner)).time.doubts == FAINT
    white = "<td bgcolor=navy><font color=white>30 menit</font></td>"
    assert first(with_cell(TIME, white)).time.doubts == READ


@pytest.mark.parametrize(
    "style",
    [
        "{" * 50_000,
        f"a{'(' * 50_000}{{display:none}}",
        f"a{{color:{'(' * 50_000}}}",
        "@media screen{" * 5_000,
        ":not(" * 3_000,
        ",".join(f".a{n}" for n in range(20_000)) + "{display:none}",
        "u {color:red}" * 6_000,
    ],
)
def test_rules_that_want_too_much_come_to_an_end(style: str) -> None:
    assert first(with_cell(TIME, "30 menit", style)).time.value == "30 menit"


@pytest.mark.parametrize("selector", ["i b b b b b b", "i ~ b", "b:nth-last-of-type(9)"])
def test_rules_are_not_held_against_elements_more_often_than_there_is_room(selector: str) -> None:
    deep = "<b>" * 200 if "~" not in selector else ""
    many = f"<p>{'<b></b>' * 1_000}</p>"
    rules = f"{selector} {{display:none}}" * 1_000
    found = one(page(row(HEAD), *map(row, ROWS), style=rules).replace("<p>", f"{many}{deep}<p>"))
    assert found.doubts == FAINT


@pytest.mark.parametrize("is_above", [True, False])
def test_a_hidden_table_is_left_out_and_said(*, is_above: bool) -> None:
    seen, hidden = (
        f"<table {look}>{row(HEAD)}{''.join(map(row, ROWS))}</table>"
        for look in ("", "style='display:none'")
    )
    tables = [hidden, seen] if is_above else [seen, hidden]
    assert one("<p>SOP Surat Tugas</p>" + "".join(tables)).doubts == (Doubt.HIDDEN,)
    nothing = seen + "<p style='display:none'>Catatan</p>"
    assert one(f"<p>SOP Surat Tugas</p>{nothing}").doubts == ()


def test_a_hidden_table_is_said_whatever_table_stands_below_it() -> None:
    plain = page(row(HEAD), *map(row, ROWS))
    hidden = f"<div hidden><table>{row(ROWS[2])}</table></div>"
    signed = "<table><tr><td>Mengetahui<td>Kepala Dinas</table>"
    assert one(plain + signed).doubts == ()
    assert one(plain + hidden + signed).doubts == (Doubt.HIDDEN,)
    assert one(plain + signed + hidden).doubts == (Doubt.HIDDEN,)
    assert one(plain + signed + hidden + signed).doubts == (Doubt.HIDDEN,)
