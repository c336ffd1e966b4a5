"""Where a request came from."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from people.requests import address_of


@pytest.mark.parametrize(
    ("is_behind_proxy", "remote", "forwarded", "address"),
    [
        (False, "10.0.0.7", "", "10.0.0.7"),
        (False, "10.0.0.7", "192.168.1.9", "10.0.0.7"),
        (False, "2001:db8::7", "", "2001:db8::7"),
        (False, "", "192.168.1.9", None),  # a socket of the machine's own
        (True, "127.0.0.1", "192.168.1.9", "192.168.1.9"),
        (True, "127.0.0.1", "1.1.1.1, 192.168.1.9", "192.168.1.9"),
        (True, "127.0.0.1", "", "127.0.0.1"),
        (True, "", "", None),
        (True, "127.0.0.1", "unknown", None),
        (True, "127.0.0.1", "'; DROP TABLE workflow_entry", None),
    ],
)
def test_address_is_the_one_that_nobody_but_our_own_proxy_can_have_written(
    is_behind_proxy: bool, remote: str, forwarded: str, address: str | None, settings: Settings
) -> None:
    settings.BEHIND_PROXY = is_behind_proxy
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)
    assert address_of(request) == address
