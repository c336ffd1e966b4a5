"""Dark or light is a person's choice, kept by their browser."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def html_tag(client: Client) -> str:
    page = client.get("/login/").content.decode()
    return page[page.index("<html") : page.index(">", page.index("<html")) + 1]


def test_theme_is_left_to_the_computer_until_somebody_chooses(client: Client) -> None:
    assert html_tag(client) == '<html lang="id">'


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chosen_theme_is_kept(theme: str, client: Client) -> None:
    answer = client.post("/theme/", {"theme": theme, "next": "/login/?next=/documents/"})
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/documents/")
    cookie = answer.cookies["theme"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (theme, True, "Lax")
    assert html_tag(client) == f'<html lang="id" data-bs-theme="{theme}">'


def test_choice_is_taken_back(client: Client) -> None:
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": ""})
    assert html_tag(client) == '<html lang="id">'


def test_theme_that_does_not_exist_is_none(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert html_tag(client) == '<html lang="id">'


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_nobody_is_led_elsewhere(there: str, client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": there})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("theme", ["", "light", "dark"])
def test_administration_has_the_chosen_theme_and_offers_the_others(
    theme: str, admin_client: Client
) -> None:
    admin_client.post("/theme/", {"theme": theme})
    page = admin_client.get("/admin/").content.decode()
    assert "admin/css/dark_mode" not in page
    assert f'sopks/theme.js" data-theme="{theme}"' in page
    offered = [each for each in ("light", "dark", "") if f'value="{each}">' in page]
    assert offered == [each for each in ("light", "dark", "") if each != theme]
    assert "English" in page
    assert "Bahasa Indonesia" not in page
