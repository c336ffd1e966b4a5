"""A version in force or later is frozen: every door to its content is tried, on any database."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from procedures.definition import Row
from procedures.frozen import triggers
from procedures.models import (
    Actor,
    Book,
    Procedure,
    Requirement,
    StartField,
    Step,
    Version,
    VersionEntry,
)
from tests import make
from tests.constraints import change
from tests.rows import all_rows

pytestmark = pytest.mark.django_db

ENDED = {"ended_at": make.MONDAY, "ended_because": "Usang"}
OTHER: dict[type[models.Field[object, object]], object] = {
    models.CharField: "definitive",
    models.TextField: "lain",
    models.BooleanField: True,
    models.DateField: make.LONG_AGO,
    models.DateTimeField: make.MONDAY,
    models.PositiveIntegerField: 77,
    models.PositiveSmallIntegerField: 77,
}


def _filled(state: str = "in_force") -> Version:
    """Make a version with a row of every kind in its table, in one of the frozen states."""
    draft = make.draft([*make.letter_rows()[:2], Row("Rapat", "Kepala", participants=("Staf",))])
    StartField.objects.create(version=draft, label="Asal surat")
    make.calendar()
    change(draft, state="in_force", put_in_force_at=make.MONDAY, end_actor=draft.actors.first())
    if state != "in_force":
        change(draft, state=state, **ENDED)
    return Version.objects.get(pk=draft.pk)


def _rows(version: Version) -> dict[type[models.Model], models.Model]:
    """Return one row of each kind that hangs on a version."""
    steps = version.steps.all()
    through = Step.participants.through
    return {
        Actor: version.actors.get(name="Staf"),
        Step: steps[0],
        Requirement: Requirement.objects.filter(step__in=steps)[0],
        StartField: version.start_fields.get(),
        through: through.objects.get(step__in=steps),
    }


def _refused(write: Callable[[], object], saying: str = "is frozen|goes from draft") -> None:
    before = all_rows()
    with pytest.raises(IntegrityError, match=saying), transaction.atomic():
        write()
    assert all_rows() == before


@pytest.mark.parametrize("state", ["in_force", "replaced", "revoked"])
def test_every_field_of_a_frozen_version_stays(state: str) -> None:
    version = _filled(state)
    learnt = {"state", "ended_at", "ended_by", "ended_because"} if state == "in_force" else set()
    fields = [f for f in Version._meta.concrete_fields if f.name not in {"id", *learnt}]
    assert len(fields) >= 25
    for field in fields:
        _refused(partial(change, version, **{field.name: _another(field, version)}))


def _another(field: models.Field[object, object], version: Version) -> object:
    """Return another value that the column takes, so that nothing but the guard refuses it."""
    if field.name == "procedure":
        return Procedure.objects.create(code="LAIN", unit=make.unit())
    if field.name == "end_actor":
        return None
    if isinstance(field, models.ForeignKey):
        return make.user()
    allowed = {
        "state": "revoked" if version.state == "replaced" else "replaced",
        "capsules": "own_rows",
        "approver_capacity": "plh",
        "put_in_force_at": make.wib("2026-01-01 08:00"),
        "created_at": make.wib("2026-01-01 08:00"),
        "ended_at": make.wib("2026-01-01 08:00"),
        "revision": 77,
    }
    return allowed.get(field.name, OTHER[type(field)])


@pytest.mark.parametrize("state", ["in_force", "replaced", "revoked"])
def test_rows_of_a_frozen_version_are_not_changed_deleted_or_joined_by_others(state: str) -> None:
    version = _filled(state)
    for model, row in _rows(version).items():
        rows = model._base_manager.filter(pk=row.pk)
        copy = model._base_manager.get(pk=row.pk)
        copy.pk = None
        _unlike(copy, version)
        _refused(row.save)
        _refused(partial(rows._raw_delete, rows.db))
        _refused(row.delete)
        _refused(partial(copy.save, force_insert=True))


def _unlike(copy: models.Model, version: Version) -> None:
    """Let a copy of a row differ where two alike are refused anyhow."""
    if isinstance(copy, Step):
        copy.number = 50
    if isinstance(copy, Actor):
        copy.name = "Lain"
    if isinstance(copy, StartField):
        copy.label = "Lain"
    if isinstance(copy, Step.participants.through):
        copy.actor_id = version.actors.get(name="Analis").pk


def test_rows_of_a_draft_do_not_slip_into_a_frozen_version_nor_out_of_it() -> None:
    version, draft = _filled(), make.draft()
    StartField.objects.create(version=draft, label="Lain")
    change(draft.actors.get(name="Staf"), name="Staf lain")
    change(draft.steps.get(number=3), number=9)
    step = version.steps.get(number=1)
    _refused(lambda: draft.actors.filter(name="Staf lain").update(version=version))
    _refused(lambda: draft.steps.filter(number=9).update(version=version))
    _refused(lambda: draft.start_fields.update(version=version))
    _refused(lambda: Requirement.objects.filter(step__version=draft).update(step=step))
    _refused(lambda: version.start_fields.update(version=draft, label="Baru"))
    _refused(lambda: step.participants.add(version.actors.get(name="Kepala")))
    _refused(version.steps.get(number=3).participants.clear)


@pytest.mark.parametrize("state", ["in_force", "replaced", "revoked"])
def test_frozen_version_is_not_deleted(state: str) -> None:
    version = _filled(state)
    _refused(version.delete)
    empty = make.draft([])
    change(empty, state="in_force", put_in_force_at=make.MONDAY)
    _refused(lambda: Version.objects.filter(pk=empty.pk).delete())


def test_version_goes_one_way_through_its_life() -> None:
    version = _filled()
    _refused(lambda: change(version, state="draft", put_in_force_at=None))
    for state in ("replaced", "revoked"):
        draft = make.draft()
        ended = {"state": state, "put_in_force_at": make.MONDAY, **ENDED}
        _refused(partial(change, draft, **ended), "goes from draft")
    change(version, state="replaced", **ENDED)
    _refused(lambda: change(version, state="revoked"))
    _refused(lambda: change(version, state="in_force", ended_at=None))


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u00a0", "\u200b \r"])
def test_version_with_a_blank_activity_is_not_put_in_force_by_any_door(blank: str) -> None:
    draft = make.draft([Row("Mengetik", "Staf"), Row(blank, "Staf")])
    force = partial(change, draft, state="in_force", put_in_force_at=make.MONDAY)
    _refused(force, "says what is done")
    draft.steps.filter(number=2).update(activity="Mengirim")
    force()
    assert Version.objects.get(pk=draft.pk).state == "in_force"


def test_draft_and_its_rows_may_be_changed_and_deleted() -> None:
    draft = make.draft()
    StartField.objects.create(version=draft, label="Asal surat")
    change(draft, title="Lain")
    for row in (draft.steps.all()[0], draft.actors.all()[0], draft.start_fields.get()):
        row.save()
    draft.delete()
    assert not Version.objects.exists()


def test_journal_of_versions_is_only_added_to() -> None:
    version = make.version()
    entries = VersionEntry.objects.filter(procedure=version.procedure)
    assert entries.count() == 2
    _refused(lambda: entries.update(note="Lain"), "only added to")
    _refused(entries[0].delete, "only added to")
    _refused(lambda: entries._raw_delete(entries.db), "only added to")


def test_every_table_below_versions_is_guarded() -> None:
    """A table that comes to hang on a version later has to be guarded too."""
    below: set[type[models.Model]] = {Version}
    for _ in range(3):
        below |= {
            model
            for model in apps.get_app_config("procedures").get_models(include_auto_created=True)
            for field in model._meta.concrete_fields
            if field.related_model in below and model is not Book  # made of versions, no part
        }
    guarded = {(guard.table, guard.event) for guard in triggers(apps)}
    events = ("insert", "update", "delete")
    wanted = {(m._meta.db_table, event) for m in below - {Version} for event in events}
    assert len(wanted) == 15
    assert wanted <= guarded


@pytest.mark.django_db(transaction=True)
def test_guards_are_on_again_after_migrations_and_after_the_database_was_emptied() -> None:
    call_command("migrate", "procedures", "0001", verbosity=0)
    call_command("migrate", verbosity=0)
    version = make.version()
    _refused(lambda: change(version, title="Lain"))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        names = {name for (name,) in cursor.fetchall()}
    assert {guard.name for guard in triggers(apps)} <= names


def test_procedure_stays_once_there_is_a_journal() -> None:
    draft = make.draft()
    draft.delete()
    with pytest.raises(models.ProtectedError):
        Procedure.objects.get().delete()
