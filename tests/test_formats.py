"""How days, hours and numbers are written."""

from __future__ import annotations

import re
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import timezone, translation

from tests import make

MOMENT = make.wib("2025-06-02 07:30")
EAST = ZoneInfo("Asia/Jayapura")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("id", "2 Juni 2025 07.30 WIB | 02/06/2025 07.30 WIB | 2 Juni 2025 | 07.30 | 1.234,5"),
        ("en", "2 June 2025 07:30 WIB | 02/06/2025 07:30 WIB | 2 June 2025 | 07:30 | 1,234.5"),
    ],
)
def test_a_page_writes_moments_with_their_zone_and_numbers_as_the_language_does(
    language: str, written: str
) -> None:
    page = Template(
        '{{ at }} | {{ at|date:"SHORT_DATETIME_FORMAT" }} | {{ on }} | {{ hour }} | {{ number }}'
    )
    facts = {"at": MOMENT, "on": MOMENT.date(), "hour": MOMENT.time(), "number": Decimal("1234.5")}
    with translation.override(language):
        assert page.render(Context(facts)) == written


def test_an_office_in_the_east_reads_its_own_zone() -> None:
    with translation.override("id"), timezone.override(EAST):
        assert Template("{{ at }}").render(Context({"at": MOMENT})) == "2 Juni 2025 09.30 WIT"


def test_no_key_is_written_like_a_number_that_people_read() -> None:
    """Key 1234 would be '1.234' in a form, and no longer be found when it comes back."""
    templates = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    key = re.compile(r"\{\{ [\w.]*(?:pk|(?<!auto)_id|\.id) \}\}")
    found = [f"{path.name}: {said}" for path in templates for said in key.findall(path.read_text())]
    assert len(templates) > 90
    assert found == []
    assert key.findall("{{ task.pk }} {{ book.unit_id }} {{ of.id }} {{ form.code.auto_id }}") == [
        "{{ task.pk }}",
        "{{ book.unit_id }}",
        "{{ of.id }}",
    ]
