"""What people type into drafts, and by what SOPs are found."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import CharFilter
from django_filters.filterset import FilterSet

from procedures import durations
from procedures.models import Requirement, Version
from procedures.models.versions import VersionQuerySet

REASONS = {
    durations.Reason.NO_NUMBER: _("A unit without a number: write how many, such as 10 menit."),
    durations.Reason.NO_UNIT: _(
        "A number without a unit: write menit, jam, hari kerja, minggu or bulan."
    ),
    durations.Reason.NEGATIVE: _("Time does not run backwards: write it without a minus."),
    durations.Reason.ZERO: _("Nothing takes no time: write 1 menit or more, or disesuaikan."),
    durations.Reason.TOO_LONG: _("That is longer than ten years."),
    durations.Reason.BACKWARDS: _("The range runs backwards: write the shorter time first."),
    durations.Reason.WRONG_RESULT: _(
        "Two times stand here that differ: what stands after the = or in brackets is another time."
    ),
    durations.Reason.BY_THE_CLOCK: _(
        "Standard time is working time: write hari kerja or jam kerja, not 24 jam or hari kalender."
    ),
    durations.Reason.CLOCK_LIKE: _(
        "Hours and minutes, minutes and seconds, or a fraction? Write it out: 1 jam 30 menit."
    ),
    durations.Reason.UNCLEAR: _(
        "This can be read in more than one way: write one time, such as 10 menit."
    ),
}


def requirement_lines(text: str) -> list[str]:
    """Return the lines that are not blank; refuse one that is too long."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    longest = Requirement._meta.get_field("text").max_length or 0
    if any(len(line) > longest for line in lines):
        raise forms.ValidationError(
            gettext("Write at most %(most)s characters a line.") % {"most": longest}
        )
    return lines


class ProcedureFilter(FilterSet):
    """Finds SOPs by code or words of the title."""

    words = CharFilter(method="filter_words", label=_("Code or words of the title"), max_length=100)

    class Meta:
        model = Version
        fields: list[str] = []

    def filter_words(self, versions: VersionQuerySet, _name: str, words: str) -> VersionQuerySet:
        """Keep versions with all the words."""
        return versions.with_words(words)
