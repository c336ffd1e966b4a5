"""What is said about personnel files and their rows, and what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.personnel import Fault, Wrong
from procedures.files.problems import Problem

FILE_FAULTS: dict[Fault, Promise] = {
    Fault.NO_HEADINGS: gettext_lazy(
        "No row of headings was found among the first 30. The file needs columns headed NIP (or "
        "NIP BARU), NAMA and JABATAN (or JABATAN NAMA); take the file as the personnel system "
        "exports it."
    ),
    Fault.SAME_HEADING: gettext_lazy(
        "Two columns are headed “%(said)s”. Delete the one that is not meant, then choose the file "
        "again."
    ),
}

FAULTS: dict[Fault, Promise] = {
    Fault.NIP_MISSING: gettext_lazy("The NIP is missing. Write it, or delete the row."),
    Fault.NIP_NUMBER: gettext_lazy(
        "The NIP is kept as a number (%(said)s), so Excel may have lost its last digits. Format "
        "the column as text and write the NIP anew, or export the file again; it is not guessed."
    ),
    Fault.NIP_DIGITS: gettext_lazy("“%(said)s” is no NIP: one has 18 digits. Correct it."),
    Fault.NIP_BIRTH: gettext_lazy(
        "“%(said)s” is no NIP: its first eight digits are no day of birth. Correct it."
    ),
    Fault.NIP_SINCE: gettext_lazy(
        "“%(said)s” is no NIP: its digits 9 to 14 are no month of entering the service (or 21 for "
        "PPPK). Correct it."
    ),
    Fault.NIP_SEX: gettext_lazy("“%(said)s” is no NIP: its digit 15 is 1 or 2. Correct it."),
    Fault.NIP_ORDER: gettext_lazy(
        "“%(said)s” is no NIP: its last three digits are not 000. Excel may have lost them; export "
        "the file again with the column as text."
    ),
    Fault.NIP_TWICE: gettext_lazy(
        "The same NIP stands in the rows %(said)s. Leave one of them, and correct or delete the "
        "others."
    ),
    Fault.FORMULA: gettext_lazy(
        "There is a formula in this row. Copy the column and paste it as values, then choose the "
        "file again."
    ),
    Fault.NAME_MISSING: gettext_lazy("The name is missing. Write it."),
    Fault.NAME_STRANGE: gettext_lazy("“%(said)s” is no name of a person. Correct it."),
    Fault.TOO_LONG: gettext_lazy(
        "“%(said)s” is too long or says nothing: names and positions have at most 150 letters, "
        "units 200, and a path 12 levels. Correct it."
    ),
    Fault.POSITION_MISSING: gettext_lazy("The position is missing. Write it."),
    Fault.POSITION_ACTING: gettext_lazy(
        "“%(said)s” is held as Plt., Plh. or Pj. Write the person's own position here; the acting "
        "appointment is entered on the person's page, with its letter."
    ),
    Fault.POSITION_RETIRED: gettext_lazy(
        "The position “%(said)s” is retired, and no other of its unit can take its place. Write "
        "the position that the person holds now."
    ),
    Fault.UNIT_MISSING: gettext_lazy(
        "The unit is missing. Write it, or choose the unit that the file tells of."
    ),
    Fault.UNIT_CIRCLE: gettext_lazy(
        "The path “%(said)s” goes round in a circle: a unit would stand below itself, here or "
        "together with another row. Correct it."
    ),
    Fault.UNIT_TWO: gettext_lazy(
        "The UNOR ID of “%(said)s” stands for another unit in another row. Correct one of them."
    ),
    Fault.SINCE_STRANGE: gettext_lazy(
        "“%(said)s” is no day. Write TMT JABATAN as 31-12-2026, or leave it blank."
    ),
    Fault.STANDING_MISSING: gettext_lazy(
        "KEDUDUKAN HUKUM is blank, so it is not known whether the person is in active service. "
        "Write it."
    ),
    Fault.ACCOUNT_CLOSED: gettext_lazy(
        "The account %(said)s is out of use. Put it into use again on the person's page first, or "
        "delete the row."
    ),
    Fault.ACCOUNT_BEYOND: gettext_lazy(
        "The account %(said)s is not yours to change: the person belongs to another unit, or has a "
        "role that you could not give. Whoever administers the people of a unit above both does it."
    ),
    Fault.USERNAME_TAKEN: gettext_lazy(
        "“%(said)s” belongs to an account with another NIP. Correct the NIP in the file or of the "
        "account."
    ),
    Fault.ONESELF: gettext_lazy(
        "This is you: somebody else has to change your own appointment. It stays as it is."
    ),
    Fault.SEATS: gettext_lazy(
        "“%(said)s” has no seat left. Let positions have as many seats as the file has people for "
        "them (tick it below), end an appointment there, or correct the file."
    ),
    Fault.HELD_OTHERWISE: gettext_lazy(
        "The person holds “%(said)s” as Plt. or Plh. in these days. End that appointment first."
    ),
}

UNREADABLE: dict[Problem, Promise] = {
    Problem.EMPTY: gettext_lazy("The file is empty. Choose the one that was exported."),
    Problem.TOO_BIG: gettext_lazy(
        "The file is bigger than 10 MB. Delete the columns that are not used, or import office by "
        "office."
    ),
    Problem.OLD_OFFICE: gettext_lazy(
        "The file is of an old kind (.xls). Open it, save it as XLSX, and choose that."
    ),
    Problem.ENCRYPTED: gettext_lazy("The file is protected by a password. Save it without one."),
    Problem.MACROS: gettext_lazy("The file has macros. Save it as XLSX without macros."),
    Problem.ACTING: gettext_lazy(
        "The file has embedded programs or objects, or fetches something from elsewhere. Copy the "
        "rows into a new file."
    ),
    Problem.UNPACKS_TOO_BIG: gettext_lazy(
        "The file unpacks to more than can be taken in. Delete the columns that are not used, or "
        "import office by office."
    ),
    Problem.DAMAGED: gettext_lazy("The file is damaged. Export it again, or save it anew as XLSX."),
    Problem.TOO_MANY_ROWS: gettext_lazy(
        "The file has more than 20,000 rows. Import office by office."
    ),
    Problem.TOO_MUCH: gettext_lazy(
        "The file holds more than can be taken in. Delete the columns that are not used, or import "
        "office by office."
    ),
    Problem.TOO_LONG: gettext_lazy(
        "Reading the file takes too much time or memory. Delete the columns that are not used, or "
        "import office by office."
    ),
}


def unreadable_sentence(problem: Problem) -> str:
    """Return why a personnel file cannot be read; every other kind of file is the wrong kind."""
    other = gettext_lazy("The file is neither XLSX nor CSV. Export it as one of these.")
    return str(UNREADABLE.get(problem, other))


def file_sentence(fault: Fault, said: str) -> str:
    """Return what is wrong with a file as a whole."""
    return str(FILE_FAULTS[fault]) % {"said": said}


def wrong_sentence(wrong: Wrong) -> str:
    """Return what is wrong with a row, and what to do: 'Row 7: …'."""
    said = str(FAULTS[wrong.fault]) % {"said": wrong.said}
    return _("Row %(number)s: %(said)s") % {"number": wrong.number, "said": said}
