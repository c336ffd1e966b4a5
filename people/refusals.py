"""What says no to a deed, in a sentence."""

from __future__ import annotations


class Refused(Exception):
    """A deed that is not possible now; its text is the sentence for the user."""
