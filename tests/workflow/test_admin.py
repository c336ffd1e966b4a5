from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.contrib.admin.templatetags.admin_list import result_headers
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.admin import deeds
from people.admin.deeds import CappedPaginator
from people.doers import Doer
from tests import make
from tests.pages import (
    Sent,
    act,
    add_row,
    change_page,
    errors_of,
    filled_in,
    page,
    post,
    registered,
    signed_in,
)
from tests.rows import all_rows
from workflow import actions
from workflow.models import (
    Attachment,
    Calendar,
    Document,
    Entry,
    HoursRule,
    Notice,
    SpecialDay,
    Stretch,
    Task,
)
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

RECORD: tuple[type[Model], ...] = (Document, Task, Entry, Attachment, Notice)


@pytest.fixture
def client() -> Client:
    return signed_in(make.administrator())


@pytest.fixture
def document() -> Document:
    """Make a document with a file, its first task taken and finished."""
    version = make.version()
    someone = make.holder_of(version, "Staf")
    document = actions.start_document(
        version,
        by=Doer(someone, make.MONDAY),
        contents=Contents("Undangan", uploads=[make.upload()]),
    )
    task = document.tasks.get()
    actions.take_task(task, by=Doer(someone, make.MONDAY))
    later = make.MONDAY + timedelta(hours=1)
    actions.finish_task(task, by=Doer(someone, later), outcome=Outcome("done"))
    make.holder_of(version, "Analis")
    make.told()
    return document


def refused(client: Client, address: str, sent: Sent) -> list[str]:
    """Send a form, see that no row changed, and return its sentences."""
    before = all_rows()
    response = client.post(address, sent)
    assert response.status_code == 200
    assert all_rows() == before
    return errors_of(response)


def opened(client: Client, thing: Model) -> Sent:
    return filled_in(client.get(change_page(thing)))


def test_every_page_opens_for_an_administrator(client: Client, document: Document) -> None:
    SpecialDay.objects.create(calendar=make.calendar(), on=date(2026, 8, 17), name="HUT RI")
    models = registered("workflow")
    assert set(models) == {*RECORD, Calendar, HoursRule, SpecialDay}
    for model in models:
        assert client.get(page(model, "changelist")).status_code == 200
        added = client.get(page(model, "add")).status_code
        assert added == (403 if model in RECORD else 200)
        things = list(model._default_manager.all())
        assert things
        for thing in things:
            for name in ("change", "history"):
                assert client.get(page(model, name, thing.pk)).status_code == 200
    for model in (Document, SpecialDay):
        assert client.get(page(model, "changelist"), {"q": "undangan"}).status_code == 200


@pytest.mark.parametrize(("kind", "status"), [("editor", 403), ("assessor", 302)])
def test_nobody_else_opens_a_page(kind: str, status: int, document: Document) -> None:
    stranger = signed_in(make.may(kind))
    before = all_rows()
    for model in registered("workflow"):
        addresses = [page(model, "changelist"), page(model, "add")]
        for thing in model._default_manager.all():
            addresses += [change_page(thing), page(model, "delete", thing.pk)]
        for address in addresses:
            assert stranger.get(address).status_code in {status, 302}
            assert post(stranger, address, {"post": "yes"}) in {status, 302}
    assert all_rows() == before


@pytest.mark.parametrize("model", RECORD)
def test_record_is_not_changed_by_a_form_made_by_hand(
    model: type[Model], client: Client, document: Document
) -> None:
    things = list(model._default_manager.all())
    assert things
    typed = {
        "subject": "Lain",
        "name": "Lain",
        "note": "Lain",
        "answer": "yes",
        "state": "finished",
        "deed": "comment",
        "post": "yes",
    }
    before = all_rows()
    for thing in things:
        page_of_it = client.get(change_page(thing))
        assert not page_of_it.context["has_change_permission"]
        for address in (change_page(thing), page(model, "delete", thing.pk), page(model, "add")):
            sent = typed | filled_in(page_of_it) | {"note": "Lain", "name": "Lain"}
            assert post(client, address, sent) == 403
        act(client, "delete_selected", thing, post="yes")
    assert all_rows() == before


def test_record_is_counted_once_and_offers_the_orders_that_an_index_has(
    client: Client, document: Document
) -> None:
    for model in RECORD:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(page(model, "changelist"))
        counts = [query for query in asked.captured_queries if "COUNT(*)" in query["sql"]]
        assert len(counts) == 1
        headers = list(result_headers(response.context["cl"]))
        offered = [head["text"] for head in headers if head["sortable"]]
        assert offered == (["subject", "created"] if model is Document else [])


def test_file_is_not_opened_from_the_administration(client: Client, document: Document) -> None:
    attachment = document.attachments.get()
    text = client.get(change_page(attachment)).content.decode()
    assert attachment.name in text
    assert str(attachment.file) not in text


def test_calendar_is_added_for_a_unit_and_deleted(client: Client) -> None:
    make.calendar()
    office = make.unit()
    typed = {"name": "Kalender WIT", "zone": "Asia/Jayapura", "unit": office.pk}
    assert post(client, page(Calendar, "add"), typed | {"waiting_allowance": 60}) == 302
    calendar = Calendar.objects.get(name="Kalender WIT")
    facts = (calendar.zone, calendar.unit, calendar.is_default, calendar.waiting_allowance)
    assert facts == ("Asia/Jayapura", office, False, 60)
    assert post(client, page(Calendar, "delete", calendar.pk), {"post": "yes"}) == 302
    assert [each.is_default for each in Calendar.objects.all()] == [True]


def test_allowance_of_a_calendar_is_typed_as_indonesians_write_numbers(client: Client) -> None:
    typed = {"name": "Dinas", "zone": "Asia/Jakarta", "unit": ""}
    address = page(Calendar, "add")
    assert 'type="number"' not in client.get(address).content.decode()
    assert post(client, address, typed | {"waiting_allowance": "1,350"}) == 200
    assert not Calendar.objects.filter(name="Dinas").exists()
    assert post(client, address, typed | {"waiting_allowance": "1.350"}) == 302
    assert Calendar.objects.get(name="Dinas").waiting_allowance == 1350


def test_default_calendar_stays(client: Client) -> None:
    calendar = make.calendar()
    before = all_rows()
    assert post(client, page(Calendar, "delete", calendar.pk), {"post": "yes"}) == 403
    act(client, "delete_selected", calendar, post="yes")
    assert all_rows() == before
    sent = opened(client, calendar) | {"is_default": "", "name": "Kantor"}
    assert post(client, change_page(calendar), sent) == 302
    calendar.refresh_from_db()
    assert (calendar.name, calendar.is_default) == ("Kantor", True)


def test_calendar_name_is_taken_once(client: Client) -> None:
    typed = {"name": make.calendar().name, "zone": "Asia/Jakarta", "waiting_allowance": 450}
    sentences = refused(client, page(Calendar, "add"), typed)
    assert sentences == ["Calendar with this Name already exists."]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"kind": "working"},
            "An extra working day names the weekday whose hours it follows; no other day does.",
        ),
        (
            {"hours_of": "0"},
            "An extra working day names the weekday whose hours it follows; no other day does.",
        ),
        ({"on": "2026-08-17"}, "That day is already there."),
    ],
)
def test_special_day_that_cannot_be_is_refused_in_a_sentence(
    typed: Sent, sentence: str, client: Client
) -> None:
    calendar = make.calendar()
    SpecialDay.objects.create(calendar=calendar, on=date(2026, 8, 17), name="HUT RI")
    sent = {"calendar": calendar.pk, "on": "2026-08-18", "kind": "public", "name": "Libur"}
    assert refused(client, page(SpecialDay, "add"), sent | typed) == [sentence]
    assert post(client, page(SpecialDay, "add"), sent) == 302
    extra = {"on": "2026-08-22", "kind": "working", "hours_of": "0"}
    assert post(client, page(SpecialDay, "add"), sent | extra) == 302
    days = SpecialDay.objects.order_by("on").values_list("kind", "hours_of")
    assert list(days) == [("public", None), ("public", None), ("working", 0)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ends_on": "2026-06-07"}, "Working hours cannot end before they start."),
        ({"is_season": "on"}, "A season needs its last day."),
    ],
)
def test_hours_that_cannot_be_are_refused_in_a_sentence(
    typed: Sent, sentence: str, client: Client
) -> None:
    sent = {"calendar": make.calendar().pk, "name": "Ramadan", "starts_on": "2026-06-08"}
    sent |= {"stretches-TOTAL_FORMS": 0, "stretches-INITIAL_FORMS": 0}
    assert refused(client, page(HoursRule, "add"), sent | typed) == [sentence]
    season = {"is_season": "on", "ends_on": "2026-06-08"}
    assert post(client, page(HoursRule, "add"), sent | season) == 302
    assert HoursRule.objects.get(name="Ramadan").is_season


@pytest.fixture
def rule() -> HoursRule:
    """Make working hours of Monday from 08.00 to 12.00."""
    rule = HoursRule.objects.create(
        calendar=Calendar.objects.create(name="Kalender", is_default=True),
        name="Jam",
        starts_on=date(2026, 1, 1),
    )
    Stretch.objects.create(rule=rule, weekday=0, starts_at=time(8), ends_at=time(12))
    return rule


def stretch(rule: HoursRule, **typed: Any) -> Sent:
    """Return one more row of stretches: Monday afternoon."""
    row = {"weekday": 0, "starts_at": "13:00", "ends_at": "16:00", "rule": rule.pk}
    return row | typed


def worked(rule: HoursRule) -> int:
    """Return the working minutes of the Monday."""
    calendar = Calendar.objects.get(pk=rule.calendar_id)
    morning = make.MONDAY.replace(hour=0)
    return calendar.worktime().minutes(morning, morning + timedelta(hours=17))


def test_hours_are_added_and_counted(client: Client, rule: HoursRule) -> None:
    assert worked(rule) == 240
    sent = opened(client, rule)
    add_row(sent, "stretches", **stretch(rule))
    assert post(client, change_page(rule), sent) == 302
    assert worked(rule) == 420


def test_hours_sent_back_as_they_are_stay_as_they_are(client: Client, rule: HoursRule) -> None:
    before = all_rows()
    assert post(client, change_page(rule), opened(client, rule)) == 302
    assert all_rows() == before


OVERLAP = "Two stretches of work of one day overlap."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"starts_at": "11:59"}, OVERLAP),
        ({"starts_at": "07:00", "ends_at": "17:00"}, OVERLAP),
        ({"ends_at": "13:00"}, "Work cannot end before it starts."),
        ({"weekday": 7}, "Select a valid choice. 7 is not one of the available choices."),
        ({"starts_at": ""}, "This field is required."),
    ],
)
def test_stretch_that_cannot_be_is_refused_in_a_sentence(
    typed: Sent, sentence: str, client: Client, rule: HoursRule
) -> None:
    sent = opened(client, rule)
    add_row(sent, "stretches", **stretch(rule, **typed))
    assert refused(client, change_page(rule), sent) == [sentence]


def test_stretch_is_kept_to_the_whole_minute(client: Client, rule: HoursRule) -> None:
    """The clock counts whole minutes; the button Now types seconds."""
    sent = opened(client, rule)
    add_row(sent, "stretches", **stretch(rule, starts_at="13:00:59", ends_at="14:00:30"))
    assert post(client, change_page(rule), sent) == 302
    assert rule.stretches.filter(starts_at=time(13), ends_at=time(14)).count() == 1
    assert worked(rule) == 300


@pytest.mark.parametrize(
    "typed",
    [{"starts_at": "12:00"}, {"weekday": 1, "starts_at": "08:00"}],
)
def test_stretches_may_touch_and_lie_on_other_days(
    typed: Sent, client: Client, rule: HoursRule
) -> None:
    sent = opened(client, rule)
    add_row(sent, "stretches", **stretch(rule, **typed))
    assert post(client, change_page(rule), sent) == 302
    assert rule.stretches.count() == 2


def test_two_stretches_swap_their_times(client: Client, rule: HoursRule) -> None:
    Stretch.objects.create(rule=rule, weekday=0, starts_at=time(13), ends_at=time(16))
    sent = opened(client, rule)
    sent |= {"stretches-0-starts_at": "13:00", "stretches-0-ends_at": "16:00"}
    sent |= {"stretches-1-starts_at": "08:00", "stretches-1-ends_at": "12:00"}
    assert post(client, change_page(rule), sent) == 302
    assert worked(rule) == 420
    assert rule.stretches.count() == 2


def test_stretch_that_is_deleted_makes_room_for_another(client: Client, rule: HoursRule) -> None:
    sent = opened(client, rule) | {"stretches-0-DELETE": "on"}
    add_row(sent, "stretches", **stretch(rule, starts_at="07:00", ends_at="17:00"))
    assert post(client, change_page(rule), sent) == 302
    assert worked(rule) == 600


def test_last_working_hours_of_a_calendar_stay() -> None:
    client = make.client(make.administrator())
    rule = make.calendar().rules.get()
    path = f"/admin/workflow/hoursrule/{rule.pk}/delete/"
    assert client.post(path, {"post": "yes"}).status_code == 403
    other = HoursRule.objects.create(
        calendar=rule.calendar,
        name="Ramadan",
        starts_on="2027-02-08",
        ends_on="2027-03-09",
        is_season=True,
    )
    assert client.post(path, {"post": "yes"}).status_code == 302
    assert list(HoursRule.objects.all()) == [other]


@pytest.mark.parametrize(("documents", "told"), [(3, "3 documents"), (4, "More than 3;")])
def test_record_is_counted_up_to_a_bound(
    client: Client, monkeypatch: pytest.MonkeyPatch, documents: int, told: str
) -> None:
    monkeypatch.setattr(CappedPaginator, "most", 3)
    for _number in range(documents):
        make.document()
    text = client.get("/admin/workflow/document/").content.decode()
    assert told in " ".join(text.split())


@pytest.mark.parametrize(("offered", "is_there"), [(2, True), (3, False)])
def test_list_offers_no_filter_that_is_too_long_to_find_something_in(
    client: Client, monkeypatch: pytest.MonkeyPatch, offered: int, is_there: bool
) -> None:
    monkeypatch.setattr(deeds, "MOST_OFFERED", 2)
    for _number in range(offered):
        make.position()
    text = client.get("/admin/workflow/task/").content.decode()
    assert ("By position" in text) == is_there
