"""What is wrong with a version and what to look at again, as its page says it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from people.doers import Operator
from people.models import Unit
from people.refusals import Refused
from procedures import actions
from procedures.cautions import CautionKind
from procedures.definition import Row
from procedures.faults import SENTENCES
from procedures.findings import findings_of
from procedures.graph import FaultKind
from procedures.models import Version
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def loaded(version: Version) -> Version:
    return Version.objects.with_table().get(pk=version.pk)


def test_every_fault_and_caution_has_its_sentence() -> None:
    assert set(SENTENCES) == {*FaultKind, *CautionKind}
    assert len({str(each) for each in SENTENCES.values()}) == len(SENTENCES)


def test_faults_come_before_cautions_and_each_names_its_row() -> None:
    version = make.draft([Row("Staf mengetik", "Staf"), Row("Mengirim", None, time="1 jam")])
    version.actors.create(name="Arsiparis", order=9)
    found = [(each.is_fault, each.step, str(each)) for each in findings_of(loaded(version))]
    assert found == [
        (True, 2, "Step 2: nobody is responsible."),
        (False, None, "Column Arsiparis: no step uses it."),
        (False, 1, "Step 1: the activity begins with who does it; begin with the verb."),
        (False, 1, "Step 1: its time is not standardised."),
    ]


def test_findings_take_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = loaded(make.draft())
    with django_assert_num_queries(0):
        assert [str(each) for each in findings_of(version)] == [
            "Step 3: its time is not standardised."
        ]


def test_page_of_a_draft_links_each_finding_to_its_row() -> None:
    make.draft([Row("Staf mengetik", "Staf"), Row("Mengirim", None)], code="T-1")
    page = make.client(make.editor()).get(make.at("T-1")).content.decode()
    assert '<a href="#step-2">Step 2: nobody is responsible.</a>' in page
    assert '<a href="#step-1">Step 1: the activity begins with who does it' in page
    assert page.count('id="step-1"') == page.count('id="step-2"') == 1


def test_page_tells_the_times_to_everybody_and_the_findings_to_those_who_edit() -> None:
    make.version(code="T-1")
    pages = [
        " ".join(make.client(who).get(make.at("T-1")).content.decode().split())
        for who in (make.colleague(), make.editor())
    ]
    for page in pages:
        assert "15 working minutes" in page
        assert "(without 1 step that is not standardised)" in page
        assert "One round of Tidak at step 2, back to step 1" in page
    assert ["1 thing to look at again" in page for page in pages] == [False, True]


def put_in_force(version: Version) -> Version:
    return actions.put_version_in_force(version, by=Operator(make.MONDAY))


@pytest.mark.parametrize("row", [1, 2])
def test_row_that_no_page_holds_is_a_fault_with_its_number_and_keeps_the_draft(row: int) -> None:
    texts = {number: "kata " * 1200 if number == row else "Mengetik" for number in (1, 2)}
    draft = make.draft([Row(texts[number], "Staf", time="1 jam") for number in (1, 2)])
    said = f"Step {row}: it is too long for one page even in small type; shorten its texts."
    assert [str(each) for each in findings_of(loaded(draft)) if each.is_fault] == [said]
    with pytest.raises(Refused, match=f"Step {row}: it is too long"):
        put_in_force(draft)
    assert Version.objects.get(pk=draft.pk).is_draft


@pytest.mark.parametrize("field", ["output", "remark", "needs"])
def test_every_cell_of_a_row_counts_for_its_height(field: str) -> None:
    text = "kata " * 700
    more = {"needs": ("kata " * 50,) * 14} if field == "needs" else {field: text}
    draft = make.draft([Row("Mengetik", "Staf", time="1 jam", **more)])
    assert [each.step for each in findings_of(loaded(draft)) if each.is_fault] == [1]


def test_row_that_fits_in_small_type_is_no_fault() -> None:
    draft = make.draft([Row("kata " * 300, "Staf", time="1 jam")])
    assert findings_of(loaded(draft)) == ()
    assert put_in_force(draft).state == "in_force"


def test_too_many_columns_and_none_are_faults_and_twelve_are_not() -> None:
    def said(columns: int) -> list[str]:
        rows = [Row("Mengetik", f"Staf {each}", time="1 jam") for each in range(columns)]
        found = findings_of(loaded(make.draft(rows or [Row("Mengetik", None, time="1 jam")])))
        return [str(each) for each in found if each.is_fault]

    assert said(12) == []
    assert said(13) == ["The SOP has 13 actor columns; at most 12 can be read on one sheet."]
    assert said(0) == ["Step 1: nobody is responsible.", "The SOP has no actor column yet."]


def test_logo_whose_file_is_gone_is_a_fault() -> None:
    draft = make.draft([Row("Mengetik", "Staf", time="1 jam")])
    Unit.objects.update(logo="logos/gone.png")
    unit = draft.procedure.unit.name
    said = [str(each) for each in findings_of(loaded(draft)) if each.is_fault]
    assert said == [f"The logo of {unit} is not there any more. Upload it once more."]


@pytest.mark.parametrize("blank", ["", "  ", "\n\t", "\u00a0", "\u200b", "-", "...", "–"])
def test_blank_activity_is_a_fault_of_its_row(blank: str) -> None:
    rows = [Row("Mengetik", "Staf", time="1 jam"), Row(blank, "Staf", time="1 jam")]
    draft = make.draft(rows)
    said = [str(each) for each in findings_of(loaded(draft)) if each.is_fault]
    assert said == ["Step 2: it does not say what is done."]
    with pytest.raises(Refused, match="Step 2: it does not say what is done"):
        put_in_force(draft)
