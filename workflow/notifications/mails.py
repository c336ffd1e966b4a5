"""The e-mail of one notice, or of a day's notices."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from people.models import User
from workflow.models import Notice
from workflow.notifications.below import Late, late_below
from workflow.notifications.words import Words, words_of

SUBJECT_LENGTH = 150
MOST_NAMED = 9
"""How many notices a Message-ID names one by one."""


def mail_of(notices: Sequence[Notice], *, at: datetime | None = None) -> EmailMessage:
    """Return the e-mail to the one person whose notices these are, in that person's language.

    What is late below them it lists as it is `at` that moment, else as it was when it was told. It
    carries the same Message-ID whenever it is made of the same notices.
    """
    user = notices[0].user
    choice = getattr(user, "mail_choice", None)
    with translation.override(choice.language if choice else "id"):
        words = [words_of(notice, is_discreet=True) for notice in notices]
        return EmailMessage(
            subject=_subject(words),
            body=_body(user, notices, words, at=at),
            to=[user.email],
            headers={"Message-ID": _message_id(notices), "Auto-Submitted": "auto-generated"},
        )


def hidden_of(notices: Sequence[Notice]) -> set[str]:
    """Return what a mail server may repeat of notices that nobody else should read."""
    user = notices[0].user
    subjects = (each.document.subject for each in notices if each.document)
    own = {user.name, user.username, user.email, *subjects}
    return own | {settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD}


def _subject(words: Sequence[Words]) -> str:
    """Return one line: an activity may be written over several."""
    if len(words) > 1:
        counted = ngettext("%(count)s notice", "%(count)s notices", len(words))
        return f"[SOPKS] {counted % {'count': len(words)}}"
    said = (words[0].what, words[0].subject)
    line = " ".join(": ".join(filter(None, said)).split())
    return f"[SOPKS] {line}"[:SUBJECT_LENGTH]


def _body(
    user: User, notices: Sequence[Notice], words: Sequence[Words], *, at: datetime | None
) -> str:
    address = settings.SITE_URL
    text = render_to_string(
        "workflow/mail/notices.txt",
        {
            "name": str(user),
            "items": [
                {
                    "kind": notice.get_kind_display(),
                    "words": each,
                    "link": address + each.path,
                    "late": _late(notice, at=at or notice.at),
                }
                for notice, each in zip(notices, words, strict=True)
            ],
            "choose": address + reverse("choose_mail"),
        },
    )
    return f"{text.strip()}\n"


def _late(notice: Notice, *, at: datetime) -> Late | None:
    is_below = notice.kind == Notice.NoticeKind.BELOW
    return late_below(notice.user, at=at) if is_below else None


def _message_id(notices: Sequence[Notice]) -> str:
    """Return what tells e-mails apart: another one as soon as it is made of other notices."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    keys = "-".join(str(notice.pk) for notice in notices)
    if len(notices) > MOST_NAMED:
        keys = f"{notices[0].pk}-{hashlib.sha256(keys.encode()).hexdigest()[:32]}"
    return f"<notice-{keys}@{host}>"
