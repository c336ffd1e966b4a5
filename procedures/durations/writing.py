"""How offices write a time, and the one way of it that is read."""

from __future__ import annotations

import re

from procedures.blanks import with_plain_blanks
from procedures.durations.units import Unit

UNITS = {
    "detik": (1, Unit.SECOND),
    "dtk": (1, Unit.SECOND),
    "menit": (1, Unit.MINUTE),
    "mnt": (1, Unit.MINUTE),
    "jam": (1, Unit.HOUR),
    "hari": (1, Unit.DAY),
    "hr": (1, Unit.DAY),
    "hk": (1, Unit.DAY),
    "minggu": (1, Unit.WEEK),
    "pekan": (1, Unit.WEEK),
    "mgg": (1, Unit.WEEK),
    "bulan": (1, Unit.MONTH),
    "bln": (1, Unit.MONTH),
    "triwulan": (3, Unit.MONTH),
    "semester": (6, Unit.MONTH),
    "tahun": (12, Unit.MONTH),
    "thn": (12, Unit.MONTH),
}

_ONE_TO_FIVE = {"satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5"}
_SIX_TO_TEN = {"enam": "6", "tujuh": "7", "delapan": "8", "sembilan": "9", "sepuluh": "10"}
_FIGURES = _ONE_TO_FIVE | _SIX_TO_TEN

# Ways of writing, each with the plain one that is read. The order matters.
_PLAIN = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[0-9]) ?\([^0-9()]*\)", " "),  # 1 (satu) hari
        (r"[\u2010-\u2015\u2212]", "-"),
        (r"±|\+( ?/? ?-)?|[<≤]=?|~", " "),  # a + alone is a ± typed without its line
        (r"\b(maksimal|maksimum|maks|max)\b\.?", " "),
        (r"\bpaling (lama|lambat|banyak)\b|\bse(lambat-?lambat|lama-?lama|lambat)nya\b", " "),
        (r"\A *dalam( jangka)?( waktu)?\b", " "),
        (r"(?<![a-z])hari(?=kerja\b)", "hari "),
        (r"\b(kurang lebih|lebih kurang|sekitar|kira-kira|selama)\b", " "),
        (r"\btahun [0-9]{4}\b", " "),  # sesuai Permen 35 Tahun 2012
        (r"\b(s ?/ ?d|s\.d\.?|sd|sampai( dengan)?|hingga)(?![a-z])", "-"),
        (r"(?<!\*)\*++ ?\)?\Z", " "),  # 30 menit*
        (r"[×*]", "x"),
        (r"\bx ?@|(?<=[a-z0-9]) ?@", " x "),  # 4 berkas @ 15 menit
        (r"@", " "),
        (r"\( ?(hk|hr|hari kerja|hari|jam|jam kerja|kerja|menit|mnt|efektif)\.? ?\)", " "),
        (r"(?<=[0-9]) ?['’′](?!['’′])", " menit"),
        (r"\bsetengah\b|(?<![0-9/])1/2(?![0-9/])", "½"),
        (rf"\b({'|'.join(_FIGURES)})\b", lambda word: _FIGURES[word[0]]),
        (r"(?<=[0-9]) ?½", ",5"),
        (r"½", "0,5"),
        (r"(?<!x )(?<!x)\bse(?=(detik|menit|jam|hari|minggu|bulan|tahun)\b)", "1 "),
    )
]

# A number begins where none goes on and gives no digit back, so that long ones are read once.
NUMBER = (
    r"(?:(?<![0-9])(?<![0-9][.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})++(?:,[0-9]{1,2})?(?![0-9])"
    r"|(?<![0-9])[0-9]++(?:[.,][0-9]{1,2})?)"
)
_UNIT = rf"(?:{'|'.join(UNITS)})(?![a-z])\.?(?: (?:kerja|efektif)\b)?"
_SHORT = r"(?:detik|dtk|menit|mnt|jam)(?![a-z])"
_AMOUNT = rf"{NUMBER} ?{_UNIT}"
_AMOUNTS = rf"{_AMOUNT}(?:(?:,| dan)? ?{_AMOUNT}){{0,9}}"
TIME = re.compile(
    rf"\A(?:(?P<volume>{NUMBER})(?! ?{_SHORT})[a-z ]{{0,60}}?x ?)?"  # 13 kegiatan x, 5 hari x
    rf"(?:(?P<lower>{_AMOUNTS}|{NUMBER}) ?- ?)?"  # 5 -, 30 menit -
    rf"(?P<upper>{_AMOUNTS})"  # 10 menit, 1 jam 30 menit
    rf"(?:(?: ?/ ?| per )(?P<per>(?!{_UNIT})[a-z]{{1,60}}))?"  # /berkas
    rf"(?: ?x ?(?P<times>{NUMBER})(?! ?{_UNIT})(?: [a-z]{{1,60}}){{0,3}})?"  # x 4 berkas
    rf"(?: ?= ?(?P<result>{_AMOUNTS}))?"  # = 780 menit
)
ONE_AMOUNT = re.compile(rf"({NUMBER}) ?({'|'.join(UNITS)})")
ANY_UNIT = re.compile(rf"(?<![a-z]){_UNIT}")
SINCE = re.compile(r"\b(sejak|semenjak|setelah|sesudah|terhitung|dihitung)\b")
"""From when a time counts; what follows says no time."""

BY_THE_CLOCK = re.compile(r"(^|[x-] ?)24 ?jam$|\bhari kal[ae]nder\b")
_OPEN_WORD = re.compile(
    r"\b(sesuai|disesuaikan|menyesuaikan|tergantung|bergantung|sepanjang|setiap|tiap"
    r"|kondisional|situasional|tentatif|insidental|insidentil|fleksibel|rutin|berkala)\b"
)


def plain(text: str) -> str:
    """Return the text in lower case with single spaces and one way of writing each thing."""
    said = " ".join(with_plain_blanks(text).lower().split())
    for pattern, way in _PLAIN:
        said = pattern.sub(way, said)
    # A point or comma before a digit belongs to it: .5 jam is no 5 jam.
    return " ".join(_without_beginning(said).split()).rstrip(" .,;:").lstrip(" ;:")


def _without_beginning(said: str) -> str:
    """Return a text without the words at its end that say from when a time counts."""
    since = SINCE.search(said)
    if since is None or any(letter.isdigit() for letter in said[since.start() :]):
        return said
    return said[: since.start()]


def is_open(said: str) -> bool:
    """Tell whether the words leave the time open: no time in them, or none that is a number."""
    if _OPEN_WORD.search(said):
        return ONE_AMOUNT.search(said) is None
    return not re.search(r"[0-9]", said) and ANY_UNIT.search(said) is None
