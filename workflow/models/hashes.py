"""Hashes: digits to read, bytes on disk."""

from __future__ import annotations

from typing import Any

from django.db import models


class HashField(models.Field[str, str]):
    """A SHA-256: 64 hex digits in Python, 32 bytes in the database; '' is no bytes."""

    BYTES = 32

    def get_internal_type(self) -> str:
        """Let it be a column of bytes."""
        return "BinaryField"

    def get_prep_value(self, value: Any) -> Any:
        """Return the bytes of the digits."""
        return bytes.fromhex(value) if isinstance(value, str) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Return the bytes as the driver takes them."""
        found = super().get_db_prep_value(value, connection, prepared)
        return None if found is None else connection.Database.Binary(found)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        """Return the digits of the bytes."""
        return None if value is None else bytes(value).hex()
