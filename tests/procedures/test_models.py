from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import F, ProtectedError
from pytest_django import DjangoAssertNumQueries

from procedures.definition import Row
from procedures.graph import Answer, Exit, StepKind
from procedures.models import Actor, Book, Procedure, StartField, Step, Version, VersionEntry
from procedures.printing import screen_form
from tests import make
from tests.constraints import Case, change, check, constraints_of

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 1)
ENDED = {"state": "replaced", "put_in_force_at": make.MONDAY, "ended_at": make.MONDAY}


def _procedure(code: str) -> None:
    Procedure.objects.create(code=code, unit=make.unit())


def _versions(*fields: dict[str, Any]) -> None:
    procedure = Procedure.objects.create(code="T-1", unit=make.unit())
    for revision, each in enumerate(fields, start=1):
        values = {"revision": revision, "created_at": make.MONDAY, "title": "Surat", **each}
        Version.objects.create(procedure=procedure, **values)


def _draft(**fields: object) -> None:
    change(make.draft([]), **fields)


def _in_force(**fields: object) -> None:
    change(make.version(), **fields)


IN_FORCE = {"state": "in_force", "put_in_force_at": make.MONDAY}


def _actors(*names: str) -> None:
    version = make.draft([])
    for name in names:
        Actor.objects.create(version=version, name=name)


def _step(number: int = 2, **fields: object) -> None:
    """Change a step of the smallest procedure; its second is a decision."""
    change(make.draft().steps.get(number=number), **fields)


def _steps(*numbers: int) -> None:
    version = make.draft([])
    for number in numbers:
        Step.objects.create(version=version, number=number, activity="Mengetik")


def _start_fields(*fields: dict[str, str]) -> None:
    version = make.draft([])
    for each in fields:
        StartField.objects.create(version=version, **each)


def _entry(**fields: object) -> None:
    values = {"revision": 1, "deed": "draft", "at": make.MONDAY, **fields}
    procedure = Procedure.objects.create(code="T-1", unit=make.unit())
    VersionEntry.objects.create(procedure=procedure, **values)


def _procedures_of(*codes: str) -> None:
    """Make SOPs of one office, each of another unit."""
    office = make.root()
    for code in codes:
        Procedure.objects.create(code=code, unit=make.unit(below=office))


def _book(**fields: object) -> None:
    change(make.book(), **fields)


def _second_book(*, paper: str) -> None:
    first = make.book()
    Book.objects.create(
        unit=first.unit,
        paper=paper,
        total=1,
        ordered_at=make.MONDAY,
        ordered_by=first.ordered_by,
        touched_at=make.MONDAY,
    )


CASES = {
    "one_book_a_unit_and_paper": Case(
        refused=(lambda: _second_book(paper="a4"),),
        accepted=(lambda: _second_book(paper="f4"),),
    ),
    "book_paper_is_known": Case(
        refused=(lambda: _book(paper="a3"),), accepted=(lambda: _book(paper="f4"),)
    ),
    "book_state_is_known": Case(
        refused=(lambda: _book(state="lost"),), accepted=(lambda: _book(state="made"),)
    ),
    "book_not_made_says_why": Case(
        refused=(
            lambda: _book(state="failed"),
            lambda: _book(trouble="broken"),
            lambda: _book(state="made", trouble="broken"),
        ),
        accepted=(lambda: _book(state="failed", trouble="broken"),),
    ),
    "procedure_code_is_unique_in_its_office": Case(
        refused=(lambda: _procedures_of("A-1", "A-1"),),
        accepted=(lambda: _procedures_of("A-1", "A-2"), lambda: _procedures_of("A-3")),
    ),
    "procedure_code_fits_an_address": Case(
        refused=(
            lambda: _procedure(""),
            lambda: _procedure("ks-08"),
            lambda: _procedure("KS/08"),
            lambda: _procedure("KS 08"),
            lambda: _procedure("-KS"),
        ),
        accepted=(lambda: _procedure("KS-08"), lambda: _procedure("8.B-1")),
    ),
    "version_revision_is_unique": Case(
        refused=(lambda: _versions(ENDED, {"revision": 1}),),
        accepted=(lambda: _versions(ENDED, {"revision": 2}),),
    ),
    "one_version_in_force_a_procedure": Case(
        refused=(lambda: _versions(IN_FORCE, IN_FORCE),),
        accepted=(lambda: _versions(ENDED, ENDED, IN_FORCE, {}),),
    ),
    "one_draft_a_procedure": Case(
        refused=(lambda: _versions({}, {}),),
        accepted=(lambda: _versions({}, IN_FORCE),),
    ),
    "version_state_is_known": Case(
        refused=(lambda: _in_force(state="lost"),),
        accepted=(lambda: _in_force(state="in_force"),),
        or_by="version_replaced_or_revoked_has_ended",
    ),
    "version_not_a_draft_was_put_in_force": Case(
        refused=(
            lambda: _draft(put_in_force_at=make.MONDAY),
            lambda: _draft(state="in_force"),
            lambda: _draft(state="replaced", ended_at=make.MONDAY),
        ),
        accepted=(lambda: _draft(**IN_FORCE),),
    ),
    "version_replaced_or_revoked_has_ended": Case(
        refused=(
            lambda: _in_force(state="replaced"),
            lambda: _in_force(state="revoked", ended_because="Usang"),
            lambda: _in_force(ended_at=make.MONDAY),
        ),
        accepted=(
            lambda: _in_force(**ENDED),
            lambda: _in_force(state="revoked", ended_at=make.MONDAY, ended_because="Usang"),
        ),
    ),
    "revoked_version_says_why": Case(
        refused=(lambda: _in_force(state="revoked", ended_at=make.MONDAY),),
        accepted=(
            lambda: _in_force(state="revoked", ended_at=make.MONDAY, ended_because="Usang"),
            lambda: _in_force(state="replaced", ended_at=make.MONDAY),
        ),
    ),
    "version_put_in_force_by_and_at_go_together": Case(
        refused=(lambda: _draft(put_in_force_by=make.user()),),
        accepted=(
            lambda: _draft(**IN_FORCE, put_in_force_by=make.user()),
            lambda: _draft(**IN_FORCE, put_in_force_by=None),
        ),
    ),
    "version_ended_by_and_at_go_together": Case(
        refused=(lambda: _in_force(ended_by=make.user()),),
        accepted=(
            lambda: _in_force(**ENDED, ended_by=make.user()),
            lambda: _in_force(**ENDED, ended_by=None),
        ),
    ),
    "actor_name_is_unique_in_its_version": Case(
        refused=(lambda: _actors("Staf", "Staf"),),
        accepted=(lambda: _actors("Staf", "Analis"), lambda: _actors("Staf")),
    ),
    "step_number_is_unique_in_its_version": Case(
        refused=(lambda: _steps(1, 1),),
        accepted=(lambda: _steps(1, 2), lambda: _steps(1)),
    ),
    "step_numbers_count_from_one": Case(
        refused=(lambda: _steps(0),),
        accepted=(lambda: _steps(1),),
    ),
    "decision_has_a_second_exit_and_execution_has_none": Case(
        refused=(
            lambda: _step(no_way="", no_way_step=None),
            lambda: _step(kind="execution"),
            lambda: _step(1, kind="decision"),
            lambda: _step(1, no_way="next"),
            lambda: _step(kind="subprocess"),
        ),
        accepted=(
            lambda: _step(kind="execution", no_way="", no_way_step=None),
            lambda: _step(1, kind="decision", no_way="end"),
        ),
    ),
    "step_named_by_its_exit_only": Case(
        refused=(
            lambda: _step(way_step=F("id")),
            lambda: _step(way="end", way_step=F("id")),
            lambda: _step(way="back"),
        ),
        accepted=(
            lambda: _step(way="step", way_step=F("id")),
            lambda: _step(way="step", way_step=None),
            lambda: _step(way="end"),
        ),
    ),
    "step_named_by_its_no_exit_only": Case(
        refused=(
            lambda: _step(no_way="next"),
            lambda: _step(no_way="end"),
            lambda: _step(no_way="back", no_way_step=None),
        ),
        accepted=(
            lambda: _step(no_way_step=None),
            lambda: _step(no_way="end", no_way_step=None),
        ),
    ),
    "standard_minutes_and_unit_go_together": Case(
        refused=(
            lambda: _step(standard_minutes=None),
            lambda: _step(standard_unit=""),
            lambda: _step(standard_minutes=0),
            lambda: _step(standard_unit="year"),
        ),
        accepted=(
            lambda: _step(standard_minutes=None, standard_unit=""),
            lambda: _step(standard_minutes=1, standard_unit="month"),
        ),
    ),
    "version_entry_names_its_deed": Case(
        refused=(lambda: _entry(deed=""),),
        accepted=(lambda: _entry(deed="replace"),),
    ),
    "version_entry_of_a_copy_says_of_what": Case(
        refused=(lambda: _entry(deed="copy"), lambda: _entry(copied_from=1)),
        accepted=(lambda: _entry(deed="copy", copied_from=1),),
    ),
    "version_entry_of_revoking_says_why": Case(
        refused=(lambda: _entry(deed="revoke"),),
        accepted=(lambda: _entry(deed="revoke", note="Usang"),),
    ),
    "start_field_label_is_unique_in_its_version": Case(
        refused=(lambda: _start_fields({"label": "Asal"}, {"label": "Asal"}),),
        accepted=(
            lambda: _start_fields({"label": "Asal"}, {"label": "Tujuan"}),
            lambda: _start_fields({"label": "Asal"}),
        ),
    ),
    "start_field_of_choice_has_choices": Case(
        refused=(lambda: _start_fields({"label": "Jenis", "kind": "choice"}),),
        accepted=(
            lambda: _start_fields({"label": "Jenis", "kind": "choice", "choices": "A\nB"}),
            lambda: _start_fields({"label": "Jenis", "kind": "text"}),
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_database_refuses_what_the_constraint_says(name: str) -> None:
    check(name, CASES[name])


def test_every_constraint_has_its_case() -> None:
    assert set(CASES) == constraints_of("procedures")


def test_code_is_one_procedures_in_an_office_and_anothers_elsewhere() -> None:
    for _office in range(2):
        _procedures_of("KS-08")
    assert [each.code for each in Procedure.objects.all()] == ["KS-08", "KS-08"]


def test_procedure_with_versions_and_position_in_a_column_stay() -> None:
    version = make.draft()
    position = version.actors.all()[0].position
    assert position is not None
    for thing in (version.procedure, position):
        with pytest.raises(ProtectedError):
            thing.delete()
    assert Version.objects.get() == version


def test_version_in_force_is_found_among_its_siblings() -> None:
    old = make.version(code="T-1")
    change(old, state="replaced", ended_at=make.MONDAY)
    new = make.version(code="T-2")
    make.draft(code="T-3")
    assert list(Version.objects.in_force()) == [new]


def _three_versions() -> tuple[Procedure, dict[str, Version]]:
    """Make a replaced version, one in force and a draft of one procedure."""
    procedure = Procedure.objects.create(code="T-1", unit=make.unit())
    states: list[dict[str, Any]] = [ENDED, IN_FORCE, {"state": "draft"}]
    versions = {
        each["state"]: Version.objects.create(
            procedure=procedure, revision=revision, title="Surat", created_at=make.MONDAY, **each
        )
        for revision, each in enumerate(states, start=1)
    }
    return procedure, versions


def test_newest_is_the_version_in_force_even_beside_a_later_draft() -> None:
    _, versions = _three_versions()
    other = make.draft(code="T-2")
    assert list(Version.objects.newest()) == [versions["in_force"], other]


def test_newest_is_the_latest_revision_where_none_is_in_force() -> None:
    _, versions = _three_versions()
    change(versions["in_force"], **ENDED)
    assert list(Version.objects.newest()) == [versions["draft"]]
    versions["draft"].delete()
    assert list(Version.objects.newest()) == [versions["in_force"]]


def test_newest_looks_at_all_versions_not_at_the_visible_ones_alone() -> None:
    """A draft that alone is newest hides from those who may not see it; nothing else is lost."""
    _, versions = _three_versions()
    alone = make.draft(code="T-2")
    ordinary = Version.objects.visible_to(make.colleague(), on=JUNE)
    assert alone in Version.objects.newest()
    assert list(ordinary.newest()) == [versions["in_force"]]


def test_replaced_version_is_newest_to_those_who_may_not_see_the_draft() -> None:
    _, versions = _three_versions()
    change(versions["in_force"], **ENDED)
    ordinary, editor = make.colleague(), make.administrator()
    assert list(Version.objects.visible_to(editor, on=JUNE).newest()) == [versions["draft"]]
    assert list(Version.objects.visible_to(ordinary, on=JUNE).newest()) == [versions["in_force"]]


def test_drafts_are_visible_to_those_who_edit_alone() -> None:
    _, versions = _three_versions()
    replaced, in_force, draft = versions["replaced"], versions["in_force"], versions["draft"]
    everything = Version.objects.visible_to(make.administrator(), on=JUNE)
    assert list(everything) == [draft, in_force, replaced]
    assert list(Version.objects.visible_to(make.colleague(), on=JUNE)) == [in_force, replaced]


def test_with_actor_held_by_keeps_the_sops_of_ones_positions_once_each() -> None:
    positions = {name: make.position(name) for name in ("Staf", "Analis", "Kepala")}
    own = make.version(positions=positions)
    foreign = make.version()
    someone = make.holder(positions["Staf"])
    make.appointment(someone, positions["Analis"], capacity="plh", ends_on=JUNE)
    before, after = date(2019, 12, 31), date(2026, 6, 2)
    assert foreign in Version.objects.all()
    assert list(Version.objects.with_actor_held_by(someone, on=JUNE)) == [own]
    assert list(Version.objects.with_actor_held_by(someone, on=after)) == [own]
    assert list(Version.objects.with_actor_held_by(someone, on=before)) == []
    assert list(Version.objects.with_actor_held_by(make.user(), on=JUNE)) == []


def _exits(version: Version) -> dict[int, tuple[Exit, ...]]:
    whole = Version.objects.with_table().get(pk=version.pk)
    return {step.number: step.exits for step in whole.graph().steps}


def test_graph_draws_columns_kinds_and_participants() -> None:
    version = make.draft(
        [
            Row("Mengetik", "Staf"),
            Row("Memeriksa", "Analis", no=make.to(1)),
            Row("Rapat", "Kepala", participants=("Analis", "Staf")),
            Row("Mengirim", None),
        ]
    )
    drawing = version.graph()
    assert drawing.actors == ("Staf", "Analis", "Kepala")
    assert [(s.number, s.kind, s.actor, s.participants) for s in drawing.steps] == [
        (1, StepKind.EXECUTION, 0, ()),
        (2, StepKind.DECISION, 1, ()),
        (3, StepKind.EXECUTION, 2, (0, 1)),
        (4, StepKind.EXECUTION, None, ()),
    ]


def test_exits_lead_to_the_next_row_to_a_step_and_to_the_end() -> None:
    version = make.draft(
        [
            Row("Memeriksa", "Staf", no=make.END),
            Row("Mengetik", "Staf", yes=make.to(4)),
            Row("Memeriksa lagi", "Staf", yes=make.to(2), no=make.to(1)),
            Row("Mengarsipkan", "Staf"),
        ]
    )
    assert _exits(version) == {
        1: (Exit(Answer.YES, 2, "Ya"), Exit(Answer.NO, None, "Tidak")),
        2: (Exit(Answer.DONE, 4),),
        3: (Exit(Answer.YES, 2, "Ya"), Exit(Answer.NO, 1, "Tidak")),
        4: (Exit(Answer.DONE, None),),
    }


def test_exit_to_the_next_row_passes_over_a_gap_in_the_numbers() -> None:
    version = make.draft([Row("Mengetik", "Staf"), Row("Mengirim", "Staf")])
    change(version.steps.get(number=2), number=7)
    assert _exits(version) == {1: (Exit(Answer.DONE, 7),), 7: (Exit(Answer.DONE, None),)}


def test_exit_is_missing_while_it_names_no_step_or_one_of_another_version() -> None:
    version, other = make.draft(), make.draft()
    change(version.steps.get(number=2), no_way_step=None)
    change(version.steps.get(number=3), way="step", way_step=other.steps.get(number=1))
    assert _exits(version) == {
        1: (Exit(Answer.DONE, 2),),
        2: (Exit(Answer.YES, 3, "Ya"),),
        3: (),
    }


def test_exits_carry_the_labels_of_a_decision_only() -> None:
    version = make.draft()
    for number in (1, 2):
        change(version.steps.get(number=number), yes_label="Lengkap", no_label="Kurang")
    labels = {number: [way.label for way in ways] for number, ways in _exits(version).items()}
    assert labels == {1: [""], 2: ["Lengkap", "Kurang"], 3: [""]}


def test_branch_to_a_deleted_step_is_missing_and_the_row_stays() -> None:
    version = make.draft()
    version.steps.get(number=1).delete()
    step = version.steps.get(number=2)
    assert (step.no_way, step.no_way_step) == ("step", None)
    assert _exits(version)[2] == (Exit(Answer.YES, 3, "Ya"),)


def test_ordered_steps_go_from_top_to_bottom() -> None:
    version = make.draft([])
    for number in (3, 1, 2):
        Step.objects.create(version=version, number=number, activity=f"Langkah {number}")
    assert [str(step) for step in version.ordered_steps()] == [
        "1. Langkah 1",
        "2. Langkah 2",
        "3. Langkah 3",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_with_table_loads_any_number_of_rows_with_the_same_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.draft(
        [
            Row(f"Rapat {n}", f"Staf {n}", participants=("Kepala",), needs=("Notulen",))
            for n in range(rows)
        ]
    )
    with django_assert_num_queries(6):
        version = Version.objects.with_table().get()
        drawn, drawing = screen_form(version), version.graph()
        steps = [row.step for page in drawn.pages for row in page if row.step]
        needs = [len(step.requirements.all()) for step in steps]
        assert str(version.procedure.unit)
        assert version.end_actor is None
    assert (len(steps), len(drawing.steps), needs) == (rows, rows, [1] * rows)


@pytest.mark.parametrize(
    ("capacity", "printed"),
    [("definitive", "Kepala SKPD"), ("plt", "Plt. Kepala SKPD"), ("plh", "Plh. Kepala SKPD")],
)
def test_approver_is_printed_with_the_capacity(capacity: str, printed: str) -> None:
    version = Version(approver_title="Kepala SKPD", approver_capacity=capacity)
    assert version.approver == printed


def test_rows_call_themselves_by_what_the_office_wrote() -> None:
    version = make.draft(code="KS-08")
    step = version.ordered_steps()[0]
    field = StartField(label="Asal surat")
    names = [str(version), str(version.procedure), str(step), *map(str, step.requirements.all())]
    assert names == ["KS-08 Membuat surat", "KS-08", "1. Mengetik surat", "Komputer", "Printer"]
    assert (str(step.actor), str(field)) == ("Staf", "Asal surat")
