"""What a demonstration says of itself, on every page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

LINE = 'href="/in-earnest/"'


@pytest.mark.parametrize("is_demo", [True, False])
def test_every_page_of_a_demonstration_and_of_no_office_says_that_it_is_one(
    is_demo: bool, settings: Settings
) -> None:
    staff = make.client(make.administrator())
    settings.DEMO = is_demo
    for client, path in ((Client(), "/login/"), (staff, "/"), (staff, "/admin/")):
        assert (LINE in client.get(path).content.decode()) == is_demo, path


def test_how_an_office_begins_in_earnest_is_open_to_all_in_a_demonstration_alone(
    settings: Settings,
) -> None:
    settings.DEMO = True
    text = Client().get("/in-earnest/").content.decode()
    assert "DEMO=0 HTTPS=0 VAR_DIR=~/sopks-kantor ./run" in text
    settings.DEMO = False
    assert Client().get("/in-earnest/").status_code == 404


def test_the_page_of_signing_in_names_the_office_and_what_it_is_for() -> None:
    make.root("Dinas Contoh")
    client = Client()
    client.cookies["django_language"] = "en"
    text = client.get("/login/").content.decode()
    assert "Dinas Contoh" in text
    assert "SOPKS carries letters and documents through the steps of their SOP" in text
