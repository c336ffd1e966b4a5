"""What puts rows in the order of a name, alike on every database."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

from people.finding import LONGEST_KEY, order_key

M = TypeVar("M", bound=models.Model)
AT_ONCE = 500


class OrderKeyField(models.CharField[str, str]):
    """The key of order of a text of the same row, made anew whenever the row is saved.

    Who saves some fields alone (`update_fields`) names it together with its text.
    """

    def __init__(self, of: str, **more: Any) -> None:
        self.of = of
        fixed = {"max_length": 2 * LONGEST_KEY, "default": "", "db_default": "", "editable": False}
        super().__init__(**{**more, **fixed})

    def deconstruct(self) -> Any:
        """Return what a migration writes."""
        name, path, args, more = super().deconstruct()
        fixed = {"max_length", "default", "db_default", "editable"}
        kept = {key: value for key, value in more.items() if key not in fixed}
        return name, path, args, {**kept, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the key of the text as it is now."""
        key = order_key(getattr(model_instance, self.of) or "")  # the database refuses what is none
        setattr(model_instance, self.attname, key)
        return key


class PathField(models.CharField[str, str]):
    """A path in a tree that the database writes: of a row just saved it is not known, ''."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return that it is not known; the database knows better."""
        setattr(model_instance, self.attname, "")
        return ""


class InOrderQuerySet(models.QuerySet[M]):
    """Rows whose keys of order follow their texts when many are changed at once, too."""

    def update(self, **values: Any) -> int:
        """Change the rows; a text that is given takes its key along."""
        fields = (each for each in self.model._meta.fields if isinstance(each, OrderKeyField))
        texts = {field.name: values.get(field.of) for field in fields}
        keys = {name: order_key(text) for name, text in texts.items() if isinstance(text, str)}
        return super().update(**{**keys, **values})


def renew_keys(model: type[models.Model], of: str, key: str) -> None:
    """Give the rows that are there their keys of order, some hundreds at a time; for migrations."""
    last = 0
    while rows := list(model._default_manager.order_by("pk").filter(pk__gt=last)[:AT_ONCE]):
        for row in rows:
            setattr(row, key, order_key(getattr(row, of)))
        model._default_manager.bulk_update(rows, [key])
        last = rows[-1].pk
