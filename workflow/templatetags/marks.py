"""What makes a form one that is obeyed once."""

from __future__ import annotations

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def form_mark() -> SafeString:
    """Return a hidden field with a mark of its own."""
    return format_html('<input type="hidden" name="mark" value="{}">', uuid4())
