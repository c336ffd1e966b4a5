"""How working minutes, moments and deadlines are said on pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from tests import make
from workflow.clocks import Deadline, page_in
from workflow.templatetags.worktimes import deadline_said, moment_said, pill, when, working_days

NOON = make.wib("2026-11-24 12:00")
DAY = timedelta(days=1)
WIB = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "0 menit"),
        (449, "7 jam 29 menit"),
        (450, "1 hari"),
        (509, "1 hari"),
        (510, "1 hari 1 jam"),
        (6 * 450 + 299, "6 hari 4 jam"),
    ],
)
def test_minutes_are_told_by_their_two_largest_units(minutes: int, told: str) -> None:
    with translation.override("id"):
        assert working_days(minutes) == told


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (NOON - DAY, "kemarin 12.00"),
        (NOON, "hari ini 12.00"),
        (NOON + DAY, "besok 12.00"),
        (NOON + 3 * DAY, "Jumat, 27 Nov 12.00"),
        (NOON - 400 * DAY, "20 Okt 2025 12.00"),
    ],
)
def test_moments_are_said_as_people_say_them(at: datetime, told: str) -> None:
    with translation.override("id"):
        assert moment_said(at, now=NOON) == told


def test_moment_has_its_machine_readable_form_and_is_told_in_full_behind() -> None:
    with translation.override("id"), page_in(WIB):
        said = when(NOON)
    assert said.startswith('<time datetime="2026-11-24T12:00+07:00" title="24 November 2026 12.00')
    assert when(None) == ""


def test_moment_names_its_zone_where_that_is_not_the_page_s() -> None:
    with page_in(WIB):
        assert not when(NOON).removesuffix("</time>").endswith("WIB")
        with timezone.override(ZoneInfo("Asia/Makassar")):
            assert when(NOON).endswith("13.00 WITA</time>")
    assert when(NOON).endswith("WIB</time>")


@pytest.mark.parametrize(
    ("deadline", "due_in", "kind", "words"),
    [
        (
            Deadline(left=0, over=2704, is_late=True, is_near=False),
            -9 * DAY,
            "late",
            "telat 6 hari",
        ),
        (Deadline(left=0, over=0, is_late=True, is_near=False), -DAY, "late", "terlambat"),
        (Deadline(60, 0, is_late=False, is_near=True), 0 * DAY, "near", "hari ini 12.00"),
        (Deadline(500, 0, is_late=False, is_near=False), DAY, "far", "besok 12.00"),
        (Deadline(1349, 0, is_late=False, is_near=False), 4 * DAY, "far", "2 hari lagi"),
        (Deadline(449, 0, is_late=False, is_near=False), 4 * DAY, "far", "7 jam 29 menit lagi"),
    ],
)
def test_deadline_is_told_in_a_few_words(
    deadline: Deadline, due_in: timedelta, kind: str, words: str
) -> None:
    with translation.override("id"):
        told = deadline_said(deadline, NOON + due_in, now=NOON)
    assert (told.kind, told.words) == (kind, words)


def test_without_a_deadline_nothing_is_told() -> None:
    assert pill(None, NOON) == pill(None, None) == {"pill": None}
