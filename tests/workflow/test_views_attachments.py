"""Files that go in with a document and come out again."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from people.doers import Doer
from people.models import User
from procedures.models import Version
from tests import make
from tests.rows import all_rows, kept_files
from workflow import actions
from workflow.models import Attachment, Document
from workflow.transition.contents import Contents

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

EXE = b"MZ\x90\x00\x03\x00\x00\x00"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.fixture
def version() -> Version:
    return make.version()


@pytest.fixture
def staff(version: Version) -> User:
    return make.holder_of(version, "Staf")


def send(staff: User, version: Version, *uploads: SimpleUploadedFile) -> tuple[int, str]:
    """Send the start form with files; return status and page."""
    client = make.client(staff)
    before = all_rows()
    response = client.post(
        make.at(version.procedure.code, page="start_document"),
        {"subject": "Perihal surat", "sensitivity": "ordinary", "uploads": list(uploads)},
    )
    if response.status_code != HTTPStatus.FOUND:
        assert all_rows() == before
        assert kept_files() == []
    return response.status_code, response.content.decode()


def address(attachment: Attachment) -> str:
    return reverse("download_attachment", args=[attachment.document_id, attachment.pk])


def body(response: Any) -> bytes:
    """Return what is handed out; this closes the file."""
    return b"".join(response.streaming_content)


def status(client: Client, address: str) -> int:
    response = client.get(address)
    if response.streaming:
        body(response)
    return response.status_code


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("konsep.pdf", make.PDF, "pdf"),
        ("konsep.docx", make.docx(), "docx"),
        ("tabel.xlsx", make.xlsx(), "xlsx"),
        ("konsep.odt", make.odt(), "odt"),
        ("foto.png", make.PNG, "png"),
        ("foto.jpg", make.JPG, "jpg"),
        ("FOTO.JPEG", make.JPG, "jpg"),
        ("tanpa akhiran", make.PDF, "pdf"),
    ],
)
def test_file_of_a_right_kind_is_kept_and_comes_out_as_it_went_in(
    name: str, content: bytes, kind: str, version: Version, staff: User
) -> None:
    answer, _text = send(staff, version, make.upload(name, content))
    assert answer == HTTPStatus.FOUND
    attachment = Attachment.objects.get()
    assert (attachment.name, attachment.kind, attachment.size) == (name, kind, len(content))
    response = make.client(staff).get(address(attachment))
    assert response.status_code == HTTPStatus.OK
    assert body(response) == content
    assert response["Content-Type"] == "application/octet-stream"
    saved = name if "." in name else f"{name}.{kind}"
    assert response["Content-Disposition"] == f'attachment; filename="{saved}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(content))


def test_file_is_saved_under_what_it_is_whatever_its_name_says(
    version: Version, staff: User
) -> None:
    send(staff, version, make.upload("x.exe", make.PDF))
    response = make.client(staff).get(address(Attachment.objects.get()))
    assert body(response) == make.PDF
    assert response["Content-Disposition"] == 'attachment; filename="x.exe.pdf"'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("laporan.pdf", EXE),
        ("laporan.docx", make.package(virus_dot_exe=EXE)),
        ("laporan.docm", make.docx(word__vbaProject_dot_bin=b"macro")),
        ("laporan.docx", make.docx(word__vbaProject_dot_bin=b"macro")),
        ("laporan.html", HTML),
        ("laporan.pdf", HTML),
        ("logo.svg", SVG),
        ("logo.png", SVG),
        ("laporan.zip", make.package(a_dot_txt=b"a")),
    ],
)
def test_file_of_a_wrong_kind_is_refused_whatever_its_name(
    name: str, content: bytes, version: Version, staff: User
) -> None:
    answer, text = send(staff, version, make.upload(name, content))
    assert answer == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"{name} is of a kind that is not accepted." in text
    assert 'value="Perihal surat"' in text


def test_empty_file_is_refused(version: Version, staff: User) -> None:
    answer, text = send(staff, version, make.upload("kosong.pdf", b""))
    assert answer == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "The submitted file is empty." in text


def test_file_over_the_limit_is_refused_and_one_at_the_limit_is_kept(
    settings: Settings, version: Version, staff: User
) -> None:
    settings.ATTACHMENT_MAX_BYTES = 1024
    at_the_limit = make.PDF.ljust(1024, b"\n")
    answer, text = send(staff, version, make.upload("besar.pdf", at_the_limit + b"\n"))
    assert answer == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "besar.pdf is larger than 1.0\xa0KB." in text
    assert send(staff, version, make.upload("pas.pdf", at_the_limit))[0] == HTTPStatus.FOUND


def test_one_wrong_file_among_good_ones_refuses_all(version: Version, staff: User) -> None:
    good, bad = make.upload("baik.pdf"), make.upload("jahat.pdf", EXE)
    for uploads in ([good, bad], [bad, good]):
        for upload in uploads:
            upload.seek(0)
        answer, text = send(staff, version, *uploads)
        assert answer == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "jahat.pdf is of a kind that is not accepted." in text


def test_more_files_at_once_than_allowed_are_refused(version: Version, staff: User) -> None:
    ten = [make.upload(f"{number}.pdf") for number in range(10)]
    answer, text = send(staff, version, *ten, make.upload("11.pdf"))
    assert answer == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Attach at most 10 files at once." in text
    for upload in ten:
        upload.seek(0)
    assert send(staff, version, *ten)[0] == HTTPStatus.FOUND
    assert len(kept_files()) == Attachment.objects.count() == 10


def test_large_file_that_django_keeps_on_disk_meanwhile_is_kept_whole(
    version: Version, staff: User, settings: Settings
) -> None:
    content = make.PDF.ljust(settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 10, b"x")
    assert send(staff, version, make.upload("besar.pdf", content))[0] == HTTPStatus.FOUND
    (path,) = kept_files()
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("sent", "kept", "disposition"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf", 'filename="passwd.pdf"'),
        ("C:\\dokumen\\surat.pdf", "surat.pdf", 'filename="surat.pdf"'),
        ('a"b.pdf', 'a"b.pdf', 'filename="a\\"b.pdf"'),
        ("a'b;c.pdf", "a'b;c.pdf", 'filename="a\'b;c.pdf"'),
        ("baris\r\nX-Evil: 1.pdf", '"baris', 'filename="\\"baris.pdf"'),
        ("baris&#13;&#10;X-Evil: 1.pdf", "barisX-Evil: 1.pdf", 'filename="barisX-Evil: 1.pdf"'),
        ("naïve – 文書.pdf", "naïve – 文書.pdf", "filename*=utf-8''na%C3%AFve%20%E2%80%93%20"),
        ("<img src=x onerror=alert(1)>.pdf", None, 'filename="<img src=x onerror=alert(1)>.pdf"'),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf", 'filename="' + "x" * 196 + '.pdf"'),
    ],
)
def test_names_with_surprises_do_no_harm(
    sent: str, kept: str | None, disposition: str, version: Version, staff: User
) -> None:
    client = make.client(staff)
    response = client.generic(
        "POST",
        make.at(version.procedure.code, page="start_document"),
        multipart(sent),
        content_type="multipart/form-data; boundary=garis",
    )
    assert response.status_code == HTTPStatus.FOUND
    attachment = Attachment.objects.get()
    assert attachment.name == (sent if kept is None else kept)
    (path,) = kept_files()
    assert Path(django_settings.MEDIA_ROOT) in path.parents
    assert path.stem.isalnum()
    download = client.get(address(attachment))
    assert download["Content-Disposition"].startswith(f"attachment; {disposition}")
    assert not download.has_header("X-Evil")
    assert body(download) == make.PDF
    text = client.get(reverse("document", args=[attachment.document_id])).content.decode()
    assert "<img src=x" not in text


def multipart(name: str) -> bytes:
    """Write the start form with a file of this name as a careless or hostile browser would."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    parts = [
        b'name="subject"\r\n\r\nPerihal surat',
        b'name="sensitivity"\r\n\r\nordinary',
        f'name="uploads"; filename="{quoted}"'.encode() + b"\r\n\r\n" + make.PDF,
    ]
    lead = b"--garis\r\nContent-Disposition: form-data; "
    return b"".join(lead + part + b"\r\n" for part in parts) + b"--garis--\r\n"


def test_download_is_there_only_for_those_who_see_the_document(version: Version) -> None:
    document = make.document(version, sensitivity="secret", uploads=[make.upload()])
    file = address(document.attachments.get())
    statuses = {
        who: status(make.client(user), file)
        for who, user in {
            "starter": document.started_by,
            "colleague": make.holder_of(version, "Staf"),
            "supervisor": make.supervisor(),
            "later": make.holder_of(version, "Kepala"),
            "elsewhere": make.holder(make.position()),
            "stranger": make.user(),
        }.items()
    }
    assert statuses == {
        "starter": 200,
        "colleague": 200,
        "supervisor": 200,
        "later": 404,
        "elsewhere": 404,
        "stranger": 404,
    }
    response = Client().get(file)
    assert (response.status_code, response["Location"]) == (302, f"/login/?next={file}")


def test_download_of_a_file_under_another_document_is_not_found(version: Version) -> None:
    secret = make.document(sensitivity="secret", uploads=[make.upload("rahasia.pdf")])
    own = make.document(version, uploads=[make.upload("biasa.pdf")])
    client = make.client(own.started_by)
    theirs = secret.attachments.get()
    assert status(client, address(own.attachments.get())) == HTTPStatus.OK
    assert status(client, address(theirs)) == HTTPStatus.NOT_FOUND
    crossed = reverse("download_attachment", args=[own.pk, theirs.pk])
    assert status(client, crossed) == HTTPStatus.NOT_FOUND
    assert status(make.client(make.supervisor()), crossed) == HTTPStatus.NOT_FOUND


def test_download_takes_no_post(version: Version) -> None:
    document = make.document(version, uploads=[make.upload()])
    response = make.client(document.started_by).post(address(document.attachments.get()))
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_uploads_lie_under_no_address_of_their_own(version: Version) -> None:
    document = make.document(version, uploads=[make.upload()])
    name = document.attachments.get().file.name
    client = make.client(document.started_by)
    for guess in (f"/{name}", f"/media/{name}", f"/uploads/{name}", f"/static/{name}"):
        assert client.get(guess).status_code == HTTPStatus.NOT_FOUND
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    "content", [None, b"", make.PDF[:-1], make.PDF + b"\n", make.PDF.replace(b"1.7", b"1.8")]
)
def test_a_file_that_is_not_what_was_uploaded_is_not_handed_out(
    content: bytes | None, version: Version, caplog: pytest.LogCaptureFixture
) -> None:
    document = make.document(version, uploads=[make.upload("surat.pdf")])
    client, attachment = make.client(document.started_by), document.attachments.get()
    assert status(client, address(attachment)) == HTTPStatus.OK
    assert caplog.messages == []
    path = Path(attachment.file.path)
    path.unlink() if content is None else path.write_bytes(content)
    response = client.get(address(attachment))
    assert (response.status_code, response.streaming) == (HTTPStatus.CONFLICT, False)
    text = response.content.decode()
    assert "surat.pdf was changed or lost on the server after it was uploaded" in text
    assert "%PDF" not in text
    assert caplog.messages[0].startswith(f"Not handed out: {path} ")
    assert caplog.records[0].levelname == "ERROR"


def test_a_file_of_a_draft_is_looked_at_as_well(version: Version, staff: User) -> None:
    draft = actions.keep_draft(
        version, by=Doer(staff, make.MONDAY), contents=Contents("", uploads=[make.upload()])
    )
    attachment = draft.attachments.get()
    assert status(make.client(staff), address(attachment)) == HTTPStatus.OK
    Path(attachment.file.path).write_bytes(EXE)
    assert status(make.client(staff), address(attachment)) == HTTPStatus.CONFLICT
