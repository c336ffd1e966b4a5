"""The list of documents: what is looked for, in which order, page by page, taken away as XLSX."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from people.doers import Doer
from people.models import User
from procedures.models import Version
from tests import make
from workflow import actions
from workflow.models import Document
from workflow.models.finding import ORDERS
from workflow.transition.contents import Contents
from workflow.views import finding

pytestmark = pytest.mark.django_db


def subjects(client: Client, query: str = "") -> list[str]:
    """Return the subjects that the list shows, in its order."""
    text = client.get(f"/documents/{query}").content.decode()
    return re.findall(r'class="row-title"\s+href="[^"]+">([^<]*)<', text)


def rows(client: Client, query: str = "") -> list[tuple[object, ...]]:
    """Return the rows of the list as XLSX."""
    response = client.get(f"/documents/list.xlsx{query}")
    raw = b"".join(response)
    return list(load_workbook(BytesIO(raw)).worksheets[0].iter_rows(values_only=True))


class Office:
    """Four documents of one SOP: new, at its second step, returned, finished, and one beside."""

    def __init__(self) -> None:
        self.version: Version = make.version(code="A-1")
        self.other: Version = make.version(code="B-1")
        self.staff: User = make.holder_of(self.version, "Staf")
        self.boss: User = make.supervisor()
        self.client = make.client(self.boss)
        self.add("baru", days=4)
        self.taken = make.taken(self.add("kedua", "done", days=3).tasks.open().get())
        self.add("kembali", "done", "no", days=2)
        self.add("selesai", "done", "yes", days=1)
        make.finished(Document.objects.get(subject="selesai").tasks.open().get())
        make.document(
            self.other, subject="asing", sensitivity="urgent", at=make.MONDAY - timedelta(days=1)
        )

    def add(self, subject: str, *answers: str, days: int) -> Document:
        at = make.MONDAY + timedelta(days=days)
        document = make.document(self.version, by=self.staff, subject=subject, at=at)
        if answers:
            make.passed_on(document, *answers, at=at)
        return document


@pytest.fixture
def office() -> Office:
    return Office()


def test_documents_are_found_by_each_thing_that_is_looked_for(office: Office) -> None:
    analyst = make.position_of(office.version, "Analis").pk
    staff = office.staff.pk
    holder = office.taken.taken_by_id
    expected = {
        "": ["baru", "kedua", "kembali", "selesai", "asing"],
        "?words=KEM": ["kembali"],
        "?sop=B-1": ["asing"],
        "?state=finished": ["selesai"],
        "?sop=A-1&step=1": ["baru", "kembali"],
        "?sop=A-1&step=2": ["kedua"],
        f"?position={analyst}": ["kedua"],
        f"?person={holder}": ["kedua"],
        f"?person={staff}": [],
        f"?person={staff}&part=started": ["baru", "kedua", "kembali", "selesai"],
        f"?person={holder}&part=acted": ["kedua"],
        "?since=2026-06-11": ["baru", "kedua"],
        "?since=2026-06-10&until=2026-06-10": ["kembali"],
        "?until=2026-06-07": ["asing"],
        "?since=0001-01-01&until=9999-12-31": ["baru", "kedua", "kembali", "selesai", "asing"],
        "?until=0001-01-01": [],
        "?since=9999-12-31": [],
        "?moment=finished&since=2026-06-09&until=2026-06-09": ["selesai"],
        "?moment=finished&since=2026-06-10": [],
        "?sensitivity=urgent": ["asing"],
        "?returned=on": ["kembali"],
        "?words=k&returned=on&state=running": ["kembali"],
    }
    found = {query: sorted(subjects(office.client, query)) for query in expected}
    assert found == {query: sorted(names) for query, names in expected.items()}


def test_documents_of_an_sop_are_those_of_all_its_versions(office: Office) -> None:
    make.document(make.revised(office.version), subject="sesudah revisi")
    found = sorted(subjects(office.client, "?sop=A-1"))
    assert found == ["baru", "kedua", "kembali", "selesai", "sesudah revisi"]


def test_documents_behind_their_deadline_are_found(office: Office) -> None:
    Document.objects.get(subject="baru").tasks.update(due_at=timezone.now() - timedelta(minutes=1))
    for subject in ("kedua", "kembali", "asing"):
        tasks = Document.objects.get(subject=subject).tasks.open()
        tasks.update(due_at=timezone.now() + timedelta(days=1))
    assert subjects(office.client, "?late=on") == ["baru"]


def test_documents_come_in_the_order_that_is_asked_for(office: Office) -> None:
    for days, subject in enumerate(("kembali", "asing", "baru")):
        tasks = Document.objects.get(subject=subject).tasks.open()
        tasks.update(due_at=make.MONDAY + timedelta(days=days))
    Document.objects.get(subject="kedua").tasks.open().update(due_at=None)
    expected = {
        "?order=newest": ["baru", "kedua", "kembali", "selesai", "asing"],
        "?order=oldest": ["asing", "selesai", "kembali", "kedua", "baru"],
        "?order=deadline": ["kembali", "asing", "baru"],
        "?order=subject": ["asing", "baru", "kedua", "kembali", "selesai"],
        "?order=sop": ["baru", "kedua", "kembali", "asing"],
        "?order=nonsense": ["baru", "kedua", "kembali", "selesai", "asing"],
    }
    assert {query: subjects(office.client, query) for query in expected} == expected


@pytest.mark.parametrize("order", ORDERS)
def test_pages_hold_each_document_once(
    office: Office, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Document.objects.filter(state="running").first()
    for each in Document.objects.filter(state="running"):
        each.tasks.open().update(due_at=make.MONDAY)
    whole = subjects(office.client, f"?order={order}")
    monkeypatch.setattr(finding, "PER_PAGE", 2)
    address, seen = f"/documents/?order={order}", []
    while address:
        text = office.client.get(address).content.decode()
        seen += re.findall(r'class="row-title"\s+href="[^"]+">([^<]*)<', text)
        further = re.search(r'href="(\?[^"]*after=[0-9]+)"', text)
        address = f"/documents/{unescape(further[1])}" if further else ""
    assert seen == whole
    assert len(seen) == (4 if order in {"deadline", "sop"} else 5)


@pytest.mark.parametrize("order", ORDERS)
def test_page_goes_on_behind_a_document_that_has_left_what_is_looked_for(
    office: Office, order: str
) -> None:
    for days, each in enumerate(Document.objects.filter(state="running").order_by("-subject")):
        each.tasks.open().update(due_at=make.MONDAY + timedelta(days=days))
    query = f"?state=running&order={order}"
    whole = subjects(office.client, query)
    left = Document.objects.get(subject=whole[1])
    actions.cancel_document(left, by=Doer(left.started_by, make.MONDAY), reason="Ganda")
    assert subjects(office.client, f"{query}&after={left.pk}") == whole[2:]


def test_page_behind_a_secret_document_does_not_tell_where_that_stands(office: Office) -> None:
    secret = make.document(office.other, subject="mengapa", sensitivity="secret", at=make.MONDAY)
    reader = make.client(make.holder_of(office.version, "Staf"))
    whole = subjects(reader, "?order=subject")
    assert subjects(reader, f"?order=subject&after={secret.pk}") == whole


def test_page_behind_a_document_that_is_not_there_is_the_first(office: Office) -> None:
    whole = subjects(office.client)
    for after in ("0", "999999", "x", "-1", "9" * 30, "%00", "\u0661"):
        assert subjects(office.client, f"?after={after}") == whole


def chips_of(client: Client, query: str) -> list[tuple[str, str]]:
    """Return what the page says is looked for, each with the query without it."""
    text = client.get(f"/documents/{query}").content.decode()
    return re.findall(r'class="chip" href="\?([^"]*)">\s*([^<]*?)\s*<span', text)


def test_each_thing_looked_for_is_a_chip_that_takes_it_away(office: Office) -> None:
    query = "?words=k&sop=A-1&step=1&since=2026-06-10&returned=on&order=oldest&state="
    chips = chips_of(office.client, query)
    rest = ["words=k", "sop=A-1", "step=1", "since=2026-06-10", "returned=on", "order=oldest"]
    without = {
        "Words: k": ["words=k"],
        "SOP: A-1": ["sop=A-1", "step=1"],
        "Waits at the step: 1. Mengetik surat": ["step=1"],
        "Started from: 10 June 2026": ["since=2026-06-10"],
        "Came back at least once": ["returned=on"],
    }
    said = {unescape(chip): sorted(unescape(query).split("&")) for query, chip in chips}
    assert said == {
        chip: sorted(each for each in rest if each not in gone) for chip, gone in without.items()
    }


def test_order_that_leaves_documents_out_is_a_chip_too(office: Office) -> None:
    chips = {order: chips_of(office.client, f"?order={order}") for order in ORDERS}
    assert chips == {
        "newest": [],
        "oldest": [],
        "deadline": [("", "Order: The nearest deadline first (only those that have one)")],
        "subject": [],
        "sop": [("", "Order: By SOP (only those under way)")],
    }


def test_link_to_what_is_gone_shows_the_rest_and_says_so(office: Office) -> None:
    query = "?words=k&sop=GONE&step=9&position=0&person=0&sensitivity=x&since=2026-99-99"
    response = office.client.get(f"/documents/{query}")
    assert response.status_code == 200
    assert subjects(office.client, query) == ["kedua", "kembali"]
    assert "Select a valid choice." in response.content.decode()
    assert office.client.get("/documents/?sop=%00&step=%00&person=%00").status_code == 200


def test_nothing_found_says_what_to_do(office: Office) -> None:
    text = office.client.get("/documents/?words=zzz").content.decode()
    assert "Take away one of the things that are looked for" in text
    nobody = make.client(make.user()).get("/documents/").content.decode()
    assert "There is no document yet that you may see." in nobody


def test_htmx_gets_the_list_alone_and_the_steps_of_another_sop(office: Office) -> None:
    htmx = {"HX-Request": "true"}
    part = office.client.get("/documents/?words=k&state=", headers=htmx)
    text = part.content.decode()
    assert ("<html" in text, 'id="id_words"' in text, ">kedua<" in text) == (False, False, True)
    assert part["HX-Push-Url"] == "/documents/?words=k"
    assert "HX-Request" in part["Vary"]
    text = office.client.get("/documents/?sop=A-1", headers=htmx).content.decode()
    assert 'id="find-step" hx-swap-oob="true"' in text
    assert "2. Memeriksa surat" in text
    restored = {**htmx, "HX-History-Restore-Request": "true"}
    assert "<html" in office.client.get("/documents/", headers=restored).content.decode()


def test_list_needs_the_same_queries_for_one_row_as_for_three() -> None:
    version = make.version(code="A-1")
    staff = make.holder_of(version, "Staf")
    client = make.client(staff)
    query = f"?words=undangan&sop=A-1&step=1&person={staff.pk}&part=acted&since=2020-01-01"
    counts = []
    for _ in range(3):
        make.taken(make.document(version, by=staff).tasks.get(), by=staff)
        with CaptureQueriesContext(connection) as queries:
            found = subjects(client, query)
        with CaptureQueriesContext(connection) as xlsx:
            written = rows(client, query)
        counts.append((len(queries), len(xlsx)))
    assert (len(found), len(written)) == (3, 4)
    assert counts == [counts[0]] * 3


# XLSX


def test_xlsx_holds_the_rows_of_the_list_in_its_order(office: Office) -> None:
    for query in ("", "?order=subject", "?words=k&order=oldest", "?returned=on"):
        assert [row[0] for row in rows(office.client, query)[1:]] == subjects(office.client, query)
    assert [row[0] for row in rows(office.client, "?words=zzz")] == ["Subject"]


def test_xlsx_holds_what_a_person_may_see_and_nothing_else(office: Office) -> None:
    make.document(office.version, subject="gelap", sensitivity="secret", by=office.staff)
    chief = make.client(make.holder_of(office.version, "Kepala"))
    assert "gelap" in {row[0] for row in rows(office.client)}
    assert sorted(str(row[0]) for row in rows(chief)[1:]) == sorted(
        ["baru", "kedua", "kembali", "selesai"]
    )


def test_xlsx_is_printed_across_one_landscape_page_with_its_headings(office: Office) -> None:
    raw = b"".join(office.client.get("/documents/list.xlsx"))
    sheet = load_workbook(BytesIO(raw)).worksheets[0]
    page = sheet.sheet_properties.pageSetUpPr
    assert (sheet.print_title_rows, page and page.fitToPage) == ("$1:$1", True)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_xlsx_has_moments_in_the_zone_of_the_office() -> None:
    version = make.version(code="A-1")
    at = make.wib("2026-06-08 09:00")
    make.document(version, at=at)
    heading, row = rows(make.client(make.supervisor()))
    facts = dict(zip(heading, row, strict=True))
    assert facts["Started"] == datetime(2026, 6, 8, 9, 0)  # noqa: DTZ001
    assert (facts["SOP"], facts["Step"], facts["Finished"]) == ("A-1", "1. Mengetik surat", None)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+62", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "＝1", " =1", "Surat = 1"],
)
def test_xlsx_keeps_text_as_text_whatever_it_begins_with(text: str) -> None:
    document = make.document(subject=text)
    raw = b"".join(make.client(document.started_by).get("/documents/list.xlsx"))
    cell = load_workbook(BytesIO(raw)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", text != "Surat = 1")


def test_xlsx_leaves_out_what_no_xlsx_can_hold() -> None:
    version = make.version()
    staff = make.holder_of(version, "Staf")
    actions.start_document(version, by=Doer(staff, make.MONDAY), contents=Contents("a\x07b"))
    assert [row[0] for row in rows(make.client(staff))[1:]] == ["ab"]


@pytest.mark.parametrize(("most", "is_said"), [(4, True), (5, False)])
def test_xlsx_says_when_there_are_more_rows_than_it_holds(
    office: Office, most: int, is_said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow.exchange.lists.MOST_ROWS", most)
    raw = b"".join(office.client.get("/documents/list.xlsx?order=oldest"))
    sheets = load_workbook(BytesIO(raw)).worksheets
    about = [str(row[0]) for row in sheets[1].iter_rows(values_only=True)]
    assert sheets[0].max_row == most + 1
    assert any("There are more: a list holds at most" in line for line in about) == is_said
