"""What the worker does of telling people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from tests import make
from workflow.management import duties
from workflow.management.duties import DUTIES, Round, tell_deeds
from workflow.models import Notice, Untold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_mail(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "sopks@example.go.id"
    settings.SITE_URL = "https://sop.example.go.id"


def test_worker_tells_of_a_deed_and_sends_its_email_in_the_same_round() -> None:
    version = make.version()
    staff = make.user(email="staf@example.go.id")
    make.appointment(staff, make.position_of(version, "Staf"))
    make.document(version, by=make.holder_of(version, "Kepala"))
    Round(DUTIES).go(make.MONDAY)
    notice = Notice.objects.get()
    assert (notice.user, notice.mailed_at) == (staff, make.MONDAY)
    assert [each.to for each in mail.outbox] == [["staf@example.go.id"]]


def test_worker_reminds_and_sends_after_a_day_of_standstill() -> None:
    version = make.version()
    staff = make.user(email="staf@example.go.id")
    make.appointment(staff, make.position_of(version, "Staf"))
    make.document(version, by=make.holder_of(version, "Kepala"))
    work, at = Round(DUTIES), make.wib("2026-06-10 10:00")
    for minutes in range(5):
        work.go(at + timedelta(minutes=minutes))
    kinds = Notice.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["arrived", "late"]
    assert len(mail.outbox) == 2


def test_worker_tells_of_many_deeds_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "AT_ONCE", 2)
    version = make.version()
    staff = make.holder_of(version, "Staf")
    for _ in range(3):
        make.document(version, by=staff)
    assert tell_deeds(make.MONDAY)
    assert Untold.objects.count() == 1
    assert not tell_deeds(make.MONDAY)
    assert not Untold.objects.exists()
