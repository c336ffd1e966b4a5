"""Documents on their way, written as their steps and answers: '1 2 3no 2 3yes'."""

from __future__ import annotations

from improvement.statistics import StepStay

OPEN, AWAY = "...", "sent_back"


def passage(way: str, *, minutes: int = 10) -> list[StepStay]:
    """Return the stays of a document: of steps with their answers, done where none is given.

    3... is still open at step 3. Each waited for the same minutes and was worked on for as many.
    """
    return [_stay(word, minutes) for word in way.split()]


def _stay(word: str, minutes: int) -> StepStay:
    step = word.rstrip("abcdefghijklmnopqrstuvwxyz_.")
    said = word[len(step) :] or "done"
    answer = "" if said == OPEN else said
    return StepStay(int(step), answer, minutes, minutes, 0, is_deviation=answer == AWAY)
