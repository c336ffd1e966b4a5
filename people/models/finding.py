"""Rows that are found by words, where there are no more of them than an office has."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from people.finding import has_words, typed_words

M = TypeVar("M", bound=models.Model)


def with_words(rows: models.QuerySet[M], text: str, *names: str) -> models.QuerySet[M]:
    """Keep the rows in whose texts a word begins with each of the words of a text.

    `names` are the fields that hold the texts. All rows are looked through, in one query more; a
    text of signs alone finds nothing, a blank one leaves all.
    """
    words = typed_words(text)
    if not words:
        return rows.none() if text.strip() else rows
    told = rows.order_by().values_list("pk", *names)
    found = {key for key, *texts in told.iterator() if has_words(words, map(_said, texts))}
    return rows.filter(pk__in=found)


def _said(value: object) -> str:
    return "" if value is None else str(value)
