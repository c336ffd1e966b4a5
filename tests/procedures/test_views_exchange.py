"""The files that an SOP's page hands out."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from procedures.definition import Row
from procedures.exchange import version_to_json
from procedures.exchange.bpmn import version_to_bpmn
from procedures.models import Version
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def client() -> Client:
    return make.client(make.editor())


def loaded(version: Version) -> Version:
    return Version.objects.with_table().get(pk=version.pk)


def named(version: Version, ending: str) -> str:
    """Return what a file is handed out as: its name says of which office the SOP is."""
    slug = version.procedure.office.slug
    return f'attachment; filename="{slug}-{version.procedure.code}-revisi-1.{ending}"'


def test_page_links_to_each_file_of_the_version_shown(client: Client) -> None:
    make.draft(code="KS-08")
    page = client.get(make.at("KS-08")).content.decode()
    for ending in ("xlsx", "json", "bpmn"):
        assert f'href="{make.at("KS-08", f"export.{ending}?revision=1")}"' in page


def test_page_hands_out_json(client: Client) -> None:
    version = make.version(code="KS-08")
    response = client.get(make.at("KS-08", "export.json"))
    assert json.loads(response.content) == version_to_json(loaded(version))
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == named(version, "json")


def test_page_hands_out_bpmn(client: Client) -> None:
    version = make.version(code="KS-08")
    response = client.get(make.at("KS-08", "export.bpmn"))
    assert response.content == version_to_bpmn(loaded(version))
    assert response["Content-Type"] == "application/xml"
    assert response["Content-Disposition"] == named(version, "bpmn")


def test_page_hands_out_a_workbook(client: Client) -> None:
    version = make.version(code="KS-08")
    response = client.get(make.at("KS-08", "export.xlsx"))
    table = load_workbook(BytesIO(response.content))["Prosedur"]
    assert table["A1"].value == "Membuat surat"
    assert response["Content-Disposition"] == named(version, "xlsx")


def test_page_hands_out_the_revision_asked_for(client: Client) -> None:
    version = make.draft(code="KS-08")
    Version.objects.filter(pk=version.pk).update(revision=3)
    response = client.get(make.at("KS-08", "export.json?revision=3"))
    assert json.loads(response.content)["revision"] == 3
    assert client.get(make.at("KS-08", "export.json?revision=2")).status_code == 404
    assert client.get(make.at("KS-08", "export.docx")).status_code == 404


@pytest.mark.parametrize("rows", [[], [Row("Ketik", None)]])
def test_page_says_why_a_drawing_with_faults_is_no_bpmn(client: Client, rows: list[Row]) -> None:
    make.draft(rows, code="KS-08")
    response = client.get(make.at("KS-08", "export.bpmn"))
    assert response.status_code == 422
    assert b"This SOP cannot be saved as BPMN yet" in response.content
    assert client.get(make.at("KS-08", "export.json")).status_code == 200
