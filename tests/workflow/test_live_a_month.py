"""A month of an office's life in a demonstration: what is there afterwards, and when nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from io import StringIO
from itertools import pairwise

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from people.models import Appointment, User
from tests import make
from tests.rows import content_of, kept_files
from workflow.clocks import clocks_now
from workflow.management.demonstration import NotToLive, live
from workflow.management.demonstration.living import Month, planned, set_ramadan
from workflow.management.demonstration.planning import Mark
from workflow.management.demonstration.stories import Story, documents
from workflow.models import Attachment, Document, Entry, Task

pytestmark = pytest.mark.django_db

ACCOUNTS = ("staf", "analis", "kabid", "kepala")
FRESH = timedelta(days=7)  # over a New Year
MINUTE = timedelta(minutes=1)


def new_year() -> datetime:
    """Return a minute after midnight of this year: a night, a holiday and a year that begins."""
    year = timezone.localdate().year
    return make.wib(f"{year}-01-01 00:01")


@pytest.fixture
def _demonstration(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setenv("DEMO_PASSWORD", "sandi-uji")


def load() -> None:
    call_command("load_office", stdout=StringIO())
    set_ramadan(timezone.now())


def said_by_the_command() -> str:
    said = StringIO()
    call_command("live_a_month", stdout=said)
    return said.getvalue()


def deeds(month: Month) -> list[tuple[datetime, str, str]]:
    """Return what a plan says is done: when, by whom, to which document."""
    codes = [course.version.procedure.code for course in month.courses]
    return sorted((beat.at, beat.by, codes[beat.story]) for beat in month.beats)


def recorded() -> list[tuple[datetime, str, str]]:
    """Return what is on record as done."""
    entries = Entry.objects.values_list("at", "by__username", "document__version__procedure__code")
    return sorted(entries)


def at_hand(username: str) -> list[Task]:
    """Return the open tasks that are for somebody: free ones of their position, and their own."""
    user = User.objects.get(username=username)
    held = Appointment.objects.filter(user=user, capacity="definitive").values("position")
    tasks = Task.objects.open().filter(position__in=held).select_related("position", "document")
    return [task for task in tasks if task.taken_by_id in {None, user.pk}]


def urgencies(tasks: Iterable[Task], at: datetime) -> set[str]:
    """Return how open tasks stand to their deadlines."""
    clocks, found = clocks_now(), set()
    for task in tasks:
        deadline = clocks.of_task(task).deadline_of(task, at=at)
        if deadline is not None:
            late = "late" if deadline.is_late else "in time"
            found.add("near" if deadline.is_near else late)
    return found


@pytest.mark.usefixtures("_demonstration")
def test_a_month_is_lived_as_it_was_planned_and_the_record_is_sound() -> None:
    at = new_year()
    with transaction.atomic():
        load()
        elsewhere = deeds(planned(at))
        transaction.set_rollback(True)
    make.user()  # keys are others than before
    load()
    here = deeds(planned(at))
    made = live(at=at)
    assert recorded() == here == elsewhere
    assert all(at - timedelta(days=60) < moment < at for moment, _by, _code in here)
    assert made == len(documents()) + Document.objects.filter(state="draft").count()
    call_command("verify_journal", stdout=StringIO())  # would exit with 1
    _finds_every_state()
    _finds_work_for_each_account(at)
    _finds_real_files()
    with pytest.raises(NotToLive, match="There are documents already"):
        live(at=at)


def _finds_every_state() -> None:
    assert set(Document.objects.values_list("state", flat=True)) == set(Document.State.values)
    assert set(Document.objects.values_list("sensitivity", flat=True)) == set(
        Document.Sensitivity.values
    )
    assert Document.objects.values("version").distinct().count() >= 10
    assert not Document.objects.filter(subject__contains="{").exists()
    answers = set(Task.objects.values_list("answer", flat=True))
    assert answers == {"", *Task.Answer.values}
    assert not Task.objects.filter(answer="no", note="").exists()
    capacities = set(Task.objects.values_list("finished_as", flat=True))
    assert {"Plt. Kepala SKPD", "Plh. Kabid KB & KS"} <= capacities
    open_tasks = Task.objects.open()
    assert open_tasks.filter(pauses__resumed_at=None, pauses__paused_at__isnull=False).exists()
    assert open_tasks.filter(came_back=True).exists()
    assert open_tasks.filter(taken_by__isnull=False, started_at=None).exists()  # assigned
    for document in Document.objects.prefetch_related("entries"):
        moments = [entry.at for entry in document.entries.all()]
        assert all(first <= then for first, then in pairwise(moments))


def _finds_work_for_each_account(at: datetime) -> None:
    for username in ACCOUNTS:
        tasks = at_hand(username)
        assert urgencies(tasks, at) == {"late", "near", "in time"}, username
        assert any(task.arrived_at > at - FRESH for task in tasks)
        own = Document.objects.filter(started_by__username=username, state="running")
        waits = own.exclude(pk__in=[task.document_id for task in tasks])
        assert waits.exists(), username


def _finds_real_files() -> None:
    files = list(Attachment.objects.select_related("document"))
    assert {each.kind for each in files} == {"pdf"}
    assert any(each.version > 1 for each in files)
    for each in files:
        (page,) = pypdfium2.PdfDocument(content_of(each))
        words = page.get_textpage().get_text_range().split()
        assert "Naskah contoh untuk peragaan SOPKS" in " ".join(words)


@pytest.mark.usefixtures("_demonstration")
def test_nothing_is_made_twice() -> None:
    load()
    assert said_by_the_command().endswith("documents, all examples.\n")
    before = (Entry.objects.count(), Document.objects.count(), len(kept_files()))
    assert said_by_the_command().startswith("There are documents already")
    assert (Entry.objects.count(), Document.objects.count(), len(kept_files())) == before


@pytest.mark.parametrize(
    "moment", ["02-27 11:45", "03-29 23:59", "05-02 00:01", "08-17 10:00", "12-31 16:01"]
)
@pytest.mark.usefixtures("_demonstration")
def test_whenever_it_is_the_month_lies_in_working_hours_before(moment: str) -> None:
    load()
    now = make.wib(f"{timezone.localdate().year}-{moment}")
    month = planned(now)
    clock = month.clock.worktime
    assert len(month.courses) == len(documents())
    for beat in month.beats:
        begun = beat.at.replace(second=0)
        assert (clock.minutes(begun, begun + MINUTE), beat.at < now) == (1, True)


@pytest.mark.usefixtures("_demonstration")
def test_the_same_day_has_the_same_documents_and_another_day_goes_otherwise() -> None:
    load()
    year = timezone.localdate().year
    morning, evening, later = (
        planned(make.wib(f"{year}-{moment}"))
        for moment in ("06-09 08:00", "06-09 23:00", "06-10 08:00")
    )
    assert marks(morning, len) == marks(evening, len)
    assert marks(morning, ago) != marks(later, ago)


def marks(month: Month, what: Callable[[Sequence[Mark]], object]) -> list[tuple[Story, object]]:
    """Return something of the deeds of each story."""
    return [(course.story, what(course.marks)) for course in month.courses]


def ago(deeds: Sequence[Mark]) -> list[int]:
    """Return how long ago each was."""
    return [mark.ago for mark in deeds]


@pytest.mark.usefixtures("_demonstration")
def test_an_office_whose_accounts_sit_elsewhere_lives_no_month() -> None:
    load()
    User.objects.filter(username="kabid").update(is_active=False)
    assert "The demonstration's accounts hold other positions" in said_by_the_command()
    assert not Document.objects.exists()


def test_only_a_demonstration_lives_a_month(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="Only a demonstration"):
        said_by_the_command()
