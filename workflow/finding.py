"""Words that documents are found by: the same for what is kept and for what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 60
"""Characters of a word that count; what follows them is not looked at."""
MOST = 4000
"""Different words that are kept of one document."""
MOST_TYPED = 20
"""Different words that are looked for at once."""

# Letters and digits of any script; the rest stands between words.
_WORD = re.compile(r"[^\W_]+")


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


def _folded(text: str) -> str:
    """Take accents and the difference of capitals away: 'Éfèk' becomes 'efek'."""
    return "".join(map(_plain, text.casefold())).casefold()


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Return a letter without accents.

    Letter by letter: a whole text would also have its accents sorted, which takes the square of
    as many as stand upon one letter.
    """
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(each for each in apart if not unicodedata.combining(each))
