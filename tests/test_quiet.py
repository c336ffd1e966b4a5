"""Trouble that meets everybody is told once a minute, other trouble each time."""

from __future__ import annotations

import logging
import os

from sopks.quiet import NotTheAnswers, OnceAMinute


def record(**more: int) -> logging.LogRecord:
    return logging.makeLogRecord({"msg": "trouble", **more})


def test_one_line_a_minute_is_let_through() -> None:
    once = OnceAMinute()
    assert [once.filter(record()) for _ in range(3)] == [True, False, False]
    once.told_at.value -= 59
    assert once.filter(record()) is False
    once.told_at.value -= 1
    assert [once.filter(record()) for _ in range(2)] == [True, False]


def test_processes_that_the_server_forks_share_the_minute() -> None:
    once = OnceAMinute()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        os._exit(0 if once.filter(record()) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert once.filter(record()) is False


def test_a_line_for_each_that_was_asked_to_come_again_is_left_out() -> None:
    statuses = [429, 503, 404, 413, 500]
    kept = [NotTheAnswers().filter(record(status_code=status)) for status in statuses]
    assert kept == [False, False, True, True, True]
    assert NotTheAnswers().filter(record())
