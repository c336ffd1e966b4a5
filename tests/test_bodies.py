"""What is too large for its address is refused before it is read."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver, resolve
from pytest_django.fixtures import Settings

from sopks.bodies import BRINGING, FORM, KB, MB, SMALL_FORMS, WITH_FILES, most_bytes
from tests import make

MANY_FILES = 4 * MB + 10 * 10 * MB


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/login/", 64 * KB),
        ("/login/code/", 64 * KB),
        ("/login/passkey/", 64 * KB),
        ("/again/password/", 64 * KB),
        ("/factors/passkeys/add/", 64 * KB),
        ("/logout/", 64 * KB),
        ("/language/", 64 * KB),
        ("/theme/", 64 * KB),
        ("/password/", 64 * KB),
        ("/nothing/is/here", 64 * KB),
        ("/admin/people/unit/add/", 4 * MB),
        ("/documents/7/comment/", 4 * MB),
        ("/procedures/bring-in/confirm/", 4 * MB),
        ("/procedures/bring-in/", 14 * MB),
        ("/documents/start/kantor/A-1/", MANY_FILES),
        ("/documents/start/A-1/", MANY_FILES),
        ("/documents/7/draft/", MANY_FILES),
        ("/documents/7/attach/", MANY_FILES),
        ("/tasks/7/attach/", MANY_FILES),
        ("/tasks/7/finish/", MANY_FILES),
        ("/desk/7/finish/", MANY_FILES),
    ],
)
def test_each_address_takes_what_its_form_needs(path: str, most: int) -> None:
    assert most_bytes(path) == most


def test_larger_files_by_setting_may_be_sent(settings: Settings) -> None:
    settings.ATTACHMENT_MAX_BYTES = 25 * MB
    assert most_bytes("/tasks/7/attach/") == FORM + 250 * MB


def test_every_name_in_the_limits_is_that_of_an_address() -> None:
    names = {each for each in get_resolver().reverse_dict if isinstance(each, str)}
    assert (SMALL_FORMS | WITH_FILES | BRINGING) - names == set()
    assert resolve("/login/").url_name == "login"


def declared(client: Client, path: str, length: int) -> tuple[int, str]:
    """Send hardly anything, but say how long it is."""
    answer = client.post(path, "x", "application/octet-stream", CONTENT_LENGTH=str(length))
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_who_sends_too_much_is_told_so_unread() -> None:
    status, page = declared(Client(), "/login/", 64 * KB + 1)
    assert status == 413
    assert "What was sent is larger than can be taken here. Nothing was changed" in page
    assert declared(Client(), "/login/", 64 * KB)[0] == 200
    signed_in = make.client(make.administrator())
    assert declared(signed_in, "/documents/7/comment/", 4 * MB + 1)[0] == 413
    assert declared(signed_in, "/documents/7/comment/", 4 * MB)[0] == 404
