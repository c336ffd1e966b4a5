"""What is looked for again and again: kept, named, shared with a position, forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.doers import Doer
from tests import make
from tests.refusals import refused
from workflow import actions
from workflow.models import SavedFilter

pytestmark = pytest.mark.django_db


def test_filter_is_kept_from_the_list_without_what_the_list_does_not_know() -> None:
    someone = make.user()
    query = "words=rapat&state=&after=7&evil=1&late=on"
    response = make.client(someone).post(
        "/documents/filters/save/", {"name": " Rapat ", "query": query}
    )
    assert (response.status_code, response["Location"]) == (302, "/documents/filters/")
    saved = SavedFilter.objects.get()
    assert (saved.owner, saved.name, saved.query) == (someone, "Rapat", "words=rapat&late=on")
    text = make.client(someone).get("/documents/").content.decode()
    assert 'href="?words=rapat&amp;late=on">Rapat</a>' in text


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"name": "", "query": "late=on"}, 422, "This field is required."),
        ({"name": "Terlambat", "query": "late=on"}, 409, "There is a filter of that name"),
        ({"name": "Lain", "query": "evil=1"}, 422, "Look for something first"),
    ],
)
def test_filter_is_not_kept_when_something_is_missing(
    typed: dict[str, str], status: int, said: str
) -> None:
    saved = make.saved_filter()
    response = make.client(saved.owner).post("/documents/filters/save/", typed)
    assert response.status_code == status
    assert said in response.content.decode()
    assert SavedFilter.objects.get() == saved


def test_shared_filter_shows_to_those_who_hold_the_position_today() -> None:
    position, today = make.position(), timezone.localdate()
    owner, holder, former = make.holder(position), make.holder(position), make.user()
    make.appointment(former, position, ends_on=today - timedelta(days=1))
    people = [owner, holder, former, make.administrator(), make.user()]
    saved = make.saved_filter(by=owner)
    seen = [SavedFilter.objects.visible_to(each, on=today).count() for each in people]
    assert seen == [1, 0, 0, 0, 0]
    actions.share_filter(saved, by=Doer(owner, timezone.now()), position=position)
    seen = [SavedFilter.objects.visible_to(each, on=today).count() for each in people]
    assert seen == [1, 1, 0, 1, 0]
    assert "Terlambat" in make.client(holder).get("/documents/").content.decode()
    actions.share_filter(saved, by=Doer(owner, timezone.now()), position=None)
    seen = [SavedFilter.objects.visible_to(each, on=today).count() for each in people]
    assert seen == [1, 0, 0, 0, 0]


def test_filter_is_shared_by_a_holder_or_an_administrator_alone() -> None:
    position, saved = make.position("Arsiparis"), make.saved_filter()
    assert (
        refused(
            lambda: actions.share_filter(
                saved, by=Doer(saved.owner, timezone.now()), position=position
            )
        )
        == "Anda tidak memangku jabatan Arsiparis."
    )
    boss = make.administrator()
    shared = actions.share_filter(saved, by=Doer(boss, timezone.now()), position=position)
    assert shared.position == position


def test_filter_is_changed_by_its_owner_or_an_administrator_alone() -> None:
    position = make.position()
    owner, holder = make.user(name="Pemilik"), make.holder(position)
    saved = make.saved_filter(by=owner)
    actions.share_filter(saved, by=Doer(make.administrator(), timezone.now()), position=position)
    for address in ("rename", "share", "delete"):
        response = make.client(holder).post(
            f"/documents/filters/{saved.pk}/{address}/", {"name": "B"}
        )
        assert response.status_code == 409
        assert "This filter is Pemilik&#x27;s." in response.content.decode()
    assert (
        make.client(owner)
        .post(f"/documents/filters/{saved.pk}/rename/", {"name": "Baru"})
        .status_code
        == 302
    )
    assert SavedFilter.objects.get().name == "Baru"
    assert make.client(owner).post(f"/documents/filters/{saved.pk}/delete/").status_code == 302
    assert SavedFilter.objects.count() == 0


def test_filter_that_was_deleted_is_not_deleted_again() -> None:
    saved = make.saved_filter()
    actions.delete_filter(saved, by=Doer(saved.owner, make.MONDAY))
    sentence = refused(lambda: actions.delete_filter(saved, by=Doer(saved.owner, make.MONDAY)))
    assert sentence == "Filter ini sudah dihapus."


def test_filter_may_keep_its_name_but_not_take_another_ones() -> None:
    saved = make.saved_filter("A")
    make.saved_filter("B", by=saved.owner)
    assert actions.rename_filter(saved, by=Doer(saved.owner, make.MONDAY), name="A").name == "A"
    assert (
        refused(lambda: actions.rename_filter(saved, by=Doer(saved.owner, make.MONDAY), name=" B "))
        == "Filter dengan nama itu sudah ada."
    )
    assert (
        refused(lambda: actions.rename_filter(saved, by=Doer(saved.owner, make.MONDAY), name=" "))
        == "Beri nama."
    )


def test_page_of_filters_needs_the_same_queries_for_one_as_for_three() -> None:
    position = make.position()
    someone = make.holder(position)
    client, counts = make.client(someone), []
    assert "There is none yet." in client.get("/documents/filters/").content.decode()
    for number in range(3):
        saved = make.saved_filter(f"F{number}", by=someone)
        actions.share_filter(saved, by=Doer(someone, timezone.now()), position=position)
        with CaptureQueriesContext(connection) as queries:
            text = client.get("/documents/filters/").content.decode()
        counts.append(len(queries))
    assert text.count("Delete this filter") == 3
    assert counts == [counts[0]] * 3
