"""What is wrong with a version and what to look at again, as its page says it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from procedures.cautions import CautionKind
from procedures.definition import Row
from procedures.findings import SENTENCES, findings_of
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
    page = make.client(make.editor()).get("/procedures/T-1/").content.decode()
    assert '<a href="#step-2">Step 2: nobody is responsible.</a>' in page
    assert '<a href="#step-1">Step 1: the activity begins with who does it' in page
    assert page.count('id="step-1"') == page.count('id="step-2"') == 1


def test_page_tells_the_times_to_everybody_and_the_findings_to_those_who_edit() -> None:
    make.version(code="T-1")
    pages = [
        " ".join(make.client(who).get("/procedures/T-1/").content.decode().split())
        for who in (make.user(), make.editor())
    ]
    for page in pages:
        assert "15 working minutes" in page
        assert "(without 1 step that is not standardised)" in page
        assert "One round of Tidak at step 2, back to step 1" in page
    assert ["1 thing to look at again" in page for page in pages] == [False, True]
