"""What pages say while there is nothing to work with."""

from __future__ import annotations

from typing import Any

from django import template

from workflow.reports import is_set_up

register = template.Library()


@register.inclusion_tag("workflow/_not_set_up.html", takes_context=True)
def not_set_up(context: template.Context) -> dict[str, Any]:
    """Say that no document can be started yet, and to those who can change that, how."""
    return {"is_set_up": is_set_up(), "user": context["user"]}
