"""Where somebody is signed in, and signing out there."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import User
from people.signing_in.sessions import Browser, name_of
from tests import make

pytestmark = pytest.mark.django_db


def sign_in(user: User, browser: str = "Peramban Uji", **request: Any) -> Client:
    client = Client(headers={"User-Agent": browser}, **request)
    client.cookies["django_language"] = "en"
    client.post("/login/", {"username": user.username, "password": "pw"})
    return client


def places(client: Client) -> list[Browser]:
    found: list[Browser] = client.get("/signed-in/").context["places"]
    return found


def is_signed_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_browsers_are_listed_with_where_and_since_when() -> None:
    someone = make.user()
    here = sign_in(someone)
    sign_in(someone, "Peramban Lain", REMOTE_ADDR="10.0.0.9")
    assert [(each.browser, each.address, each.is_here) for each in places(here)] == [
        ("Peramban Uji", "127.0.0.1", True),
        ("Peramban Lain", "10.0.0.9", False),
    ]
    text = here.get("/signed-in/").content.decode()
    assert ("Peramban Lain" in text, "this browser" in text) == (True, True)


def test_nobody_sees_or_ends_where_somebody_else_is_signed_in() -> None:
    someone, other = make.user(), make.user()
    theirs = sign_in(someone, "Peramban Orang")
    here = sign_in(other)
    assert "Peramban Orang" not in here.get("/signed-in/").content.decode()
    assert here.post(f"/signed-in/{places(theirs)[0].pk}/end/").status_code == 404
    assert is_signed_in(theirs)
    administrator = make.client(make.administrator())
    assert administrator.get("/admin/usersessions/usersession/").status_code == 404
    assert administrator.get("/admin/mfa/authenticator/").status_code == 404


def test_one_browser_is_signed_out_and_the_others_stay() -> None:
    someone = make.user()
    here, there, third = sign_in(someone), sign_in(someone, "Sana"), sign_in(someone, "Sini")
    (key,) = [each.pk for each in places(here) if each.browser == "Sana"]
    assert here.post(f"/signed-in/{key}/end/")["Location"] == "/signed-in/"
    assert [is_signed_in(each) for each in (here, there, third)] == [True, False, True]


def test_signing_out_everywhere_but_here() -> None:
    someone = make.user()
    here, there = sign_in(someone), sign_in(someone)
    other = sign_in(make.user())
    assert here.post("/signed-in/elsewhere/end/")["Location"] == "/signed-in/"
    assert [is_signed_in(each) for each in (here, there, other)] == [True, False, True]
    assert len(places(here)) == 1


def test_signing_out_everywhere() -> None:
    someone = make.user()
    here, there = sign_in(someone), sign_in(someone)
    other = sign_in(make.user())
    assert here.post("/signed-in/end/")["Location"] == "/login/"
    assert [is_signed_in(each) for each in (here, there, other)] == [False, False, True]


def test_new_password_ends_the_others_in_the_list_as_well() -> None:
    someone = make.user()
    here, there = sign_in(someone), sign_in(someone)
    new = "sandi-yang-panjang-sekali"
    sent = {"old_password": "pw", "new_password1": new, "new_password2": new}
    assert here.post("/password/", sent)["Location"] == "/"
    assert [is_signed_in(here), is_signed_in(there)] == [True, False]
    assert [each.is_here for each in places(here)] == [True]
    assert Session.objects.count() == 1


def test_password_set_by_an_administrator_leaves_no_browser_in_the_list() -> None:
    someone = make.user()
    there = sign_in(someone)
    someone.set_password("pw")  # another salt
    someone.save()
    assert not is_signed_in(there)
    assert [each.is_here for each in places(sign_in(someone))] == [True]


def test_whoever_has_signed_out_is_not_listed_there() -> None:
    someone = make.user()
    here, there = sign_in(someone), sign_in(someone)
    there.post("/logout/")
    assert len(places(here)) == 1


def test_list_takes_as_many_statements_for_three_browsers_as_for_one() -> None:
    someone = make.user()
    here = sign_in(someone)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            here.get("/signed-in/")
        counts.append(len(captured))
        sign_in(someone)
        sign_in(someone)
    assert len(places(here)) == 5
    assert counts[0] == counts[1]


CHROME = "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (CHROME % "Windows NT 10.0; Win64; x64", "Chrome, Windows"),
        (CHROME % "Linux; Android 15" + " Edg/150.0.0.0", "Edge, Android"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("x" * 200, "x" * 60),
        ("", ""),
    ],
)
def test_browser_is_called_what_people_call_it(agent: str, expected: str) -> None:
    assert name_of(agent) == expected
