from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from people.doers import Operator
from people.models import User
from procedures import actions
from procedures.definition import Definition, Row
from procedures.forms.editing.widgets import MOST_LISTED
from procedures.models import Actor, Procedure, Requirement, Step, Version, VersionEntry
from tests import make
from tests.constraints import change
from tests.pages import (
    Sent,
    act,
    add_row,
    change_page,
    errors_of,
    filled_in,
    messages_of,
    page,
    post,
    registered,
    signed_in,
)
from tests.rows import all_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def administrator() -> User:
    return make.administrator()


@pytest.fixture
def client(administrator: User) -> Client:
    return signed_in(administrator)


@pytest.fixture
def draft() -> Version:
    """Make a draft A, B, C, D: Tidak of C leads to A, D goes back to B."""
    return make.draft(
        [
            Row("A", "Staf", needs=("ATK", "Komputer"), time="10 menit"),
            Row("B", "Staf", participants=("Kepala",)),
            Row("C", "Kepala", no=make.to(1)),
            Row("D", "Staf", yes=make.to(2)),
        ]
    )


def branches(version: Version) -> list[tuple[int, str, int | None, int | None]]:
    """Return number and activity of each step, and the numbers of the steps its exits name."""
    found = version.steps.order_by("number").values_list(
        "number", "activity", "way_step__number", "no_way_step__number"
    )
    return list(found)


def opened(client: Client, version: Version) -> Sent:
    """Open a version's page and return what the browser would send back."""
    return filled_in(client.get(change_page(version)))


def saved(client: Client, version: Version, sent: Sent) -> None:
    """Send a draft's page and see that it was taken."""
    response = client.post(change_page(version), sent)
    assert response.status_code == 302, errors_of(response)
    connection.check_constraints()


def refused(client: Client, version: Version, sent: Sent) -> list[str]:
    """Send a draft's page, see that no row changed, and return the sentences of the form."""
    before = all_rows()
    response = client.post(change_page(version), sent)
    assert response.status_code == 200
    assert all_rows() == before
    return errors_of(response)


def test_every_page_opens_for_an_administrator(client: Client, draft: Version) -> None:
    make.version()
    for model in registered("procedures"):
        for name in ("changelist", "add"):
            assert client.get(page(model, name)).status_code == 200
        for thing in model._default_manager.all():
            for name in ("change", "history"):
                assert client.get(page(model, name, thing.pk)).status_code == 200
    assert {model.__name__ for model in registered("procedures")} == {"Procedure", "Version"}
    assert client.get(page(Version, "delete", draft.pk)).status_code == 200
    assert client.get(page(Version, "changelist"), {"q": "surat"}).status_code == 200


@pytest.mark.parametrize(("kind", "of"), [("editor", "elsewhere"), ("supervisor", "here")])
def test_nobody_else_opens_a_page(kind: str, of: str, draft: Version) -> None:
    unit = draft.procedure.unit if of == "here" else make.unit()
    stranger = signed_in(make.may(kind, of=unit))
    before = all_rows()
    pages = [
        change_page(draft),
        page(Version, "delete", draft.pk),
        change_page(draft.procedure),
    ]
    for address in pages:
        assert stranger.get(address).status_code in {302, 403}
        assert stranger.post(address, {"title": "Lain", "post": "yes"}).status_code in {302, 403}
    act(stranger, "put_in_force", draft)
    assert all_rows() == before


def frozen_version(state: str) -> Version:
    version = make.version()
    if state != "in_force":
        change(version, state=state, ended_at=make.MONDAY, ended_because="Usang")
    return Version.objects.get(pk=version.pk)


FROZEN = pytest.mark.parametrize("state", ["in_force", "replaced", "revoked"])


@FROZEN
def test_frozen_version_is_only_shown(state: str, client: Client) -> None:
    version = frozen_version(state)
    response = client.get(change_page(version))
    assert "Membuat surat" in response.content.decode()
    assert not response.context["has_change_permission"]
    assert not any(
        inline.has_change_permission or inline.has_add_permission or inline.has_delete_permission
        for inline in response.context["inline_admin_formsets"]
    )


@FROZEN
def test_frozen_version_refuses_a_form_made_by_hand(
    state: str, client: Client, draft: Version
) -> None:
    version = frozen_version(state)
    sent = opened(client, draft)
    for prefix, found in (("actors", version.actors), ("steps", version.steps)):
        for index, key in enumerate(found.values_list("pk", flat=True)):
            sent |= {f"{prefix}-{index}-id": key, f"{prefix}-{index}-version": version.pk}
            sent[f"{prefix}-{index}-DELETE"] = "on"
    before = all_rows()
    assert post(client, change_page(version), sent) == 403
    assert all_rows() == before


@FROZEN
def test_frozen_version_is_not_deleted(state: str, client: Client) -> None:
    version = frozen_version(state)
    before = all_rows()
    assert client.get(page(Version, "delete", version.pk)).status_code == 403
    sent = {"post": "yes"}
    assert post(client, page(Version, "delete", version.pk), sent) == 403
    act(client, "delete_selected", version, post="yes")
    assert all_rows() == before


def test_draft_that_was_put_in_force_meanwhile_is_not_changed(
    client: Client, draft: Version
) -> None:
    version = make.draft()
    sent = opened(client, version) | {"title": "Lain", "steps-0-activity": "Lain"}
    make.calendar()
    actions.put_version_in_force(version, by=Operator(make.MONDAY))
    before = all_rows()
    assert post(client, change_page(version), sent) == 403
    assert all_rows() == before


def rows_of(version: Version) -> list[object]:
    """Return every row of a version's table as it is stored."""
    steps = version.steps.order_by("pk")
    return [
        list(steps.values()),
        list(steps.values_list("requirements", "requirements__text").order_by("requirements")),
        list(steps.values_list("pk", "participants").order_by("pk", "participants")),
        list(version.actors.order_by("pk").values()),
    ]


@pytest.mark.parametrize("prefix", ["steps", "actors"])
def test_rows_of_a_frozen_version_are_not_changed_through_a_drafts_page(
    prefix: str, client: Client, draft: Version
) -> None:
    frozen = make.version()
    key = (frozen.steps if prefix == "steps" else frozen.actors).values_list("pk", flat=True)[0]
    sent = opened(client, draft)
    sent |= {f"{prefix}-0-id": key, f"{prefix}-0-activity": "Lain", f"{prefix}-0-name": "Lain"}
    before = rows_of(frozen)
    for more in ({}, {f"{prefix}-0-version": frozen.pk}, {f"{prefix}-0-DELETE": "on"}):
        client.post(change_page(draft), sent | more)
        assert rows_of(frozen) == before


def test_draft_points_to_its_own_columns_and_steps_alone(client: Client, draft: Version) -> None:
    other = make.draft()
    column, step = other.actors.all()[0].pk, other.steps.all()[0].pk
    wrong = {
        "steps-0-actor": column,
        "steps-0-participants": [column],
        "end_actor": column,
        "steps-3-yes_to": f"step {step}",
        "steps-2-no_to": 99,
    }
    for name, key in wrong.items():
        sentences = refused(client, draft, opened(client, draft) | {name: key})
        assert len(sentences) == 1
        assert "not one of the available choices" in sentences[0]


def test_state_and_revision_are_not_typed(client: Client, draft: Version) -> None:
    typed = {"state": "in_force", "revision": 9, "put_in_force_at": "2026-06-08", "title": "Lain"}
    saved(client, draft, opened(client, draft) | typed)
    draft.refresh_from_db()
    facts = (draft.title, draft.state, draft.revision, draft.put_in_force_at)
    assert facts == ("Lain", "draft", 1, None)


def test_draft_stays_with_its_procedure(client: Client, draft: Version) -> None:
    other = Procedure.objects.create(code="LAIN", unit=make.unit())
    before = draft.procedure
    saved(client, draft, opened(client, draft) | {"procedure": other.pk})
    draft.refresh_from_db()
    assert draft.procedure == before


def test_procedure_with_versions_is_not_deleted(client: Client) -> None:
    procedure = make.version().procedure
    before = all_rows()
    client.post(page(Procedure, "delete", procedure.pk), {"post": "yes"})
    act(client, "delete_selected", procedure, post="yes")
    assert all_rows() == before
    client.post(change_page(procedure), {"code": "LAIN", "unit": make.unit().pk})
    procedure.refresh_from_db()
    assert procedure.code != "LAIN"


@pytest.mark.looks
@pytest.mark.parametrize("language", ["id", "en"])
def test_page_sent_back_as_it_is_changes_nothing(
    language: str, client: Client, draft: Version, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = language
    change(draft, made_on=date(2026, 6, 8), legal_basis="1. UU\n2. PP")
    change(draft.steps.get(number=1), standard_text="1.500 menit", standard_minutes=1500)
    before = all_rows()
    sent = opened(client, draft)
    saved(client, draft, sent)
    saved(client, draft, sent | {"steps-0-needs": sent["steps-0-needs"].replace("\n", "\r\n")})
    assert all_rows() == before


def test_identity_block_is_edited(client: Client, draft: Version) -> None:
    typed = {
        "title": "Membuat surat dinas",
        "number": "067/SOP/2026",
        "made_on": "2026-06-08",
        "effective_on": "2026-07-01",
        "approver_title": "Kepala SKPD",
        "approver_capacity": "plh",
        "approver_name": "Siti",
        "legal_basis": "1. UU 30/2014\n2. PermenPAN-RB 35/2012",
        "capsules": "own_rows",
        "end_actor": draft.actors.get(name="Kepala").pk,
    }
    saved(client, draft, opened(client, draft) | typed)
    draft.refresh_from_db()
    assert (draft.title, draft.number) == ("Membuat surat dinas", "067/SOP/2026")
    assert (draft.made_on, draft.effective_on) == (date(2026, 6, 8), date(2026, 7, 1))
    assert (draft.approver, draft.approver_name) == ("Plh. Kepala SKPD", "Siti")
    assert draft.legal_basis.splitlines() == ["1. UU 30/2014", "2. PermenPAN-RB 35/2012"]
    assert (draft.capsules, str(draft.end_actor)) == ("own_rows", "Kepala")


def test_columns_are_added_renamed_and_moved(client: Client, draft: Version) -> None:
    sent = opened(client, draft)
    position = make.position("Arsiparis")
    add_row(sent, "actors", order=1, name="Arsiparis", position=position.pk, version=draft.pk)
    sent |= {"actors-0-name": "Staf Umum", "actors-0-order": 3, "actors-1-order": 2}
    saved(client, draft, sent)
    names = [actor.name for actor in draft.actors.all()]
    assert names == ["Arsiparis", "Kepala", "Staf Umum"]
    assert draft.steps.get(number=1).actor == draft.actors.get(name="Staf Umum")


def columns_of(version: Version) -> list[tuple[int, str]]:
    return list(version.actors.order_by("order").values_list("order", "name"))


def test_columns_are_put_in_order_by_their_numbers(client: Client, draft: Version) -> None:
    assert columns_of(draft) == [(1, "Staf"), (2, "Kepala")]
    saved(client, draft, opened(client, draft) | {"actors-1-order": 1})
    assert columns_of(draft) == [(1, "Kepala"), (2, "Staf")]
    saved(client, draft, opened(client, draft) | {"actors-0-order": 30000, "actors-1-order": 400})
    assert columns_of(draft) == [(1, "Staf"), (2, "Kepala")]


@pytest.mark.parametrize("number", ["", None])
def test_column_without_a_number_stays_below_those_above(
    number: str | None, client: Client, draft: Version
) -> None:
    sent = opened(client, draft)
    add_row(sent, "actors", name="Arsiparis", version=draft.pk)
    sent |= {"actors-0-order": 7, "actors-1-order": number}
    saved(client, draft, {name: value for name, value in sent.items() if value is not None})
    assert columns_of(draft) == [(1, "Staf"), (2, "Kepala"), (3, "Arsiparis")]


@pytest.mark.looks
def test_numbers_of_a_page_have_fields_that_are_seen(client: Client, draft: Version) -> None:
    response = client.get(change_page(draft))
    for inline in response.context["inline_admin_formsets"]:
        field = inline.formset.empty_form[inline.formset.numbered_by]
        assert (field.is_hidden, field.field.required, field.value()) == (False, False, None)


@pytest.mark.parametrize("number", ["-1", "40000", "9" * 30, "x"])
@pytest.mark.parametrize("name", ["actors-0-order", "steps-0-number"])
def test_number_that_no_row_can_have_is_refused(
    name: str, number: str, client: Client, draft: Version
) -> None:
    assert len(refused(client, draft, opened(client, draft) | {name: number})) == 1


def test_two_columns_of_one_heading_are_refused(client: Client, draft: Version) -> None:
    sentences = refused(client, draft, opened(client, draft) | {"actors-1-name": "Staf"})
    assert len(sentences) >= 1


def test_two_columns_swap_their_headings(client: Client, draft: Version) -> None:
    columns = {actor.name: actor.pk for actor in draft.actors.all()}
    swapped = {"actors-0-name": "Kepala", "actors-1-name": "Staf"}
    saved(client, draft, opened(client, draft) | swapped)
    after = {actor.name: actor.pk for actor in draft.actors.all()}
    assert after == {"Kepala": columns["Staf"], "Staf": columns["Kepala"]}


def test_column_takes_the_heading_of_one_that_goes(client: Client, draft: Version) -> None:
    sent = opened(client, draft) | {"actors-0-DELETE": "on", "actors-1-name": "Staf"}
    saved(client, draft, sent)
    assert [actor.name for actor in draft.actors.all()] == ["Staf"]


def test_many_steps_of_many_participants_are_saved(client: Client) -> None:
    names = [f"Pelaksana {number}" for number in range(1, 13)]
    row = Row("Memeriksa", names[0], participants=tuple(names[1:]))
    draft = make.draft([*[row] * 59, Row("Mengirim", names[0])])
    saved(client, draft, opened(client, draft) | {"steps-59-activity": "Mengarsipkan"})
    assert draft.steps.get(number=60).activity == "Mengarsipkan"
    assert draft.steps.get(number=1).participants.count() == 11


def test_steps_are_moved_and_keep_their_branches(client: Client, draft: Version) -> None:
    order = {"steps-0-number": 4, "steps-1-number": 1, "steps-2-number": 2, "steps-3-number": 3}
    saved(client, draft, opened(client, draft) | order)
    assert branches(draft) == [
        (1, "B", None, None),
        (2, "C", None, 4),
        (3, "D", 1, None),
        (4, "A", None, None),
    ]
    assert [str(p) for p in draft.steps.get(number=1).participants.all()] == ["Kepala"]
    needs = [each.text for each in draft.steps.get(number=4).requirements.all()]
    assert needs == ["ATK", "Komputer"]


def test_step_is_added_between_others(client: Client, draft: Version) -> None:
    sent = opened(client, draft)
    staff = draft.actors.get(name="Staf").pk
    head = draft.actors.get(name="Kepala").pk
    sent |= {"steps-1-number": 3, "steps-2-number": 4, "steps-3-number": 5}
    add_row(
        sent,
        "steps",
        number=2,
        activity="Baru",
        actor=staff,
        participants=[head],
        needs="Kertas\n\n  Tinta  \n",
        standard_text="5-10 menit",
        yes_to="next",
        no_to="end",
        yes_label="Ya",
        no_label="Tidak",
        version=draft.pk,
    )
    saved(client, draft, sent)
    assert branches(draft) == [
        (1, "A", None, None),
        (2, "Baru", None, None),
        (3, "B", None, None),
        (4, "C", None, 1),
        (5, "D", 3, None),
    ]
    new = draft.steps.get(number=2)
    assert (new.standard_text, new.standard_minutes, new.standard_unit) == (
        "5-10 menit",
        10,
        "minute",
    )
    assert [each.text for each in new.requirements.all()] == ["Kertas", "Tinta"]
    assert [str(each) for each in new.participants.all()] == ["Kepala"]


def test_step_is_deleted_and_the_branch_to_it_is_missing(client: Client, draft: Version) -> None:
    saved(client, draft, opened(client, draft) | {"steps-0-DELETE": "on"})
    assert branches(draft) == [(1, "B", None, None), (2, "C", None, None), (3, "D", 1, None)]
    assert "Step 2: an exit leads nowhere." in actions.faults_of(draft)
    assert not Requirement.objects.exists()


def test_step_is_deleted_while_the_one_that_leads_to_it_is_changed(
    client: Client, draft: Version
) -> None:
    sent = opened(client, draft) | {"steps-0-DELETE": "on", "steps-2-activity": "C lagi"}
    saved(client, draft, sent)
    assert branches(draft) == [(1, "B", None, None), (2, "C lagi", None, None), (3, "D", 1, None)]


def test_column_is_deleted_while_its_steps_are_changed(client: Client, draft: Version) -> None:
    index = [actor.name for actor in draft.actors.all()].index("Kepala")
    sent = opened(client, draft) | {
        f"actors-{index}-DELETE": "on",
        "steps-1-activity": "B lagi",
        "steps-2-activity": "C lagi",
    }
    saved(client, draft, sent)
    assert [actor.name for actor in draft.actors.all()] == ["Staf"]
    assert list(draft.steps.values_list("activity", "actor__name")) == [
        ("A", "Staf"),
        ("B lagi", "Staf"),
        ("C lagi", None),
        ("D", "Staf"),
    ]
    assert not draft.steps.get(number=2).participants.exists()


@pytest.mark.looks
def test_requirements_are_edited_as_lines(client: Client, draft: Version) -> None:
    sent = opened(client, draft)
    assert sent["steps-0-needs"] == "ATK\nKomputer"
    sent |= {"steps-0-needs": "Komputer\r\nPrinter\r\n", "steps-1-needs": "Map"}
    saved(client, draft, sent)
    found = Requirement.objects.order_by("step__number", "order").values_list("order", "text")
    assert list(found) == [(1, "Komputer"), (2, "Printer"), (1, "Map")]


@pytest.mark.looks
def test_requirement_that_is_too_long_is_refused(client: Client, draft: Version) -> None:
    sent = opened(client, draft)
    saved(client, draft, sent | {"steps-0-needs": "x" * 300})
    sent = opened(client, draft)
    sentences = refused(client, draft, sent | {"steps-0-needs": "x" * 301})
    assert sentences == ["Write at most 300 characters a line."]


@pytest.mark.looks
@pytest.mark.parametrize(
    ("text", "minutes", "unit"),
    [
        ("5-10 menit", 10, "minute"),
        ("1 - 20 hari kerja", 9000, "day"),
        ("13 Kegiatan x 60 Menit", 780, "minute"),
        ("disesuaikan", None, ""),
        ("", None, ""),
    ],
)
def test_time_is_typed_as_the_office_writes_it(
    text: str, minutes: int | None, unit: str, client: Client, draft: Version
) -> None:
    saved(client, draft, opened(client, draft) | {"steps-0-standard_text": text})
    step = draft.steps.get(number=1)
    assert (step.standard_text, step.standard_minutes, step.standard_unit) == (text, minutes, unit)


@pytest.mark.looks
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("banyak menit", "A unit without a number: write how many, such as 10 menit."),
        ("10", "A number without a unit: write menit, jam, hari kerja, minggu or bulan."),
        ("10-5 menit", "The range runs backwards: write the shorter time first."),
    ],
)
def test_time_that_is_not_understood_is_refused_in_a_sentence(
    text: str, sentence: str, client: Client, draft: Version
) -> None:
    sent = opened(client, draft) | {"steps-0-standard_text": text}
    assert refused(client, draft, sent) == [sentence]


@pytest.mark.looks
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"steps-3-yes_to": "x"}, "Select a valid choice. x is not one of the available choices."),
        ({"steps-3-yes_to": ""}, "This field is required."),
        ({"steps-0-activity": ""}, "This field is required."),
    ],
)
def test_row_that_is_not_filled_in_is_refused_in_a_sentence(
    typed: Sent, sentence: str, client: Client, draft: Version
) -> None:
    assert refused(client, draft, opened(client, draft) | typed) == [sentence]


def ways(version: Version) -> list[tuple[str, str, int | None, str, int | None]]:
    """Return kind and ways of each row, with the numbers of the rows they name."""
    found = version.steps.order_by("number").values_list(
        "kind", "way", "way_step__number", "no_way", "no_way_step__number"
    )
    return list(found)


@pytest.mark.looks
def test_no_makes_a_row_a_decision_and_without_it_the_row_is_none(
    client: Client, draft: Version
) -> None:
    sent = opened(client, draft)
    assert (sent["steps-2-no_to"], sent["steps-3-yes_to"]) == ("0", "1")
    saved(client, draft, sent | {"steps-0-no_to": "end", "steps-2-no_to": ""})
    assert ways(draft) == [
        ("decision", "next", None, "end", None),
        ("execution", "next", None, "", None),
        ("execution", "next", None, "", None),
        ("execution", "step", 2, "", None),
    ]


def test_rows_lead_to_rows_that_are_new_on_the_same_page(client: Client, draft: Version) -> None:
    sent = opened(client, draft) | {"steps-0-yes_to": "5", "steps-3-yes_to": "nowhere"}
    add_row(sent, "steps", number="", activity="E", yes_to="end", yes_label="Ya", no_label="Tidak")
    sent |= {"steps-4-activity": "Baru", "steps-4-number": 1, "steps-4-yes_to": "2"}
    saved(client, draft, sent)
    assert branches(draft) == [
        (1, "Baru", 4, None),
        (2, "A", 6, None),
        (3, "B", None, None),
        (4, "C", None, 2),
        (5, "D", None, None),
        (6, "E", None, None),
    ]
    assert ways(draft)[4][:3] == ("execution", "step", None)


def listed(text: str, name: str) -> list[str]:
    """Return what a list of a page offers; what is chosen begins with a star."""
    found = re.search(rf'<select[^>]* name="{name}"[^>]*>(.*?)</select>', text)
    assert found is not None
    options = re.findall(r'value="(\w*)"( selected)?>', found[1])
    return [f"*{key}" if chosen else key for key, chosen in options]


@pytest.mark.looks
def test_rows_of_a_short_draft_list_all_rows(client: Client) -> None:
    draft = make.draft([Row("Satu", "Staf", no=make.to(2))] * (MOST_LISTED - 1))
    text = client.get(change_page(draft)).content.decode()
    rows = [str(place) for place in range(MOST_LISTED)]  # the blank one among them
    assert listed(text, "steps-3-yes_to") == ["*next", "end", "nowhere", *rows]
    chosen = ["", "next", "end", "nowhere", "0", "*1", *rows[2:]]
    assert listed(text, "steps-3-no_to") == chosen
    assert listed(text, "steps-__prefix__-no_to") == ["*", "next", "end", "nowhere"]


@pytest.mark.looks
def test_rows_of_a_long_draft_list_all_rows_once_they_are_asked_for(client: Client) -> None:
    draft = make.draft([Row("Satu", "Staf", no=make.to(2))] * MOST_LISTED)
    response = client.get(change_page(draft))
    text = response.content.decode()
    assert listed(text, "steps-3-yes_to") == ["*next", "elsewhere"]
    assert listed(text, "steps-3-no_to") == ["*1", "elsewhere"]
    assert listed(text, f"steps-{MOST_LISTED}-no_to") == ["*", "elsewhere"]
    sent = filled_in(response) | {"steps-3-yes_to": "elsewhere", "steps-3-activity": "Dua"}
    before = all_rows()
    again = client.post(change_page(draft), sent)
    assert errors_of(again) == [
        "Saving lists all rows here. Choose the one that this row leads to."
    ]
    assert all_rows() == before
    text = again.content.decode()
    rows = [str(place) for place in range(MOST_LISTED + 1)]
    assert listed(text, "steps-3-yes_to") == ["next", "end", "nowhere", *rows, "*elsewhere"]
    assert listed(text, "steps-3-no_to") == ["*1", "elsewhere"]
    saved(client, draft, filled_in(again) | {"steps-3-yes_to": "7"})
    assert branches(draft)[3] == (4, "Dua", 8, 2)
    assert [row[2:] for row in branches(draft) if row[0] != 4] == [(None, 2)] * (MOST_LISTED - 1)


@pytest.mark.looks
def test_only_what_has_mistakes_is_known_by_an_id(client: Client, draft: Version) -> None:
    response = client.get(change_page(draft))
    assert "id_steps-0-" not in response.content.decode()
    sent = filled_in(response) | {"steps-1-standard_text": "banyak menit"}
    text = client.post(change_page(draft), sent).content.decode()
    error = "id_steps-1-standard_text_error"
    assert re.search(rf'<input[^>]* aria-describedby="[^"]*\b{error}"', text)
    assert text.count(f'id="{error}"') == 1
    assert "id_steps-0-" not in text


def test_second_of_two_who_save_a_draft_is_told_and_loses_nothing(
    client: Client, draft: Version
) -> None:
    other = signed_in(make.administrator())
    first, second = opened(client, draft), opened(other, draft)
    saved(client, draft, first | {"title": "Pertama"})
    before = all_rows()
    response = other.post(change_page(draft), second | {"title": "Kedua", "steps-0-activity": "Z"})
    assert (response.status_code, all_rows()) == (200, before)
    (sentence,) = errors_of(response)
    assert "saved this draft while you had it open" in sentence
    again = filled_in(response)
    assert (again["title"], again["steps-0-activity"]) == ("Kedua", "Z")
    saved(other, draft, again)
    draft.refresh_from_db()
    assert (draft.title, draft.steps.get(number=1).activity) == ("Kedua", "Z")


@pytest.mark.parametrize("is_first_saved_before", [True, False], ids=["before", "after"])
def test_second_who_types_something_wrong_meanwhile_is_told_all_the_same(
    is_first_saved_before: bool, client: Client, draft: Version
) -> None:
    other = signed_in(make.administrator())
    first, second = opened(client, draft) | {"title": "Pertama"}, opened(other, draft)
    if is_first_saved_before:
        saved(client, draft, first)
    wrong = other.post(change_page(draft), second | {"title": "", "steps-0-activity": "Z"})
    assert "This field is required." in errors_of(wrong)
    if not is_first_saved_before:
        saved(client, draft, first)
    right = other.post(change_page(draft), filled_in(wrong) | {"title": "Kedua"})
    (sentence,) = errors_of(right)
    assert "saved this draft while you had it open" in sentence
    draft.refresh_from_db()
    assert (draft.title, draft.steps.get(number=1).activity) == ("Pertama", "A")
    saved(other, draft, filled_in(right))
    draft.refresh_from_db()
    assert (draft.title, draft.steps.get(number=1).activity) == ("Kedua", "Z")


def test_second_is_told_of_the_first_who_saved_a_draft_that_no_entry_tells_of(
    client: Client,
) -> None:
    procedure = Procedure.objects.create(code="KS-17", unit=make.unit())
    draft = Version.objects.create(procedure=procedure, title="Surat", created_at=make.MONDAY)
    other = signed_in(make.administrator())
    first, second = opened(client, draft), opened(other, draft)
    saved(client, draft, first | {"title": "Pertama"})
    (sentence,) = refused(other, draft, second | {"title": "Kedua"})
    assert "saved this draft while you had it open" in sentence


def test_row_typed_wrong_leaves_the_form_of_putting_in_force_what_the_page_was_opened_with(
    client: Client, draft: Version
) -> None:
    other = signed_in(make.administrator())
    second = opened(other, draft)
    saved(client, draft, opened(client, draft) | {"title": "Pertama"})
    wrong = other.post(change_page(draft), second | {"title": ""})
    assert wrong.context["approval_form"]["seen"].value() == second["seen"]
    assert opened(other, draft)["seen"] != second["seen"]


def test_row_that_somebody_deleted_meanwhile_is_stored_anew_by_the_second(
    client: Client, draft: Version
) -> None:
    other = signed_in(make.administrator())
    sent = opened(other, draft) | {"steps-3-activity": "D lagi"}
    saved(client, draft, opened(client, draft) | {"steps-0-DELETE": "on"})
    saved(other, draft, filled_in(other.post(change_page(draft), sent)))
    assert branches(draft) == [
        (1, "A", None, None),
        (2, "B", None, None),
        (3, "C", None, 1),
        (4, "D lagi", 2, None),
    ]


def test_column_that_somebody_deleted_meanwhile_is_told_to_the_second(
    client: Client, draft: Version
) -> None:
    other = signed_in(make.administrator())
    sent = opened(other, draft)
    saved(client, draft, opened(client, draft) | {"actors-0-DELETE": "on"})
    second = filled_in(other.post(change_page(draft), sent))
    sentences = refused(other, draft, second)
    assert all("not one of the available choices" in each for each in sentences)
    kept = str(draft.actors.get().pk)
    chosen = {name: kept for name in second if name.endswith("-actor") and second[name]}
    saved(other, draft, second | chosen | {"actors-0-DELETE": "on", "steps-0-activity": "Lagi"})
    first = draft.steps.get(number=1)
    assert (first.activity, str(first.actor)) == ("Lagi", "Kepala")


def test_each_save_that_changes_something_is_on_record(
    client: Client, draft: Version, administrator: User
) -> None:
    saved(client, draft, opened(client, draft))
    saved(client, draft, opened(client, draft) | {"steps-0-activity": "Z"})
    deeds = [(entry.deed, entry.by) for entry in VersionEntry.objects.order_by("pk")]
    assert deeds == [("draft", None), ("change", administrator)]


@pytest.mark.looks
def test_preview_draws_what_was_typed_and_stores_nothing(client: Client, draft: Version) -> None:
    typed = {"_preview": "1", "steps-0-activity": "Mengetik di komputer", "steps-1-actor": ""}
    sent = opened(client, draft) | typed
    before = all_rows()
    response = client.post(change_page(draft), sent)
    page_text = " ".join(response.content.decode().split())
    assert (response.status_code, all_rows()) == (200, before)
    assert "Mengetik di komputer" in page_text
    assert "Step 2: nobody is responsible." in page_text
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get(change_page(draft))["Content-Security-Policy"]


@pytest.mark.looks
def test_preview_says_what_was_typed_wrong(client: Client, draft: Version) -> None:
    sent = opened(client, draft) | {"_preview": "1", "steps-0-standard_text": "10"}
    before = all_rows()
    response = client.post(change_page(draft), sent)
    assert (response.status_code, all_rows()) == (200, before)
    assert "A number without a unit" in response.content.decode()
    assert "<table" not in response.content.decode()


@pytest.mark.looks
def test_draft_that_is_not_yet_saved_is_previewed_too(client: Client) -> None:
    procedure = Procedure.objects.create(code="KS-17", unit=make.unit())
    sent = new_draft(client, procedure, _preview="1")
    add_row(sent, "actors", order=1, name="Staf")
    response = client.post(page(Version, "add"), sent)
    assert response.status_code == 200
    assert "Nothing can be drawn yet" in response.content.decode()
    assert not Version.objects.exists()


@pytest.mark.looks
def test_time_is_shown_as_it_was_understood(client: Client, draft: Version) -> None:
    saved(client, draft, opened(client, draft) | {"steps-1-standard_text": "5-10 menit"})
    text = client.get(change_page(draft)).content.decode()
    assert "5–10 menit (batas atas 10 menit)" in text
    assert '<div class="understood">not standardised</div>' in text


@pytest.mark.looks
def test_page_of_a_draft_tells_its_faults_with_links_to_the_rows(client: Client) -> None:
    draft = make.draft([Row("A", None), Row("B", "Staf")])
    text = client.get(change_page(draft)).content.decode()
    assert '<a href="#row-1">Step 1: nobody is responsible.</a>' in text
    assert text.count('id="row-1"') == 1


@pytest.mark.looks
def test_page_of_a_frozen_version_offers_no_way_to_move_its_rows(client: Client) -> None:
    rows = [Row("Staf mengetik", "Staf")]
    draft, frozen = make.draft(rows), make.version(rows)
    text = client.get(change_page(draft)).content.decode()
    signs = ("rows-help", "is-only-shown", "#row-1", "to look at again")
    assert [sign in text for sign in signs] == [True, False, True, True]
    text = client.get(change_page(frozen)).content.decode()
    assert [sign in text for sign in signs] == [False, True, False, True]


def deeds_on(client: Client, version: Version) -> list[str]:
    """Return what the page of a version offers to be done with it."""
    text = client.get(change_page(version)).content.decode()
    address = rf'action="{version.procedure.address()}{version.revision}/([a-z-]+)/"'
    return re.findall(address, text)


@pytest.mark.looks
def test_page_of_a_version_has_the_buttons_of_its_life(client: Client) -> None:
    version = make.version()
    assert deeds_on(client, make.draft()) == ["put-in-force"]
    assert deeds_on(client, version) == ["copy", "revoke", "offer"]
    code = version.procedure.code
    text = client.get(change_page(version)).content.decode()
    assert f'href="{make.at(code, "print.pdf?revision=1")}"' in text
    assert client.post(make.at(code, "1/copy/")).status_code == 302
    assert deeds_on(client, version) == ["revoke", "offer"]
    assert deeds_on(client, make.draft([Row("A", None)])) == []


@pytest.mark.looks
def test_fields_of_the_page_and_of_putting_in_force_are_told_apart(
    client: Client, draft: Version
) -> None:
    found = re.findall(r'\bid="([^"]+)"', client.get(change_page(draft)).content.decode())
    assert sorted(set(found)) == sorted(found)


def sixty(rows: int) -> Version:
    """Make a draft of so many rows with something in every cell, each leading back to the first."""
    row = Row("Memeriksa", "Staf", ("Kepala",), ("ATK",), "5 menit", no=make.to(1))
    return make.draft([Row("Mengetik", "Staf"), *[row] * (rows - 1)])


def queries_of(deed: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        deed()
    return len(queries)


def test_page_of_a_draft_is_read_with_the_same_queries_whatever_its_rows(client: Client) -> None:
    drafts = [sixty(rows) for rows in (2, 5, 60)]
    client.get(change_page(drafts[0]))  # what is kept between requests is there afterwards
    found = {queries_of(partial(client.get, change_page(draft))) for draft in drafts}
    assert len(found) == 1


@pytest.mark.looks
def test_page_of_a_draft_of_sixteen_rows_weighs_less_than_a_heavy_page(client: Client) -> None:
    long = "Memeriksa konsep naskah dinas menurut arahan pimpinan"
    row = Row(long, "Staf", ("Kepala",), (long, long), "1 jam", long, long, no=make.to(1))
    draft = make.draft([Row(long, "Staf"), *[row] * 15])
    assert len(client.get(change_page(draft)).content) < 200_000


def test_draft_is_saved_with_one_write_a_kind_whatever_its_rows(client: Client) -> None:
    found = set()
    for rows in (2, 5, 60):
        draft = sixty(rows)
        sent = opened(client, draft) | {"title": "Lain"}
        for name in ("activity", "needs"):
            sent |= {f"steps-{place}-{name}": "Lain" for place in range(rows)}
        found.add(queries_of(partial(saved, client, draft, sent)))
        assert set(draft.steps.values_list("activity", flat=True)) == {"Lain"}
    assert len(found) == 1


def new_draft(client: Client, procedure: Procedure, **typed: object) -> Sent:
    sent = filled_in(client.get(page(Version, "add")))
    return sent | {"procedure": procedure.pk, "title": "Membuat surat", **typed}


def test_draft_is_added_with_columns_and_rows(client: Client) -> None:
    procedure = Procedure.objects.create(code="KS-17", unit=make.unit())
    sent = new_draft(client, procedure)
    add_row(sent, "actors", order=1, name="Staf")
    add_row(
        sent,
        "steps",
        number=1,
        activity="Mengetik",
        needs="ATK",
        standard_text="1 jam",
        yes_to="next",
        yes_label="Ya",
        no_label="Tidak",
    )
    response = client.post(page(Version, "add"), sent)
    assert response.status_code == 302, errors_of(response)
    version = Version.objects.get()
    facts = (version.procedure, version.revision, version.state, version.title)
    assert facts == (procedure, 1, "draft", "Membuat surat")
    assert [actor.name for actor in version.actors.all()] == ["Staf"]
    assert [(s.number, s.activity, s.standard_minutes) for s in version.steps.all()] == [
        (1, "Mengetik", 60)
    ]
    assert [each.text for each in Requirement.objects.all()] == ["ATK"]


def test_second_draft_is_refused_in_a_sentence(client: Client, draft: Version) -> None:
    sent = new_draft(client, draft.procedure)
    before = all_rows()
    response = client.post(page(Version, "add"), sent, follow=True)
    assert response.status_code == 200
    told = [*messages_of(response), *(errors_of(response) if "errors" in response.context else [])]
    assert "This SOP already has a draft." in told
    assert all_rows() == before


def test_draft_beside_a_version_in_force_is_the_next_revision(client: Client) -> None:
    old = make.version()
    assert post(client, page(Version, "add"), new_draft(client, old.procedure)) == 302
    states = old.procedure.versions.order_by("revision").values_list("revision", "state")
    assert list(states) == [(1, "in_force"), (2, "draft")]


def test_draft_is_deleted(client: Client, draft: Version) -> None:
    kept = make.draft()
    assert client.get(page(Version, "delete", draft.pk)).status_code == 200
    sent = {"post": "yes"}
    assert client.post(page(Version, "delete", draft.pk), sent).status_code == 302
    assert list(Version.objects.all()) == [kept]
    assert {step.version for step in Step.objects.all()} == {kept}
    assert {actor.version for actor in Actor.objects.all()} == {kept}


def test_several_drafts_are_not_deleted_from_the_list(client: Client, draft: Version) -> None:
    other = make.draft()
    before = all_rows()
    act(client, "delete_selected", draft, other, post="yes")
    assert all_rows() == before


def test_draft_is_put_in_force_from_the_list(client: Client, administrator: User) -> None:
    old = make.version()
    definition = Definition("Baru", ("Staf",), (Row("Ketik", "Staf"),), identity=make.APPROVED)
    positions = {"Staf": make.position()}
    new = actions.draft_version(
        old.procedure, definition, by=Operator(make.MONDAY), positions=positions
    )
    response = act(client, "put_in_force", new)
    old.refresh_from_db()
    new.refresh_from_db()
    assert messages_of(response) == [f"{new} is in force."]
    assert (old.state, new.state) == ("replaced", "in_force")
    assert (old.ended_by, new.put_in_force_by) == (administrator, administrator)


def test_list_says_why_a_version_is_not_put_in_force_and_puts_the_others(client: Client) -> None:
    sound, faulty, frozen = make.draft(), make.draft([]), make.version()
    response = act(client, "put_in_force", sound, faulty, frozen)
    assert sorted(messages_of(response)) == sorted(
        [
            f"{sound} is in force.",
            f"{faulty}: The SOP has no step.",
            f"{frozen}: This version is no longer a draft and cannot be changed any more.",
        ]
    )
    states = [Version.objects.get(pk=each.pk).state for each in (sound, faulty, frozen)]
    assert states == ["in_force", "draft", "in_force"]


@pytest.mark.looks
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ks-17", "Use capital letters, digits, dots and hyphens, as in KS-08."),
        ("KS-08", "Another SOP of this office has this code already."),
    ],
)
def test_code_that_fits_no_address_or_is_taken_is_refused(
    code: str, sentence: str, client: Client
) -> None:
    below = make.unit(below=make.draft(code="KS-08").procedure.unit)
    before = all_rows()
    sent = {"code": code, "unit": below.pk}
    response = client.post(page(Procedure, "add"), sent)
    assert errors_of(response)[0] == sentence
    assert {**all_rows(), "people.Unit": None} == {**before, "people.Unit": None}
    assert post(client, page(Procedure, "add"), sent | {"code": "KS-17"}) == 302
    assert Procedure.objects.filter(code="KS-17").exists()


def test_row_is_added_without_a_script(client: Client, draft: Version) -> None:
    count = draft.steps.count()
    sent = opened(client, draft)
    saved(client, draft, sent | {f"steps-{count}-activity": "Mengarsipkan"})
    numbered = list(draft.steps.values_list("number", "activity"))
    assert numbered[count:] == [(count + 1, "Mengarsipkan")]


@pytest.mark.parametrize("key", ["x", "1' OR 1=1", "", "9" * 40, "-1"])
def test_action_on_what_is_no_row_of_the_list_is_said_in_a_sentence(
    key: str, client: Client, draft: Version
) -> None:
    before = all_rows()
    for action in ("put_in_force", "delete_selected"):
        sent = {"action": action, "_selected_action": [key]}
        response = client.post(page(Version, "changelist"), sent, follow=True)
        assert messages_of(response) == ["Tick the versions in the list."]
    assert all_rows() == before


def test_editor_of_a_unit_writes_its_drafts_with_all_their_rows(draft: Version) -> None:
    client = signed_in(make.editor(of=draft.procedure.unit))
    sent = opened(client, draft)
    saved(client, draft, sent | {"title": "Judul baru", "steps-0-activity": "Mengetik ulang"})
    draft.refresh_from_db()
    first = draft.steps.get(number=1)
    assert (draft.title, first.activity) == ("Judul baru", "Mengetik ulang")
    assert client.get(page(Version, "delete", draft.pk)).status_code == 200


def test_draft_keeps_a_column_of_another_office_and_offers_none(draft: Version) -> None:
    there = make.position("Kepala Badan Lain", of=make.root())
    change(draft.actors.all()[0], position=there)
    client = signed_in(make.editor(of=draft.procedure.unit))
    saved(client, draft, opened(client, draft) | {"title": "Judul baru"})
    assert draft.actors.all()[0].position == there
    other = make.position("Staf Badan Lain", of=there.unit)
    before = rows_of(draft)
    refused = client.post(
        change_page(draft), opened(client, draft) | {"actors-1-position": other.pk}
    )
    assert (refused.status_code, rows_of(draft)) == (200, before)
