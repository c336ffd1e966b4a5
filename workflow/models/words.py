"""A column of words, searched by the beginnings of words on both databases alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Lookup

VECTOR = "array_to_tsvector(string_to_array(btrim({column}), ' '))"
"""The words of a column as PostgreSQL's full-text search takes them; its index says the same."""


class WordsField(models.TextField[str, str]):
    """Words as `finding.kept_words` puts them: ' surat tugas '."""


@WordsField.register_lookup
class BeginAmongFew(Lookup):
    """Every one of some words is the beginning of a kept word, looked for row by row.

    The words are those of `finding.typed_words`: letters and digits only, so that nothing in
    them means anything to a database.
    """

    lookup_name = "begin_among_few"
    prepare_rhs = False
    rhs: Sequence[str]

    def get_prep_lookup(self) -> list[str]:
        """Keep the words as they are."""
        return list(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Look for each word behind a blank."""
        column, params = self.process_lhs(compiler, connection)
        parts = [f"{column} LIKE %s" for _ in self.rhs]
        values = [value for word in self.rhs for value in (*params, f"% {word}%")]
        return f"({' AND '.join(parts)})", tuple(values)


@WordsField.register_lookup
class Begin(BeginAmongFew):
    """The same, found by an index where the database has one."""

    lookup_name = "begin"

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Ask the full-text index for each word as a beginning.

        And for the word itself, which adds nothing but tells PostgreSQL how common it is: of
        beginnings it believes that each is in a fiftieth of the rows.
        """
        column, params = self.process_lhs(compiler, connection)
        query = " & ".join(f"('{word}' | '{word}':*)" for word in self.rhs)
        return f"{VECTOR.format(column=column)} @@ %s::tsquery", [*params, query]
