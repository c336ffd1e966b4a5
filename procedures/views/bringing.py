"""Pages on which SOPs are brought in: choose a file, choose tables, correct, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.doers import Doer
from people.heavy import heavy
from people.refusals import Refused
from people.requests import Request, doer_of, held_on
from procedures.actions import bring_in_procedure, draft_version
from procedures.forms import ChoiceForm, Preview, SourceForm, signed, unsigned
from procedures.forms.sentences import place_sentence
from procedures.models import Version
from procedures.permissions import can_edit_some

Tables = list[dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
@heavy("POST")
def bring_in(request: Request) -> HttpResponse:
    """Ask for a file or a pasted table; show what was found in it."""
    _refuse_others(request)
    if request.method != "POST":
        return render(request, "procedures/bring_in.html", {"form": SourceForm()})
    form = SourceForm(request.POST, request.FILES)
    if not form.is_valid() or not form.tables:
        context = {"form": form, "nothing": form.is_valid()}
        return render(request, "procedures/bring_in.html", context, status=422)
    if len(form.tables) > 1:
        return _choose(request, list(form.tables))
    return _show(request, Preview.of(form.tables[0], by=doer_of(request)), rest="")


@require_POST
@heavy("POST")
def choose_tables(request: Request) -> HttpResponse:
    """Show the first of the chosen tables; the others follow it."""
    _refuse_others(request)
    found = unsigned(request.POST.get("tables", ""))
    if not found:
        return _begin_again(request)
    form = ChoiceForm(request.POST, found=found)
    if not form.is_valid():
        return _choose(request, found, form, status=422)
    first, *rest = (found[place] for place in form.cleaned_data["chosen"])
    return _show(request, Preview.of(first, by=doer_of(request)), rest=signed(rest))


@require_POST
@heavy("POST")
def bring_in_version(request: Request) -> HttpResponse:
    """Store a confirmed preview as a draft and show the next one; or show it as it is now."""
    _refuse_others(request)
    rest = request.POST.get("rest", "")
    following = unsigned(rest)
    preview = Preview.sent(request.POST, by=doer_of(request))
    if following is None:
        return _begin_again(request)
    if not preview.is_valid():
        return _show(request, preview, rest=rest, status=422)
    if "look" in request.POST:
        return _show(request, preview.looked_at_again(), rest=rest)
    try:
        version = _store(preview, doer_of(request))
    except Refused as refusal:
        return _show(request, preview, rest=rest, status=409, refusal=str(refusal))
    code = version.procedure.code
    messages.success(request, _("%(code)s is stored as a draft.") % {"code": code})
    if following:
        next_one = Preview.of(following[0], by=doer_of(request))
        return _show(request, next_one, rest=signed(following[1:]))
    return redirect(f"{version.procedure.address()}?revision={version.revision}")


def _store(preview: Preview, by: Doer) -> Version:
    data = preview.table.cleaned_data
    definition, positions = preview.definition(), preview.positions()
    if data["procedure"]:
        return draft_version(data["procedure"], definition, by=by, positions=positions)
    return bring_in_procedure(
        definition, by=by, code=data["code"], unit=data["unit"], positions=positions
    )


def _refuse_others(request: Request) -> None:
    if not can_edit_some(request.user, on=held_on(request)):
        raise PermissionDenied


def _begin_again(request: Request) -> HttpResponse:
    messages.error(request, _("What was read is no longer at hand. Choose the file again."))
    return redirect("bring_in")


def _choose(
    request: Request, found: Tables, form: ChoiceForm | None = None, *, status: int = 200
) -> HttpResponse:
    """Show the found tables to choose from."""
    form = form or ChoiceForm(found=found)
    listed = [
        {
            "box": box,
            "rows": len(table["rows"]),
            "unsure": sum(bool(row["doubts"]) for row in table["rows"]),
            "where": place_sentence(*table["place"]),
        }
        for box, table in zip(form["chosen"].subwidgets, found, strict=True)
    ]
    context = {"form": form, "listed": listed, "tables": signed(found)}
    return render(request, "procedures/choose_tables.html", context, status=status)


def _show(
    request: Request, preview: Preview, *, rest: str, status: int = 200, refusal: str = ""
) -> HttpResponse:
    """Show a preview; `rest` are the signed tables that come after it."""
    context = {
        "preview": preview,
        "rest": rest,
        "left": len(unsigned(rest) or []),
        "refusal": refusal,
    }
    return render(request, "procedures/preview.html", context, status=status)
