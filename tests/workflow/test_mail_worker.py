"""The worker, a process of its own, before a mail server that refuses, stalls and comes back."""

from __future__ import annotations

import sys

import pytest
from django.conf import settings
from django.utils import timezone

from workflow.models import Notice, Task

from .test_mail import Post, post, told
from .test_worker import _own_place, is_somebody_at_work, nobody_is_at_work, started, wait_for

__all__ = ["_own_place", "post"]

PEOPLE = 3
WORKER = (sys.executable, "manage.py", "worker")


@pytest.fixture
def _mail_server(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell processes that are started of the server."""
    monkeypatch.setenv("EMAIL_HOST", settings.EMAIL_HOST)
    monkeypatch.setenv("EMAIL_PORT", str(settings.EMAIL_PORT))
    monkeypatch.setenv("EMAIL_SECURITY", "none")
    monkeypatch.setenv("EMAIL_FROM", settings.DEFAULT_FROM_EMAIL)
    monkeypatch.setenv("SITE_URL", settings.SITE_URL)


def try_at_once() -> None:
    """Let what waits for its next try be due."""
    Notice.objects.filter(mail_after__isnull=False).update(mail_after=timezone.now())


def be_refused_and_killed_while_the_server_stalls(keys: set[int], post: Post) -> None:
    """Let a worker try all e-mails in vain, and then end in the middle of one."""
    post.answer = "451 Nanti saja"
    with started(*WORKER) as worker:
        wait_for(lambda: Notice.objects.filter(pk__in=keys, mail_tries=1).count() == len(keys))
        post.stalls_for = 600
        try_at_once()
        wait_for(lambda: post.is_stalling)
        worker.kill()
        worker.wait()
    wait_for(nobody_is_at_work)


@pytest.mark.usefixtures("transactional_db", "_own_place", "_mail_server")
def test_worker_sends_each_email_once_whatever_the_server_and_its_own_end(post: Post) -> None:
    keys = {notice.pk for notice in told(PEOPLE)}
    # Without a deadline none passes meanwhile: in working hours the worker would tell that, too.
    Task.objects.update(standard_minutes=None, due_at=None)
    be_refused_and_killed_while_the_server_stalls(keys, post)
    assert (post.taken, Notice.objects.filter(mailed_at__isnull=False).count()) == ([], 0)
    post.answer, post.stalls_for = "250 OK", 0
    try_at_once()
    with started(*WORKER):
        wait_for(is_somebody_at_work)
        wait_for(lambda: not Notice.objects.filter(mailed_at=None).exists())
    assert set(Notice.objects.values_list("pk", flat=True)) == keys
    assert sorted(post.ids()) == sorted(f"<notice-{key}@sop.example.go.id>" for key in keys)
    assert not Notice.objects.filter(mail_after__isnull=False).exists()
