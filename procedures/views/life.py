"""The life of versions: copied, put in force, revoked, deleted; and compared."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from procedures import actions, reports
from procedures.forms import SEEN, ApprovalForm, RevokeForm, let_overwrite
from procedures.models import Procedure, Version, VersionQuerySet
from procedures.views.leading import of_sop
from procedures.views.pages import (
    REVISION,
    address_of,
    is_of_own_office,
    read_version,
    readable_versions,
    version_page,
)

with_a_form = require_http_methods(["GET", "HEAD", "POST"])


@of_sop
@with_a_form
def copy_version(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Copy a version into a draft and open the draft."""
    return _do(
        request,
        read_version(request, unit, code, revision),
        lambda version: reverse(
            "admin:procedures_version_change",
            args=[actions.copy_version(version, by=doer_of(request)).pk],
        ),
        _("The draft is ready. It may be changed until it is put in force."),
    )


@of_sop
@with_a_form
def put_version_in_force(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Put a draft in force with its number, its dates and its approver."""
    version = read_version(request, unit, code, revision)
    form = ApprovalForm(request.POST)
    if request.method == "POST" and not form.is_valid():
        return version_page(request, version, form=form, status=422)

    def deed(version: Version) -> str:
        typed = {**form.cleaned_data}
        seen, by = typed.pop(SEEN), doer_of(request)
        approval = actions.Approval(**typed)
        actions.put_version_in_force(version, by=by, approval=approval, seen=seen)
        return address_of(version)

    return _do(request, version, deed, _("The SOP is in force."), form=form)


@of_sop
@with_a_form
def revoke_version(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Revoke the version in force for a reason."""
    version = read_version(request, unit, code, revision)
    form = RevokeForm(request.POST)
    if request.method == "POST" and not form.is_valid():
        return version_page(request, version, form=form, status=422)

    def deed(version: Version) -> str:
        actions.revoke_version(version, by=doer_of(request), **form.cleaned_data)
        return address_of(version)

    return _do(request, version, deed, _("The SOP is revoked."), form=form)


@of_sop
@with_a_form
def delete_draft(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Delete a draft."""

    def deed(version: Version) -> str:
        seen = request.POST.get(SEEN)
        actions.delete_draft(version, by=doer_of(request), seen=seen)
        return reverse("procedures")

    version = read_version(request, unit, code, revision)
    return _do(request, version, deed, _("The draft is deleted."))


@of_sop
@require_safe
def compare_versions(request: Request, unit: str, code: str, revision: str) -> HttpResponse:
    """Show what a version changed, against the one before it unless another is asked for."""
    new = read_version(request, unit, code, revision)
    readable = Version.objects.readable_by(request.user, on=held_on(request))
    others = readable.filter(procedure=new.procedure_id).exclude(pk=new.pk).order_by("-revision")
    asked = request.GET.get("with")
    if asked is None:
        old = others.filter(revision__lt=new.revision).first() or others.first()
    else:
        old = _compared_with(asked, new, readable)
    if old is None:
        raise Http404
    whole = Version.objects.with_table().prefetch_related("start_fields", "actors__position")
    comparison = reports.compare_versions(
        whole.get(pk=old.pk),
        whole.get(pk=new.pk),
        has_positions=old.procedure_id == new.procedure_id and is_of_own_office(request, new),
    )
    context = {"old": old, "new": new, "others": others, "comparison": comparison}
    return render(request, "procedures/comparison.html", context)


def _compared_with(asked: str, new: Version, readable: VersionQuerySet) -> Version | None:
    """Return the revision that is asked for: of the same SOP, or of one that is named with it."""
    reference, _slash, revision = asked.rpartition("/")
    if not REVISION.fullmatch(revision) or not reference.isprintable():
        return None
    of_it = (
        Procedure.objects.at(reference)
        if reference
        else Procedure.objects.filter(pk=new.procedure_id)
    )
    found = readable.filter(procedure__in=of_it.values("pk"), revision=int(revision))
    return found.exclude(pk=new.pk).select_related("procedure__office").first()


def _do(
    request: Request,
    version: Version,
    deed: Callable[[Version], str],
    success: str,
    form: ApprovalForm | RevokeForm | None = None,
) -> HttpResponse:
    """Do a deed and go where it says; a visit by its address alone leads to the version."""
    if request.method != "POST":
        return redirect(address_of(version))
    try:
        address = deed(version)
    except Refused as refused:
        if form is not None:
            let_overwrite(form, refused)
        fresh = get_object_or_404(readable_versions(request), pk=version.pk)
        return version_page(request, fresh, refusal=str(refused), form=form)
    messages.success(request, success)
    return redirect(address)
