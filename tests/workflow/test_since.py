"""Pages say what became of an SOP: to documents under way, and to drafts that were typed for it."""

from __future__ import annotations

import pytest
from django.test import Client

from people.doers import Doer
from people.models import User
from procedures import actions as deeds
from procedures.models import StartField, Version
from tests import make
from workflow import actions
from workflow.models import Document
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REVOKED = "This SOP was revoked on"
REPLACED = "was replaced on"


def revoke(version: Version) -> None:
    deeds.revoke_version(version, by=Doer(make.editor(), make.MONDAY), reason="Aturan baru")


def read(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.parametrize(
    ("became", "said"),
    [
        ("in force", (False, False)),
        ("replaced", (True, False)),
        ("revoked", (False, True)),
        ("replaced and revoked", (False, True)),
    ],
)
def test_pages_of_a_document_name_its_revision_and_what_became_of_it(
    became: str, said: tuple[bool, bool]
) -> None:
    version = make.version(code="T-1")
    document = make.document(version)
    client = make.client(document.started_by)
    newest = make.revised(version) if "replaced" in became else version
    if "revoked" in became:
        revoke(newest)
    task = document.tasks.get()
    for address in (
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/history/",
        f"/tasks/{task.pk}/",
    ):
        page = read(client, address)
        assert "revision 1" in page
        assert (REPLACED in page, REVOKED in page) == said
        assert ("Aturan baru" in page) == ("revoked" in became)
        assert ("revision 2 is in force now" in page) == (became == "replaced")


def asking(*labels: str, kind: str = "text", choices: str = "") -> Version:
    """Make a version whose start form asks for these."""
    asks = [
        StartField(label=label, kind=kind, choices=choices, order=order)
        for order, label in enumerate(labels)
    ]
    return make.version(code="T-1", asks=asks)


def drafted(version: Version, *answers: str) -> tuple[Document, User]:
    person = make.holder_of(version, "Staf")
    keys = [str(field.pk) for field in version.start_fields.all()]
    contents = Contents("Undangan", details=dict(zip(keys, answers, strict=True)))
    return actions.keep_draft(version, by=Doer(person, make.MONDAY), contents=contents), person


def revised(version: Version, **fields: str) -> Version:
    """Put a revision in force whose first question differs in these fields."""
    editor = Doer(make.administrator(), make.MONDAY)
    copy = deeds.copy_version(version, by=editor)
    StartField.objects.filter(pk=copy.start_fields.all()[0].pk).update(**fields)
    approval = deeds.Approval("067/2", make.LONG_AGO, "Kepala Dinas", "Pengesah")
    return deeds.put_version_in_force(copy, by=editor, approval=approval)


def test_draft_of_a_revoked_sop_says_so_and_keeps_what_was_typed_for_copying() -> None:
    version = asking("Asal surat")
    draft, person = drafted(version, "Dinas Pendidikan")
    revoke(version)
    client = make.client(person)
    page = read(client, f"/documents/{draft.pk}/draft/")
    for words in (REVOKED, "Aturan baru", "Undangan", "Dinas Pendidikan", "Delete the draft"):
        assert words in page
    assert ("Check and send" in page, "Keep as a draft" in page) == (False, False)
    answer = client.get(f"/documents/{draft.pk}/draft/send/")
    assert (answer.status_code, answer["Location"]) == (302, f"/documents/{draft.pk}/draft/")


@pytest.mark.parametrize("is_kept", [True, False])
def test_what_was_typed_while_the_sop_was_revoked_comes_back(is_kept: bool) -> None:
    version = asking("Asal surat")
    field = version.start_fields.get()
    draft, person = drafted(version, "Lama")
    client = make.client(person)
    revoke(version)
    address = f"/documents/{draft.pk}/draft/" if is_kept else make.at("T-1", page="start_document")
    typed = {
        "subject": "Baru diketik",
        "sensitivity": "ordinary",
        f"field_{field.pk}": "Dinas Baru",
    }
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == (409 if is_kept else 404)
    assert [words in page for words in (REVOKED, "Baru diketik", "Dinas Baru")] == [True] * 3
    assert Document.objects.get().subject == "Undangan"


@pytest.mark.parametrize(
    "change",
    [{"label": "Pengirim"}, {"kind": "number"}, {"kind": "choice", "choices": "Satu\nDua"}],
)
def test_question_that_was_renamed_or_is_asked_in_another_way_shows_its_old_answer(
    change: dict[str, str],
) -> None:
    version = asking("Asal surat", "Nomor")
    draft, person = drafted(version, "Dinas Pendidikan", "12/A")
    revised(version, **change)
    client = make.client(person)
    page = read(client, f"/documents/{draft.pk}/draft/")
    assert "This SOP was revised since." in page
    assert "<dt>Asal surat</dt> <dd> Dinas Pendidikan </dd>" in page
    assert "<dt>Nomor</dt>" not in page


def test_old_answers_stay_with_a_draft_until_it_is_sent_and_are_not_sent_along() -> None:
    version = asking("Asal surat", "Nomor")
    draft, person = drafted(version, "Dinas Pendidikan", "12/A")
    newest = revised(version, label="Pengirim")
    by = Doer(person, make.MONDAY)
    first, second = newest.start_fields.all()
    contents = Contents("Undangan", details={str(second.pk): "12/A"})
    for _ in range(2):
        draft = actions.edit_draft(draft, by=by, contents=contents)
        page = read(make.client(person), f"/documents/{draft.pk}/draft/")
        assert "<dt>Asal surat</dt> <dd> Dinas Pendidikan </dd>" in page
    whole = Contents("Undangan", details={str(first.pk): "Dinas", str(second.pk): "12/A"})
    sent = actions.send_draft(draft, by=by, contents=whole)
    assert Document.objects.get(pk=sent.pk).details == {
        str(first.pk): "Dinas",
        str(second.pk): "12/A",
    }


def test_copy_of_a_document_shows_the_answers_that_no_question_takes() -> None:
    version = asking("Asal surat")
    draft, person = drafted(version, "Dinas Pendidikan")
    by = Doer(person, make.MONDAY)
    contents = Contents("Undangan", details=draft.details)
    sent = actions.send_draft(draft, by=by, contents=contents)
    revised(version, label="Pengirim")
    copy, left_out = actions.copy_document(sent, by=by)
    assert left_out == ["Asal surat"]
    page = read(make.client(person), f"/documents/{copy.pk}/draft/")
    assert "<dt>Asal surat</dt> <dd> Dinas Pendidikan </dd>" in page
