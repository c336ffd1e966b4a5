"""Doing what a form asks for once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from people.doers import Doer
from people.models import User
from workflow.models import SentForm

KEPT_FOR = timedelta(days=14)


@transaction.atomic
def do_once(deed: Callable[[], str], *, mark: UUID, by: Doer) -> str:
    """Do the deed of a form and return where it leads; a form that was done leads there again.

    Who sends the same form at the same moment waits until the first is done, and does nothing. A
    deed that is refused leaves no mark, so that the form may be sent once more.
    """
    sent, is_first = SentForm.objects.get_or_create(by=by.user, mark=mark, defaults={"at": by.at})
    if is_first:
        sent.led_to = deed()
        sent.save(update_fields=["led_to"])
    return sent.led_to


def where_form_led(mark: UUID, *, by: User) -> str:
    """Return where a form of `by` led that was done; '' where none was under this mark."""
    led = SentForm.objects.filter(by=by, mark=mark).values_list("led_to", flat=True).first()
    return led or ""


def clear_sent_forms(at: datetime) -> int:
    """Forget the forms that nobody sends again any more; return how many there were."""
    deleted, _by_model = SentForm.objects.filter(at__lt=at - KEPT_FOR).delete()
    return deleted
