"""The words offices write above their columns and in their cells."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    ACTIVITY = "activity"
    ACTOR = "actor"
    NEEDS = "needs"
    TIME = "time"
    OUTPUT = "output"
    REMARK = "remark"


GROUPS = ("pelaksana", "pelaku", "aktor", "mutubaku", "bakumutu", "standarmutu", "mutubuku")
COLUMN_WORDS = {
    Role.NUMBER: "no nomor nourut nokegiatan",
    Role.ACTIVITY: (
        "kegiatan aktivitas aktifitas uraian uraianprosedur uraiankegiatan uraianaktivitas prosedur"
        " langkah tahapan tahapankegiatan langkahkegiatan uraianlangkah uraiantugas"
        " urutankegiatan rinciankegiatan prosedurkegiatan"
    ),
    Role.NEEDS: (
        "kelengkapan persyaratan perlengkapan persyaratankelengkapan kelengkapanpersyaratan"
        " persyaratanperlengkapan syarat input bahan dokumen kelengkapandokumen alat bahandanalat"
    ),
    Role.TIME: (
        "waktu durasi lama jangkawaktu waktupenyelesaian waktubaku lamawaktu estimasiwaktu"
        " waktumenit waktujam waktuhari"
    ),
    Role.OUTPUT: "output keluaran hasil hasilkegiatan outputhasil produk luaran",
    Role.REMARK: "keterangan ket catatan keterangancatatan",
}
_ROLES = {word: role for role, words in COLUMN_WORDS.items() for word in words.split()}
LIKE_ENOUGH = 0.84
SHORTEST_LIKE, LONGEST_LIKE = 6, 60
"""Letters from which and up to which a word may be a slip of the pen for one of these."""

_ASIDE = re.compile(r"\([^()]*\)")

TIME_UNITS = {"menit": "menit", "mnt": "menit", "jam": "jam", "hari": "hari kerja"}

MARKS = frozenset("vVxX✓✔√●○•■□▢◆◇◊*☑☒✗✘⬛⬜⚫⚪")
ARROWS = frozenset("→←↓↑↔▶►◄▼▲⇒+")
SIGNS = re.compile(
    r"\\?(right|left|down|up)?(harpoons|arrow|square|box|bullet)|ightharpoons", re.IGNORECASE
)
DIAMONDS = re.compile(r"[◆◇◊⋄]|\\?diamond(suit)?", re.IGNORECASE)
YES = frozenset(("ya", "y", "yes", "setuju", "lengkap", "benar", "sesuai"))
NO = frozenset(
    (
        "tidak", "tida", "t", "tdk", "no", "tidak setuju", "tidak lengkap", "tidak benar",
        "tidak sesuai", "belum lengkap", "salah",
    )
)  # fmt: skip

CONDITION = re.compile(
    r"\b(apakah|apabila|jika|bila|bilamana|kalau)\b"
    r"|\b(lengkap|benar|sesuai|setuju|disetujui|valid|layak) (atau|/) ?(tidak|belum)\b"
    r"|\bya ?/ ?tidak\b"
)
EXAMINATION = re.compile(
    r"\b(memeriksa|diperiksa|pemeriksaan|memverifikasi|verifikasi|meneliti|diteliti|mengoreksi"
    r"|mereviu|mereview|menyetujui|persetujuan|memvalidasi|validasi)\b"
)
_BACK = r"\b(?:kembali|dikembalikan|ulang(?:i)?|ke)\b"
# Where one of these words comes again it is begun there anew, so that nothing is read twice.
BACK_TO = re.compile(
    rf"{_BACK}(?:(?!{_BACK})[^.0-9]){{0,40}}?"
    r"\b(?:langkah|nomor|no\.?|tahap|kegiatan|butir|poin)\s*+(?:ke-?\s*+)?([0-9]{1,3})\b"
)


def letters(text: str) -> str:
    """Return the letters alone, in lower case: MUTU BAK U, Persyaratan/ Kelengkapan."""
    return re.sub(r"[^a-z]", "", text.lower())


@lru_cache(maxsize=4096)
def role_of(text: str) -> Role | None:
    """Return what a heading names; None for one that names nobody's column or an actor's."""
    word = letters(_ASIDE.sub("", text)) or letters(text)
    if word in _ROLES:
        return _ROLES[word]
    if not SHORTEST_LIKE <= len(word) <= LONGEST_LIKE or is_group(text):
        return None
    like = get_close_matches(word, _ROLES, n=1, cutoff=LIKE_ENOUGH)
    return _ROLES[like[0]] if like else None


@lru_cache(maxsize=4096)
def is_group(text: str) -> bool:
    """Tell whether a heading stands above several columns: Pelaksana, Mutu Baku."""
    word = letters(text)
    return word in GROUPS or (
        SHORTEST_LIKE <= len(word) <= LONGEST_LIKE
        and bool(get_close_matches(word, GROUPS, n=1, cutoff=0.75))
    )


def unit_of(heading: str) -> str:
    """Return the unit that a heading gives to bare numbers: Waktu (menit); empty without one."""
    words = re.findall(r"[a-z]+", heading.lower())
    return next((unit for word, unit in TIME_UNITS.items() if word in words), "")


def number_of(text: str) -> int | None:
    """Return the number of a row: 3, 3., 3), and 1 3 where a scan has split it."""
    found = re.fullmatch(r"(?:[0-9|lI] )?\(?([0-9]{1,3})\s*[.)]?", text.strip())
    return int(found[1]) if found else None
