"""The pages through which versions live: buttons, forms, refusals, and the comparison."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.doers import Doer, Operator
from procedures import actions
from procedures.definition import Row
from procedures.models import StartField, Version
from tests import make
from tests.rows import all_rows

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.looks,
    pytest.mark.usefixtures("in_english"),
]

APPROVAL = {**make.APPROVED, "approver_capacity": "plh", "effective_on": "2026-07-01"}


@pytest.fixture
def client() -> Client:
    return make.client(make.editor())


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_version_in_force_is_copied_and_the_draft_opens(client: Client) -> None:
    version = make.version(code="T-1")
    assert "Revise: copy into a draft" in text_of(client.get(make.at("T-1")))
    response = client.post(make.at("T-1", "1/copy/"))
    draft = Version.objects.get(procedure=version.procedure, revision=2)
    assert response["Location"] == f"/admin/procedures/version/{draft.pk}/change/"
    page = text_of(client.get(make.at("T-1", "?revision=1")))
    assert "Revise: copy into a draft" not in page
    again = client.post(make.at("T-1", "1/copy/"))
    assert again.status_code == 409
    assert "This SOP already has a draft." in text_of(again)


def test_draft_is_put_in_force_with_what_was_typed(client: Client) -> None:
    draft = make.draft(code="T-1")
    page = text_of(client.get(make.at("T-1")))
    assert 'value="067/T-1/2026"' in page
    response = client.post(make.at("T-1", "1/put-in-force/"), APPROVAL)
    assert response["Location"] == make.at("T-1", "?revision=1")
    draft.refresh_from_db()
    assert (draft.state, draft.approver) == ("in_force", "Plh. Kepala SKPD")
    assert str(draft.effective_on) == "2026-07-01"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": ""}, "This field is required."),
        ({"effective_on": ""}, "This field is required."),
        ({"approver_name": " "}, "This field is required."),
        ({"effective_on": "kemarin"}, "Enter a valid date."),
        ({"approver_capacity": "raja"}, "raja is not one of the available choices."),
        ({"made_on": "2026-07-02"}, "It cannot take effect before it was made."),
    ],
)
def test_what_is_typed_wrong_comes_back_with_what_was_typed(
    wrong: dict[str, str], sentence: str, client: Client
) -> None:
    make.draft(code="T-1")
    before = all_rows()
    sent = APPROVAL | {"approver_rank": "Pembina", **wrong}
    response = client.post(make.at("T-1", "1/put-in-force/"), sent)
    assert (response.status_code, all_rows()) == (422, before)
    assert sentence in text_of(response)
    assert 'value="Pembina"' in text_of(response)
    same_day = APPROVAL | {"made_on": "2026-07-01"}
    assert client.post(make.at("T-1", "1/put-in-force/"), same_day).status_code == 302


def test_faulty_draft_is_refused_with_its_faults(client: Client) -> None:
    make.draft([Row("Mengetik", None)], code="T-1")
    response = client.post(make.at("T-1", "1/put-in-force/"), APPROVAL)
    assert response.status_code == 409
    assert "nobody is responsible" in text_of(response)


def test_version_is_revoked_for_a_reason(client: Client) -> None:
    version = make.version(code="T-1")
    without = client.post(make.at("T-1", "1/revoke/"), {"reason": " "})
    assert without.status_code == 422
    response = client.post(make.at("T-1", "1/revoke/"), {"reason": "Usang"})
    assert response["Location"] == make.at("T-1", "?revision=1")
    version.refresh_from_db()
    assert (version.state, version.ended_because) == ("revoked", "Usang")
    page = text_of(client.get(make.at("T-1")))
    assert "Revoked" in page
    assert "Usang" in page


def test_draft_is_deleted_and_a_version_in_force_is_not(client: Client) -> None:
    make.draft(code="T-1")
    make.version(code="T-2")
    assert client.post(make.at("T-1", "1/delete/"))["Location"] == "/procedures/"
    assert client.post(make.at("T-2", "1/delete/")).status_code == 409
    assert [str(version.procedure) for version in Version.objects.all()] == ["T-2"]


def seen_on(client: Client) -> str:
    """Return the token of the state that the page of the SOP shows."""
    page = client.get(make.at("T-1"))
    token: str = page.context["approval_form"]["seen"].value()
    assert f'name="seen" value="{token}"' in text_of(page)
    return token


def changed_by_another(draft: Version) -> None:
    draft.title = "Judul lain"
    actions.save_draft(draft, by=Doer(make.editor(), make.MONDAY))


def test_draft_that_another_saved_meanwhile_is_put_in_force_once_that_was_read(
    client: Client,
) -> None:
    draft = make.draft(code="T-1")
    typed = APPROVAL | {"seen": seen_on(client)}
    changed_by_another(draft)
    before = all_rows()
    wrong = client.post(make.at("T-1", "1/put-in-force/"), typed | {"number": ""})
    assert (wrong.status_code, all_rows()) == (422, before)
    kept = wrong.context["approval_form"]["seen"].value()
    assert kept == typed["seen"]
    refused = client.post(make.at("T-1", "1/put-in-force/"), typed)
    assert (refused.status_code, all_rows()) == (409, before)
    assert "saved this draft while you had it open. Nothing is done yet" in text_of(refused)
    again = typed | {"seen": refused.context["approval_form"]["seen"].value()}
    assert client.post(make.at("T-1", "1/put-in-force/"), again).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.title) == ("in_force", "Judul lain")


def test_draft_that_another_saved_meanwhile_is_deleted_once_that_was_read(client: Client) -> None:
    draft = make.draft(code="T-1")
    seen = seen_on(client)
    changed_by_another(draft)
    before = all_rows()
    refused = client.post(make.at("T-1", "1/delete/"), {"seen": seen})
    assert (refused.status_code, all_rows()) == (409, before)
    assert "saved this draft while you had it open. Nothing is done yet" in text_of(refused)
    again = client.post(make.at("T-1", "1/delete/"), {"seen": refused.context["seen"]})
    assert again.status_code == 302
    assert not Version.objects.exists()


def test_those_who_may_not_edit_are_offered_nothing_and_see_no_draft(client: Client) -> None:
    version = make.version(code="T-1")
    actions.copy_version(version, by=Doer(make.editor(), make.MONDAY))
    other = make.client(make.colleague())
    page = text_of(other.get(make.at("T-1")))
    assert "Put in force" in page  # in the history
    for offer in ('<form method="post" action="/procedures', "Copied into a draft", "revision 2"):
        assert offer not in page
        assert offer in text_of(client.get(make.at("T-1")))
    for deed in ("copy", "put-in-force", "revoke", "delete", "compare"):
        assert other.get(make.at("T-1", f"2/{deed}/")).status_code == 404
        assert client.get(make.at("T-1", f"2/{deed}/")).status_code in {200, 302}


def two_revisions() -> None:
    first = make.version(
        [Row("Mengetik surat dinas", "Staf", needs=("Kertas",)), Row("Mengirim", "Staf")],
        code="T-1",
    )
    draft = actions.copy_version(first, by=Doer(make.editor(), make.MONDAY))
    step = draft.steps.get(number=1)
    step.activity = "Mengetik surat tugas"
    actions.save_steps(draft, [step])
    StartField.objects.create(version=draft, label="Asal surat")
    draft.legal_basis = "UU 30/2014"
    actions.save_draft(draft, by=Operator(make.MONDAY))


def test_comparison_marks_words_and_shows_what_stands_around_the_rows(client: Client) -> None:
    two_revisions()
    page = text_of(client.get(make.at("T-1", "2/compare/")))
    assert "Mengetik surat <del>dinas</del><ins>tugas</ins>" in page
    assert "<ins>UU 30/2014</ins>" in page
    assert "<ins>Asal surat: Text</ins>" in page
    assert "from revision 1 to revision 2" in page
    back = text_of(client.get(make.at("T-1", "1/compare/?with=2")))
    assert "Mengetik surat <del>tugas</del><ins>dinas</ins>" in back


def test_comparison_of_a_copy_says_that_nothing_changed(client: Client) -> None:
    version = make.version(code="T-1")
    actions.copy_version(version, by=Doer(make.editor(), make.MONDAY))
    page = text_of(client.get(make.at("T-1", "2/compare/?with=1")))
    assert "2026" in page  # the day it takes effect is that of the old one
    assert page.count("<ins>") == 0


@pytest.mark.parametrize("asked", ["9", "0", "x", "", "9999999"])
def test_comparison_with_no_version_is_not_found(asked: str, client: Client) -> None:
    two_revisions()
    assert client.get(make.at("T-1", f"2/compare/?with={asked}")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_comparison_of_any_number_of_rows_takes_the_same_queries(
    rows: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = make.version(
        [Row(f"Rapat {n}", f"Staf {n}", participants=("Kepala",)) for n in range(rows)],
        code="T-1",
    )
    actions.copy_version(version, by=Doer(make.editor(), make.MONDAY))
    address = make.at("T-1", "2/compare/")
    client.get(address)  # the calendars are known from now on
    with django_assert_num_queries(31):
        assert client.get(address).status_code == 200
