"""Deeds that are to be refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from people.refusals import Refused
from tests.rows import all_rows, kept_files


def refused(deed: Callable[[], object]) -> str:
    """Try a deed that is to be refused; return the sentence. Nothing at all has changed."""
    before = all_rows(), kept_files()
    with pytest.raises(Refused) as refusal:
        deed()
    assert (all_rows(), kept_files()) == before
    return str(refusal.value)
