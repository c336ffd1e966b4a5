"""Every page in every state that matters: one line each in STATES."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from axes.models import AccessAttempt
from django.db.models import Model
from openpyxl import Workbook

from people.doers import Doer
from people.models import Appointment, Unit, User
from procedures.actions import adopt_version, copy_version, offer_procedure
from procedures.models import Book, Version
from tests import make
from workflow import actions
from workflow.models import Calendar, Document, HoursRule
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

REASON = "Nomor surat belum benar"
TABLE = "No\tKegiatan\tStaf\tKepala\tWaktu\n1\tMenerima surat\tx\t\t10 menit\n"
AGAIN = "\n\nSOP Kedua\nNo\tKegiatan\tStaf\tKepala\tWaktu\n1\tMengirim surat\tx\t\t10 menit\n"
THROUGH = ["done", "done", "done", "yes", "yes", "done", "done", "done"]
ROUNDS = [*THROUGH[:2], *["done", "no"] * 4, *THROUGH[2:]]
MOST_FIELDS = 500  # of a form, while pages are walked through
TOO_MANY = {f"row-{number}": "1" for number in range(MOST_FIELDS + 1)}
WRONG = {"username": "staf", "password": "bukan-sandinya"}
LOCKED = {"username": "terkunci", "password": "bukan-sandinya"}
ADMIN = [
    "",
    "people/unit/",
    "people/position/",
    "people/user/",
    "people/user/?q=staf",
    "people/user/?q=tidak-ada",
    "people/user/add/",
    "people/user/{admin}/change/",
    "people/user/{admin}/password/",
    "people/appointment/",
    "people/appointment/add/",
    "procedures/procedure/",
    "procedures/version/",
    "procedures/version/{version}/change/",
    "procedures/version/{revision}/change/",
    "workflow/calendar/",
    "workflow/calendar/{calendar}/change/",
    "workflow/specialday/",
    "workflow/specialday/add/",
    "workflow/hoursrule/",
    "workflow/hoursrule/{hours}/change/",
    "workflow/document/",
    "workflow/document/{document}/change/",
]


@dataclass(frozen=True)
class State:
    """One page as one person finds it.

    `path` names things of the world: {document}, {task}. With `post` it is the answer to a form
    sent there, else the page itself. `who` is a user name; '' is nobody. A `forged` form lacks
    the token that SOPKS gave.
    """

    path: str
    who: str = "staf"
    status: int = 200
    post: Mapping[str, str] | None = None
    forged: bool = False

    def __str__(self) -> str:
        return f"{self.path} {self.who or 'nobody'} {self.status}"


def refused(path: str, who: str = "staf", status: int = 422, **post: str) -> State:
    """A form that comes back."""
    return State(path, who, status, post)


STATES = [
    # Signing in and the account
    State("/login/", ""),
    State("/login/", "", 200, WRONG),
    State("/in-earnest/", ""),
    State("/login/", "", 429, LOCKED),
    State("/password/"),
    refused("/password/", status=200, old_password="salah"),
    State("/factors/"),
    State("/factors/passkeys/"),
    State("/again/password/"),
    refused("/again/password/", status=200, password="salah"),
    State("/signed-in/"),
    State("/deputies/", "baru"),
    State("/deputies/", "kabid"),
    refused("/deputies/", "kabid", choice="", starts_on="kemarin", ends_on=""),
    # The desk and the notices: empty, filled
    State("/", "baru"),
    State("/"),
    State("/", "kabid"),
    State("/notices/", "baru"),
    State("/notices/"),
    State("/notices/email/"),
    State("/first-run/", "admin"),
    # The work of the unit
    State("/search/"),
    State("/search/?words=surat", "kabid"),
    State("/search/?words=zzz", "kabid"),
    State("/supervision/", "baru"),
    State("/supervision/", "admin"),
    State("/supervision/?late=on", "admin"),
    refused("/supervision/assign/", "admin"),
    refused("/notices/email/", frequency="never"),
    # People, for who keeps them
    State("/people/", "admin"),
    State("/people/?which=in_hand", "admin"),
    State("/people/{person}/", "admin"),
    State("/people/{person}/appoint/", "admin"),
    refused("/people/{person}/appoint/", "admin", capacity="plh"),
    State("/people/appointments/{held}/move/", "admin"),
    State("/people/appointments/{held}/end/", "admin"),
    refused("/people/{admin}/let-go/", "admin", status=409),
    State("/people/names/", "admin"),
    State("/people/import/", "admin"),
    refused("/people/import/", "admin"),
    # Starting
    State("/documents/start/", "baru"),
    State("/documents/start/"),
    State("/documents/start/satuan-kerja-perangkat-daerah/KS-08/"),
    refused("/documents/start/satuan-kerja-perangkat-daerah/KS-08/", subject=" "),
    State("/documents/start/satuan-kerja-perangkat-daerah/KS-08/", "baru", 404),
    State("/documents/{draft}/draft/"),
    State("/documents/{draft}/draft/send/"),
    refused("/documents/{draft}/draft/", subject=" "),
    # Documents
    State("/documents/", "baru"),
    State("/documents/"),
    State("/documents/?words=tidak-ada"),
    State("/documents/?returned=on&since=2026-01-01&order=deadline"),
    State("/documents/filters/", "baru"),
    State("/documents/filters/"),
    refused("/documents/filters/save/", name="", query="late=on"),
    refused("/documents/filters/{filter}/rename/", name=""),
    State("/documents/{document}/"),
    State("/documents/{document}/", "kepala"),
    State("/documents/{changed}/", "kepala"),
    State("/documents/{finished}/"),
    State("/documents/{finished}/history/"),
    State("/documents/{rounds}/"),
    State("/documents/{rounds}/history/"),
    State("/documents/{cancelled}/", "analis"),
    State("/documents/{lettered}/"),
    State("/documents/{lettered}/files/{letter}/read/"),
    State("/documents/{lettered}/files/{letter}/compare/{before}/"),
    State("/documents/{lettered}/files/{sheet}/read/"),
    State("/documents/{lettered}/files/{broken}/read/"),
    State("/documents/{lettered}/files/{sheet}/compare/{broken}/"),
    refused("/documents/{lettered}/mark-letter/", name="lain.pdf"),
    refused("/documents/{document}/comment/", text=""),
    refused("/documents/{document}/attach/"),
    refused("/documents/{document}/cancel/", "analis", reason=""),
    # Tasks: free, in hand, paused, another's, finished, refused
    State("/tasks/{free}/"),
    State("/tasks/{task}/"),
    State("/tasks/{task}/", "analis"),
    State("/tasks/{deciding}/", "analis"),
    State("/tasks/{done}/"),
    State("/tasks/{paused}/", "analis"),
    State("/tasks/{task}/time/"),
    refused("/tasks/{task}/finish/"),
    refused("/tasks/{task}/pause/", reason=""),
    refused("/tasks/{task}/attach/"),
    refused("/tasks/{task}/correct/", subject=""),
    refused("/tasks/{task}/send-back/"),
    refused("/tasks/{free}/finish/", status=409, answer="done"),
    refused("/tasks/{done}/take/", status=409),
    # SOPs
    State("/procedures/"),
    State("/procedures/?words=tidak-ada"),
    State("/procedures/generic/", "admin"),
    State("/procedures/generic/?words=tidak-ada", "admin"),
    State("/procedures/satuan-kerja-perangkat-daerah/KS-09/", "admin"),
    State("/procedures/satuan-kerja-perangkat-daerah/KS-09/1/adopt/", "admin"),
    refused("/procedures/satuan-kerja-perangkat-daerah/KS-09/1/adopt/", "admin", code="KS-09"),
    State("/procedures/satuan-kerja-perangkat-daerah/UM-1/?revision=1", "admin"),
    State("/procedures/satuan-kerja-perangkat-daerah/KS-08/"),
    State("/procedures/satuan-kerja-perangkat-daerah/KS-08/", "admin"),
    State("/procedures/satuan-kerja-perangkat-daerah/KS-08/?revision=2", "admin"),
    State("/procedures/satuan-kerja-perangkat-daerah/KS-15/", "admin"),
    State("/procedures/satuan-kerja-perangkat-daerah/KS-08/2/compare/", "admin"),
    refused("/procedures/satuan-kerja-perangkat-daerah/KS-08/2/put-in-force/", "admin", number=""),
    refused("/procedures/satuan-kerja-perangkat-daerah/KS-08/1/revoke/", "admin", reason=""),
    refused("/procedures/satuan-kerja-perangkat-daerah/KS-08/1/delete/", "admin", 409),
    # Books and bringing in
    State("/procedures/books/"),
    State("/procedures/books/", "admin"),
    refused("/procedures/books/", "admin", unit="0"),
    State("/procedures/books/{ordered}/", "admin"),
    State("/procedures/books/{failed}/", "admin"),
    State("/procedures/bring-in/", "admin"),
    refused("/procedures/bring-in/", "admin"),
    refused("/procedures/bring-in/", "admin", text="bukan tabel"),
    refused("/procedures/bring-in/", "admin", 200, text=TABLE),
    refused("/procedures/bring-in/", "admin", 200, text=TABLE + AGAIN),
    refused("/procedures/bring-in/confirm/", "admin", 422),
    # The administration, as the office's people use it
    State("/admin/login/", ""),
    *(State(f"/admin/{page}", "admin") for page in ADMIN),
    State("/admin/people/user/add/", "admin", 200, {"username": ""}),
    # What is not there, not allowed, not understood
    State("/nothing/", status=404),
    State("/procedures/bring-in/", status=403),
    State("/password/", status=403, post={}, forged=True),
    State("/documents/start/satuan-kerja-perangkat-daerah/KS-08/", status=400, post=TOO_MANY),
]


def world() -> dict[str, str]:
    """Make what the pages show in the office's data; return the keys of things by their names."""
    make.user("baru", name="Pegawai baru")
    AccessAttempt.objects.create(
        username="terkunci", ip_address="127.0.0.1", failures_since_start=20
    )
    version = Version.objects.in_force().get(procedure__code="KS-08")
    things = {
        **_documents(version),
        **_letters(version),
        **_tasks(version),
        **_around(version),
    }
    make.told()
    return {name: str(thing.pk) for name, thing in things.items()}


def _documents(version: Version) -> dict[str, Model]:
    """Make documents that came to an end, and some that others may not see."""
    analis, staf = (User.objects.get(username=name) for name in ("analis", "staf"))
    actions.start_document(
        version,
        by=Doer(analis, make.MONDAY),
        contents=Contents("Surat rahasia", sensitivity="secret"),
    )
    cancelled = _under(version, "done", subject="Surat ganda")
    actions.cancel_document(cancelled, by=Doer(analis, make.MONDAY), reason="Ganda")
    return {
        "cancelled": cancelled,
        "finished": _under(version, *THROUGH),
        "rounds": _under(version, *ROUNDS, subject="Undangan pelatihan"),
        "draft": actions.keep_draft(
            version, by=Doer(staf, make.MONDAY), contents=Contents("Masih konsep")
        ),
        "changed": _changed(version),
        "filter": make.saved_filter(by=staf),
    }


def _letters(version: Version) -> dict[str, Model]:
    """Make a document with a letter in two versions, a sheet, and a file that is damaged."""
    document = _under(version, subject="Undangan pelatihan")
    book, content = Workbook(write_only=True), BytesIO()
    book.create_sheet().append(["Uraian", "Jumlah"])
    book.save(content)
    files = {
        "before": make.upload("surat.pdf"),
        "letter": make.upload("surat.pdf", make.PDF.replace(b"842", b"935")),
        "sheet": make.upload("rincian.xlsx", content.getvalue()),
        "broken": make.upload("foto.png", make.PNG),
    }
    by = Doer(document.started_by, make.MONDAY)
    for upload in files.values():
        actions.attach_to_document(document, by=by, uploads=[upload])
    actions.mark_letter(document, by=by, name="surat.pdf")
    kept = document.attachments.order_by("pk")
    return {"lettered": document, **dict(zip(files, kept, strict=True))}


def _changed(version: Version) -> Document:
    """Make a document that was corrected since kepala looked at it."""
    analis, kepala = (User.objects.get(username=name) for name in ("analis", "kepala"))
    document = _under(version, subject="Undangan rapat")
    actions.look_at_document(document, by=Doer(kepala, make.MONDAY))
    task = actions.take_task(document.tasks.get(), by=Doer(analis, make.MONDAY))
    texts = {**document.texts, "subject": "Undangan rapat koordinasi", "agenda_number": "12"}
    actions.correct_at_task(task, by=Doer(analis, make.MONDAY), texts=texts)
    return document


def _tasks(version: Version) -> dict[str, Model]:
    """Make tasks that wait, are in hand, paused and done."""
    analis, staf = (User.objects.get(username=name) for name in ("analis", "staf"))
    waits = _under(version, "done", "done", "done", "no")
    came_back = _under(version, "done", "done", "done", "no", subject="Undangan rapat")
    checked = _under(version, "done", "done", "done", subject="Surat undangan")
    paused = actions.take_task(_under(version).tasks.get(), by=Doer(analis, make.MONDAY))
    actions.pause_task(paused, by=Doer(analis, make.MONDAY), reason="Menunggu instansi lain")
    return {
        "document": came_back,
        "free": waits.tasks.open().get(),
        "done": waits.tasks.earliest("pk"),
        "task": actions.take_task(came_back.tasks.open().get(), by=Doer(staf, make.MONDAY)),
        "deciding": actions.take_task(checked.tasks.open().get(), by=Doer(analis, make.MONDAY)),
        "paused": paused,
    }


def _around(version: Version) -> dict[str, Model]:
    """Make a revision and books; name what the administration shows."""
    admin = User.objects.get(username="admin")
    unit = version.procedure.unit
    failed = make.book(unit, by=admin, paper="f4")
    Book.objects.filter(pk=failed.pk).update(state="failed", trouble="broken")
    return {
        "copied": _adopted(unit, by=Doer(admin, make.MONDAY)),
        "ordered": make.book(unit, by=admin),
        "failed": failed,
        "admin": admin,
        "person": User.objects.get(username="analis"),
        "held": Appointment.objects.filter(user__username="analis").earliest("pk"),
        "version": version,
        "revision": copy_version(version, by=Doer(admin, make.MONDAY)),
        "calendar": Calendar.objects.get(),
        "hours": HoursRule.objects.earliest("pk"),
    }


def _adopted(unit: Unit, *, by: Doer) -> Version:
    """Offer an SOP of the office and adopt it."""
    original = Version.objects.in_force().get(procedure__code="KS-09")
    offer_procedure(original.procedure, by=by, is_generic=True)
    return adopt_version(original, by=by, code="UM-1", unit=unit, positions={})


def _under(version: Version, *answers: str, subject: str = "Undangan") -> Document:
    """Let a document come as far as these answers lead."""
    starter = User.objects.get(username="analis")
    document = actions.start_document(
        version, by=Doer(starter, make.MONDAY), contents=Contents(subject)
    )
    for answer in answers:
        task = document.tasks.open().get()
        holder = User.objects.get(appointments__position=task.position)
        taken = actions.take_task(task, by=Doer(holder, make.MONDAY))
        note = REASON if answer == "no" else ""
        actions.finish_task(taken, by=Doer(holder, make.MONDAY), outcome=Outcome(answer, note=note))
    return document
