"""What says no to a deed, in a sentence; and when somebody else has saved meanwhile."""

from __future__ import annotations


class Refused(Exception):
    """A deed that is not possible now; its text is the sentence for the user."""


class Stale(Refused):
    """Somebody has saved meanwhile what a form was filled in from.

    `token` names the state that stands there now.
    """

    def __init__(self, sentence: str, token: str) -> None:
        super().__init__(sentence)
        self.token = token


class Doubted(Refused):
    """A deed that is asked about first: done once the form says `said` along with the rest."""

    def __init__(self, sentence: str, said: str) -> None:
        super().__init__(sentence)
        self.said = said


def refuse_stale(seen: str | None, now: str, *, sentence: str) -> None:
    """Raise Stale with the sentence unless the state that was seen is the one that stands now.

    Both are tokens: texts that are never empty, another one after every change. Where none was
    sent, as by a program that looked at nothing, nothing is compared.
    """
    if seen and seen != now:
        raise Stale(sentence, now)
