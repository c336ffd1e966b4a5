"""How offices write a time, and the one way of it that is read."""

from __future__ import annotations

import re

from procedures.blanks import with_plain_blanks, with_plain_digits
from procedures.durations.figures import in_figures
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

# Ways of writing, each with the plain one that is read. The order matters.
_PLAIN = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\A\(([^()]*+)\)\Z", r"\1"),  # (30 menit)
        (r"[\u2010-\u2015\u2212]", "-"),
        (r"\u2044", "/"),
        (r"±|\+ ?/ ?-|\+-|[<≤]=?", "~"),
        (  # a + alone is a ± typed without its line, or adds up; 30+ menit is more than that
            r"(?<![0-9])(?<![0-9] )\+(?= ?(?:[0-9½¼¾(@~]|(?:maks|paling|tiga|kurang)\b"
            r"|se(?:tengah|perempat|detik|menit|jam|hari|minggu|bulan|tahun)\b))",
            " ",
        ),
        (r"\( ?(maksimal|maksimum|maks|max)\.? ?\)", " "),
        (r"\b(maksimal|maksimum|maks|max)\b\.?", "~"),
        (r"\b(tidak|tak)( boleh)? (lebih( lama)? dari|melebihi)\b", "~"),
        (r"\bpaling (lama|lambat|banyak)\b|\bse(lambat-?lambat|lama-?lama|lambat)nya\b", "~"),
        (r"\A[ ~]*+dalam( jangka)?( waktu)?\b", " "),
        (r"(?<![a-z])hari(?=kerja\b)", "hari "),
        (r"\b(kurang lebih|lebih kurang|sekitar|kira-kira|selama)\b", "~"),
        (r"\btahun [0-9]{4}\b", " "),  # sesuai Permen 35 Tahun 2012
        (r"\A[ ~]*+(s ?/ ?d|s\.d\.?|sd|sampai( dengan)?|hingga)(?![a-z])", " "),  # s.d. 2 hari
        (r"\b(s ?/ ?d|s\.d\.?|sd|sampai( dengan)?|hingga)(?![a-z])", "-"),
        (r"(?<!\*)\*++ ?\)?\Z", " "),  # 30 menit*
        (r"[×*]", "x"),
        (  # 4 kali 15 menit
            r"(?<=[0-9]) ?kali ?@? ?(?=[0-9][0-9.,]*+ ?(?:detik|dtk|menit|mnt|jam|hari|hr|hk)\b)",
            " x ",
        ),
        (r"\bx ?@|(?<=[a-z0-9]) ?@", " x "),  # 4 berkas @ 15 menit
        (r"@", " "),
        (r"(?<=[0-9]) ?\( ?(hk|hr|hari kerja|hari|jam|menit|mnt)\.? ?\)", r" \1"),  # 3 (hari)
        (r"\( ?(hk|hr|hari kerja|hari|jam|jam kerja|kerja|menit|mnt|efektif)\.? ?\)", " "),
        (r"\( ?(per [a-z]{1,60}) ?\)", r"\1"),
        (  # 1'30"
            r"(?<![0-9.,'])([0-9]{1,3}) ?['’′] ?([0-5]?[0-9]) ?(?:[\"”″]|['’′]{2})",
            r"\1 menit \2 detik",
        ),
        (r"(?<=[0-9]) ?['’‘′`´](?!['’‘′`´])", " menit"),
        (r"(?<![0-9.,:])([0-9]{1,2}):([0-5][0-9]) ?jam\b", r"\1 jam \2 menit"),
        (r"\bsetengah\b|(?<![0-9/])1/2(?![0-9/])", "½"),
        (r"\btiga perempat\b|\b3 perempat\b|(?<![0-9/])3/4(?![0-9/])", "¾"),
        (r"\bseperempat\b|(?<![0-9/])1/4(?![0-9/])", "¼"),
        (r"(?<=[0-9]) ?½", ",5"),
        (r"(?<=[0-9]) ?¼", ",25"),
        (r"(?<=[0-9]) ?¾", ",75"),
        (r"½", "0,5"),
        (r"¼", "0,25"),
        (r"¾", "0,75"),
        (r"(?<=[0-9]) koma (?=[0-9])", ","),
        (r"(?<![0-9.,])([0-9]++(?:,[0-9]{1,2})?) ?\( ?\1 ?\)", r"\1 "),  # 1,5 (satu setengah)
        (r"(?<!x )(?<!x)\bse(?=(detik|menit|jam|hari|minggu|bulan|tahun)\b)", "1 "),
        (rf"\b({'|'.join(UNITS)})\.?,? ?~[ ~]*+(?=[0-9])", r"\1 ; "),  # 1 jam, maks. 30 menit
        (r"~", " "),
    )
]

# A number begins where none goes on and gives no digit back, so that long ones are read once.
NUMBER = (
    r"(?:(?<![0-9])(?<![0-9][.,])[1-9][0-9]{0,2}(?:\.[0-9]{3})++(?:,[0-9]{1,2})?(?![0-9])"
    r"|(?<![0-9])[0-9]++(?:[.,][0-9]{1,2})?)"
)
_UNIT = rf"(?:{'|'.join(UNITS)})(?![a-z])\.?(?: (?:kerja|efektif)\b){{0,2}}"
_SHORT = r"(?:detik|dtk|menit|mnt|jam)(?![a-z])"
_AMOUNT = rf"{NUMBER} ?{_UNIT}"
_AMOUNTS = rf"{_AMOUNT}(?:(?:,| dan)? ?{_AMOUNT}){{0,9}}"
TIME = re.compile(
    rf"\A(?:(?P<volume>{NUMBER})(?! ?{_SHORT})[a-z ]{{0,60}}?x ?)?"  # 13 kegiatan x, 5 hari x
    rf"(?:(?P<lower>{_AMOUNTS}|{NUMBER}) ?- ?)?"  # 5 -, 30 menit -
    rf"(?P<upper>{_AMOUNTS})"  # 10 menit, 1 jam 30 menit
    rf"(?:(?: ?/ ?| per )(?:1 )?(?P<per>(?!{_UNIT})[a-z]{{1,60}}))?"  # /berkas, per 1 berkas
    rf"(?: ?x ?(?P<times>{NUMBER})(?! ?{_UNIT})(?: [a-z]{{1,60}}){{0,3}})?"  # x 4 berkas
    rf"(?: ?(?:= ?(?P<result>{_AMOUNTS})"  # = 780 menit
    rf"|\( ?=? ?(?P<same>{_AMOUNTS}) ?\)))?"  # (1 jam)
)
_REPEATED = re.compile(  # 1 (satu) hari, 30 menit (tiga puluh), 3 (tiga hari)
    rf"({NUMBER}) ?({_UNIT})? ?\( ?([0-9]++) ?({_UNIT})? ?\) ?"
)
ONE_AMOUNT = re.compile(rf"({NUMBER}) ?({'|'.join(UNITS)})")
ANY_UNIT = re.compile(rf"(?<![a-z]){_UNIT}")
SINCE = re.compile(r"\b(sejak|semenjak|setelah|sesudah|terhitung|dihitung)\b")
"""From when a time counts; what follows says no time."""

CALENDAR_DAYS = re.compile(r"\bhari kal[ae]nder\b")
HOURS = re.compile(
    rf"(?<!=)(?<!= )({NUMBER})(?: ?- ?({NUMBER}))? ?jam(?![a-z])(?!\.? (?:kerja|efektif)\b)"
)
"""Hours that may be those of the clock, one number or a range; those of a result are worked out."""

CLOCK_LIKE = re.compile(
    r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}(?![0-9])"
    rf"|(?<![0-9.,])[0-9]{{1,2}}(?:\.[0-5][0-9]|,[1-4]0)(?: ?- ?{NUMBER})? ?jam\b"
)
"""What may be hours and minutes: 1:30, and 1.30 jam or 1,30 jam, which 1,3 jam may be too."""

_OPEN_WORD = re.compile(
    r"\b(sesuai|disesuaikan|menyesuaikan|tergantung|bergantung|sepanjang|setiap|tiap"
    r"|kondisional|situasional|tentatif|insidental|insidentil|fleksibel|rutin|berkala)\b"
)


def plain(text: str) -> str:
    """Return the text in lower case with single spaces and one way of writing each thing."""
    said = " ".join(with_plain_digits(with_plain_blanks(text)).lower().split())
    said = _REPEATED.sub(_once, in_figures(said))
    for pattern, way in _PLAIN:
        said = pattern.sub(way, said)
    # A point or comma before a digit belongs to it: .5 jam is no 5 jam.
    return " ".join(_without_beginning(said).split()).rstrip(" .,;:").lstrip(" ;:")


def _once(found: re.Match[str]) -> str:
    """Return a number that is said again in brackets once, with its unit wherever that stands."""
    number, unit, again, its_unit = found.groups()
    if number.replace(".", "") != again or (unit and its_unit):
        return found[0]
    return f"{number} {unit or its_unit} " if unit or its_unit else f"{number} "


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
