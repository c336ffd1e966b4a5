"""What a form knows of the state it was filled in from, whatever it is a form of."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from people.refusals import Refused, Stale, refuse_stale
from procedures.forms.tokens import SeenField, let_overwrite


class NoteForm(forms.Form):
    note = forms.CharField()
    seen = SeenField()


def sent(**typed: str) -> NoteForm:
    data = QueryDict(mutable=True)
    data.update(typed)
    return NoteForm(data)


@pytest.mark.parametrize("seen", ["2", "", None])
def test_state_that_was_seen_or_not_asked_for_is_not_refused(seen: str | None) -> None:
    refuse_stale(seen, "2", sentence="Sudah lain.")


@pytest.mark.parametrize("seen", ["1", "3", "02", " 2"])
def test_any_other_state_is_refused_with_the_token_of_what_stands_there(seen: str) -> None:
    with pytest.raises(Stale) as stale:
        refuse_stale(seen, "2", sentence="Sudah lain.")
    assert (str(stale.value), stale.value.token) == ("Sudah lain.", "2")


@pytest.mark.parametrize(
    ("note", "refused", "kept"),
    [
        ("Catatan", Stale("Sudah lain.", "2"), "2"),
        ("Catatan", Refused("Tidak boleh."), "1"),
        ("", Stale("Sudah lain.", "2"), "1"),
    ],
)
def test_form_gets_a_new_token_with_the_sentence_alone(
    note: str, refused: Refused, kept: str
) -> None:
    form = sent(note=note, seen="1")
    let_overwrite(form, refused)
    assert (form["seen"].value(), form["note"].value()) == (kept, note)


def test_token_is_no_change_of_a_form() -> None:
    form = NoteForm({"note": "Catatan", "seen": "1"}, initial={"note": "Catatan", "seen": "2"})
    assert not form.has_changed()
