"""Who is told of what, when, and in which words."""

from workflow.notifications.below import late_below, superiors_of_late, tasks_below
from workflow.notifications.failures import cause_of
from workflow.notifications.mails import hidden_of, mail_of
from workflow.notifications.moments import frequency_of, is_at_work, mail_after, opening
from workflow.notifications.recipients import (
    About,
    Told,
    holders_of,
    of_vacancy,
    told_of,
    told_who_comes,
)
from workflow.notifications.words import Words, words_of

__all__ = [
    "About",
    "Told",
    "Words",
    "cause_of",
    "frequency_of",
    "hidden_of",
    "holders_of",
    "is_at_work",
    "late_below",
    "mail_after",
    "mail_of",
    "of_vacancy",
    "opening",
    "superiors_of_late",
    "tasks_below",
    "told_of",
    "told_who_comes",
    "words_of",
]
