"""Pages of what a person was told."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.models import User
from tests import make
from workflow.models import MailChoice, Notice

pytestmark = pytest.mark.django_db


def told(count: int = 1, **fields: str) -> list[Notice]:
    """Tell one person of several documents."""
    version = make.version()
    staff = make.holder_of(version, "Staf")
    starter = make.holder_of(version, "Kepala")
    for _ in range(count):
        make.document(version, by=starter, subject=fields.get("subject", "Undangan rapat"))
    make.told()
    return list(Notice.objects.filter(user=staff).order_by("pk"))


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_bell_counts_what_is_unread_on_every_page() -> None:
    notices = told(2)
    client = make.client(notices[0].user)
    count = (
        '<span class="count-pill count-late">2<span class="visually-hidden"> unread</span></span>'
    )
    assert all(count in text(client, path) for path in ("/", "/documents/", "/notices/"))
    client.post(f"/notices/{notices[0].pk}/open/")
    assert '1<span class="visually-hidden"> unread' in text(client, "/")
    client.post("/notices/read/")
    assert " unread<" not in text(client, "/")


def test_bell_counts_no_further_than_99() -> None:
    (notice,) = told()
    assert notice.task is not None
    Notice.objects.bulk_create(
        Notice(
            user=notice.user,
            kind="late",
            document=notice.document,
            task=notice.task,
            due_at=make.wib(f"2026-06-{day:02} {hour:02}:00"),
            at=make.MONDAY,
        )
        for day in range(1, 26)
        for hour in range(4)
    )
    assert '99+<span class="visually-hidden"> unread' in text(make.client(notice.user), "/")


def test_notices_say_what_to_do_why_and_until_when() -> None:
    (notice,) = told()
    page = text(make.client(notice.user), "/notices/")
    assert notice.entry is not None
    for words in (
        "A task waits",
        "Mengetik surat",
        "Undangan rapat",
        f"{notice.entry.capacity} started the document.",
        "due: 9 June 2026 09:10 WIB",
        "Unread",
    ):
        assert words in page


def test_opening_a_notice_marks_it_as_read_and_leads_to_the_task() -> None:
    (notice,) = told()
    assert notice.task is not None
    response = make.client(notice.user).post(f"/notices/{notice.pk}/open/")
    assert (response.status_code, response["Location"]) == (302, f"/tasks/{notice.task.pk}/")
    notice.refresh_from_db()
    assert notice.read_at is not None
    first = notice.read_at
    make.client(notice.user).post(f"/notices/{notice.pk}/open/")
    notice.refresh_from_db()
    assert notice.read_at == first


def test_the_notice_of_an_end_leads_to_the_document() -> None:
    document = make.document()
    make.passed_on(document, "done", "yes")
    make.finished(document.tasks.open().get())
    make.told()
    notice = Notice.objects.get(user=document.started_by)
    response = make.client(notice.user).post(f"/notices/{notice.pk}/open/")
    assert response["Location"] == f"/documents/{document.pk}/"


def test_notices_of_others_are_not_there() -> None:
    (notice,) = told(subject="Sangat khusus")
    stranger = make.client(make.administrator())
    assert stranger.post(f"/notices/{notice.pk}/open/").status_code == 404
    assert "Sangat khusus" not in text(stranger, "/notices/")
    stranger.post("/notices/read/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_page_without_notices_says_when_there_will_be_some() -> None:
    assert "Nothing yet. You are told here when" in text(make.client(make.user()), "/notices/")


def test_notices_take_as_many_queries_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    clients = [make.client(told(count)[0].user) for count in (1, 3)]
    for client in clients:
        with django_assert_num_queries(10):
            client.get("/notices/")


def test_who_has_chosen_nothing_is_told_at_once_in_indonesian() -> None:
    page = text(make.client(make.user(email="a@example.go.id")), "/notices/email/")
    assert "E-mails go to a@example.go.id" in page
    chosen = make.client(make.user()).get("/notices/email/").context["form"]
    assert [chosen[name].value() for name in ("frequency", "language")] == ["at_once", "id"]
    assert '<option value="id" selected>' in page
    assert "There is no e-mail address" in text(make.client(make.user()), "/notices/email/")


def test_a_choice_of_emails_is_kept_and_may_be_changed() -> None:
    user = make.user()
    client = make.client(user)
    for frequency, language in (("daily", "en"), ("required", "id")):
        sent = {"frequency": frequency, "language": language}
        assert client.post("/notices/email/", sent).status_code == 302
        chosen = MailChoice.objects.get(user=user)
        assert (chosen.frequency, chosen.language) == (frequency, language)


@pytest.mark.parametrize("sent", [{}, {"frequency": "never"}, {"frequency": "daily"}])
def test_a_choice_that_there_is_not_is_refused_on_the_same_page(sent: dict[str, str]) -> None:
    user = make.user()
    assert make.client(user).post("/notices/email/", sent).status_code == 422
    assert not MailChoice.objects.exists()
    assert User.objects.filter(pk=user.pk, mail_choice=None).exists()
