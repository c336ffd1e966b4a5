"""Words that things are found by, alike for what is kept and for what is typed; their order too.

No list is looked through or put in order in another way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LONGEST = 60
"""Characters of a word that count; what follows them is not looked at."""
MOST = 4000
"""Different words that are kept of one document."""
MOST_TYPED = 20
"""Different words that are looked for at once."""

LONGEST_KEY = 200
"""Bytes of a key of order."""

# Letters and digits of any script; the rest stands between words.
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
# Jum'at, Jum’at and Jumʼat are Jumat: whatever is typed for an apostrophe between two letters.
_APOSTROPHES = frozenset(
    "'`´‘’‚‛′‵ʹʻʼʽʾʿˀˁˈˊˋˮ՚׳ꞌ❛❜＇｀\u0384\u07f4\u07f5\u055a\u1fbd\u1fbf\u1ffd\u1ffe\x91\x92"
)
_INSIDE = re.compile(r"(?<=[^\W\d_])'+(?=[^\W\d_])")
# Signs without a shape that are no format characters by name: they choose the shape of others.
_SHAPELESS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]")


def words_of(*texts: str) -> list[str]:
    """Return the different words of texts, in small letters and without accents, as they come."""
    words = (word[:LONGEST] for text in texts for word in _WORD.findall(_folded(text)))
    return list(dict.fromkeys(words))


def kept_words(texts: Iterable[str]) -> str:
    """Return the words of a document's texts with a blank before and behind each, '' for none."""
    words = words_of(*texts)[:MOST]
    return f" {' '.join(words)} " if words else ""


def typed_words(text: str) -> list[str]:
    """Return the words to look for."""
    return words_of(text)[:MOST_TYPED]


def has_words(typed: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether in these texts a word begins with each of the typed words."""
    there = "".join(map(_words_kept, texts))
    return all(f" {word}" in there for word in typed)


@lru_cache(maxsize=2**15)
def _words_kept(text: str) -> str:
    return kept_words([text])


def order_key(text: str) -> str:
    """Return what puts texts in the order in which people look for them, on every database.

    Capitals, accents and what stands between words count for nothing, and numbers by what they
    are: 'Surat 9' stands before 'surat 10'. It is written in hex digits, which every collation
    puts in the same order.
    """
    key = _DIGITS.sub(_counted, " ".join(_WORD.findall(_folded(text))))
    return key.encode()[:LONGEST_KEY].hex()


def file_key(name: str) -> str:
    """Return what the names of the same file share, however it is composed and capitalised."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _counted(digits: re.Match[str]) -> str:
    """Return a number with how many digits it has before it, so that 9 stands before 10."""
    plain = "".join(str(unicodedata.decimal(each)) for each in digits[0]).lstrip("0") or "0"
    return f"{len(plain):03}{plain}"


def _folded(text: str) -> str:
    """Take accents, capitals, apostrophes in words and what has no shape away.

    'Éfèk' becomes 'efek', "Jum'at" becomes 'jumat'.
    """
    return _INSIDE.sub("", "".join(map(_plain, text.casefold())).casefold())


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Return a letter without accents, every apostrophe as one, and nothing for a format sign.

    Letter by letter: a whole text would also have its accents sorted, which takes the square of
    as many as stand upon one letter.
    """
    if letter in _APOSTROPHES:
        return "'"
    apart = unicodedata.normalize("NFKD", letter)
    return "".join("'" if each in _APOSTROPHES else each for each in apart if not _is_shed(each))


def _is_shed(letter: str) -> bool:
    return (
        unicodedata.combining(letter) != 0
        or unicodedata.category(letter) == "Cf"
        or _SHAPELESS.match(letter) is not None
    )
