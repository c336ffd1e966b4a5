"""Who is told of what, when, and in which words."""

from workflow.notifications.failures import cause_of
from workflow.notifications.mails import mail_of
from workflow.notifications.moments import frequency_of, is_at_work, mail_after, opening
from workflow.notifications.recipients import About, Told, holders_of, told_of
from workflow.notifications.words import Words, words_of

__all__ = [
    "About",
    "Told",
    "Words",
    "cause_of",
    "frequency_of",
    "holders_of",
    "is_at_work",
    "mail_after",
    "mail_of",
    "opening",
    "told_of",
    "words_of",
]
