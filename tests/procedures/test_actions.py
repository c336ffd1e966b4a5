from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from people.doers import Doer, Operator
from people.refusals import Refused
from procedures import actions
from procedures.actions.versions import lock_draft
from procedures.definition import Definition, Row
from procedures.models import Actor, Procedure, Requirement, Step, Version
from tests import make
from tests.constraints import change
from tests.rows import all_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LATER = make.MONDAY + timedelta(days=1)
FROZEN = "This version is no longer a draft and cannot be changed any more."
SECOND_DRAFT = "This SOP already has a draft."


def branches(version: Version) -> list[tuple[int, str, str | None, str | None]]:
    """Return number and activity of each step, and the activities its exits name."""
    return [
        (
            step.number,
            step.activity,
            step.way_step.activity if step.way_step else None,
            step.no_way_step.activity if step.no_way_step else None,
        )
        for step in version.steps.order_by("number").select_related("way_step", "no_way_step")
    ]


def four_steps() -> Version:
    """Make a draft A, B, C, D: Tidak of C leads to A, D goes back to B."""
    return make.draft(
        [
            Row("A", "Staf"),
            Row("B", "Staf"),
            Row("C", "Staf", no=make.to(1)),
            Row("D", "Staf", yes=make.to(2)),
        ]
    )


def refused(deed: Callable[[], object]) -> str:
    """Do what is refused, see that no row changed, and return the sentence."""
    before = all_rows()
    with pytest.raises(Refused) as refusal:
        deed()
    assert all_rows() == before
    return str(refusal.value)


@pytest.fixture
def whole() -> Version:
    """Draft a definition in which every field says something."""
    definition = Definition(
        title="Membuat surat",
        actors=("Staf", "Kabid"),
        rows=(
            Row(
                "Mengetik",
                "Staf",
                participants=("Kabid",),
                needs=("ATK", "Komputer"),
                time="5-10 menit",
                output="Konsep",
                remark="Segera",
            ),
            Row("Memeriksa", "Kabid", time="disesuaikan", yes=make.END, no=make.to(1)),
            Row("Mengirim", None, yes=make.to(1)),
        ),
        end_actor="Kabid",
        capsules="own_rows",
        has_column_numbers=True,
        to_confirm="Nomor",
        identity={"legal_basis": "UU 30/2014"},
    )
    procedure = Procedure.objects.create(code="KS-08", unit=make.unit())
    positions = {"Staf": make.position("Staf")}
    drafted = actions.draft_version(
        procedure, definition, by=Operator(make.MONDAY), positions=positions
    )
    return Version.objects.get(pk=drafted.pk)


def test_draft_version_writes_the_fields_of_the_version(whole: Version) -> None:
    facts = (str(whole.procedure), whole.revision, whole.state, whole.title, whole.created_at)
    assert facts == ("KS-08", 1, "draft", "Membuat surat", make.MONDAY)
    assert (whole.capsules, whole.has_column_numbers) == ("own_rows", True)
    assert (whole.to_confirm, whole.legal_basis) == ("Nomor", "UU 30/2014")


def test_draft_version_writes_the_columns(whole: Version) -> None:
    columns = whole.actors.values_list("order", "name", "position__title")
    assert list(columns) == [(1, "Staf", "Staf"), (2, "Kabid", None)]
    assert str(whole.end_actor) == "Kabid"


def test_draft_version_writes_the_rows(whole: Version) -> None:
    fields = ["number", "kind", "activity", "actor__name", "output", "remark"]
    assert list(whole.steps.values_list(*fields)) == [
        (1, "execution", "Mengetik", "Staf", "Konsep", "Segera"),
        (2, "decision", "Memeriksa", "Kabid", "", ""),
        (3, "execution", "Mengirim", None, "", ""),
    ]
    times = whole.steps.values_list("standard_text", "standard_minutes", "standard_unit")
    assert list(times) == [("5-10 menit", 10, "minute"), ("disesuaikan", None, ""), ("", None, "")]
    needs = Requirement.objects.values_list("step__number", "order", "text")
    assert list(needs) == [(1, 1, "ATK"), (1, 2, "Komputer")]
    assert [str(actor) for actor in whole.steps.all()[0].participants.all()] == ["Kabid"]


def test_draft_version_writes_the_exits(whole: Version) -> None:
    ways = whole.steps.values_list("way", "way_step__number", "no_way", "no_way_step__number")
    assert list(ways) == [
        ("next", None, "", None),
        ("end", None, "step", 1),
        ("step", 1, "", None),
    ]


def test_draft_version_is_the_next_revision_and_leaves_the_others() -> None:
    version = make.version()
    others = all_rows()
    definition = Definition(title="Baru", actors=("Staf",), rows=())
    new = actions.draft_version(version.procedure, definition, by=Operator(LATER), positions={})
    assert (new.revision, new.state, new.created_at) == (2, "draft", LATER)
    assert all_rows("Version")["procedures.Version"][:-1] == others["procedures.Version"]
    assert all_rows("Step") == {"procedures.Step": others["procedures.Step"]}


def test_draft_version_refuses_a_second_draft() -> None:
    version = make.draft()
    definition = Definition(title="Baru", actors=("Staf",), rows=())
    sentence = refused(
        lambda: actions.draft_version(
            version.procedure, definition, by=Operator(LATER), positions={}
        )
    )
    assert sentence == SECOND_DRAFT


def test_save_draft_makes_the_first_revision_of_a_new_procedure() -> None:
    procedure = Procedure.objects.create(code="KS-17", unit=make.unit())
    actions.save_draft(Version(procedure=procedure, title="Surat"), by=Operator(make.MONDAY))
    version = Version.objects.get()
    facts = (version.revision, version.state, version.title, version.created_at)
    assert facts == (1, "draft", "Surat", make.MONDAY)


def test_save_draft_makes_the_next_revision_beside_the_version_in_force() -> None:
    old = make.version()
    actions.save_draft(Version(procedure=old.procedure, title="Baru"), by=Operator(LATER))
    states = old.procedure.versions.order_by("revision").values_list("revision", "state", "title")
    assert list(states) == [(1, "in_force", "Membuat surat"), (2, "draft", "Baru")]


def test_save_draft_changes_a_draft() -> None:
    version = make.draft()
    version.title = "Lain"
    actions.save_draft(version, by=Operator(LATER))
    version.refresh_from_db()
    assert (version.title, version.revision, version.created_at) == ("Lain", 1, make.MONDAY)


def test_save_draft_refuses_a_second_draft() -> None:
    new = Version(procedure=make.draft().procedure, title="Baru")
    assert refused(lambda: actions.save_draft(new, by=Operator(LATER))) == SECOND_DRAFT


def test_save_draft_refuses_a_version_in_force() -> None:
    version = make.version()
    version.title = "Lain"
    assert refused(lambda: actions.save_draft(version, by=Operator(LATER))) == FROZEN


def test_save_draft_refuses_a_copy_that_was_read_before_it_was_put_in_force() -> None:
    stale = make.draft()
    make.calendar()
    actions.put_version_in_force(Version.objects.get(pk=stale.pk), by=Operator(LATER))
    assert stale.is_draft
    assert refused(lambda: actions.save_draft(stale, by=Operator(LATER))) == FROZEN


def test_save_steps_moves_a_step_with_its_branches() -> None:
    version = four_steps()
    a, b, c, d = version.ordered_steps()
    a.number, b.number, c.number, d.number = 4, 1, 2, 3
    actions.save_steps(version, [a, b, c, d])
    assert branches(version) == [
        (1, "B", None, None),
        (2, "C", None, "A"),
        (3, "D", "B", None),
        (4, "A", None, None),
    ]


def test_save_steps_inserts_a_step_and_moves_the_others_down() -> None:
    version = four_steps()
    _, b, c, d = version.ordered_steps()
    new = Step(version=version, number=2, activity="Baru")
    b.number, c.number, d.number = 3, 4, 5
    actions.save_steps(version, [new, b, c, d])
    assert branches(version) == [
        (1, "A", None, None),
        (2, "Baru", None, None),
        (3, "B", None, None),
        (4, "C", None, "A"),
        (5, "D", "B", None),
    ]


def test_save_steps_deletes_a_step_and_numbers_the_others_without_a_gap() -> None:
    version = four_steps()
    gone = version.steps.get(activity="B")
    actions.save_steps(version, [], deleted=[gone])
    assert branches(version) == [
        (1, "A", None, None),
        (2, "C", None, "A"),
        (3, "D", None, None),
    ]
    assert version.graph().steps[2].exits == ()


def test_save_steps_moves_adds_and_deletes_at_once() -> None:
    version = four_steps()
    a, _, c, d = version.ordered_steps()
    new = Step(version=version, number=3, activity="Baru", way="step", way_step=d)
    d.number, d.activity, a.number = 1, "D lagi", 4
    actions.save_steps(version, [new, d, a], deleted=[c])
    assert branches(version) == [
        (1, "D lagi", "B", None),
        (2, "B", None, None),
        (3, "Baru", "D lagi", None),
        (4, "A", None, None),
    ]


def test_save_steps_keeps_what_a_step_needs_and_who_takes_part() -> None:
    version = make.draft([Row("A", "Staf", needs=("ATK",)), Row("B", "Staf", participants=("X",))])
    a, b = version.ordered_steps()
    a.number, b.number = 2, 1
    actions.save_steps(version, [a, b])
    assert [r.text for r in version.steps.get(number=2).requirements.all()] == ["ATK"]
    assert [str(p) for p in version.steps.get(number=1).participants.all()] == ["X"]


def test_save_steps_leaves_other_versions() -> None:
    version, other = four_steps(), four_steps()
    actions.save_steps(version, [], deleted=[version.steps.get(activity="A")])
    assert [number for number, *_ in branches(version)] == [1, 2, 3]
    assert [number for number, *_ in branches(other)] == [1, 2, 3, 4]


def test_save_steps_refuses_a_version_in_force() -> None:
    version = make.version()
    step = version.steps.get(number=1)
    step.activity = "Lain"
    assert refused(lambda: actions.save_steps(version, [step])) == FROZEN
    assert refused(lambda: actions.save_steps(version, [], deleted=[step])) == FROZEN


def test_save_requirements_writes_them_anew_in_their_order() -> None:
    version = make.draft()
    first, second, _ = version.ordered_steps()
    actions.save_requirements(version, {second.pk: ["Lama"]})
    actions.save_requirements(version, {first.pk: ["Kertas", "Komputer"]})
    found = Requirement.objects.order_by("step", "order").values_list("step__number", "text")
    assert list(found) == [(1, "Kertas"), (1, "Komputer"), (2, "Lama")]
    actions.save_requirements(version, {first.pk: []})
    assert [each.text for each in Requirement.objects.all()] == ["Lama"]


def test_save_requirements_refuses_a_version_in_force() -> None:
    version = make.version()
    step = version.steps.get(number=1)
    assert step.requirements.exists()
    assert refused(lambda: actions.save_requirements(version, {step.pk: []})) == FROZEN
    assert refused(lambda: actions.save_participants(version, {step.pk: []})) == FROZEN
    assert refused(lambda: actions.save_start_fields(version, [], deleted=[])) == FROZEN


def test_delete_draft_takes_its_rows_with_it_and_nothing_else() -> None:
    old, other = make.version(), make.draft()
    before = all_rows()
    definition = Definition("Baru", ("Staf",), make.letter_rows()[:1], end_actor="Staf")
    version = actions.draft_version(old.procedure, definition, by=Operator(LATER), positions={})
    assert all_rows("Requirement") != {"procedures.Requirement": before["procedures.Requirement"]}
    actions.delete_draft(version, by=Operator(LATER))
    after = all_rows()
    journal = [(e["deed"], e["revision"]) for e in after.pop("procedures.VersionEntry")]
    del before["procedures.VersionEntry"]
    assert after == before
    assert journal[-2:] == [("draft", 2), ("delete", 2)]
    assert Version.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("state", ["in_force", "replaced", "revoked"])
def test_frozen_version_is_refused_whatever_its_state(state: str) -> None:
    version = make.version()
    if state != "in_force":
        change(version, state=state, ended_at=LATER, ended_because="Usang")
    assert refused(lambda: lock_draft(version)) == FROZEN
    assert refused(lambda: actions.delete_draft(version, by=Operator(LATER))) == FROZEN
    assert refused(lambda: actions.put_version_in_force(version, by=Operator(LATER))) == FROZEN


def test_lock_draft_returns_the_draft_as_it_is_now() -> None:
    stale = make.draft()
    change(stale, title="Baru")
    assert lock_draft(stale).title == "Baru"


def test_put_version_in_force_records_who_and_when() -> None:
    version, by = make.draft(), make.editor()
    put = actions.put_version_in_force(version, by=Doer(by, LATER))
    version.refresh_from_db()
    assert put == version
    assert (version.state, version.put_in_force_by, version.put_in_force_at) == (
        "in_force",
        by,
        LATER,
    )
    assert (version.ended_at, version.ended_by) == (None, None)


def test_put_version_in_force_replaces_the_one_in_force() -> None:
    old, foreign, by = make.version(), make.version(), make.editor()
    definition = Definition("Baru", ("Staf",), (Row("Ketik", "Staf"),), identity=make.APPROVED)
    new = actions.draft_version(
        old.procedure, definition, by=Operator(make.MONDAY), positions={"Staf": make.position()}
    )
    before = all_rows("Version")["procedures.Version"]
    actions.put_version_in_force(new, by=Doer(by, LATER))
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.ended_at, old.ended_by) == ("replaced", LATER, by)
    assert (old.put_in_force_at, old.put_in_force_by) == (make.MONDAY, None)
    assert (new.state, new.put_in_force_at) == ("in_force", LATER)
    after = all_rows("Version")["procedures.Version"]
    assert [row for row in after if row["id"] == foreign.pk] == [
        row for row in before if row["id"] == foreign.pk
    ]
    assert list(Version.objects.in_force().order_by("pk")) == [foreign, new]


def test_put_version_in_force_keeps_the_one_in_force_when_it_refuses_the_next() -> None:
    old = make.version()
    empty = Definition(title="Baru", actors=("Staf",), rows=())
    new = actions.draft_version(old.procedure, empty, by=Operator(LATER), positions={})
    by = make.editor()
    sentence = refused(lambda: actions.put_version_in_force(new, by=Doer(by, LATER)))
    assert sentence == "The SOP has no step."
    assert list(Version.objects.in_force()) == [old]


def test_put_version_in_force_refuses_people_without_the_right() -> None:
    version, ordinary, gone = make.draft(), make.user(), make.editor()
    change(gone, is_active=False)
    gone.refresh_from_db()
    for by in (ordinary, gone):
        deed = partial(actions.put_version_in_force, version, by=Doer(by, LATER))
        assert refused(deed) == "You may not put SOPs of this unit in force."
    actions.put_version_in_force(version, by=Doer(make.editor(), LATER))
    version.refresh_from_db()
    assert version.state == "in_force"


FAULTS: dict[str, tuple[list[Row], str]] = {
    "nobody": ([Row("A", None), Row("B", "Staf")], "Step 1: nobody is responsible."),
    "alike": (
        [Row("A", "Staf", no=make.to(2)), Row("B", "Staf")],
        "Step 1: both exits lead to the same place.",
    ),
    "itself": (
        [Row("A", "Staf", no=make.to(1)), Row("B", "Staf")],
        "Step 1: an exit leads back to itself.",
    ),
    "not reached": (
        [Row("A", "Staf", yes=make.to(3)), Row("B", "Staf"), Row("C", "Staf")],
        "Step 2: no way leads to it.",
    ),
    "no end": (
        [Row("A", "Staf", no=make.END), Row("B", "Staf"), Row("C", "Staf", yes=make.to(2))],
        "Step 2: no way leads from it to the end. Step 3: no way leads from it to the end.",
    ),
    "none": ([], "The SOP has no step."),
    "several": (
        [Row("A", None, no=make.to(1)), Row("B", "Staf")],
        "Step 1: nobody is responsible. Step 1: an exit leads back to itself.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_put_version_in_force_says_every_fault_in_a_sentence(name: str) -> None:
    given, sentences = FAULTS[name]
    version = make.draft(given)
    assert refused(lambda: actions.put_version_in_force(version, by=Operator(LATER))) == sentences
    assert " ".join(actions.faults_of(version)) == sentences


def test_put_version_in_force_refuses_an_exit_that_leads_nowhere() -> None:
    version = make.draft()
    version.steps.get(number=1).delete()
    sentence = refused(lambda: actions.put_version_in_force(version, by=Operator(LATER)))
    assert sentence == "Step 2: an exit leads nowhere."


def test_put_version_in_force_asks_for_the_position_of_a_used_column_only() -> None:
    version = make.draft()
    Actor.objects.create(version=version, order=9, name="Arsiparis")
    assert actions.faults_of(version) == []
    used = version.actors.get(name="Analis")
    change(used, position=None)
    sentence = refused(lambda: actions.put_version_in_force(version, by=Operator(LATER)))
    assert sentence == "Column Analis: no position is named for it."


def test_sound_draft_has_no_fault() -> None:
    assert actions.faults_of(make.draft()) == []
