"""Addresses as they were written before lead on to how they are written now."""

from __future__ import annotations

from pathlib import Path

import pytest

from people import actions
from people.models import Unit
from procedures.models import Procedure
from tests import make

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).parents[2] / "templates"
OF_SOPS = ("procedure'", 'procedure"', "_procedure", "_version", "start_document", "delete_draft")


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "?revision=2",
        "print.pdf?paper=f4",
        "export.json",
        "2/compare/?with=1",
        "1/copy/",
    ],
)
def test_address_with_a_code_alone_leads_on_with_its_query(rest: str) -> None:
    make.version(code="T-1", of=make.root("Kantor"))
    answer = make.client(make.administrator()).get(f"/procedures/T-1/{rest}")
    assert (answer.status_code, answer["Location"]) == (302, f"/procedures/kantor/T-1/{rest}")


def test_address_of_a_start_leads_on_and_takes_along_what_was_typed() -> None:
    version = make.version(code="T-1", of=make.root("Kantor"))
    client = make.client(make.holder_of(version, "Staf"))
    old, new = "/documents/start/T-1/?a=b", "/documents/start/kantor/T-1/?a=b"
    answers = [client.get(old), client.post(old, {"subject": "Perihal"})]
    assert [(each.status_code, each["Location"]) for each in answers] == [(302, new), (307, new)]


def test_address_of_before_leads_to_the_oldest_sop_with_the_code() -> None:
    older = make.version(code="T-1")
    make.version(code="T-1", of=make.root())
    client = make.client(make.administrator())
    assert client.get("/procedures/T-1/")["Location"] == older.procedure.address()


def test_address_of_before_is_not_there_for_whom_the_sop_is_not_visible() -> None:
    make.draft(code="T-1")  # a draft is its editors'
    client = make.client(make.colleague())
    make.version(code="T-1", of=make.root())
    make.version(code="T-9", of=make.root())
    for path in ("/procedures/T-1/", "/documents/start/T-1/", "/procedures/T-9/"):
        assert client.get(path).status_code == 404


def test_address_with_a_former_short_name_leads_on() -> None:
    office = make.root("Kantor")
    version = make.version(code="T-1", of=make.unit("Bidang", below=office))
    office.slug = "baru"
    actions.save_unit(office, by=make.doer())
    client = make.client(make.holder_of(version, "Staf"))
    for path, rest in (
        ("/procedures/{}/T-1/", "?revision=1"),
        ("/procedures/{}/T-1/export.json", ""),
        ("/procedures/{}/T-1/1/revoke/", ""),
        ("/documents/start/{}/T-1/", ""),
    ):
        for called in ("kantor", "bidang"):  # whose SOP it is says it as well
            answer = client.get(path.format(called) + rest)
            assert (answer.status_code, answer["Location"]) == (302, path.format("baru") + rest)


def test_address_of_a_unit_that_went_to_another_office_leads_there() -> None:
    office, other = make.root("Kantor"), make.root("Besar")
    version = make.version(code="T-1", of=office)
    office.parent = other
    actions.save_unit(office, by=make.doer())
    answer = make.client(make.administrator()).get("/procedures/kantor/T-1/")
    assert answer["Location"] == Procedure.objects.get(pk=version.procedure_id).address()


def test_address_of_another_office_is_not_there() -> None:
    make.version(code="T-1", of=make.root("Kantor"))
    make.root("Lain")
    client = make.client(make.administrator())
    for slug in ("lain", "tidak-ada"):
        assert client.get(f"/procedures/{slug}/T-1/").status_code == 404


def test_two_sops_of_one_code_have_pages_of_their_own() -> None:
    units = [make.root("A"), make.root("B")]
    versions = [make.version(code="T-1", of=unit) for unit in units]
    client = make.client(make.administrator())
    for unit, version in zip(units, versions, strict=True):
        pages = [
            client.get(f"/procedures/{unit.slug}/T-1/"),
            client.get(f"/documents/start/{unit.slug}/T-1/"),
        ]
        assert [each.context["version"] for each in pages] == [version, version]
        assert client.get(f"/procedures/{unit.slug}/T-1/print.pdf").status_code == 200


@pytest.mark.looks
def test_templates_know_one_way_to_the_address_of_an_sop() -> None:
    others = [
        str(path)
        for path in TEMPLATES.rglob("*.html")
        if any(
            "{% url" in line and ".code" in line and any(name in line for name in OF_SOPS)
            for line in path.read_text().splitlines()
        )
    ]
    assert others == []


def test_no_unit_is_called_what_a_code_is() -> None:
    assert not Unit.objects.filter(slug__regex="[A-Z]").exists()
