"""Settings from the environment: safe by default, and refused with a sentence."""

from __future__ import annotations

import json
import os
import re
import runpy
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import pytest
from django.core.exceptions import ImproperlyConfigured

from people.models import Role
from sopks.environment import ROLES
from sopks.keys import is_weak
from tests.settings import names_of_settings

ROOT = Path(__file__).parent.parent
START = """
from sopks.starting import told_in_a_line
with told_in_a_line():
    from sopks import settings
"""
KEY = "k3-Wq8_ZtR5vNpLx2JdYhC7sBmF9gTeUaQ4nXoKiV6wSrDzEbG1yMlPj0HcAfO"
# A newer Django than the product's tells of what will go one day: `./test next` counts it.
WARNINGS = "error" if django.VERSION < (6, 0) else "error,ignore::PendingDeprecationWarning"


def run(*arguments: str, var_dir: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python where nothing of ours is set in the environment but these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    environment = {**kept, "VAR_DIR": str(var_dir), "PYTHONWARNINGS": WARNINGS, **variables}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def read(*names: str, var_dir: Path, **variables: str) -> dict[str, Any]:
    """Return these settings as they are under these variables."""
    wanted = ", ".join(f"'{name}': getattr(settings, '{name}', None)" for name in names)
    code = f"import json; from sopks import settings; print(json.dumps({{{wanted}}}, default=str))"
    done = run("-c", code, var_dir=var_dir, **{"SECRET_KEY": KEY, **variables})
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refusal(var_dir: Path, **variables: str) -> str:
    """Return the one line of a start that is refused."""
    done = run("-c", START, var_dir=var_dir, **variables)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize(
    "key",
    [
        "",
        "rahasia",
        KEY[:49],
        "ab" * 40,
        "123456789" * 10,
        "django-insecure-" + KEY,
        "abcdefghij" * 6,
        "rahasia1rahasia2rahasia3rahasia4rahasia5rahasia6rahasia7",
        "ganti-kunci-ini-" * 4,
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "acegikmoqsuwyACEGIKMOQSUWY02468bdfhjlnprtvxzBDFHJLNPRT",
        "qwertyuiopasdfghjklzxcvbnm1234567890QWERTYUIOPASDFGHJKLZXCVBNM",
    ],
)
def test_a_missing_or_weak_secret_key_refuses_to_start_with_a_sentence(
    key: str, tmp_path: Path
) -> None:
    said = refusal(tmp_path, SECRET_KEY=key)
    assert "SECRET_KEY is missing or weak: set one of at least 50 random characters" in said
    assert not key or key not in said


def test_a_weak_secret_key_kept_in_the_file_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("rahasia\n")
    assert "SECRET_KEY is missing or weak" in refusal(tmp_path)


@pytest.mark.parametrize("make_key", [secrets.token_urlsafe, secrets.token_hex])
def test_no_random_key_is_taken_for_a_weak_one(make_key: Callable[[int], str]) -> None:
    assert not any(is_weak(make_key(50)) for _ in range(2000))


def test_the_secret_key_comes_from_the_variable_or_else_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text(f"{KEY[::-1]}\n")
    kept = read("SECRET_KEY", var_dir=tmp_path, SECRET_KEY="")
    assert kept == {"SECRET_KEY": KEY[::-1]}
    assert read("SECRET_KEY", var_dir=tmp_path) == {"SECRET_KEY": KEY}


TRANSPORT = {
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "LANGUAGE_COOKIE_SECURE": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
}
PLAIN = {**dict.fromkeys(TRANSPORT, False), "SECURE_HSTS_SECONDS": 0}


@pytest.mark.parametrize("flag", ["", "1", "true", "YES", " on "])
def test_https_is_on_by_default(flag: str, tmp_path: Path) -> None:
    assert read(*TRANSPORT, var_dir=tmp_path, HTTPS=flag) == TRANSPORT


@pytest.mark.parametrize("flag", ["0", "false", "No", "off"])
def test_https_0_turns_it_off(flag: str, tmp_path: Path) -> None:
    assert read(*TRANSPORT, var_dir=tmp_path, HTTPS=flag) == PLAIN


def test_nothing_of_a_demonstration_is_on_by_default(tmp_path: Path) -> None:
    found = read("DEBUG", "DEMO", "ALLOWED_HOSTS", "SECURE_PROXY_SSL_HEADER", var_dir=tmp_path)
    assert found == {
        "DEBUG": False,
        "DEMO": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "SECURE_PROXY_SSL_HEADER": None,
    }


def test_a_proxy_is_believed_only_where_there_is_one(tmp_path: Path) -> None:
    found = read("SECURE_PROXY_SSL_HEADER", var_dir=tmp_path, BEHIND_PROXY="1")
    assert found == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]}


def test_lists_are_read_with_commas_or_blanks(tmp_path: Path) -> None:
    found = read(
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        var_dir=tmp_path,
        ALLOWED_HOSTS="a.go.id, b.go.id  c.go.id",
        CSRF_TRUSTED_ORIGINS="https://a.go.id",
    )
    assert found == {
        "ALLOWED_HOSTS": ["a.go.id", "b.go.id", "c.go.id"],
        "CSRF_TRUSTED_ORIGINS": ["https://a.go.id"],
    }


@pytest.mark.parametrize("name", ["HTTPS", "DEMO", "BEHIND_PROXY"])
def test_a_flag_that_is_neither_yes_nor_no_is_refused_with_a_sentence(
    name: str, tmp_path: Path
) -> None:
    said = refusal(tmp_path, SECRET_KEY=KEY, **{name: "ya"})
    assert said == f"{name}=ya: write 1 or 0."


@pytest.mark.parametrize("size", ["ten", "0", "-1", "1.5"])
def test_a_limit_of_files_that_is_no_number_is_refused_with_a_sentence(
    size: str, tmp_path: Path
) -> None:
    said = refusal(tmp_path, SECRET_KEY=KEY, ATTACHMENT_MAX_MB=size)
    assert said.endswith(f"ATTACHMENT_MAX_MB={size}: write a whole number from 1.")


def test_the_limit_of_files_is_ten_megabytes_unless_set(tmp_path: Path) -> None:
    wanted = "ATTACHMENT_MAX_BYTES"
    assert read(wanted, var_dir=tmp_path) == {wanted: 10 * 1024**2}
    assert read(wanted, var_dir=tmp_path, ATTACHMENT_MAX_MB="") == {wanted: 10 * 1024**2}
    assert read(wanted, var_dir=tmp_path, ATTACHMENT_MAX_MB="3") == {wanted: 3 * 1024**2}


def test_production_settings_pass_djangos_check_for_deployment(tmp_path: Path) -> None:
    arguments = ["manage.py", "check", "--deploy", "--fail-level", "INFO"]
    done = run(*arguments, var_dir=tmp_path, SECRET_KEY=KEY, ALLOWED_HOSTS="sop.go.id")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("System check identified no issues")
    plain = run(*arguments, var_dir=tmp_path, SECRET_KEY=KEY, HTTPS="0")
    assert plain.returncode != 0
    assert "security.W008" in plain.stderr


MAIL = {
    "EMAIL_HOST": "mail.example.go.id",
    "EMAIL_FROM": "sopks@example.go.id",
    "SITE_URL": "https://sop.example.go.id/",
}


def test_no_email_is_sent_unless_a_server_is_named(tmp_path: Path) -> None:
    assert read("EMAIL_HOST", var_dir=tmp_path) == {"EMAIL_HOST": ""}
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL", "SITE_URL")
    assert read(*names, var_dir=tmp_path, **MAIL) == {
        "EMAIL_HOST": "mail.example.go.id",
        "EMAIL_PORT": 587,
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "SITE_URL": "https://sop.example.go.id",
    }


@pytest.mark.parametrize(
    ("security", "expected"),
    [("starttls", [True, False]), ("TLS", [False, True]), ("none", [False, False])],
)
def test_the_way_to_the_mail_server_is_guarded_as_it_is_said(
    security: str, expected: list[bool], tmp_path: Path
) -> None:
    found = read("EMAIL_USE_TLS", "EMAIL_USE_SSL", var_dir=tmp_path, EMAIL_SECURITY=security)
    assert list(found.values()) == expected


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"EMAIL_FROM": ""}, "EMAIL_HOST is set: set EMAIL_FROM"),
        ({"SITE_URL": ""}, "EMAIL_HOST is set: set EMAIL_FROM"),
        ({"SITE_URL": "sop.example.go.id"}, "EMAIL_HOST is set: set EMAIL_FROM"),
        ({"EMAIL_SECURITY": "ssh"}, "EMAIL_SECURITY=ssh: write one of starttls, tls, none."),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT=smtp: write a whole number from 1."),
    ],
)
def test_half_of_the_settings_of_email_is_refused_with_a_sentence(
    wrong: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    assert sentence in refusal(tmp_path, SECRET_KEY=KEY, **{**MAIL, **wrong})


URL = "postgres://sopks@localhost/sopks"
FOR_REQUESTS = (
    "-c lock_timeout=5s -c statement_timeout=20s -c idle_in_transaction_session_timeout=30s"
)
FOR_COMMANDS = (
    "-c lock_timeout=30s -c statement_timeout=0s -c idle_in_transaction_session_timeout=600s"
)


def options_under(var_dir: Path, **variables: str) -> dict[str, Any]:
    found: dict[str, Any] = read("DATABASES", var_dir=var_dir, **variables)["DATABASES"]["default"]
    return dict(found["OPTIONS"])


APPLICATION = "postgres://sopks:rahasia@db.go.id:5433/kantor"


def test_the_owner_of_the_database_is_somebody_else_in_the_same_one(tmp_path: Path) -> None:
    found = read(
        "DATABASE_ROLE",
        "DATABASE_OWNER",
        var_dir=tmp_path,
        DATABASE_URL=APPLICATION,
        DATABASE_OWNER_URL="postgres://pemilik:l%40in@db.go.id/kantor",
    )
    owner = {"USER": "pemilik", "PASSWORD": "l@in", "HOST": "db.go.id", "PORT": ""}
    assert found == {"DATABASE_ROLE": "sopks", "DATABASE_OWNER": owner}
    none = read("DATABASE_OWNER", var_dir=tmp_path, DATABASE_URL=APPLICATION)
    assert none == {"DATABASE_OWNER": None}


@pytest.mark.parametrize(
    ("database", "owner"),
    [
        (APPLICATION, APPLICATION),
        (APPLICATION, "postgres://pemilik@db.go.id/lain"),
        (APPLICATION, "postgres://db.go.id/kantor"),
        (APPLICATION, "sqlite:////srv/kantor"),
        ("", "postgres://pemilik@db.go.id/kantor"),
    ],
)
def test_an_owner_of_something_else_is_refused_with_a_sentence(
    database: str, owner: str, tmp_path: Path
) -> None:
    said = refusal(tmp_path, SECRET_KEY=KEY, DATABASE_URL=database, DATABASE_OWNER_URL=owner)
    assert said.endswith("with another user, who owns its tables.")


@pytest.mark.parametrize(
    ("query", "options"), [("", "-c jit=off"), ("?options=-c%20x=1", "-c x=1 -c jit=off")]
)
def test_postgresql_compiles_no_queries_and_lets_nobody_wait_for_ever(
    query: str, options: str, tmp_path: Path
) -> None:
    found = options_under(tmp_path, DATABASE_URL=f"{URL}{query}")
    assert found == {
        "options": f"{FOR_REQUESTS} {options}",
        "connect_timeout": 5,
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 25_000,
    }


def test_commands_wait_longer_for_locks_and_as_long_as_it_takes_for_answers(
    tmp_path: Path,
) -> None:
    found = options_under(tmp_path, DATABASE_URL=URL, DATABASE_LIMITS="commands")
    assert found["options"] == f"{FOR_COMMANDS} -c jit=off"
    assert options_under(tmp_path, DATABASE_LIMITS="commands")["timeout"] == 30
    show = "from django.conf import settings; print(settings.PATIENCE.lock)"
    done = run("manage.py", "shell", "-v0", "-c", show, var_dir=tmp_path, SECRET_KEY=KEY)
    assert done.stdout == "30\n"


def test_limits_of_waiting_are_set(tmp_path: Path) -> None:
    limits = {"LOCK_SECONDS": "2", "STATEMENT_SECONDS": "9", "IDLE_SECONDS": "7"}
    found = options_under(tmp_path, DATABASE_URL=URL, CONNECT_SECONDS="3", **limits)
    assert (found["connect_timeout"], found["options"]) == (
        3,
        "-c lock_timeout=2s -c statement_timeout=9s"
        " -c idle_in_transaction_session_timeout=7s -c jit=off",
    )
    assert options_under(tmp_path, LOCK_SECONDS="2")["timeout"] == 2


def test_what_the_address_of_the_database_says_itself_goes_first(tmp_path: Path) -> None:
    found = options_under(tmp_path, DATABASE_URL=f"{URL}?connect_timeout=4&keepalives_idle=60")
    assert (int(found["connect_timeout"]), int(found["keepalives_idle"])) == (4, 60)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"LOCK_SECONDS": "0"}, "LOCK_SECONDS=0: write a whole number from 1."),
        ({"CONNECT_SECONDS": "soon"}, "CONNECT_SECONDS=soon: write a whole number from 1."),
        (
            {"LOCK_SECONDS": "20", "STATEMENT_SECONDS": "20"},
            "STATEMENT_SECONDS=20: write more than LOCK_SECONDS, which is 20.",
        ),
        (
            {"DATABASE_LIMITS": "none"},
            "DATABASE_LIMITS=none: write one of requests, commands.",
        ),
    ],
)
def test_limits_of_waiting_that_are_none_are_refused_with_a_sentence(
    wrong: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    assert sentence in refusal(tmp_path, SECRET_KEY=KEY, **wrong)


OIDC = {"OIDC_URL": "https://masuk.example.go.id/realms/pemda/", "OIDC_CLIENT_ID": "sopks"}


def test_nobody_signs_in_through_a_provider_unless_one_is_named(tmp_path: Path) -> None:
    assert read("OIDC", "SECOND_FACTOR_FOR", var_dir=tmp_path) == {
        "OIDC": None,
        "SECOND_FACTOR_FOR": [],
    }
    found = read("OIDC", var_dir=tmp_path, **OIDC, OIDC_SCOPES="profile,pegawai")
    assert found["OIDC"] == (
        "Provider(url='https://masuk.example.go.id/realms/pemda', "
        "name='masuk.example.go.id/realms/pemda', client_id='sopks', secret='', nip_claim='nip', "
        "scopes=('openid', 'profile', 'pegawai'), asks_second_factor=False)"
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"OIDC_CLIENT_ID": ""}, "OIDC_URL is set: set OIDC_CLIENT_ID"),
        ({"OIDC_URL": "http://masuk.go.id"}, "it has to begin with https://."),
        ({"OIDC_URL": "http://localhost.go.id"}, "it has to begin with https://."),
    ],
)
def test_provider_that_cannot_be_trusted_is_refused_with_a_sentence(
    wrong: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    assert sentence in refusal(tmp_path, SECRET_KEY=KEY, **{**OIDC, **wrong})


@pytest.mark.parametrize(("given", "expected"), [("", 14), ("0", 0), ("366", 366)])
def test_days_of_grace_may_be_none(given: str, expected: int, tmp_path: Path) -> None:
    name = "SECOND_FACTOR_GRACE_DAYS"
    assert read(name, var_dir=tmp_path, SECOND_FACTOR_GRACE_DAYS=given) == {name: expected}


WRONG = {
    "SECRET_KEY": "rahasia",
    "DATABASE_URL": "sopks",
    "DATABASE_OWNER_URL": "sopks",
    "VAR_DIR": "/dev/null/var",
    "DEMO": "perhaps",
    "ALLOWED_HOSTS": "https://sop.example.go.id",
    "CSRF_TRUSTED_ORIGINS": "sop.example.go.id",
    "HTTPS": "perhaps",
    "BEHIND_PROXY": "perhaps",
    "LOGIN_FAILURES_PER_ADDRESS": "0",
    "TIME_ZONE": "Asia/Atlantis",
    "ATTACHMENT_MAX_MB": "10MB",
    "DISK_RESERVE_MB": "-1",
    "CONNECT_SECONDS": "5s",
    "LOCK_SECONDS": "99999999999",
    "STATEMENT_SECONDS": "5",
    "IDLE_SECONDS": "0",
    "DATABASE_LIMITS": "none",
    "HEAVY_AT_ONCE": "many",
    "HEAVY_PER_PERSON": "0",
    "LATE_RECORDING": "perhaps",
    "EMAIL_HOST": "smtp://mail.example.go.id",
    "EMAIL_PORT": "65536",
    "EMAIL_SECURITY": "ssh",
    "EMAIL_FROM": "sopks",
    "SITE_URL": "sop.example.go.id",
    "SECOND_FACTOR_FOR": "bosses",
    "SECOND_FACTOR_GRACE_DAYS": "367",
    "DELEGATE_TO": "friends",
    "DELEGATE_DAYS": "0",
    "OIDC_URL": "masuk.example.go.id",
    "OIDC_NIP_CLAIM": "nip pegawai",
    "OIDC_SCOPES": "profil\u00e9",
    "OIDC_ASKS_SECOND_FACTOR": "perhaps",
}
ANYTHING = {
    "DEMO_PASSWORD",
    "EMAIL_USER",
    "EMAIL_PASSWORD",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_NAME",
}
OF_THE_SERVER = {"HOST", "PORT"}  # refused in scripts/port.py


def test_every_setting_of_the_table_is_read_and_none_is_read_that_is_not_there() -> None:
    source = (ROOT / "sopks" / "settings.py").read_text(encoding="utf-8")
    found = set(re.findall(r'(?:read\.\w+|environ\.get)\("([A-Z_]+)"', source))
    assert names_of_settings() == found | OF_THE_SERVER | {"SECRET_KEY", "DEMO_PASSWORD"}
    assert names_of_settings() == set(WRONG) | ANYTHING | OF_THE_SERVER


@pytest.mark.parametrize("name", WRONG)
def test_every_setting_is_refused_in_one_line_that_begins_with_its_name(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, WRONG[name])
    with pytest.raises(ImproperlyConfigured) as refused:
        runpy.run_path(str(ROOT / "sopks" / "settings.py"))
    assert str(refused.value).startswith(name)
    assert "\n" not in str(refused.value)


def test_roles_that_ask_for_a_second_factor_are_those_there_are() -> None:
    assert tuple(Role.RoleKind.values) == ROLES
