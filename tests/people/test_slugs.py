"""What units are called in addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from people import actions
from people.models import FormerSlug, PeopleEntry, Unit
from people.models.slugs import RESERVED, free_slug, slug_of
from people.refusals import Refused
from procedures.urls import urlpatterns
from tests import make
from tests.pages import change_page, errors_of, filled_in, page, post, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Dinas Kesehatan", "dinas-kesehatan"),
        ("Dinas Komunikasi dan Informatika (Diskominfo)", "diskominfo"),
        ("Bidang KB & KS", "bidang-kb-ks"),
        ("Sekretariat (1)", "sekretariat-1"),
        (
            "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah",
            "badan-perencanaan-pembangunan-riset-dan",
        ),
        ("A" * 60, "a" * 40),
        ("Dinas_Pendidikan  --  Kota", "dinas-pendidikan-kota"),
        ("Été (Ça)", "ca"),
        ("部门", "unit"),
        ("(((", "unit"),
    ],
)
def test_short_name_is_made_of_a_name_or_of_its_abbreviation(name: str, slug: str) -> None:
    assert slug_of(name) == slug
    assert make.unit(name).slug == slug


def test_short_name_that_is_taken_or_reserved_counts_on() -> None:
    assert [free_slug("a", {"a", "a-2"}), free_slug("books", set())] == ["a-3", "books-2"]
    office, other = make.unit(), make.unit()
    named = [make.unit("Sekretariat", below=each).slug for each in (office, other)]
    assert [*named, make.unit("Books").slug] == ["sekretariat", "sekretariat-2", "books-2"]


def test_units_stored_together_are_told_apart() -> None:
    above = [make.unit() for _ in range(3)]
    made = Unit.objects.bulk_create(Unit(name="Sekretariat", parent=each) for each in above)
    slugs = Unit.objects.filter(pk__in=[unit.pk for unit in made]).values_list("slug", flat=True)
    assert sorted(slugs) == ["sekretariat", "sekretariat-2", "sekretariat-3"]


def test_words_of_the_addresses_of_sops_are_reserved() -> None:
    first = {str(each.pattern).split("/")[0] for each in urlpatterns}
    words = {word for word in first if word.replace("-", "").isalpha()}
    assert words <= set(RESERVED)


def renamed(unit: Unit, slug: str) -> None:
    unit.slug = slug
    actions.save_unit(unit, by=make.doer())


def test_changed_short_name_goes_on_record_and_the_former_one_is_kept() -> None:
    unit = make.unit("Dinas A")
    renamed(unit, "disa")
    assert FormerSlug.objects.values_list("slug", "unit").get() == ("dinas-a", unit.pk)
    entry = PeopleEntry.objects.get(deed="change_unit")
    assert (entry.before, entry.after) == ({"slug": "dinas-a"}, {"slug": "disa"})
    renamed(unit, "dinas-a")
    assert FormerSlug.objects.values_list("slug", flat=True).get() == "disa"


def test_no_unit_takes_what_another_is_or_was_called() -> None:
    unit, other = make.unit("Dinas A"), make.unit("Dinas B")
    renamed(unit, "disa")
    for slug, sentence in (("disa", "Another unit has"), ("dinas-a", "Another unit had")):
        with pytest.raises(Refused, match=sentence):
            renamed(other, slug)
    assert make.unit("Dinas A (baru)").slug == "baru"
    assert make.unit("Dinas  A").slug == "dinas-a-2"


@pytest.mark.parametrize(
    "deed",
    [
        lambda: Unit.objects.create(name="Lain", slug="dinas-a"),
        lambda: Unit.objects.filter(name="Dinas B").update(slug="dinas-a"),
    ],
)
def test_database_keeps_a_former_short_name_for_its_unit(deed: Callable[[], object]) -> None:
    make.unit("Dinas B")
    renamed(unit := make.unit("Dinas A"), "disa")
    with pytest.raises(IntegrityError, match="short name"), transaction.atomic():
        deed()
    Unit.objects.filter(pk=unit.pk).update(slug="dinas-a")


def test_unit_that_is_deleted_leaves_its_short_names() -> None:
    unit = make.unit("Dinas A")
    renamed(unit, "disa")
    actions.delete_unit(unit, by=make.doer())
    assert [make.unit("Dinas A").slug, make.unit("Disa").slug] == ["dinas-a", "disa"]


@pytest.mark.parametrize("slug", ["Besar", "a_b", "-a", "a--b", "books", "disa", "dinas-b"])
def test_administration_refuses_a_short_name_in_a_sentence(slug: str) -> None:
    make.unit("Dinas B")
    renamed(unit := make.unit("Dinas A"), "disa")
    renamed(unit, "dinas-a")
    taken = make.unit("Lain")
    browser = signed_in(make.administrator())
    sent = filled_in(browser.get(change_page(taken))) | {"slug": slug}
    assert len(errors_of(browser.post(change_page(taken), sent))) == 1
    taken.refresh_from_db()
    assert taken.slug == "lain"


def test_administration_keeps_a_short_name_that_is_left_empty() -> None:
    unit, browser = make.root("Dinas A"), signed_in(make.administrator())
    sent = filled_in(browser.get(change_page(unit))) | {"slug": "", "name": "Badan A"}
    assert post(browser, change_page(unit), sent) == 302
    assert post(browser, page(Unit, "add"), {"name": "Dinas C", "slug": "", "paper": "a4"}) == 302
    assert set(Unit.objects.values_list("name", "slug")) == {
        ("Badan A", "dinas-a"),
        ("Dinas C", "dinas-c"),
    }
