"""The life of versions: copied, put in force, replaced, revoked, deleted; all of it on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest

from people.doers import Doer, Operator
from people.models import User
from people.refusals import Refused
from procedures import actions
from procedures.actions import Approval
from procedures.definition import Row
from procedures.exchange import version_to_json
from procedures.models import Procedure, StartField, Version, VersionEntry
from tests import make
from tests.constraints import change
from tests.rows import all_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LATER = make.MONDAY + timedelta(days=1)
JULY = date(2026, 7, 1)
APPROVAL = Approval(
    number="067/2/2026",
    effective_on=JULY,
    approver_title="Sekretaris",
    approver_name="Pengesah Dua",
    approver_capacity="plh",
    approver_rank="Pembina (IV/a)",
    approver_nip="196501011990031001",
    made_on=date(2026, 6, 1),
    revised_on=date(2026, 6, 30),
)


def refused(deed: Callable[[], object]) -> str:
    """Do what is refused, see that no row changed, and return the sentence."""
    before = all_rows()
    with pytest.raises(Refused) as refusal:
        deed()
    assert all_rows() == before
    return str(refusal.value)


def entries(procedure: Procedure) -> list[tuple[int, str, User | None]]:
    """Return the journal from its beginning: revision, deed, who."""
    found = VersionEntry.objects.filter(procedure=procedure).order_by("pk")
    return [(entry.revision, entry.deed, entry.by) for entry in found]


def full_version() -> Version:
    """Make a version in force with something in every part of it."""
    draft = make.draft(
        [
            Row("Mengetik", "Staf", needs=("Kertas", "Tinta"), time="10 menit", output="Konsep"),
            Row("Memeriksa", "Kepala", participants=("Staf",), no=make.to(1), no_label="Kurang"),
            Row("Mengirim", "Staf", yes=make.END, remark="Lewat agenda"),
        ]
    )
    StartField.objects.create(version=draft, label="Jenis", kind="choice", choices="A\nB", order=2)
    change(draft, end_actor=draft.actors.get(name="Kepala"), made_on=JULY, effective_on=JULY)
    change(draft.steps.get(number=1), needs_file=True, needs_all_requirements=True)
    make.calendar()
    actions.put_version_in_force(draft, by=Operator(make.MONDAY))
    return Version.objects.with_table().get(pk=draft.pk)


def test_copy_version_takes_over_everything_that_stands_in_the_sop() -> None:
    version, by = full_version(), make.editor()
    copy = actions.copy_version(version, by=Doer(by, LATER))
    copied = Version.objects.with_table().get(pk=copy.pk)
    changed = {"revision": 2, "state": "draft"}
    expected = {**version_to_json(version), **changed}
    del expected["effective_on"]
    assert version_to_json(copied) == expected
    assert [a.position for a in copied.actors.all()] == [a.position for a in version.actors.all()]
    flags = copied.steps.values_list("needs_file", "needs_all_requirements", "standard_minutes")
    assert list(flags.order_by("number")) == [
        (True, True, 10),
        (False, False, None),
        (False, False, None),
    ]
    field = copied.start_fields.get()
    assert (field.label, field.kind, field.choices, field.order) == ("Jenis", "choice", "A\nB", 2)
    assert (copied.created_at, copied.put_in_force_at, copied.to_confirm) == (LATER, None, "")


def test_copy_points_into_itself_and_not_into_what_it_comes_from() -> None:
    version = full_version()
    copy = actions.copy_version(version, by=Doer(make.editor(), LATER))
    assert copy.end_actor in copy.actors.all()
    for step in copy.steps.select_related("actor", "no_way_step"):
        assert step.actor is not None
        assert step.actor.version_id == copy.pk
        assert all(actor.version_id == copy.pk for actor in step.participants.all())
    assert copy.steps.get(number=2).no_way_step == copy.steps.get(number=1)


def test_copy_version_leaves_what_it_comes_from_and_records_where_it_comes_from() -> None:
    version, by = full_version(), make.editor()
    before = all_rows()
    copy = actions.copy_version(version, by=Doer(by, LATER))
    entry = VersionEntry.objects.get(deed="copy")
    assert (entry.revision, entry.copied_from, entry.by, entry.at) == (2, 1, by, LATER)
    assert copy.made_on == JULY
    after = all_rows()
    for name, rows in before.items():
        assert [row for row in after[name] if row in rows] == rows


def test_any_version_is_copied_but_only_where_there_is_no_draft() -> None:
    version, by = full_version(), make.editor()
    actions.revoke_version(version, by=Doer(by, LATER), reason="Usang")
    copy = actions.copy_version(Version.objects.get(pk=version.pk), by=Doer(by, LATER))
    for each in (version, copy):
        deed = partial(actions.copy_version, each, by=Doer(by, LATER))
        assert refused(deed) == "This SOP already has a draft."


def test_whoever_may_not_edit_changes_nothing_in_the_life_of_versions() -> None:
    version, draft, by = full_version(), make.draft(), make.user()
    deeds: list[Callable[[], object]] = [
        lambda: actions.copy_version(version, by=Doer(by, LATER)),
        lambda: actions.revoke_version(version, by=Doer(by, LATER), reason="Usang"),
        lambda: actions.delete_draft(draft, by=Doer(by, LATER)),
        lambda: actions.save_draft(draft, by=Doer(by, LATER)),
        lambda: actions.save_draft(
            Version(procedure=version.procedure, title="Baru"), by=Doer(by, LATER)
        ),
    ]
    for deed in deeds:
        assert refused(deed) == "You may not change SOPs of this unit."


def test_put_version_in_force_records_number_dates_and_approver() -> None:
    draft, by = make.draft(), make.editor()
    actions.put_version_in_force(draft, by=Doer(by, LATER), approval=APPROVAL)
    version = Version.objects.get(pk=draft.pk)
    assert (version.number, version.made_on, version.revised_on, version.effective_on) == (
        "067/2/2026",
        date(2026, 6, 1),
        date(2026, 6, 30),
        JULY,
    )
    assert (version.approver, version.approver_name) == ("Plh. Sekretaris", "Pengesah Dua")
    assert (version.approver_rank, version.approver_nip) == (
        "Pembina (IV/a)",
        "196501011990031001",
    )
    assert entries(version.procedure) == [(1, "draft", None), (1, "put_in_force", by)]


def test_version_takes_effect_on_the_day_it_is_put_in_force_unless_it_says_when() -> None:
    silent, saying = make.draft(), make.draft()
    change(saying, effective_on=JULY)
    late = make.wib("2026-06-09 00:30")  # still the 8th in UTC
    for each in (silent, saying):
        actions.put_version_in_force(each, by=Doer(make.editor(), late))
    dates = [Version.objects.get(pk=each.pk).effective_on for each in (silent, saying)]
    assert dates == [date(2026, 6, 9), JULY]


@pytest.mark.parametrize("missing", ["number", "approver_title", "approver_name"])
def test_people_fill_in_number_and_approver_first_and_a_command_need_not(missing: str) -> None:
    draft = make.draft()
    change(draft, **{missing: " "})
    deed = partial(actions.put_version_in_force, draft, by=Doer(make.editor(), LATER))
    sentence = "Fill in the number of the SOP and the approver's position and name first."
    assert refused(deed) == sentence
    actions.put_version_in_force(draft, by=Operator(LATER))
    assert Version.objects.in_force().get() == draft


def test_revoke_version_records_who_when_and_why() -> None:
    version, by = full_version(), make.editor()
    actions.revoke_version(version, by=Doer(by, LATER), reason="Peraturan dicabut")
    version.refresh_from_db()
    facts = (version.state, version.ended_at, version.ended_by, version.ended_because)
    assert facts == ("revoked", LATER, by, "Peraturan dicabut")
    entry = VersionEntry.objects.get(deed="revoke")
    assert (entry.revision, entry.by, entry.at, entry.note) == (1, by, LATER, "Peraturan dicabut")


def test_only_a_version_in_force_is_revoked_and_only_with_a_reason() -> None:
    version, by = full_version(), make.editor()
    blank = partial(actions.revoke_version, version, by=Doer(by, LATER), reason=" \n")
    assert refused(blank) == "Write why the SOP is revoked."
    actions.revoke_version(version, by=Doer(by, LATER), reason="Usang")
    for other in (version, make.draft()):
        again = partial(actions.revoke_version, other, by=Doer(by, LATER), reason="Usang")
        assert refused(again) == "Only a version in force can be revoked."


def test_journal_tells_the_whole_life_of_an_sop() -> None:
    version, by = full_version(), make.editor()
    second = actions.copy_version(version, by=Doer(by, LATER))
    second.title = "Lain"
    actions.save_draft(second, by=Doer(by, LATER))
    actions.put_version_in_force(second, by=Doer(by, LATER))
    third = actions.copy_version(version, by=Doer(by, LATER))
    actions.delete_draft(third, by=Doer(by, LATER))
    actions.revoke_version(second, by=Doer(by, LATER), reason="Usang")
    assert entries(version.procedure) == [
        (1, "draft", None),
        (1, "put_in_force", None),
        (2, "copy", by),
        (2, "change", by),
        (1, "replace", by),
        (2, "put_in_force", by),
        (3, "copy", by),
        (3, "delete", by),
        (2, "revoke", by),
    ]


def test_entries_of_drafts_show_to_those_who_edit_alone() -> None:
    version, by = full_version(), make.editor()
    actions.copy_version(version, by=Doer(by, LATER))
    seen = {
        who: [e.deed for e in VersionEntry.objects.visible_to(who, on=LATER.date()).order_by("pk")]
        for who in (by, make.colleague())
    }
    assert list(seen.values()) == [["draft", "put_in_force", "copy"], ["put_in_force"]]
    assert str(VersionEntry.objects.get(deed="copy")) == (
        f"{version.procedure} 2: Copied into a draft"
    )
