"""Generic SOPs: offered by one office, adopted by another, followed as they are revised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import ProtectedError
from django.test import Client
from pytest_django.fixtures import Settings

from people.doers import Doer, Operator
from people.models import Position, Unit, User
from people.refusals import Refused
from procedures import actions
from procedures.adoptions import origin_of, outdated
from procedures.models import Procedure, Version, VersionEntry
from tests import make
from workflow.actions.notices import mail_next
from workflow.actions.originals import tell_originals
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST = "/procedures/generic/"
JUNE = make.MONDAY.date()


@dataclass
class Offices:
    """One office that offers an SOP, and another one with an editor and a clerk's position."""

    original: Version
    keeper: User
    there: Unit
    editor: User
    clerk: Position

    @property
    def client(self) -> Client:
        return make.client(self.editor)

    def by(self) -> Doer:
        return Doer(self.editor, make.MONDAY)

    def adopted(self, code: str = "UM-1") -> Version:
        """Adopt the SOP as it is in force now; the clerk stands for its first column."""
        now = Version.objects.in_force().get(procedure=self.original.procedure)
        columns = {now.actors.all()[0].pk: self.clerk}
        return actions.adopt_version(
            now, by=self.by(), code=code, unit=self.there, positions=columns
        )


@pytest.fixture
def offices() -> Offices:
    here, there = make.root("Diskominfo"), make.root("Dinkes")
    original = make.version(code="G-1", of=here)
    keeper = make.editor(here)
    actions.offer_procedure(original.procedure, by=Doer(keeper, make.MONDAY), is_generic=True)
    editor = make.editor(there)
    User.objects.filter(pk=editor.pk).update(email="editor@example.go.id")
    return Offices(original, keeper, there, editor, make.position("Juru ketik", of=there))


def field(version: Version, column: str) -> str:
    return f"column-{version.actors.get(name=column).pk}"


def test_keeper_offers_an_sop_and_withdraws_it_on_record(offices: Offices) -> None:
    keeper = make.client(offices.keeper)
    address = offices.original.procedure.address()
    assert "No longer offer it" in keeper.get(address).content.decode()
    assert keeper.post(f"{address}1/withdraw/").status_code == 302
    assert keeper.post(f"{address}1/withdraw/").status_code == 409
    assert keeper.post(f"{address}1/offer/").status_code == 302
    deeds = VersionEntry.objects.order_by("-pk").values_list("deed", flat=True)
    assert list(deeds[:3]) == ["offer", "withdraw", "offer"]
    assert offices.client.post(f"{address}1/withdraw/").status_code == 409
    assert Procedure.objects.get(code="G-1").is_generic


def test_sop_that_was_never_in_force_is_not_offered() -> None:
    draft = make.draft()
    with pytest.raises(Refused, match="in force first"):
        actions.offer_procedure(draft.procedure, by=make.doer(), is_generic=True)


def test_editors_of_other_offices_find_and_read_what_is_offered_and_nobody_else(
    offices: Offices,
) -> None:
    other = make.version(code="G-2", of=offices.original.procedure.unit)
    address = offices.original.procedure.address()
    colleague = make.client(make.holder(offices.clerk))
    assert offices.client.get(LIST).context["page"].object_list == [offices.original]
    assert [offices.client.get(address + rest).status_code for rest in ("", "print.pdf")] == [
        200
    ] * 2
    assert offices.client.get(other.procedure.address()).status_code == 404
    assert [colleague.get(path).status_code for path in (LIST, address)] == [403, 404]
    assert list(make.client(offices.keeper).get(LIST).context["page"]) == []  # it is their own
    page = offices.client.get(address).content.decode()
    assert "adopt/" in page
    assert "Start a document" not in page
    assert "G-1" not in offices.client.get("/procedures/").content.decode()
    assert offices.client.get("/documents/start/diskominfo/G-1/").status_code == 404


def test_editor_adopts_an_sop_as_a_draft_of_the_own_office(offices: Offices) -> None:
    address = offices.original.procedure.address("adopt_version", 1)
    form = offices.client.get(address).context["form"]
    assert (form["code"].value(), form["unit"].value()) == ("G-1", offices.there.pk)
    staff = field(offices.original, "Staf")
    sent = {"code": "um-1", "unit": offices.there.pk, staff: str(offices.clerk.pk)}
    answer = offices.client.post(address, sent)
    assert answer["Location"] == "/procedures/dinkes/UM-1/?revision=1"
    copy = Version.objects.get(procedure__code="UM-1")
    assert (copy.state, copy.adopted_from, copy.number) == ("draft", offices.original, "")
    columns = copy.actors.values_list("name", "position")
    assert list(columns) == [("Staf", offices.clerk.pk), ("Analis", None), ("Kepala", None)]
    rows = [
        list(each.steps.values_list("activity", "standard_text"))
        for each in (copy, offices.original)
    ]
    assert rows[0] == rows[1]
    entry = VersionEntry.objects.get(deed="adopt")
    assert (entry.procedure.code, entry.note) == ("UM-1", "G-1 of Diskominfo, revision 1")
    page = make.client(offices.keeper).get(offices.original.procedure.address()).content.decode()
    assert "Dinkes" in page
    assert "UM-1" not in page


def test_form_keeps_what_was_typed_where_it_is_refused(offices: Offices) -> None:
    address = offices.original.procedure.address("adopt_version", 1)
    staff, gone = field(offices.original, "Staf"), make.position(of=offices.there)
    Procedure.objects.create(code="UM-1", unit=offices.there)
    foreign = make.position_of(offices.original, "Staf").pk
    whole = {"code": "UM-2", "unit": offices.there.pk, staff: str(offices.clerk.pk)}
    for wrong in (
        {"code": "UM-1"},
        {"code": ""},
        {"code": "a b"},
        {"unit": offices.original.procedure.unit_id},
        {staff: str(foreign)},
        {staff: "x"},
    ):
        answer = offices.client.post(address, whole | wrong)
        assert answer.status_code == 422
        assert answer.context["form"]["code"].value() == (whole | wrong)["code"]
    retire(gone, offices.clerk)
    assert offices.client.post(address, whole | {staff: str(gone.pk)}).status_code == 422
    assert not Version.objects.filter(adopted_from__isnull=False).exists()


def test_adopting_is_refused_once_the_original_is_no_longer_offered_or_in_force(
    offices: Offices,
) -> None:
    address = offices.original.procedure.address("adopt_version", 1)
    sent = {"code": "UM-1", "unit": offices.there.pk}
    keeper = Doer(offices.keeper, make.MONDAY)
    actions.offer_procedure(offices.original.procedure, by=keeper, is_generic=False)
    assert offices.client.get(address).status_code == 404  # nothing is seen of it any more
    with pytest.raises(Refused, match="not offered any more"):
        offices.adopted()
    actions.offer_procedure(offices.original.procedure, by=keeper, is_generic=True)
    actions.revoke_version(offices.original, by=keeper, reason="Usang")
    assert offices.client.post(address, sent).status_code == 404
    with pytest.raises(Refused, match="not offered any more"):
        actions.adopt_version(
            offices.original, by=offices.by(), code="UM-1", unit=offices.there, positions={}
        )
    assert not Procedure.objects.filter(code="UM-1").exists()


def test_adopting_refuses_a_code_that_was_taken_and_a_position_that_was_retired_meanwhile(
    offices: Offices,
) -> None:
    offices.adopted("UM-1")
    with pytest.raises(Refused, match="has this code already"):
        offices.adopted("UM-1")
    offices.adopted("UM-2")  # again, under another code: two units may work differently
    retire(offices.clerk, make.position(of=offices.there))
    with pytest.raises(Refused, match="is retired"):
        offices.adopted("UM-3")
    copies = Procedure.objects.filter(office=offices.there).values_list("code", flat=True)
    assert list(copies) == ["UM-1", "UM-2"]


def retire(position: Position, successor: Position) -> None:
    position.retired_on, position.successor = make.LONG_AGO, successor
    position.retired_by = make.administrator()
    position.save()


def test_nobody_adopts_into_a_unit_whose_sops_they_do_not_edit(offices: Offices) -> None:
    with pytest.raises(Refused, match="may not change SOPs of this unit"):
        actions.adopt_version(
            offices.original, by=offices.by(), code="X-1", unit=make.root(), positions={}
        )
    assert not Procedure.objects.filter(code="X-1").exists()


def test_version_that_was_adopted_stays(offices: Offices) -> None:
    draft = offices.adopted()
    with pytest.raises(ProtectedError):
        offices.original.delete()
    assert draft.adopted_from == offices.original


def test_adopters_are_told_once_that_the_original_was_revised(
    offices: Offices, settings: Settings
) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    offices.adopted()
    assert tell_originals(make.MONDAY) == 0
    make.revised(offices.original)
    assert not Notice.objects.exists()  # the deed leaves it to the worker
    assert [tell_originals(make.MONDAY), tell_originals(make.MONDAY)] == [1, 0]
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, str(notice.copy)) == (offices.editor, "revised", "UM-1")
    assert (
        "The original of UM-1 has revision 2." in offices.client.get("/notices/").content.decode()
    )
    opened = offices.client.post(f"/notices/{notice.pk}/open/")
    assert opened["Location"] == "/procedures/dinkes/UM-1/"
    Notice.objects.update(read_at=None, mail_after=make.MONDAY)
    mail_next(make.MONDAY)
    assert [each.to for each in mail.outbox] == [["editor@example.go.id"]]
    assert "revisi 2" in mail.outbox[0].body
    make.revised(Version.objects.in_force().get(procedure=offices.original.procedure))
    assert tell_originals(make.MONDAY) == 1


def test_nobody_is_told_of_what_is_withdrawn_taken_over_or_revoked(offices: Offices) -> None:
    offices.adopted()
    newer = make.revised(offices.original)
    keeper = Doer(offices.keeper, make.MONDAY)
    actions.offer_procedure(newer.procedure, by=keeper, is_generic=False)
    assert tell_originals(make.MONDAY) == 0
    actions.offer_procedure(newer.procedure, by=keeper, is_generic=True)
    assert outdated().count() == 1
    copy = in_force(Version.objects.get(adopted_from__isnull=False))
    actions.revoke_version(copy, by=offices.by(), reason="Usang")
    assert not outdated().exists()
    offices.adopted("UM-2")
    make.revised(newer)
    role = offices.editor.roles.get()
    type(role).objects.filter(pk=role.pk).update(ends_on=JUNE - timedelta(days=1))
    assert tell_originals(make.MONDAY) == 0


def in_force(copy: Version) -> Version:
    for actor in copy.actors.filter(position=None):
        actor.position = make.position(of=copy.procedure.unit)
        actor.save()
    return actions.put_version_in_force(copy, by=Operator(make.MONDAY))


def test_copy_says_that_the_original_is_newer_and_leads_to_comparisons(offices: Offices) -> None:
    copy = in_force(offices.adopted())
    newer = make.revised(offices.original)
    page = offices.client.get(copy.procedure.address()).content.decode()
    assert "The original has revision 2 since." in page
    compare = newer.procedure.address("compare_versions", 2)
    original = f"{newer.procedure.code} ({newer.procedure.office})"
    for asked, heading in (
        ("1", "from revision 1 to revision 2"),
        ("dinkes/UM-1/1", f"From UM-1 ({offices.there}), revision 1, to {original}"),
    ):
        assert f'href="{compare}?with={asked}"' in page
        compared = offices.client.get(compare, {"with": asked})
        text = compared.content.decode()
        assert heading in " ".join(text.split())
        # who works there is the other office's own affair
        assert str(make.position_of(newer, "Staf")) not in text


def test_newer_version_of_the_original_is_taken_over_into_the_next_draft(
    offices: Offices,
) -> None:
    copy = in_force(offices.adopted())
    newer = make.revised(offices.original)
    take = copy.procedure.address("take_over_version", 1)
    form = offices.client.get(take).context["form"]
    held = {each.name: each.position_id for each in copy.actors.all()}
    assert {form.columns[name].name: int(form[name].value()) for name in form.columns} == held
    sent = {name: form[name].value() for name in form.columns}
    answer = offices.client.post(take, sent)
    assert answer["Location"] == f"{copy.procedure.address()}?revision=2"
    draft = Version.objects.get(procedure=copy.procedure, revision=2)
    assert (draft.adopted_from, draft.state) == (newer, "draft")
    assert {each.name: each.position_id for each in draft.actors.all()} == held
    again = offices.client.post(take, sent)
    assert (again.status_code, again.content.decode().count('role="alert"')) == (409, 1)
    assert origin_of(draft, offices.editor, on=JUNE) is not None
    assert not outdated().exists()
    with pytest.raises(Refused, match="stems from that revision already"):
        actions.take_over_version(newer, by=offices.by(), procedure=copy.procedure, positions={})


def test_taking_over_keeps_number_and_approver_of_the_office(offices: Offices) -> None:
    copy = offices.adopted()
    Version.objects.filter(pk=copy.pk).update(number="1/DK", approver_name="Kepala Dinas")
    in_force(Version.objects.get(pk=copy.pk))
    newer = make.revised(offices.original)
    draft = actions.take_over_version(
        newer, by=offices.by(), procedure=copy.procedure, positions={}
    )
    assert (draft.number, draft.approver_name) == ("1/DK", "Kepala Dinas")


def test_own_revision_of_a_copy_stems_from_the_same_version(offices: Offices) -> None:
    copy = in_force(offices.adopted())
    again = actions.copy_version(copy, by=offices.by())
    assert again.adopted_from == offices.original


def test_sop_is_not_taken_over_into_one_that_is_no_copy_of_it(offices: Offices) -> None:
    own = make.version(of=offices.there)
    with pytest.raises(Refused, match="was not adopted from that one"):
        actions.take_over_version(
            offices.original, by=offices.by(), procedure=own.procedure, positions={}
        )
    address = own.procedure.address("take_over_version", 1)
    assert offices.client.get(address)["Location"] == f"{own.procedure.address()}?revision=1"
    assert offices.client.post(address).status_code == 409


def test_copy_of_what_is_not_offered_any_more_goes_on_without_a_link(offices: Offices) -> None:
    copy = offices.adopted()
    make.revised(offices.original)
    keeper = Doer(offices.keeper, make.MONDAY)
    actions.offer_procedure(offices.original.procedure, by=keeper, is_generic=False)
    page = offices.client.get(f"{copy.procedure.address()}?revision=1").content.decode()
    assert "The original is not offered any more." in page
    assert offices.original.procedure.address() not in page
    assert "since." not in page
