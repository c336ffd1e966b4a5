"""Why something that was read is not sure."""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """Why a value is not sure; the preview says it in a sentence."""

    NO_HEADER = "no_header"
    NO_TITLE = "no_title"
    TITLE_FROM_NAME = "title_from_name"
    NO_NUMBER = "no_number"
    OTHER_NUMBER = "other_number"
    JOINED = "joined"
    SHIFTED = "shifted"
    MERGED = "merged"
    NO_MARK = "no_mark"
    WEAK_MARK = "weak_mark"
    SEVERAL_MARKS = "several_marks"
    SHADED = "shaded"
    DRAWN = "drawn"
    MAYBE_DECISION = "maybe_decision"
    DECISION_BY_WORDS = "decision_by_words"
    DECISION_BY_SIGN = "decision_by_sign"
    NO_LEADS_UP = "no_leads_up"
    NO_BY_WORDS = "no_by_words"
    TIME_NOT_UNDERSTOOD = "time_not_understood"
    TIME_IN_REMARK = "time_in_remark"
    NOTHING_TO_DO = "nothing_to_do"
    LETTERS_LOST = "letters_lost"  # the file has other letters than were read
    CHANGES = "changes"  # inserted or deleted, not accepted yet
    HIDDEN = "hidden"
    FAINT = "faint"  # of the paper's colour, tiny or covered: nobody may see it
    PICTURE = "picture"  # its description was read
    HIDDEN_SHEETS = "hidden_sheets"
    TRUE_OR_FALSE = "true_or_false"  # Excel keeps no text but whether something is so
    STRUCK = "struck"
    BOXED = "boxed"  # in a box that floats over the table
    UNKNOWN_SIGN = "unknown_sign"
    WAS_DATE = "was_date"
    TIME_OF_DAY = "time_of_day"
    ERROR_VALUE = "error_value"
    BETWEEN_ROWS = "between_rows"  # a heading between the rows, left out
