"""A personnel file that is brought in, and what is chosen about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.doers import Doer
from people.models import Unit, User
from people.permissions import can_keep_staff, units_with_staff_of
from people.personnel import NEW, Staff, Ties, understand
from people.personnel.plain import staff_of_plain, staff_to_plain
from people.personnel.plans import Question
from people.personnel.wrong import Unfit
from procedures.files.problems import Problem, Unreadable
from procedures.files.reader import read_rows
from procedures.forms.tokens import AlsoField, SeenField
from workflow.forms.staff_sentences import file_sentence, unreadable_sentence

SALT = "sopks.personnel"
KEPT_SECONDS = 24 * 60 * 60
ASKED_AT_ONCE = 50
"""Names that a page asks about; the others follow."""

LONGEST_FILE_NAME = 100
MOST_PACKED = 2_000_000
"""Letters that travel with a page; Django takes somewhat more."""

ORDERS = {"": None, "top": False, "lowest": True}


@dataclass(frozen=True)
class Brought:
    """A file that was read, of whom, and what was chosen about it until now."""

    staff: Staff
    office: int | None
    file: str
    ties: Ties = field(default_factory=Ties)

    def packed(self, by: User) -> str:
        """Return it as a text that nobody can change unnoticed, and nobody else can use."""
        plain = {
            "staff": staff_to_plain(self.staff),
            "office": self.office,
            "file": self.file,
            "chosen": dict(self.ties.chosen),
            "rest_is_new": self.ties.rest_is_new,
        }
        return signing.dumps(plain, salt=f"{SALT}.{by.pk}", compress=True)


def unpacked(text: str, by: User) -> Brought | None:
    """Return what was packed; None where it was changed, is somebody else's, or a day old."""
    try:
        plain = signing.loads(text, salt=f"{SALT}.{by.pk}", max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    ties = Ties(chosen=plain["chosen"], rest_is_new=plain["rest_is_new"])
    return Brought(staff_of_plain(plain["staff"]), plain["office"], plain["file"], ties)


class PersonnelFileForm(forms.Form):
    """A file as the personnel system exports it, and whose people it has."""

    file = forms.FileField(
        label=_("File of the personnel system"),
        help_text=_("XLSX or CSV, up to 10 MB and 20,000 people."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    office = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Whose people the file has"),
        help_text=_(
            "All people of this unit and of those below it: whoever holds a position there and is "
            "not in the file is proposed to leave."
        ),
    )
    order = forms.ChoiceField(
        label=_("Paths of units begin"),
        required=False,
        choices=[
            ("", _("as the file tells")),
            ("top", _("at the top: Dinas/Sekretariat")),
            ("lowest", _("at the lowest unit: Sekretariat/Dinas")),
        ],
    )
    brought: Brought | None = None

    def __init__(self, *args: Any, by: Doer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by.user
        office: Any = self.fields["office"]
        office.queryset = units_with_staff_of(by.user, on=by.held_on)
        if can_keep_staff(by.user, None, on=by.held_on):
            office.required, office.empty_label = False, gettext("The whole government")

    def clean(self) -> dict[str, Any]:
        """Read the file; a sentence says why it cannot be read."""
        data = self.cleaned_data
        if self.errors:
            return data
        file = data["file"]
        if len(getattr(self.files, "getlist", lambda _name: [file])("file")) > 1:
            raise forms.ValidationError(gettext("Choose one file; two are looked at in turn."))
        try:
            staff = understand(read_rows(file), lowest_first=ORDERS[data["order"]])
        except Unreadable as why:
            raise forms.ValidationError(unreadable_sentence(why.problem)) from None
        except Unfit as why:
            raise forms.ValidationError(file_sentence(why.fault, why.said)) from None
        office = data["office"]
        brought = Brought(staff, office and office.pk, file.name[:LONGEST_FILE_NAME])
        if len(brought.packed(self.by)) > MOST_PACKED:
            raise forms.ValidationError(unreadable_sentence(Problem.TOO_MUCH))
        self.brought = brought
        return data


class PersonnelPlanForm(forms.Form):
    """What is chosen about a file: what names stand for, who stays, and yes to what is asked."""

    seen = SeenField()
    also = AlsoField()
    rest_is_new = forms.BooleanField(
        label=_("Make new units and positions of all that I have not chosen for"), required=False
    )
    has_more_seats = forms.BooleanField(
        label=_("Let positions have as many seats as the file has people for them"),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        questions: Sequence[Question],
        names: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.questions = questions[:ASKED_AT_ONCE]
        self.fields["stay"] = _Keys(required=False)
        for question in self.questions:
            self.fields[field_of(question)] = _choice(question, names or {})

    def ties(self, before: Ties) -> Ties:
        """Return what valid forms say, beside what was chosen before."""
        data = self.cleaned_data
        chosen = {each.key: data[field_of(each)] for each in self.questions}
        return replace(
            before,
            chosen={**before.chosen, **{key: value for key, value in chosen.items() if value}},
            rest_is_new=before.rest_is_new or data["rest_is_new"],
            has_more_seats=data["has_more_seats"],
            staying=frozenset(data["stay"]),
        )

    def asked(self) -> list[Any]:
        """Return the fields of the questions, for the page."""
        return [self[field_of(each)] for each in self.questions]


class _Keys(forms.Field):
    """Keys of rows that are ticked; what is none counts as none."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        """Return the keys."""
        texts = [str(each) for each in value or []]
        return [int(each) for each in texts if each.isascii() and each.isdecimal()]


def field_of(question: Question) -> str:
    """Return what the field of a question is called: whatever stands before and after it."""
    return f"tie-{hashlib.sha256(question.key.encode()).hexdigest()[:16]}"


def _choice(question: Question, names: Mapping[str, str]) -> forms.ChoiceField:
    label = {
        "unit": gettext("Unit “%(said)s” is"),
        "position": gettext("Position “%(said)s” is"),
        "person": gettext("%(said)s is the account"),
    }[question.kind]
    choices = [("", gettext("choose"))]
    if question.may_be_new:
        choices.append((NEW, gettext("new: make it")))
    choices += [(str(key), names.get(f"{question.kind} {key}", "")) for key in question.choices]
    return forms.ChoiceField(
        label=label % {"said": question.said},
        required=False,
        choices=choices,
        initial=question.suggested,
    )
