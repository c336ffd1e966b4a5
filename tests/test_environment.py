"""Each setting is what it should be, or is refused with a sentence that says how to write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from sopks import environment as read

NAME = "A_SETTING"


def given(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a.go.id, [::1]  10.0.0.7", ["a.go.id", "[::1]", "10.0.0.7"]),
        (".go.id", [".go.id"]),
        ("*", ["*"]),
        ("", ["localhost"]),
        (" ", ["localhost"]),
    ],
)
def test_hosts_are_names(value: str, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, value)
    assert read.hosts(NAME, default="localhost") == expected


@pytest.mark.parametrize(
    ("reader", "wrong", "like"),
    [
        ("hosts", "https://sop.go.id", "sop.example.go.id"),
        ("hosts", "sop.go.id:8000", "sop.example.go.id"),
        ("hosts", "sop.go.id/", "sop.example.go.id"),
        ("hosts", "::1", "sop.example.go.id"),
        ("origins", "sop.go.id", "https://sop.example.go.id"),
        ("origins", "https://sop.go.id/", "https://sop.example.go.id"),
        ("server", "smtp://mail.go.id", "mail.example.go.id"),
        ("server", "mail.go.id:587", "mail.example.go.id"),
        ("mailbox", "sopks", "sopks@example.go.id"),
        ("mailbox", "SOPKS <sopks>", "sopks@example.go.id"),
        ("site", "sop.go.id", "https://sop.example.go.id"),
        ("site", "ftp://sop.go.id", "https://sop.example.go.id"),
    ],
)
def test_what_is_none_is_refused_with_an_example(
    reader: str, wrong: str, like: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, wrong)
    more = {"default": ""} if reader == "hosts" else {}
    with pytest.raises(ImproperlyConfigured) as refused:
        getattr(read, reader)(NAME, **more)
    assert str(refused.value) == f"{NAME}={wrong}: write it like {like}."


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        ("origins", ["https://sop.go.id:8443", "http://*.go.id"]),
        ("server", "mail.go.id"),
        ("server", "[fe80::1]"),
        ("mailbox", "SOPKS <sopks@go.id>"),
        ("mailbox", "sopks@go.id"),
        ("site", "https://sop.go.id/kantor"),
        ("site", ""),
    ],
)
def test_what_is_one_is_taken(reader: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, value if isinstance(value, str) else " ".join(value))
    assert getattr(read, reader)(NAME) == value


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "ten", "", "9" * 5000, "1001", "²"])
def test_a_number_is_whole_and_within_bounds(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, value)
    if not value:
        assert read.size(NAME, default=7) == 7
        return
    with pytest.raises(ImproperlyConfigured, match=r"write a whole number from 1( to 1000)?\."):
        read.size(NAME, default=7, most=1000)


def test_a_number_may_be_the_greatest(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, "1000")
    assert read.size(NAME, default=7, most=1000) == 1000


@pytest.mark.parametrize(
    "value", ["Asia/Atlantis", "../etc/passwd", "/etc/passwd", "Asia", "x" * 999]
)
def test_a_zone_is_one_that_there_is(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, value)
    with pytest.raises(ImproperlyConfigured, match="write the name of a time zone, such as UTC"):
        read.zone(NAME, default="UTC")
    given(monkeypatch, "Asia/Jayapura")
    assert read.zone(NAME, default="UTC") == "Asia/Jayapura"


def test_a_folder_is_there_or_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        given(monkeypatch, str(path))
        with pytest.raises(ImproperlyConfigured) as refused:
            read.folder(NAME, default=tmp_path)
        assert str(refused.value) == f"{NAME}={path}: write a folder; {tmp_path / 'file'} is none."
    given(monkeypatch, str(tmp_path / "not" / "yet"))
    assert read.folder(NAME, default=tmp_path) == tmp_path / "not" / "yet"


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_key_that_cannot_be_read_is_refused(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    kept = tmp_path / "secret-key"
    if content is None:
        kept.mkdir()
    else:
        kept.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY: .* cannot be read"):
        read.secret_key(kept)


@pytest.mark.parametrize(
    "url",
    [
        "sopks",
        "postgres",
        "postgress://sopks:word@h/sopks",
        "mysql://sopks:word@h/sopks",
        "postgres://sopks:word@h:port/sopks",
        "postgres://sopks:word@h:99999/sopks",
        "postgres://sopks:word@h",
        "postgres://sopks:word@[h/sopks",
        "postgres://sopks:word@h/sopks?no_such_option=1",
        "postgres://sopks:wo/rd@h/sopks",
    ],
)
def test_what_is_no_address_of_a_database_is_refused_without_its_password(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, url)
    with pytest.raises(ImproperlyConfigured) as refused:
        read.database(NAME, default="")
    assert str(refused.value).startswith(f"{NAME} is no address of a database: write it like ")
    assert "word" not in str(refused.value).replace("password", "")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgres://sopks:p%40ss@h:5433/kantor?sslmode=require&connect_timeout=3", "kantor"),
        ("postgresql://%2Frun%2Fpostgresql/kantor", "kantor"),
        ("sqlite:////srv/kantor.sqlite3", "/srv/kantor.sqlite3"),
    ],
)
def test_an_address_of_a_database_is_taken(
    url: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, url)
    assert read.database(NAME, default="")["NAME"] == name
