"""A constraint that Django does not have: what was written stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER {name}_update BEFORE UPDATE ON {table} WHEN {changed} "
        "BEGIN SELECT RAISE(ABORT, '{name}'); END",
        "CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} WHEN {written} "
        "BEGIN SELECT RAISE(ABORT, '{name}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER {name}_update BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        "EXECUTE FUNCTION {name}()",
        "CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} FOR EACH ROW WHEN ({written}) "
        "EXECUTE FUNCTION {name}()",
    ),
}
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


class NeverChanged(models.BaseConstraint):
    """Let triggers refuse to change or delete a row, whoever asks.

    With `fields`, only these stay as they are; with `once`, from the moment on when that field is
    filled. Emptying a whole table with TRUNCATE, or dropping it, is left to whoever owns the
    database.
    """

    def __init__(self, *, name: str, fields: Sequence[str] = (), once: str = "") -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)
        self.once = once

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Let the triggers follow the table when it is made; they are no part of its columns.

        SQLite makes a table anew under another name when it changes; the triggers come after it
        has its own again.
        """
        schema_editor.deferred_sql += self._statements(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        """Return what makes the triggers on PostgreSQL."""
        return ";".join(self._statements(model, schema_editor))

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        """Return what takes the triggers away on PostgreSQL; on SQLite the table is made anew."""
        return f"DROP FUNCTION {self.name}() CASCADE"

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Find nothing wrong with a form: no form changes such rows."""

    def _statements(self, model: Any, schema_editor: Any) -> list[str]:
        vendor = schema_editor.connection.vendor
        written = f"OLD.{_column(model, self.once)} IS NOT NULL" if self.once else "TRUE"
        columns = [_column(model, field) for field in self.fields]
        differs = " OR ".join(f"OLD.{each} {DIFFERS[vendor]} NEW.{each}" for each in columns)
        facts = {
            "name": self.name,
            "table": model._meta.db_table.removeprefix("new__"),
            "written": written,
            "changed": f"{written} AND ({differs})" if differs else written,
        }
        return [statement.format(**facts) for statement in TRIGGERS[vendor]]

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """Return how a migration writes this down."""
        path, _arguments, named = super().deconstruct()
        return path, (), {**named, "fields": self.fields, "once": self.once}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NeverChanged):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.fields, self.once))


def _column(model: Any, name: str) -> str:
    return f'"{model._meta.get_field(name).column}"'
