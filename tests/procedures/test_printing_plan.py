"""Random SOPs on paper: every page holds the rows and the connectors that were planned for it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from people.doers import Operator
from procedures import actions, graph
from procedures.definition import NEXT, Definition, Row, Target
from procedures.flowchart import Drawing, verify
from procedures.models import Procedure, Version
from procedures.printing import PAPERS, Job, screen_form
from procedures.printing import pdf as press
from procedures.printing.form import drawn, options_of
from procedures.printing.tiles import PAPER
from tests import make

from .printed import pages, tight, whole

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

MORE = int(os.environ.get("FLOWCHART_MORE", "1"))
FEW = settings(
    max_examples=5 * MORE,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink would take minutes
)
SYLLABLES = ("me", "nyu", "sun", "ba", "han", "kerja", "dan", "surat", "tugas", "per", "lu")
SAID = re.compile(r"([A-Z]+): (ke|dari) (.+)")
END = re.compile(r"(langkah (\d+)|Mulai|Selesai)(?: \(hal\. (\d+)\))?")


@st.composite
def texts(draw: st.DrawFn, *, most: int) -> str:
    """Return up to `most` words of small letters; half of the texts are short."""
    count = draw(st.one_of(st.integers(0, 4), st.integers(0, most)))
    shift = draw(st.integers(0, 99))
    words = (SYLLABLES[(shift + 3 * index) % len(SYLLABLES)] for index in range(count))
    return " ".join(words)


@st.composite
def rows(draw: st.DrawFn, number: int, count: int, columns: tuple[str, ...]) -> Row:
    """Return a sound row: a third of them ask, and lead back or on by up to nine rows."""
    actor, *others = draw(st.permutations(columns))
    joins = draw(st.integers(0, 9)) == 0
    near = [row for row in range(number - 9, number + 10) if 1 <= row <= count]
    targets = [row for row in near if row not in {number, number + 1}]
    asks = number < count and targets and draw(st.integers(0, 2)) == 0
    return Row(
        activity=f"no{number}no {draw(texts(most=45))}",
        actor=actor,
        participants=tuple(sorted(others[:2])) if joins else (),
        needs=tuple(draw(st.lists(texts(most=5).filter(bool), max_size=5))),
        time=draw(st.sampled_from(("", "10 menit", "dua hari kerja"))),
        output=draw(texts(most=14)),
        remark=draw(texts(most=14)),
        yes=NEXT,
        no=Target("step", draw(st.sampled_from(targets))) if asks else None,
    )


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Return a sound SOP of 5 to 60 rows and 2 to 12 columns."""
    count = draw(st.integers(5, 60))
    columns = tuple(f"Jabatan {number}" for number in range(1, draw(st.integers(2, 12)) + 1))
    return Definition(
        title="Menyusun bahan",
        actors=columns,
        rows=tuple(draw(rows(number, count, columns)) for number in range(1, count + 1)),
        end_actor=draw(st.sampled_from(columns)),
        capsules=draw(st.sampled_from(Version.Capsules.values)),
        has_column_numbers=draw(st.booleans()),
    )


@dataclass(frozen=True)
class Said:
    """A connector's words on a page: by step (None: a capsule), the pages of its other ends."""

    letter: str
    way: str
    page: int
    ends: tuple[tuple[int | None, int], ...]

    def answers(self, other: Said) -> bool:
        """Whether it is the twin that stands where the other one says, and says so of it."""
        return (
            self.letter == other.letter
            and self.way != other.way
            and self.page in {page for _, page in other.ends}
            and other.page in {page for _, page in self.ends}
        )


def said(text: str, page: int) -> Said:
    """Read the words; without a number they mean their own page."""
    found = SAID.fullmatch(text)
    assert found is not None
    letter, way, ends = found.groups()
    read = [END.fullmatch(end) for end in ends.split(", ")]
    others = [(end[2], end[3]) for end in read if end is not None]
    assert len(others) == len(read)
    pairs = ((int(step) if step else None, int(other or page)) for step, other in others)
    return Said(letter, way, page, tuple(pairs))


def drawing_of(version: Version, layout: press.Print) -> Drawing:
    """Return the drawing that stands in a table cut into pages."""
    assert layout.form.columns is not None
    first, cuts = 0, []
    for page in layout.form.pages:
        body = sum(row.place is not None for row in page)
        cuts.append(range(first, first + body))
        first += body
    options = replace(
        options_of(version, width=layout.form.columns.actor_inner),
        pages=tuple(cuts),
        first_page=layout.heights.pages_before + 1,
    )
    drawing, _markup = drawn(version.graph(), options, PAPER, None)
    return drawing


@FEW
@given(definitions(), st.sampled_from(sorted(PAPERS)), st.sampled_from((0.0, 42.0)))
def test_random_sops_are_printed_as_planned(
    definition: Definition, paper: str, above: float
) -> None:
    unit = make.unit()
    procedure = Procedure.objects.create(code=f"R-{unit.pk}", unit=unit)
    draft = actions.draft_version(procedure, definition, by=Operator(make.MONDAY), positions={})
    version = whole(draft)
    assert graph.faults(version.graph()) == ()
    layout = press.print_job(Job(version, PAPERS[paper], {}, above=above))
    drawing = drawing_of(version, layout)
    assert verify(drawing) == []
    printed = pages(layout.content)
    check_rows(printed, layout)
    check_connectors(printed, layout.heights.pages_before, drawing)


def check_rows(printed: list[str], layout: press.Print) -> None:
    """Each page holds its own steps, in order, and no others."""
    wanted = [[row.step.number for row in page if row.step] for page in layout.form.pages]
    found = [[int(number) for number in re.findall(r"no(\d+)no", page)] for page in printed]
    assert found == [*[[]] * layout.heights.pages_before, *wanted]


def check_connectors(printed: list[str], before: int, drawing: Drawing) -> None:
    """Each connector's words are on paper and name the pages of its step and of its twin."""
    told = []
    for number, page in enumerate(drawing.pages, start=before + 1):
        texts = [text for row in page.rows for text in row.texts]
        assert [text for text in texts if tight(text) not in printed[number - 1]] == []
        told += [said(text, number) for text in texts]
    for one in told:
        steps = [(f"no{step}no", page) for step, page in one.ends if step is not None]
        assert [mark for mark, page in steps if mark not in printed[page - 1]] == []
        twins = {each.page for each in told if each.answers(one)}
        assert twins == {page for _, page in one.ends}


def leading_back(*, columns: int, remark: str) -> Version:
    """Make an SOP in which every third step leads eight steps back."""
    rows = [
        Row(
            f"no{number}no",
            f"Jabatan {number % columns}",
            remark=remark,
            no=make.to(number - 8) if number % 3 == 0 and number > 8 else None,
        )
        for number in range(1, 25)
    ]
    return whole(make.draft(rows))


def check(version: Version) -> press.Print:
    """Lay a version out, check what stands on its pages, and return it."""
    layout = press.print_job(Job(version, PAPERS["a4"], {}))
    printed = pages(layout.content)
    check_rows(printed, layout)
    check_connectors(printed, layout.heights.pages_before, drawing_of(version, layout))
    return layout


@pytest.mark.parametrize("words", [8, 16])
def test_words_of_connectors_have_room_in_full_rows(words: int) -> None:
    check(leading_back(columns=12, remark="sesuai " * words))


def test_arrows_that_find_no_lane_are_printed_too() -> None:
    back = {number: number - 1 if number < 12 else 25 - number for number in range(2, 24)}
    rows = [
        Row(f"no{number}no", "Staf", no=make.to(back[number]) if number in back else None)
        for number in range(1, 25)
    ]
    version = whole(make.draft(rows))
    assert len(screen_form(version).pages[0]) > len(rows)
    check(version)


def test_connectors_count_the_pages_of_a_long_identity_block() -> None:
    version = leading_back(columns=3, remark="")
    version.legal_basis = "\n".join(f"{number}. Peraturan" for number in range(1, 30))
    assert check(version).heights.pages_before == 2


def test_table_begins_on_its_own_page_where_what_stands_above_leaves_no_room_for_a_row() -> None:
    version = whole(make.draft([Row(f"no{number}no", "Staf") for number in range(1, 13)]))
    version.legal_basis = "\n".join(f"{number}. Peraturan" for number in range(1, 6))
    layout = press.print_job(Job(version, PAPERS["a4"], {}, above=42.0))
    assert (layout.heights.pages_before, layout.heights.taken) == (1, 0.0)
    assert len(layout.form.pages[0]) == 10
