"""What words and the order of names are, whatever is typed for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import actions
from people.doers import Doer
from people.finding import LONGEST_KEY, file_key, has_words, order_key, words_of
from people.models import Position, Unit, User
from people.models.finding import with_words
from people.models.keys import OrderKeyField
from tests import make
from workflow.actions import rename_filter
from workflow.models import SavedFilter

APOSTROPHES = "'`´‘’‛′ʹʻʼʾʿˀˁˈ❛❜＇\u0384\x92"
SHAPELESS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\ufe0f\u034f"
IN_ORDER = [
    "",
    "1 berkas",
    "2 berkas",
    "010 berkas",
    "Ādika",
    "adil",
    "ÉKO",
    "Nuraini",
    "Nur'aini Z",
    "surat 9",
    "Surat-10",
    "Surat 10/2",
    "surat 10/10",
    "SURAT 010 b",
]


@pytest.mark.parametrize("sign", APOSTROPHES)
def test_an_apostrophe_of_any_kind_inside_a_word_is_taken_away(sign: str) -> None:
    assert words_of(f"Jum{sign}at Nur{sign}aini") == words_of("Jumat Nuraini")
    assert words_of(f"{sign}Surat{sign} tugas{sign}") == ["surat", "tugas"]
    assert words_of(f"5{sign} 6{sign}7") == ["5", "6", "7"]


@pytest.mark.parametrize("sign", SHAPELESS)
def test_what_has_no_shape_parts_no_word(sign: str) -> None:
    assert words_of(f"{sign}Sur{sign}at{sign}") == ["surat"]
    assert order_key(f"Sur{sign}at") == order_key("surat")


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("jum'at", True),
        ("JUMAT", True),
        ("jum", True),
        ("at", False),
        ("rap jumat", True),
        ("rapat kamis", False),
    ],
)
def test_words_are_found_by_their_beginnings(typed: str, is_found: bool) -> None:
    assert has_words(words_of(typed), ["Rapat", "hari Jum’at"]) == is_found


def test_names_stand_in_the_order_in_which_people_look_for_them() -> None:
    keys = [order_key(name) for name in IN_ORDER]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@given(st.integers(0, 10**60), st.integers(0, 10**60))
def test_numbers_stand_in_the_order_of_what_they_are(one: int, other: int) -> None:
    assert (order_key(f"Surat {one}") < order_key(f"Surat {other}")) == (one < other)


@given(st.text())
def test_any_text_has_a_short_key_of_hex_digits(text: str) -> None:
    key = order_key(text)
    assert set(key) <= set("0123456789abcdef")
    assert len(key) <= 2 * LONGEST_KEY
    assert order_key(text.casefold()) == order_key(text)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Surat.PDF", "surat.pdf", True),
        ("Résumé.pdf", unicodedata.normalize("NFD", "RÉSUMÉ.pdf"), True),
        ("Résumé.pdf", "Resume.pdf", False),
        ("Jum'at.pdf", "Jumat.pdf", False),
        ("surat 1.pdf", "surat 01.pdf", False),
    ],
)
def test_names_of_files_are_compared_without_case_alone(
    one: str, other: str, is_same: bool
) -> None:
    assert (file_key(one) == file_key(other)) == is_same


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), [(Unit, "name"), (Position, "title"), (User, "name")])
def test_rows_stand_in_that_order_on_every_database(model: type, field: str) -> None:
    names = ["Seksi 10", "seksi 9", "Éselon", "Nur’aini", "eselon 2", "Nurani"]
    for name in names:
        _make(model, name)
    found = model.objects.filter(**{f"{field}__in": names})  # type: ignore[attr-defined]
    assert [getattr(each, field) for each in found] == [
        *("Éselon", "eselon 2", "Nur’aini", "Nurani", "seksi 9", "Seksi 10")
    ]
    row = found[0]
    setattr(row, field, "Zona")
    row.save()
    assert getattr(found.model.objects.get(pk=row.pk), f"{field}_key") == order_key("Zona")


def _make(model: type, name: str) -> None:
    if model is Unit:
        make.unit(name)
    elif model is Position:
        make.position(name)
    else:
        make.user(name=name)


def _renamed(row: Any) -> Any:
    """Give a row another name, as its action does."""
    by = Doer(make.administrator(), make.MONDAY)
    if isinstance(row, SavedFilter):
        return rename_filter(row, name="Zona", by=Doer(row.owner, make.MONDAY))
    if isinstance(row, Position):
        row.title = "Zona"
        return actions.save_position(row, by=by)
    row.name = "Zona"
    store = actions.save_unit if isinstance(row, Unit) else actions.change_account
    return store(row, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("made", [make.unit, make.position, make.user, make.saved_filter])
def test_who_is_renamed_stands_in_another_place(made: Callable[[], Any]) -> None:
    row = _renamed(made())
    key = "title_key" if isinstance(row, Position) else "name_key"
    assert getattr(type(row).objects.get(pk=row.pk), key) == order_key("Zona")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("made", "field"), [(make.unit, "name"), (make.position, "title"), (make.user, "name")]
)
def test_rows_that_are_changed_together_keep_their_order(
    made: Callable[[], Any], field: str
) -> None:
    row = made()
    type(row).objects.filter(pk=row.pk).update(**{field: "Zona"})
    assert getattr(type(row).objects.get(pk=row.pk), f"{field}_key") == order_key("Zona")


@pytest.mark.django_db
def test_administration_finds_and_orders_people_as_all_lists_do() -> None:
    for name in ("Nur'aini 10", "Nuraini 9", "Budi"):
        make.user(name=name)
    client = make.client(make.administrator())
    for typed in ("nuraini", "NUR’AINI", "Nur\u200baini"):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(
                reverse("admin:people_user_changelist"), {"q": typed, "o": "2"}
            ).context["cl"]
            assert [each.name for each in page.result_list] == ["Nuraini 9", "Nur'aini 10"]
        assert len(asked) < 20
    nothing = client.get(reverse("admin:people_user_changelist"), {"q": "%%"}).context["cl"]
    assert list(nothing.result_list) == []


@pytest.mark.django_db
def test_suggestions_of_units_are_found_by_the_same_words() -> None:
    make.unit("Seksi Jum’at")
    client = make.client(make.administrator())
    asked = {"term": "jumat", "app_label": "people", "model_name": "position"}
    answer = client.get(reverse("admin:autocomplete"), asked | {"field_name": "unit"}).json()
    assert [each["text"] for each in answer["results"]] == ["Seksi Jum’at"]


@pytest.mark.django_db
def test_words_are_looked_for_with_one_query_for_any_number_of_rows() -> None:
    office = make.home()
    for count in (1, 3):
        for _ in range(count):
            make.unit(f"Bagian Jum'at {Unit.objects.count()}", below=office)
        with CaptureQueriesContext(connection) as asked:
            found = list(with_words(Unit.objects.all(), "jumat", "name"))
        assert (len(found), len(asked)) == (Unit.objects.count() - 1, 2)


def test_every_list_of_names_has_its_key() -> None:
    """A name that the administration orders a list by is ordered by its key."""
    ordered = {
        (model, field.of)
        for model in admin.site._registry
        for field in model._meta.fields
        if isinstance(field, OrderKeyField)
    }
    assert {(Unit, "name"), (Position, "title"), (User, "name")} <= ordered
    for model, of in ordered:
        assert of not in (model._meta.ordering or ())
