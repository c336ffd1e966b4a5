"""The addresses of SOPs in templates."""

from __future__ import annotations

from django import template

from procedures.models import Procedure

register = template.Library()


@register.simple_tag
def sop_address(procedure: Procedure, page: str, *more: object) -> str:
    """Return the address of a page of an SOP by the page's name, with what else that one takes."""
    return procedure.address(page, *more)
