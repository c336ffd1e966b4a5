"""Short names of units, which stand in addresses: made of their names, or typed."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import count
from typing import Any, cast

from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

RESERVED = ("bring-in", "books", "generic", "start")
"""Words that stand in addresses where the short name of a unit may stand."""
IS_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST = 50
LONGEST_MADE = 40
ABBREVIATION = re.compile(r"\(([^()]{2,20})\)\s*$")
NAMELESS = "unit"


class SlugOfNameField(models.CharField[str, str]):
    """The short name of a unit; made of its name as it is first saved, where none was given."""

    def __init__(self, *args: Any, **more: Any) -> None:
        wanted = _("Use small letters and digits, with single hyphens between them.")
        fixed = {"max_length": LONGEST, "validators": [RegexValidator(IS_SLUG, wanted)]}
        super().__init__(*args, **{**more, **fixed})

    def deconstruct(self) -> Any:
        """Return what a migration writes."""
        name, path, args, more = super().deconstruct()
        fixed = {"max_length", "validators"}
        return name, path, args, {key: each for key, each in more.items() if key not in fixed}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the short name, made where there is none."""
        give_slugs([model_instance])
        return str(getattr(model_instance, self.attname))


def give_slugs(units: Sequence[Any]) -> None:
    """Give units without a short name one each that no other unit has or had; nothing is stored.

    Two queries, however many they are; none where each has one.
    """
    nameless = [unit for unit in units if not unit.slug]
    if not nameless:
        return
    begin = slug_of(nameless[0].name) if len(nameless) == 1 else ""
    taken = _slugs_like(type(nameless[0]), begin) | {unit.slug for unit in units}
    for unit in nameless:
        unit.slug = free_slug(slug_of(unit.name), taken)
        taken.add(unit.slug)


def slug_of(name: str) -> str:
    """Return the short name that a name suggests: its abbreviation where it ends with one.

    "Dinas Komunikasi dan Informatika (Diskominfo)" is "diskominfo". Of a long name as many words as
    fit; "unit" where no letter is left.
    """
    found = ABBREVIATION.search(name)
    made = (slugify(found[1]) if found else "") or slugify(name)
    words = re.sub(r"[-_]+", "-", made).strip("-")
    if len(words) > LONGEST_MADE:
        words = words[: LONGEST_MADE + 1].rpartition("-")[0] or words[:LONGEST_MADE]
    return words.strip("-") or NAMELESS


def free_slug(base: str, taken: Container[str]) -> str:
    """Return the base, or the first of base-2, base-3 ... that is neither taken nor reserved."""
    counted = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(each for each in counted if each not in taken and each not in RESERVED)


def _slugs_like(model: type[models.Model], begin: str) -> set[str]:
    """Return the short names that begin so, of units as they are and as they were."""
    found = {"slug__startswith": begin}
    former = cast("type[models.Model]", model._meta.get_field("former_slugs").related_model)
    now = model._default_manager.filter(**found).values_list("slug", flat=True)
    return {*now, *former._default_manager.filter(**found).values_list("slug", flat=True)}
