"""What is said about files, tables and values that were read."""

from __future__ import annotations

from urllib.parse import unquote

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from procedures.exchange.found import NAMING
from procedures.files.problems import Problem
from procedures.reading import Doubt, SourceKind

PROBLEMS: dict[Problem, Promise] = {
    Problem.EMPTY: gettext_lazy("The file is empty. Choose the file with the SOP."),
    Problem.TOO_BIG: gettext_lazy(
        "The file is bigger than 10 MB. Take the pictures out of it, or copy the table alone and "
        "paste it."
    ),
    Problem.OTHER_KIND: gettext_lazy(
        "The file is not XLSX, DOCX, PDF or text. Save it as one of these, or copy the table and "
        "paste it."
    ),
    Problem.OLD_OFFICE: gettext_lazy(
        "The file is of an old kind (.doc or .xls). Open it and save it as DOCX or XLSX."
    ),
    Problem.ENCRYPTED: gettext_lazy(
        "The file is protected by a password. Save it without one, or copy the table and paste it."
    ),
    Problem.MACROS: gettext_lazy(
        "The file has macros. Save it as DOCX or XLSX without macros, or copy the table and paste "
        "it."
    ),
    Problem.ACTING: gettext_lazy(
        "The file has embedded programs or objects, or a template, field or picture that is "
        "fetched from elsewhere. Take them out, or copy the table and paste it."
    ),
    Problem.UNPACKS_TOO_BIG: gettext_lazy(
        "The file unpacks to more than 60 MB. Copy the table alone and paste it."
    ),
    Problem.DAMAGED: gettext_lazy(
        "The file is damaged. Open it and save it anew, or copy the table and paste it."
    ),
    Problem.SCAN: gettext_lazy(
        "The PDF is a picture of a paper without a text. Use the Word or Excel file that it was "
        "made from, or let a program for text recognition (OCR) write the text into it."
    ),
    Problem.TOO_MANY_PAGES: gettext_lazy(
        "The PDF has more than 60 pages. Save the pages of the SOP to a PDF of their own."
    ),
    Problem.TOO_MANY_ROWS: gettext_lazy(
        "A table has more than 2,000 rows. Copy the table of the SOP alone and paste it."
    ),
    Problem.TOO_MUCH: gettext_lazy(
        "The file holds more than can be taken in at once. Copy the tables of the SOPs to a file "
        "of their own, or paste them."
    ),
    Problem.TOO_LARGE: gettext_lazy(
        "A table has more than 150 rows or 40 actors, more than an SOP has. Copy the table of the "
        "SOP alone and paste it."
    ),
    Problem.TOO_LONG: gettext_lazy(
        "Reading the file takes too much time or memory. Copy the table alone and paste it."
    ),
}

DOUBTS: dict[Doubt, Promise] = {
    Doubt.NO_HEADER: gettext_lazy(
        "The table has no heading here: its columns were told by what stands in them. Name the "
        "actors."
    ),
    Doubt.NO_TITLE: gettext_lazy("No name of the SOP stands above the table. Write it."),
    Doubt.TITLE_FROM_NAME: gettext_lazy(
        "No name of the SOP stands above the table: this is the name of the file or the sheet."
    ),
    Doubt.NO_NUMBER: gettext_lazy(
        "The row has no number: it may be a step, or the rest of the one above."
    ),
    Doubt.OTHER_NUMBER: gettext_lazy(
        "The number does not count on from the row above: a row may be missing."
    ),
    Doubt.JOINED: gettext_lazy("Lines were put together that may be two steps."),
    Doubt.SHIFTED: gettext_lazy("The row has cells too few or in other places; compare them."),
    Doubt.MERGED: gettext_lazy("One cell covers several steps; it was taken for each."),
    Doubt.NO_MARK: gettext_lazy("Nothing readable tells who acts. Choose."),
    Doubt.WEAK_MARK: gettext_lazy("Who acts was told by the trace of a sign only."),
    Doubt.SEVERAL_MARKS: gettext_lazy(
        "Several actors are marked: the first is taken as responsible, the others take part."
    ),
    Doubt.SHADED: gettext_lazy("Who acts was told by the colour of the cell."),
    Doubt.DRAWN: gettext_lazy("Who acts was told by a shape that is fixed to the cell."),
    Doubt.MAYBE_DECISION: gettext_lazy("Something is examined here: is it a decision?"),
    Doubt.DECISION_BY_WORDS: gettext_lazy("The words of the activity make it a decision."),
    Doubt.DECISION_BY_SIGN: gettext_lazy("A sign in the row makes it a decision."),
    Doubt.NO_LEADS_UP: gettext_lazy("Where Tidak leads is guessed: to the row above."),
    Doubt.NO_BY_WORDS: gettext_lazy("Where Tidak leads was told by the words of the activity."),
    Doubt.TIME_NOT_UNDERSTOOD: gettext_lazy(
        "The time is not understood. Write one time, such as 10 menit, or disesuaikan."
    ),
    Doubt.NOTHING_TO_DO: gettext_lazy("The row has no activity. Write it or leave the row out."),
    Doubt.LETTERS_LOST: gettext_lazy(
        "The file has other letters here than were read: compare it with the file."
    ),
    Doubt.CHANGES: gettext_lazy(
        "Changes in the file are not accepted yet: what is inserted was read, what is deleted was "
        "left out."
    ),
    Doubt.HIDDEN: gettext_lazy(
        "The file hides something here (rows, columns or text): it was left out."
    ),
    Doubt.FAINT: gettext_lazy(
        "A text may not be seen in the file, by its colour, size or place: it was read all the "
        "same. Does it belong here?"
    ),
    Doubt.PICTURE: gettext_lazy(
        "A picture stands here; its description was read. Does it show the same?"
    ),
    Doubt.HIDDEN_SHEETS: gettext_lazy(
        "The file has hidden sheets: they were left out. Unhide what is to be brought in."
    ),
    Doubt.TRUE_OR_FALSE: gettext_lazy(
        "Excel keeps TRUE or FALSE here, which may be a ticked box: write what is meant."
    ),
    Doubt.STRUCK: gettext_lazy("A text is struck through in the file: is it still valid?"),
    Doubt.BOXED: gettext_lazy(
        "A text stands in a box over the table: it was taken into the cell that the box is fixed "
        "to."
    ),
    Doubt.UNKNOWN_SIGN: gettext_lazy("A sign is not known here; • stands for it."),
    Doubt.WAS_DATE: gettext_lazy(
        "Excel made a date of what was typed; %(text)s was probably written."
    ),
    Doubt.TIME_OF_DAY: gettext_lazy(
        "It may be a time of day; it was taken as how long the step lasts."
    ),
    Doubt.ERROR_VALUE: gettext_lazy("Excel shows an error here in place of a value."),
    Doubt.BETWEEN_ROWS: gettext_lazy("A heading between the rows was left out."),
}


def place_sentence(kind: str, number: int, name: str, row: int | None = None) -> str:
    """Return where a table or one of its rows stands: Page 2, row 5."""
    values = {"number": number, "name": name or number, "row": row}
    if row is None:
        return {
            SourceKind.PAGE: _("page %(number)s"),
            SourceKind.SHEET: _("sheet %(name)s"),
            SourceKind.TABLE: _("table %(number)s"),
            SourceKind.TEXT: _("part %(number)s of the text"),
        }[SourceKind(kind)] % values
    return {
        SourceKind.PAGE: _("page %(number)s, row %(row)s"),
        SourceKind.SHEET: _("sheet %(name)s, row %(row)s"),
        SourceKind.TABLE: _("table %(number)s, row %(row)s"),
        SourceKind.TEXT: _("line %(row)s of the text"),
    }[SourceKind(kind)] % values


def doubt_sentences(codes: object) -> list[str]:
    """Return the sentences of codes of doubts: a list, or words parted by blanks.

    A code that names something has it behind a sign of equality; see `table_to_json`.
    """
    words = codes if isinstance(codes, list) else str(codes or "").split()
    said = [(code, unquote(text)) for code, _equals, text in (w.partition("=") for w in words)]
    return [_sentence(Doubt(code), text) for code, text in said if code in set(Doubt)]


def _sentence(doubt: Doubt, text: str) -> str:
    sentence = str(DOUBTS[doubt])
    return sentence % {"text": text} if doubt in NAMING else sentence
