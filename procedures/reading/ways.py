"""Whether a step decides, and where its Tidak leads, by words and by what stands in the cells."""

from __future__ import annotations

from procedures.definition import Target
from procedures.reading.doubts import Doubt
from procedures.reading.found import Confidence, Evidence, Source, Value
from procedures.reading.words import BACK_TO, CONDITION, EXAMINATION


def no_of(
    activity: Value[str], number: int, numbers: dict[int, int], *, has_sign: bool
) -> Value[Target | None]:
    """Return where Tidak leads from the row that is `number` from the top; None for no decision.

    `numbers` gives the row from the top of each number that the office wrote. Without a word about
    it Tidak leads to the row above, from the first row to the end.
    """
    said = activity.value.lower()
    if has_sign:
        doubts: tuple[Doubt, ...] = (Doubt.DECISION_BY_SIGN,)
    elif CONDITION.search(said):
        doubts = (Doubt.DECISION_BY_WORDS,)
    else:
        return _perhaps(said, activity.evidence)
    back = BACK_TO.search(said)
    row = numbers.get(int(back[1])) if back else None
    if row is not None and row != number:
        target, why = Target("step", row), Doubt.NO_BY_WORDS
    else:
        target, why = (
            (Target("step", number - 1) if number > 1 else Target("end")),
            (Doubt.NO_LEADS_UP),
        )
    confidence = Confidence.INFERRED if has_sign else Confidence.GUESSED
    return Value(target, confidence, _words(activity.evidence), (*doubts, why))


def _perhaps(said: str, evidence: Evidence | None) -> Value[Target | None]:
    if EXAMINATION.search(said):
        return Value(None, Confidence.GUESSED, _words(evidence), (Doubt.MAYBE_DECISION,))
    return Value(None)


def _words(evidence: Evidence | None) -> Evidence | None:
    if evidence is None:
        return None
    return Evidence(Source.WORDS, evidence.place, evidence.row, evidence.column, evidence.text)
