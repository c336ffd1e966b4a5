"""Pages on which people are brought in from the personnel system: choose, look, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.actions import forget_name as forget_name_action
from people.actions import import_people as import_people_action
from people.heavy import heavy
from people.models import ForeignName, Unit
from people.permissions import can_keep_staff, keeps_staff, units_with_staff_of
from people.personnel import Plan, Ties, compare
from people.refusals import Doubted, Refused, Stale
from people.requests import Request, doer_of, held_on
from people.staff import read_there
from procedures.forms.tokens import let_overwrite
from workflow.forms.personnel import (
    ASKED_AT_ONCE,
    Brought,
    PersonnelFileForm,
    PersonnelPlanForm,
    unpacked,
)
from workflow.forms.staff_sentences import wrong_sentence
from workflow.models import Task
from workflow.reports.personnel import PlanWords, shown
from workflow.views.zones import in_own_zone

NAMES_PER_PAGE = 100
MOST_SHOWN = 200
"""Rows of a kind that a page shows; the others are counted."""


@require_http_methods(["GET", "HEAD", "POST"])
@heavy("POST")
@in_own_zone
def import_people(request: Request) -> HttpResponse:
    """Ask for a file; show what it would change. Nothing is stored here."""
    if not keeps_staff(request.user, on=held_on(request)):
        raise Http404
    if request.method != "POST":
        form = PersonnelFileForm(by=doer_of(request))
        return render(request, "people/import.html", {"form": form})
    form = PersonnelFileForm(request.POST, request.FILES, by=doer_of(request))
    if not form.is_valid() or form.brought is None:
        return render(request, "people/import.html", {"form": form}, status=422)
    return _Preview(request, form.brought).page()


@require_POST
@heavy("POST")
@in_own_zone
def confirm_import(request: Request) -> HttpResponse:
    """Store what was shown, or show it as it is with what was chosen meanwhile."""
    if not keeps_staff(request.user, on=held_on(request)):
        raise Http404
    brought = unpacked(request.POST.get("packed", ""), request.user)
    if brought is None:
        messages.error(request, _("What was read is no longer at hand. Choose the file again."))
        return redirect("import_people")
    preview = _Preview(request, brought)
    return preview.looked_at_again() if "look" in request.POST else preview.stored()


@require_safe
@in_own_zone
def foreign_names(request: Request) -> HttpResponse:
    """Show what names of the personnel system stand for, as it was chosen."""
    if not keeps_staff(request.user, on=held_on(request)):
        raise Http404
    page = Paginator(_names_of(request), NAMES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/names.html", {"page": page})


@require_POST
@in_own_zone
def forget_name(request: Request, pk: int) -> HttpResponse:
    """Let a name be asked about again."""
    if not keeps_staff(request.user, on=held_on(request)):
        raise Http404
    name = get_object_or_404(_names_of(request), pk=pk)
    try:
        forget_name_action(name, by=doer_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = _("“%(name)s” is asked about with the next file.")
        messages.success(request, said % {"name": name})
    return redirect("foreign_names")


def _names_of(request: Request) -> QuerySet[ForeignName]:
    names = ForeignName.objects.of_units(units_with_staff_of(request.user, on=held_on(request)))
    return names.select_related("unit", "position__unit")


class _Preview:
    """One file before one reader: what it would change, and what is chosen about it."""

    def __init__(self, request: Request, brought: Brought) -> None:
        self.request, self.brought = request, brought
        self.office = _office(request, brought.office)
        self.by = doer_of(request)
        self.there = read_there(self.office, by=self.by)
        self.asked = compare(brought.staff, self.there, brought.ties)

    def looked_at_again(self) -> HttpResponse:
        """Show it with what was chosen."""
        return self.page(self._chosen())

    def stored(self) -> HttpResponse:
        """Store it; or show why not, with nothing stored."""
        form = self._sent()
        ties = self._chosen(form)
        data = form.cleaned_data
        try:
            plan = import_people_action(
                self.brought.staff,
                ties,
                office=self.office,
                by=self.by,
                seen=data["seen"] or "-",
                also=data["also"],
                file=self.brought.file,
            )
        except Refused as refused:
            return self.page(ties, refused)
        _tell(self.request, plan)
        return redirect("staff")

    def _sent(self) -> PersonnelPlanForm:
        form = PersonnelPlanForm(self.request.POST, questions=self.asked.questions)
        form.is_valid()  # a choice that is gone counts as none, and is asked again
        return form

    def _chosen(self, form: PersonnelPlanForm | None = None) -> Ties:
        form = form or self._sent()
        for question in form.errors:
            form.cleaned_data.setdefault(question, "")
        return form.ties(self.brought.ties)

    def page(self, ties: Ties | None = None, refused: Refused | None = None) -> HttpResponse:
        """Render what would change."""
        ties = self.brought.ties if ties is None else ties
        there = read_there(self.office, by=self.by) if isinstance(refused, Stale) else self.there
        plan = compare(self.brought.staff, there, ties)
        words = PlanWords(plan, there)
        names = {
            f"{each.kind} {key}": words.choice(each, key)
            for each in plan.questions[:ASKED_AT_ONCE]
            for key in each.choices
        }
        form = PersonnelPlanForm(
            questions=plan.questions,
            names=names,
            initial={"has_more_seats": ties.has_more_seats, "seen": plan.token},
        )
        if isinstance(refused, Doubted):
            let_overwrite(form, refused)
        now = Brought(self.brought.staff, self.brought.office, self.brought.file, ties)
        context = {
            "brought": now,
            "packed": now.packed(self.request.user),
            "office": self.office,
            "plan": plan,
            "shown": shown(plan, there),
            "most": MOST_SHOWN,
            "wrongs": [wrong_sentence(each) for each in plan.wrongs],
            "more_asked": max(0, len(plan.questions) - ASKED_AT_ONCE),
            "form": form,
            "refusal": str(refused) if refused else "",
        }
        status = 409 if refused else 200
        return render(self.request, "people/import_preview.html", context, status=status)


def _office(request: Request, key: int | None) -> Unit | None:
    """Return the unit that a file is about; 404 where its people are not the reader's to keep."""
    office = None if key is None else Unit.objects.filter(pk=key).first()
    if (office is None) is not (key is None) or not can_keep_staff(
        request.user, office, on=held_on(request)
    ):
        raise Http404
    return office


def _tell(request: Request, plan: Plan) -> None:
    """Say what was stored, and what is still to be done by hand."""
    said = _("Stored: %(new)s new, %(changed)s changed, %(ended)s left. %(out)s rows left out.")
    figures: dict[str, Any] = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "ended": len(plan.ending),
        "out": len(plan.wrongs),
    }
    messages.success(request, said % figures)
    if plan.new:
        count = ngettext(
            "%(count)s new account has no password yet: its username is the NIP. Whoever may "
            "change accounts sets a first password for it in the administration and hands it over.",
            "%(count)s new accounts have no password yet: their usernames are the NIPs. Whoever "
            "may change accounts sets a first password for each in the administration and hands "
            "it over.",
            len(plan.new),
        )
        messages.info(request, count % {"count": len(plan.new)})
    leaving = [each.user for each in plan.ending]
    if Task.objects.open().filter(taken_by__in=leaving).exists():
        address = f"{reverse('staff')}?which=in_hand"
        messages.warning(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("Some of those who left have tasks in hand."),
                address,
                _("See them and give them back"),
            ),
        )
