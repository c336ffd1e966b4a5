"""Every address, as every kind of person: who gets in, who does not, and what each page carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.apps import apps
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from people.models import ForeignName, User
from tests import make

pytestmark = pytest.mark.django_db

KINDS = ["anonymous", "stranger", "holder", "starter", "supervisor", "staff", "superuser"]
ON_BOTH = {"holder", "superuser"}
"""Those whose walk both databases see; the others' show what people are let see, not how."""

WALKERS = [pytest.param(kind, marks=() if kind in ON_BOTH else pytest.mark.looks) for kind in KINDS]


@dataclass(frozen=True)
class Address:
    """One address and what each of KINDS is answered there, in their order.

    `path` names things of the world: {document}, {task}, {file}. A single status is for all.
    """

    path: str
    get: str
    post: str = "302 405 405 405 405 405 405"
    data: dict[str, str] = field(default_factory=dict)


EVERYONE = "302 200 200 200 200 200 200"
THOSE_WHO_SEE = "302 404 200 200 200 404 200"
OF_THE_OFFICE = "302 404 200 200 200 200 200"
LEADS_IN_THE_OFFICE = "302 404 302 302 302 302 302"
LEADS_TO_THE_TASK = "302 404 302 302 302 404 302"
NOT_TAKEN_YET = "302 404 409 409 409 404 409"
NO_PAGE = "302 405 405 405 405 405 405"
EDITORS = "302 403 403 403 403 403 200"
EDITORS_BEGIN = "302 403 403 403 403 403 302"
EDITORS_422 = "302 403 403 403 403 403 422"
LACKS_SOMETHING = "302 404 422 422 422 404 422"
LEADS_ITS_STARTER = "302 404 404 302 404 404 404"
OF_ITS_OWNER = "302 404 404 302 404 404 404"
NONE_YET = "302 404 404 404 404 404 404"
NO_DRAFT = "302 404 404 409 404 404 404"
HOME = "200 302 302 302 302 302 302"
KEEPERS = "302 404 404 404 404 200 200"
KEEPERS_422 = "302 404 404 404 404 422 422"
KEEPERS_LED_ON = "302 404 404 404 404 302 302"
KEEPERS_NOT_NOW = "302 404 404 404 404 409 409"
FACTS = {"subject": "Perihal baru", "sensitivity": "ordinary"}
LEADS_TO_IT = "302 302 302 302 302 302 302"
ENTRANCES = {
    "login",
    "account_login",
    "sign_in_as_example",
    "begin_in_earnest",
    "provider",
    "provider_callback",
    "mfa_login_webauthn",
    "mfa_authenticate",
}
NEVER_HERE = "302 404 409 409 409 409 409"
APPROVAL = {
    **make.APPROVED,
    "approver_capacity": "definitive",
    "effective_on": "2026-07-01",
}

OURS = {
    "desk": Address("/", EVERYONE),
    "take_from_desk": Address("/desk/{task}/take/", NO_PAGE, "302 404 302 409 409 404 409"),
    "finish_from_desk": Address("/desk/{task}/finish/", NO_PAGE, NOT_TAKEN_YET, {"answer": "done"}),
    "search": Address("/search/", EVERYONE),
    "supervision": Address("/supervision/", EVERYONE),
    "assign_tasks": Address("/supervision/assign/", NO_PAGE, "302 422 422 422 422 422 422"),
    "documents": Address("/documents/", EVERYONE),
    "export_documents": Address("/documents/list.xlsx", EVERYONE),
    "saved_filters": Address("/documents/filters/", EVERYONE),
    "save_filter": Address(
        "/documents/filters/save/", NO_PAGE, "302", {"name": "Lain", "query": "late=on"}
    ),
    "rename_filter": Address(
        "/documents/filters/{filter}/rename/", NO_PAGE, OF_ITS_OWNER, {"name": "Lain"}
    ),
    "share_filter": Address("/documents/filters/{filter}/share/", NO_PAGE, OF_ITS_OWNER),
    "delete_filter": Address("/documents/filters/{filter}/delete/", NO_PAGE, OF_ITS_OWNER),
    "choose_procedure": Address("/documents/start/", EVERYONE),
    "start_document": Address(
        "/documents/start/kantor/A-1/", OF_THE_OFFICE, "302 404 302 302 409 409 409", FACTS
    ),
    "copy_document": Address(
        "/documents/{document}/copy/", LEADS_TO_THE_TASK, "302 404 302 302 409 404 409"
    ),
    "first_run": Address("/first-run/", EVERYONE),
    "load_office": Address("/first-run/load/", LEADS_TO_IT, "302 409 409 409 409 409 409"),
    "set_hours": Address("/first-run/hours/", LEADS_TO_IT, "302 409 409 409 409 409 302"),
    "settle_office": Address("/first-run/office/", LEADS_TO_IT, "302 409 409 409 409 409 422"),
    "document": Address("/documents/{document}/", THOSE_WHO_SEE),
    "print_document": Address("/documents/{document}/print.pdf", THOSE_WHO_SEE),
    "document_history": Address("/documents/{document}/history/", THOSE_WHO_SEE),
    "print_slip": Address("/documents/{document}/slip.pdf", THOSE_WHO_SEE),
    "download_attachment": Address("/documents/{document}/files/{file}/", THOSE_WHO_SEE),
    "read_letter": Address("/documents/{document}/files/{file}/read/", THOSE_WHO_SEE),
    "letter_page": Address("/documents/{document}/files/{file}/pages/1/", THOSE_WHO_SEE),
    "compare_letters": Address("/documents/{document}/files/{file}/compare/{file}/", THOSE_WHO_SEE),
    "staff": Address("/people/", KEEPERS),
    "import_people": Address("/people/import/", KEEPERS, KEEPERS_422),
    "confirm_import": Address("/people/import/confirm/", NO_PAGE, KEEPERS_LED_ON),
    "foreign_names": Address("/people/names/", KEEPERS),
    "forget_name": Address("/people/names/{name}/forget/", NO_PAGE, KEEPERS_LED_ON),
    "person": Address("/people/{person}/", KEEPERS),
    "appoint_person": Address("/people/{person}/appoint/", KEEPERS, KEEPERS_422),
    "let_go": Address("/people/{person}/let-go/", NO_PAGE, KEEPERS_LED_ON),
    "take_into_use": Address("/people/{person}/take-into-use/", NO_PAGE, KEEPERS_NOT_NOW),
    "move_person": Address("/people/appointments/{people.appointment}/move/", KEEPERS, KEEPERS_422),
    "end_appointment": Address(
        "/people/appointments/{people.appointment}/end/", KEEPERS, KEEPERS_422
    ),
    "in_hand": Address(
        "/people/{people.user}/in-hand/",
        "302 404 404 404 200 200 200",
        "302 404 404 404 302 302 302",
    ),
    "name_deputy": Address("/deputies/", EVERYONE, "302 422 422 422 422 422 422"),
    "withdraw_deputy": Address(
        "/deputies/{people.appointment}/withdraw/", NO_PAGE, "302 404 404 404 404 404 404"
    ),
    "notices": Address("/notices/", EVERYONE),
    "read_all_notices": Address("/notices/read/", "302 405 405 405 405 405 405", "302"),
    "choose_mail": Address(
        "/notices/email/", EVERYONE, "302", {"frequency": "daily", "language": "id"}
    ),
    "open_notice": Address(
        "/notices/{workflow.notice}/open/",
        "302 405 405 405 405 405 405",
        "302 404 302 404 404 404 404",
    ),
    "task": Address("/tasks/{task}/", THOSE_WHO_SEE),
    "take_task": Address("/tasks/{task}/take/", LEADS_TO_THE_TASK, "302 404 302 409 409 404 409"),
    "release_task": Address("/tasks/{task}/release/", LEADS_TO_THE_TASK, NOT_TAKEN_YET),
    "finish_task": Address(
        "/tasks/{task}/finish/", LEADS_TO_THE_TASK, NOT_TAKEN_YET, {"answer": "done"}
    ),
    "task_time": Address("/tasks/{task}/time/", THOSE_WHO_SEE),
    "pause_task": Address(
        "/tasks/{task}/pause/", LEADS_TO_THE_TASK, NOT_TAKEN_YET, {"reason": "Menunggu"}
    ),
    "resume_task": Address("/tasks/{task}/resume/", LEADS_TO_THE_TASK, NOT_TAKEN_YET),
    "attach_to_task": Address("/tasks/{task}/attach/", LEADS_TO_THE_TASK, LACKS_SOMETHING),
    "correct_at_task": Address(
        "/tasks/{task}/correct/",
        LEADS_TO_THE_TASK,
        NOT_TAKEN_YET,
        {"subject": "Lain", "agenda_number": "", "description": ""},
    ),
    "assign_task": Address("/tasks/{task}/assign/", LEADS_TO_THE_TASK, LACKS_SOMETHING),
    "send_back_task": Address("/tasks/{task}/send-back/", LEADS_TO_THE_TASK, LACKS_SOMETHING),
    "take_back_task": Address("/tasks/{task}/take-back/", LEADS_TO_THE_TASK, NOT_TAKEN_YET),
    "record_task_later": Address(
        "/tasks/{task}/record-later/",
        LEADS_TO_THE_TASK,
        NOT_TAKEN_YET,
        {"answer": "done", "since": "2026-06-08T10:00", "until": "2026-06-08T11:00"},
    ),
    "comment_document": Address(
        "/documents/{document}/comment/", LEADS_TO_THE_TASK, LEADS_TO_THE_TASK, {"text": "Segera"}
    ),
    "attach_to_document": Address(
        "/documents/{document}/attach/", LEADS_TO_THE_TASK, LACKS_SOMETHING
    ),
    "mark_letter": Address(
        "/documents/{document}/mark-letter/",
        LEADS_TO_THE_TASK,
        LACKS_SOMETHING,
    ),
    "cancel_document": Address(
        "/documents/{document}/cancel/",
        LEADS_TO_THE_TASK,
        "302 404 409 302 302 404 302",
        {"reason": "Ganda"},
    ),
    "edit_draft": Address("/documents/{document}/draft/", LEADS_ITS_STARTER, NO_DRAFT, FACTS),
    "send_draft": Address("/documents/{document}/draft/send/", LEADS_ITS_STARTER, NO_DRAFT, FACTS),
    "discard_draft": Address("/documents/{document}/draft/discard/", NO_PAGE, NO_DRAFT),
    "procedures": Address("/procedures/", EVERYONE),
    "bring_in": Address("/procedures/bring-in/", EDITORS, EDITORS_422),
    "choose_tables": Address("/procedures/bring-in/choose/", NO_PAGE, EDITORS_BEGIN),
    "bring_in_version": Address("/procedures/bring-in/confirm/", NO_PAGE, EDITORS_422),
    "procedure": Address("/procedures/kantor/A-1/", OF_THE_OFFICE),
    "print_procedure": Address("/procedures/kantor/A-1/print.pdf", OF_THE_OFFICE),
    "export_procedure": Address("/procedures/kantor/A-1/export.json", OF_THE_OFFICE),
    "copy_version": Address(
        "/procedures/kantor/A-1/1/copy/", LEADS_IN_THE_OFFICE, "302 404 409 409 409 409 302"
    ),
    "generic_procedures": Address("/procedures/generic/", EDITORS),
    "adopt_version": Address("/procedures/kantor/A-1/1/adopt/", LEADS_IN_THE_OFFICE, NEVER_HERE),
    "take_over_version": Address(
        "/procedures/kantor/A-1/1/take-over/", LEADS_IN_THE_OFFICE, NEVER_HERE
    ),
    "offer_procedure": Address(
        "/procedures/kantor/A-1/1/offer/", LEADS_IN_THE_OFFICE, "302 404 409 409 409 409 302"
    ),
    "withdraw_procedure": Address(
        "/procedures/kantor/A-1/1/withdraw/", LEADS_IN_THE_OFFICE, NEVER_HERE
    ),
    "old_address": Address("/procedures/A-1/", LEADS_IN_THE_OFFICE, "302 404 307 307 307 307 307"),
    "start_document_of_before": Address(
        "/documents/start/A-1/", LEADS_IN_THE_OFFICE, "302 404 307 307 307 307 307"
    ),
    "put_version_in_force": Address(
        "/procedures/kantor/A-1/1/put-in-force/", LEADS_IN_THE_OFFICE, NEVER_HERE, APPROVAL
    ),
    "revoke_version": Address(
        "/procedures/kantor/A-1/1/revoke/",
        LEADS_IN_THE_OFFICE,
        "302 404 409 409 409 409 302",
        {"reason": "Usang"},
    ),
    "delete_draft": Address("/procedures/kantor/A-1/1/delete/", LEADS_IN_THE_OFFICE, NEVER_HERE),
    # There is no other version to compare it with.
    "compare_versions": Address("/procedures/kantor/A-1/1/compare/", "302 404 404 404 404 404 404"),
    "order_book": Address(
        "/procedures/books/", EVERYONE, "302 422 422 422 422 422 422", {"unit": "0"}
    ),
    "book": Address("/procedures/books/{book}/", OF_THE_OFFICE),
    "print_book": Address("/procedures/books/{book}/book.pdf", LEADS_IN_THE_OFFICE),
    "login": Address("/login/", HOME, HOME),
    "account_login": Address("/login/", HOME, HOME),
    # No account here was opened by a demonstration.
    "sign_in_as_example": Address("/login/example/", "405", "404", {"account": "staf"}),
    "begin_in_earnest": Address("/in-earnest/", "200", "405"),
    # No provider of identities is set.
    "provider": Address("/login/provider/", "404", "405"),
    "provider_callback": Address("/login/provider/callback/", "404", "405"),
    "mfa_login_webauthn": Address("/login/passkey/", "302", "302"),
    "mfa_authenticate": Address("/login/code/", "302", "302"),
    "account_reauthenticate": Address("/again/password/", EVERYONE, EVERYONE),
    # Nobody has a second factor; who changes one proves first who they are.
    "mfa_reauthenticate": Address("/again/code/", "302", "302"),
    "mfa_reauthenticate_webauthn": Address("/again/passkey/", "302", "302"),
    "mfa_index": Address("/factors/", EVERYONE),
    "mfa_activate_totp": Address("/factors/app/", "302", "302"),
    "mfa_deactivate_totp": Address("/factors/app/remove/", NONE_YET, NONE_YET),
    "mfa_view_recovery_codes": Address("/factors/codes/", NONE_YET),
    "mfa_generate_recovery_codes": Address("/factors/codes/new/", "302", "302"),
    "mfa_download_recovery_codes": Address("/factors/codes/codes.txt", NONE_YET, NONE_YET),
    "mfa_list_webauthn": Address("/factors/passkeys/", EVERYONE),
    "mfa_add_webauthn": Address("/factors/passkeys/add/", "302", "302"),
    "mfa_edit_webauthn": Address("/factors/passkeys/1/", "302", "302"),
    "mfa_remove_webauthn": Address("/factors/passkeys/1/remove/", "302", "302"),
    "signed_in": Address("/signed-in/", EVERYONE),
    "sign_out_there": Address(
        "/signed-in/{usersessions.usersession}/end/", NO_PAGE, "302 404 404 302 404 404 404"
    ),
    "sign_out_elsewhere": Address("/signed-in/elsewhere/end/", NO_PAGE, "302"),
    "sign_out_everywhere": Address("/signed-in/end/", NO_PAGE, "302"),
    "logout": Address("/logout/", "302 405 405 405 405 405 405", "302"),
    "password_change": Address("/password/", EVERYONE, EVERYONE),
    "set_language": Address("/language/", "302", "302", {"language": "en"}),
    "set_theme": Address("/theme/", "405", "302", {"theme": "dark"}),
    "healthz": Address("/healthz", "200", "405"),
}

# The administration sends those who are not its staff to its own page of signing in.
OUT = "302 302 302 302"
STAFF = f"{OUT} 200 200 200"
NOBODY = f"{OUT} 403 403 403"
HIDDEN = f"{OUT} 404 404 404"
TO_THE_FORM = f"{OUT} 302 302 302"
NOT_TO_BE_SENT = f"{OUT} 405 405 405"

ADMIN = {
    "admin:index": Address("/admin/", STAFF, STAFF),
    "admin:login": Address("/admin/login/", "200 200 200 200 302 302 302", "200"),
    "admin:logout": Address("/admin/logout/", NOT_TO_BE_SENT, "302"),
    "admin:password_change": Address("/admin/password_change/", "302", "302"),
    "admin:password_change_done": Address("/admin/password_change/done/", STAFF, NOT_TO_BE_SENT),
    "admin:autocomplete": Address("/admin/autocomplete/", NOBODY, NOT_TO_BE_SENT),
    "admin:jsi18n": Address("/admin/jsi18n/", STAFF, NOT_TO_BE_SENT),
    "admin:view_on_site": Address("/admin/r/1/1/", HIDDEN, HIDDEN),
    "admin:app_list": Address("/admin/people/", STAFF, STAFF),
    "admin:auth_user_password_change": Address(
        "/admin/people/user/{people.user}/password/", f"{OUT} 403 200 200", f"{OUT} 403 200 200"
    ),
    "admin:people_unit_logo": Address("/admin/people/unit/{people.unit}/logo/", HIDDEN, HIDDEN),
    "admin/(?P<url>.*)$": Address("/admin/nothing", HIDDEN, HIDDEN),
}

# What is closed in the administration to everybody.
RECORD = {"add", "change by post", "delete"}
FROZEN = {"change by post", "delete"}
SHOWN = set(RECORD)  # whoever may see one of them sees all
CLOSED = {
    "people.role": {"delete"},  # the first has begun
    "people.user": set[str](),
    "people.unit": set[str](),
    "people.position": set[str](),
    "people.appointment": set[str](),
    "people.appointmentrequest": SHOWN,
    "people.peopleentry": SHOWN,
    "procedures.procedure": set[str](),
    "procedures.version": FROZEN,  # the only one there is in force
    "workflow.hoursrule": {"delete"},  # the only ones there are
    "workflow.specialday": set[str](),
    "workflow.calendar": {"delete"},  # the only one there is the default
    "workflow.document": RECORD,
    "workflow.task": RECORD,
    "workflow.entry": RECORD,
    "workflow.attachment": RECORD,
    "workflow.notice": RECORD,
    "axes.accessattempt": SHOWN,
    "axes.accesslog": SHOWN,
    "axes.accessfailurelog": SHOWN,
}
PAGES = {
    "changelist": "",
    "add": "add/",
    "history": "{%s}/history/",
    "delete": "{%s}/delete/",
    "change": "{%s}/change/",
}


RECORDED = {label for label, closed in CLOSED.items() if closed is RECORD}
# What somebody sees in the administration who supervises, and who administers people.
SEEN = {
    "supervisor": {"people.unit", "people.position", *RECORDED},
    "staff": {label for label in CLOSED if label.startswith("people.")},
}


def admin_pages() -> dict[str, Address]:
    """Write the rows of the administration's pages of every table."""
    rows = {}
    for label in CLOSED:
        root = f"/admin/{label.replace('.', '/')}/"
        for page, path in PAGES.items():
            rows[f"admin:{label.replace('.', '_')}_{page}"] = Address(
                root + path.replace("%s", label),
                _row(label, page, _get),
                _row(label, page, _post),
                {} if page == "delete" else {"_save": "1"},
            )
        rows[f"{root[1:]}<path:object_id>/"] = Address(
            f"{root}{{{label}}}/", TO_THE_FORM, TO_THE_FORM
        )
    return rows


def _row(label: str, page: str, answer: Callable[[str, str, str], int]) -> str:
    kinds = ("supervisor", "staff", "superuser")
    return " ".join([OUT, *(str(answer(label, page, kind)) for kind in kinds)])


def _get(label: str, page: str, kind: str) -> int:
    if page == "history" and not _sees(label, kind):
        return 403 if (label, kind) == ("people.role", "supervisor") else 302  # the role is its own
    if page in CLOSED[label] or not _sees(label, kind):
        return 403
    return 200 if page not in {"add", "delete"} or kind != "supervisor" else 403


def _post(label: str, page: str, kind: str) -> int:
    if page != "change" or _get(label, page, kind) == 403:
        return _get(label, page, kind)
    if (label, kind) == ("people.role", "superuser"):
        return 302  # there is nothing to say again
    is_closed = f"{page} by post" in CLOSED[label] or kind == "supervisor"
    return 403 if is_closed or (label, kind) == ("people.role", "staff") else 200


def _sees(label: str, kind: str) -> bool:
    return kind == "superuser" or label in SEEN[kind]


TABLE = {**OURS, **ADMIN, **admin_pages()}


@dataclass(frozen=True)
class World:
    """A person of each kind, and the keys of things by the names that paths use."""

    people: dict[str, User]
    keys: dict[str, str]

    def client(self, kind: str) -> Client:
        return make.client(self.people[kind]) if kind in self.people else Client()

    def path(self, address: Address) -> str:
        path = address.path
        for name, key in self.keys.items():
            path = path.replace(f"{{{name}}}", key)
        return path


def build(sensitivity: str = "ordinary") -> World:
    version = make.version(code="A-1", of=make.root("Kantor"))
    starter = make.holder_of(version, "Analis")
    document = make.document(
        version,
        by=starter,
        subject="Sangat khusus",
        sensitivity=sensitivity,
        uploads=[make.upload()],
    )
    people = {
        "stranger": make.user(),
        "holder": make.holder_of(version, "Staf"),
        "later": make.holder_of(version, "Kepala"),
        "starter": starter,
        "supervisor": make.supervisor(),
        "staff": make.may("people"),
        "superuser": make.administrator(),
    }
    make.day_off(make.LONG_AGO)
    AccessAttempt.objects.create(failures_since_start=1)
    AccessFailureLog.objects.create()
    make.told()
    make.appointment_request()
    make.client(starter)  # leaves a line in the log of access
    keys = {label: str(apps.get_model(label)._base_manager.earliest("pk").pk) for label in CLOSED}
    return World(
        people,
        {
            **keys,
            "document": str(document.pk),
            "task": str(document.tasks.get().pk),
            "book": str(make.book(version.procedure.unit, by=starter).pk),
            "file": str(document.attachments.get().pk),
            "filter": str(make.saved_filter(by=starter).pk),
            "person": str(make.colleague().pk),
            "name": str(ForeignName.objects.create(key="unor:1", unit=version.procedure.unit).pk),
            "usersessions.usersession": str(make.place(starter).pk),
        },
    )


@pytest.fixture
def world() -> World:
    return build()


def patterns(resolver: URLResolver, space: str = "", route: str = "") -> Iterator[str]:
    """Name every pattern of a resolver; those without a name by their whole route."""
    for each in resolver.url_patterns:
        whole = route + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else whole
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from patterns(each, inner, whole)


def ask(client: Client, method: str, path: str, data: dict[str, str]) -> Any:
    """Send a request and undo all it did, to the database and to the client's cookies."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path) if method == "GET" else client.post(path, data)
        if response.streaming:
            b"".join(response)  # closes the file
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def statuses(text: str) -> dict[str, int]:
    numbers = [int(word) for word in text.split()]
    return dict(zip(KINDS, numbers * (1 if len(numbers) > 1 else len(KINDS)), strict=True))


def test_every_address_has_its_row() -> None:
    names = list(patterns(get_resolver()))
    assert len(names) > 100
    assert sorted(names) == sorted(TABLE)


@pytest.mark.parametrize("kind", WALKERS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_answers_each_kind_of_person_as_it_should(
    method: str, kind: str, world: World
) -> None:
    client = world.client(kind)
    expected, answered = {}, {}
    for name, address in TABLE.items():
        response = ask(client, method, world.path(address), address.data)
        expected[name] = statuses(address.get if method == "GET" else address.post)[kind]
        answered[name] = response.status_code
    assert answered == expected


@pytest.mark.parametrize("key", [2**63 - 1, 2**63, 10**20])
def test_number_that_no_key_has_is_found_nowhere(key: int, world: World) -> None:
    client = world.client("superuser")
    strange = World(world.people, dict.fromkeys(world.keys, str(key)))
    numbered = {name: each for name, each in OURS.items() if strange.path(each) != each.path}
    assert len(numbered) == 47
    for name, address in numbered.items():
        for method, row in (("GET", address.get), ("POST", address.post)):
            expected = 405 if statuses(row)["superuser"] == 405 else 404
            response = ask(client, method, strange.path(address), address.data)
            assert response.status_code == expected, (name, method)


def test_every_address_sends_the_anonymous_to_the_page_of_signing_in(world: World) -> None:
    open_to_all = {"set_language", "set_theme", "healthz", "admin:login", *ENTRANCES}
    client = Client()
    for name in TABLE.keys() - open_to_all:
        path = world.path(TABLE[name])
        for method in ("GET", "POST"):
            response = ask(client, method, path, TABLE[name].data)
            doors = {f"/login/?next={path}", f"/admin/login/?next={path}"}
            assert response["Location"] in doors, name


def test_administration_sends_away_whoever_is_not_its_staff(world: World) -> None:
    for kind in ("stranger", "holder", "starter"):
        client = world.client(kind)
        for name, address in {**ADMIN, **admin_pages()}.items():
            if name not in {"admin:login", "admin:logout"}:
                path = world.path(address)
                response = ask(client, "POST", path, address.data)
                assert response["Location"] == f"/admin/login/?next={path}", name


def test_static_files_are_open_to_all(settings: Settings) -> None:
    (Path(settings.STATIC_ROOT) / "gaya.css").write_text("p { margin: 0 }")
    response = Client().get("/static/gaya.css")
    assert (response.status_code, b"".join(response)) == (200, b"p { margin: 0 }")


@pytest.mark.parametrize("kind", ["later", "stranger", "staff"])
def test_secret_document_shows_nowhere_to_whom_it_has_not_come(kind: str) -> None:
    world = build("secret")
    client = world.client(kind)
    about_it = [name for name in OURS if {"{document}", "{task}"} & words_of(OURS[name].path)]
    assert len(about_it) == 31
    for name in about_it:
        for method in ("GET", "POST"):
            response = ask(client, method, world.path(OURS[name]), OURS[name].data)
            assert response.status_code in {404, 405}, name
            assert "Sangat khusus" not in response.content.decode()
    for name, address in OURS.items():
        response = ask(client, "GET", world.path(address), {})
        assert "Sangat khusus" not in shown_in(response), name


@pytest.mark.parametrize("kind", ["holder", "starter", "supervisor", "superuser"])
def test_secret_document_shows_to_those_it_has_come_to_its_starter_and_supervisors(
    kind: str,
) -> None:
    world = build("secret")
    client = world.client(kind)
    for name in ("document", "task", "documents"):
        response = ask(client, "GET", world.path(OURS[name]), {})
        assert "Sangat khusus" in response.content.decode()
    assert ask(client, "GET", world.path(OURS["download_attachment"]), {}).status_code == 200


def shown_in(response: Any) -> str:
    """Return the text of a page, or of a workbook."""
    content = b"".join(response)
    if not is_zipfile(BytesIO(content)):
        return str(content, "utf-8", "replace")
    with ZipFile(BytesIO(content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def words_of(path: str) -> set[str]:
    return set(path.split("/"))


def test_draft_of_an_sop_shows_to_its_editors_only(world: World) -> None:
    make.draft(code="B-2")
    editor = make.editor()
    clients = {kind: world.client(kind) for kind in KINDS} | {"editor": make.client(editor)}
    seen = {
        path: [kind for kind, client in clients.items() if shows(client, path)]
        for path in (
            make.at("B-2"),
            make.at("B-2", "print.pdf"),
            make.at("B-2", "export.json"),
            "/procedures/",
        )
    }
    editors = ["superuser", "editor"]
    assert seen == dict.fromkeys(seen, editors)
    assert shows(clients["superuser"], make.at("B-2", "?revision=1"))
    assert not shows(clients["supervisor"], make.at("B-2", "?revision=1"))
    for kind, client in clients.items():
        status = client.get(make.at("B-2", page="start_document")).status_code
        assert status == (302 if kind == "anonymous" else 404)


def shows(client: Client, path: str) -> bool:
    """Whether a page is there and, if it is a list, has the draft in it."""
    response = client.get(path)
    listed = b"B-2" in response.content or path != "/procedures/"
    return response.status_code == 200 and listed


class Inline(HTMLParser):
    """Collects what a page would run or style from within against its policy.

    What carries the nonce of the policy is the server's own.
    """

    def __init__(self, policy: str) -> None:
        super().__init__()
        self.policy = policy
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        harmless = "src" in given or given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and not harmless):
            is_ours = f"{tag}-src 'self' 'nonce-{given.get('nonce')}'" in self.policy
            self.found += [] if is_ours else [f"<{tag}>"]
        self.found += [name for name in given if name == "style" or name.startswith("on")]
        values = [value for value in given.values() if value]
        self.found += [value for value in values if value.strip().startswith("javascript:")]


def inline_in(page: str, policy: str = "") -> list[str]:
    parser = Inline(policy)
    parser.feed(page)
    parser.close()
    return parser.found


def test_inline_things_would_be_found() -> None:
    page = "<style>p{}</style><p style='a' onclick=x><a href=' javascript:x'><script>x</script>"
    assert inline_in(page) == ["<style>", "style", "onclick", " javascript:x", "<script>"]
    assert (
        inline_in('<script src="a.js"></script><script type="application/json">{}</script>') == []
    )


def assert_page_is_clean(response: Any, name: str) -> None:
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy, name
    assert "script-src 'self'" in policy, name
    assert "unsafe" not in policy, name
    assert inline_in(response.content.decode(), policy) == [], name


def is_html(response: Any) -> bool:
    return str(response["Content-Type"]).startswith("text/html")


@pytest.mark.looks
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", ["anonymous", "holder", "superuser"])
def test_every_page_keeps_scripts_and_styles_out_of_itself(
    kind: str, language: str, world: World
) -> None:
    client = world.client(kind)
    client.cookies["django_language"] = language
    seen = 0
    for name, address in TABLE.items():
        response = ask(client, "GET", world.path(address), {})
        if is_html(response) and response.content:
            assert_page_is_clean(response, name)
            seen += f'lang="{language}"' in response.content.decode()
    assert seen >= {"anonymous": 2, "holder": 9, "superuser": 60}[kind]


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_of_trouble_keep_scripts_and_styles_out_of_themselves(
    language: str, world: World, settings: Settings
) -> None:
    client = world.client("holder")
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = True
    client.cookies["django_language"] = language
    found = {"not found": client.get("/nothing"), "no token": client.post("/language/")}
    client.handler.enforce_csrf_checks = False
    settings.ROOT_URLCONF = "tests.broken_urls"
    found["broken"] = client.get("/broken/")
    assert {name: each.status_code for name, each in found.items()} == {
        "not found": 404,
        "no token": 403,
        "broken": 500,
    }
    for name, response in found.items():
        assert_page_is_clean(response, name)
        assert "Traceback" not in response.content.decode()
        assert str(django_settings.BASE_DIR) not in response.content.decode()
