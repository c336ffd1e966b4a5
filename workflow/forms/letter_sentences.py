"""Why a letter is not shown in the page: a sentence for each reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from procedures.files.problems import Problem

UNSHOWN = gettext_lazy("It cannot be shown here. Download it to read it.")
TOO_LARGE = gettext_lazy("It is too large to be shown here. Download it to read it.")
WHY_NOT = {
    Problem.TOO_BIG: TOO_LARGE,
    Problem.UNPACKS_TOO_BIG: TOO_LARGE,
    Problem.TOO_MUCH: TOO_LARGE,
    Problem.TOO_LARGE: TOO_LARGE,
    Problem.TOO_MANY_ROWS: TOO_LARGE,
    Problem.ENCRYPTED: gettext_lazy(
        "It is protected by a password. Download it to read it, or ask for a file without one."
    ),
    Problem.DAMAGED: gettext_lazy("The file is damaged. Ask for it once more."),
    Problem.EMPTY: gettext_lazy("There is nothing in it."),
    Problem.TOO_LONG: gettext_lazy(
        "Showing it takes too much time or memory. Download it to read it."
    ),
}


def why_not_shown(problem: Problem) -> str:
    """Return the sentence for a reason."""
    return str(WHY_NOT.get(problem, UNSHOWN))
