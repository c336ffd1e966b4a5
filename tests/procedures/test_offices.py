"""Codes of SOPs are their own in the office that owns them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from people import actions
from people.models import Unit
from people.refusals import Refused
from procedures.actions import bring_in_procedure
from procedures.definition import Definition
from procedures.models import Procedure, Version
from tests import make
from tests.pages import change_page, errors_of, post, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def sop(code: str, unit: Unit) -> Procedure:
    return Procedure.objects.create(code=code, unit=unit)


def offices_of(*procedures: Procedure) -> list[str]:
    """Return what the database says that their offices are."""
    found = Procedure.objects.select_related("office").in_bulk([each.pk for each in procedures])
    return [str(found[each.pk].office) for each in procedures]


def moved(unit: Unit, below: Unit | None) -> None:
    unit.parent = below
    actions.save_unit(unit, by=make.doer())


def test_sop_belongs_to_the_office_of_its_unit_and_goes_along_with_it() -> None:
    first, second = make.root("A"), make.root("B")
    division = make.unit("C", below=first)
    own, deep = sop("T-1", first), sop("T-2", make.unit(below=make.unit(below=division)))
    assert offices_of(own, deep) == ["A", "A"]
    moved(division, second)
    assert offices_of(own, deep) == ["A", "B"]
    moved(division, None)
    assert offices_of(own, deep) == ["A", "C"]
    moved(first, division)
    assert offices_of(own, deep) == ["C", "C"]


def test_sop_given_to_another_unit_goes_to_its_office_whoever_writes_it() -> None:
    first, second = make.root("A"), make.root("B")
    saved, changed = sop("T-1", first), sop("T-2", first)
    saved.unit = second
    saved.save()
    Procedure.objects.filter(pk=changed.pk).update(unit=second)
    assert offices_of(saved, changed) == ["B", "B"]


def test_moving_past_the_deeds_takes_the_sops_along_as_well() -> None:
    first, second = make.root("A"), make.root("B")
    below = sop("T-1", make.unit(below=first))
    Unit.objects.filter(pk=first.pk).update(parent=second)
    assert offices_of(below) == ["B"]


@pytest.mark.parametrize(
    "deed",
    [
        lambda there, other: Procedure.objects.filter(pk=there.pk).update(office=other),
        lambda there, other: Procedure.objects.bulk_update(
            [Procedure(pk=there.pk, office=other)], ["office"]
        ),
    ],
)
def test_database_keeps_an_sop_in_the_office_of_its_unit(
    deed: Callable[[Procedure, Unit], object],
) -> None:
    there = sop("T-1", make.root())
    with pytest.raises(IntegrityError, match="office"), transaction.atomic():
        deed(there, make.root())


def test_unit_that_would_bring_a_code_twice_stays_where_it_is() -> None:
    first, second = make.root("A"), make.root("B")
    division = make.unit("C", below=first)
    for code in ("T-1", "T-2"):
        sop(code, make.unit(below=division))
        sop(code, second)
    sop("T-3", division)
    with pytest.raises(Refused) as refused:
        moved(Unit.objects.get(pk=division.pk), second)
    assert str(refused.value) == (
        "In that office these codes would be there twice, so the unit stays: T-1, T-2."
    )
    assert Unit.objects.get(pk=division.pk).parent == first
    Procedure.objects.filter(office=second).delete()
    moved(Unit.objects.get(pk=division.pk), second)
    assert set(offices_of(*Procedure.objects.all())) == {"B"}


def test_administration_says_why_a_unit_stays() -> None:
    first, second = make.root("A"), make.root("B")
    sop("T-1", first), sop("T-1", second)
    browser = signed_in(make.administrator())
    sent = {"name": "A", "slug": "a", "parent": second.pk, "paper": "a4", "decree": ""}
    answer = browser.post(change_page(first), sent, follow=True)
    assert "these codes would be there twice, so the unit stays: T-1." in answer.content.decode()
    assert Unit.objects.get(pk=first.pk).parent is None


def test_database_has_the_last_word_on_codes_when_units_move() -> None:
    first, second = make.root(), make.root()
    sop("T-1", first), sop("T-1", second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=first.pk).update(parent=second)


def test_code_that_is_taken_is_refused_in_its_own_office_only() -> None:
    office = make.root()
    sop("T-1", office)
    definition = Definition("Surat", ("Staf",), ())
    with pytest.raises(Refused, match="Another SOP of this office has this code already"):
        bring_in_procedure(
            definition, by=make.doer(), code="T-1", unit=make.unit(below=office), positions={}
        )
    elsewhere = make.root()
    bring_in_procedure(definition, by=make.doer(), code="T-1", unit=elsewhere, positions={})
    assert set(offices_of(*Procedure.objects.filter(code="T-1"))) == {str(office), str(elsewhere)}


def test_administration_refuses_to_give_an_sop_where_its_code_is() -> None:
    there, other = sop("T-1", make.root()), sop("T-1", make.root())
    browser = signed_in(make.administrator())
    answer = browser.post(change_page(other), {"unit": there.unit_id})
    assert errors_of(answer) == ["Another SOP of this office has this code already."]
    assert post(browser, change_page(other), {"unit": make.unit(below=other.unit).pk}) == 302


def test_references_tell_sops_of_one_code_apart() -> None:
    first, second = make.root("A"), make.root("B")
    older, newer = sop("T-1", first), sop("T-1", second)
    found = {
        name: Procedure.objects.at(name).first() for name in ("a/T-1", "b/T-1", "T-1", "c/T-1")
    }
    assert found == {"a/T-1": older, "b/T-1": newer, "T-1": older, "c/T-1": None}
    assert [each.file_name for each in (older, newer)] == ["a-T-1", "b-T-1"]


def test_import_asks_which_of_several_units_of_one_name_is_meant(tmp_path: Path) -> None:
    units = [make.unit("Sekretariat", below=make.root(name)) for name in ("A", "B")]
    path = tmp_path / "sop.txt"
    path.write_text("SOP Surat\nNo\tKegiatan\tStaf\tWaktu\n1\tMenulis\tv\t10 menit\n")

    def stored(unit: str) -> None:
        call_command("import_sop", path, store=["1=A-1"], unit=unit, despite_doubts=True)

    with pytest.raises(CommandError, match="sekretariat, sekretariat-2"):
        stored("Sekretariat")
    for unit in units:
        stored(unit.slug)
    made = Version.objects.order_by("pk").values_list("procedure__unit", "procedure__code")
    assert list(made) == [(unit.pk, "A-1") for unit in units]
    with pytest.raises(CommandError, match="A-1"):
        stored("a")
