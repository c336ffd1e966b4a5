"""The e-mail of one notice, or of a day's notices."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from people.models import User
from workflow.models import Notice
from workflow.notifications.words import Words, words_of

SUBJECT_LENGTH = 150


def mail_of(notices: Sequence[Notice]) -> EmailMessage:
    """Return the e-mail to the one person whose notices these are, in that person's language.

    It carries the same Message-ID whenever it is made of the same notices.
    """
    user = notices[0].user
    choice = getattr(user, "mail_choice", None)
    with translation.override(choice.language if choice else "id"):
        words = [words_of(notice, is_discreet=True) for notice in notices]
        return EmailMessage(
            subject=_subject(words),
            body=_body(user, notices, words),
            to=[user.email],
            headers={"Message-ID": _message_id(notices), "Auto-Submitted": "auto-generated"},
        )


def _subject(words: Sequence[Words]) -> str:
    """Return one line: an activity may be written over several."""
    if len(words) > 1:
        counted = ngettext("%(count)s notice", "%(count)s notices", len(words))
        return f"[SOPKS] {counted % {'count': len(words)}}"
    line = " ".join(f"{words[0].what}: {words[0].subject}".split())
    return f"[SOPKS] {line}"[:SUBJECT_LENGTH]


def _body(user: User, notices: Sequence[Notice], words: Sequence[Words]) -> str:
    address = settings.SITE_URL
    text = render_to_string(
        "workflow/mail/notices.txt",
        {
            "name": str(user),
            "items": [
                {"kind": notice.get_kind_display(), "words": each, "link": address + each.path}
                for notice, each in zip(notices, words, strict=True)
            ],
            "choose": address + reverse("choose_mail"),
        },
    )
    return f"{text.strip()}\n"


def _message_id(notices: Sequence[Notice]) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<notice-{'-'.join(str(notice.pk) for notice in notices[:9])}@{host}>"
