"""What happened to a document, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procedures.comparison import Piece, compare_words
from procedures.models import StartField
from workflow.models import Document, Entry, LastLook, Task

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = dict[str, str]
LINES_SHOWN = 30
"""How many lines the page of a document shows, the newest."""
LABELLED = {Task.Answer.YES, Task.Answer.NO}


@dataclass(frozen=True)
class Corrected:
    """One field that was corrected, and its words, each with what happened to it."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class HistoryLine:
    """One entry, with the task it was done at and the one that came of it.

    `places` are the positions that tasks were at before they were handed over, by key. The words
    are put together when they are asked for: a page shows few of many.
    """

    entry: Entry
    task: Task | None
    following: Task | None
    fields: Mapping[str, StartField]
    is_new: bool = False
    places: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def sentence(self) -> str:
        """The entry as a sentence that its note, the reason, ends after a colon."""
        deed = self.entry.deed
        sentence = MANY_WAYS[deed](self) if deed in MANY_WAYS else ONE_WAY.get(deed, PLAINLY)
        return str(sentence) % self._words

    @cached_property
    def corrected(self) -> tuple[Corrected, ...]:
        """The fields that it corrected, each with the words of its old and new text."""
        return tuple(
            _corrected(self.fields[each["field"]], each)
            for each in self.entry.data.get("changes", ())
        )

    @property
    def is_return(self) -> bool:
        """Whether the answer led the document back up the table."""
        if self.task is None or self.following is None or self._answer != Task.Answer.NO:
            return False
        return self.following.step.number < self.task.step.number

    @property
    def _words(self) -> Words:
        """What the sentences of all deeds are made of."""
        entry, task = self.entry, self.task
        step, name = task.step if task else None, entry.who
        return {
            "who": f"{entry.capacity} ({name})" if entry.capacity else name,
            "step": f"{step.number}. {step.activity}" if step else "",
            "position": self._place_of(task),
            "to": self._place_of(self.following),
            "answer": step.label(self._answer) if step and self._answer in LABELLED else "",
            "name": str(entry.data.get("name", "")),
            "deed": str(Entry.DeedName(entry.deed).label),
            "files": _files(entry),
            "fields": ", ".join(each.label for each in self.corrected),
        }

    def _place_of(self, task: Task | None) -> str:
        """Return the position at which a task was then; '' of none."""
        return self.places.get(task.pk, task.was_at) if task else ""

    @property
    def _answer(self) -> str:
        """How the step was answered."""
        return str(self.entry.data.get("answer", self.entry.deed))


def history(
    document: Document, tasks: Iterable[Task], look: LastLook | None = None
) -> tuple[HistoryLine, ...]:
    """Return the entries of a document as sentences, in their order; one query, or two.

    `tasks` are all of the document's, with their steps and positions. New is what others did since
    a person's look before the last; nothing is to who has looked once.
    """
    by_key = {task.pk: task for task in tasks}
    by_number = {task.number: task for task in by_key.values()}
    entries = list(document.entries.select_related("by"))
    fields = _fields(document, entries)
    lines, places = list[HistoryLine](), dict[int, str]()
    for entry in reversed(entries):
        task = by_key.get(entry.task_id) if entry.task_id else None
        following = by_number.get(task.number + 1 if task else 1)
        is_new = look is not None and look.is_new(entry)
        lines.append(HistoryLine(entry, task, following, fields, is_new, places))
        if task and entry.deed == Entry.DeedName.HAND_OVER:
            places = {**places, task.pk: entry.data["from"]}
    return tuple(reversed(lines))


def _fields(document: Document, entries: Iterable[Entry]) -> Mapping[str, StartField]:
    """Return the fields that entries have corrected; no query where none has.

    Those of every start form are as if the version asked for them.
    """
    names = {each["field"] for entry in entries for each in entry.data.get("changes", ())}
    common = {name for name in names if not name.isdecimal()}
    own = document.version.start_fields.filter(pk__in=names - common) if names - common else ()
    fields = {str(field.pk): field for field in own}
    for name in common:
        label = capfirst(str(getattr(Document, name).field.verbose_name))
        fields[name] = StartField(label=label)
    return fields


def _corrected(field: StartField, change: Mapping[str, str]) -> Corrected:
    old, new = field.shown(change["old"]), field.shown(change["new"])
    return Corrected(field.label, compare_words(old, new))


def _files(entry: Entry) -> str:
    return ", ".join(
        gettext("%(name)s (version %(version)s)") % {"name": f["name"], "version": f["version"]}
        for f in entry.data.get("files", ())
    )


def _done(line: HistoryLine) -> StrOrPromise:
    if line.following is None:
        return _("%(who)s finished “%(step)s”, and with it the document")
    return _("%(who)s finished “%(step)s” and passed the document on to %(to)s")


def _answered(line: HistoryLine) -> StrOrPromise:
    if line.is_return:
        return _("%(who)s sent the document back to %(to)s")
    if line.following is None:
        return _("%(who)s answered “%(answer)s” to “%(step)s”, and so the document ended")
    return _("%(who)s answered “%(answer)s” to “%(step)s” and passed the document on to %(to)s")


def _recorded_later(line: HistoryLine) -> StrOrPromise:
    if line.is_return:
        return _("%(who)s recorded later that the document went back to %(to)s")
    if line.following is None:
        return _("%(who)s recorded “%(step)s” later, and with it the end of the document")
    return _("%(who)s recorded “%(step)s” later and passed the document on to %(to)s")


PLAINLY = _("%(who)s %(deed)s")
ONE_WAY: Mapping[str, StrOrPromise] = {
    Entry.DeedName.START: _("%(who)s started the document and sent it to %(to)s"),
    Entry.DeedName.TAKE: _("%(who)s took the task “%(step)s”"),
    Entry.DeedName.RELEASE: _("%(who)s gave the task “%(step)s” back to %(position)s"),
    Entry.DeedName.PAUSE: _("%(who)s paused the work on “%(step)s”"),
    Entry.DeedName.RESUME: _("%(who)s went on with “%(step)s”"),
    Entry.DeedName.ASSIGN: _("%(who)s assigned the task “%(step)s” to %(name)s"),
    Entry.DeedName.HAND_OVER: _(
        "The task “%(step)s” went to %(name)s, the position that succeeds; retired by %(who)s"
    ),
    Entry.DeedName.GIVE_BACK: _(
        "%(who)s gave the task “%(step)s” of %(name)s back to %(position)s"
    ),
    Entry.DeedName.TAKE_BACK: _("%(who)s took the document back to “%(step)s”"),
    Entry.DeedName.SEND_BACK: _("%(who)s sent the document back to %(to)s, outside the drawing"),
    Entry.DeedName.ATTACH: _("%(who)s attached %(files)s"),
    Entry.DeedName.MARK_LETTER: _("%(who)s said that %(name)s is the letter"),
    Entry.DeedName.CORRECT: _("%(who)s corrected %(fields)s"),
}
MANY_WAYS: Mapping[str, Callable[[HistoryLine], StrOrPromise]] = {
    Entry.DeedName.DONE: _done,
    Entry.DeedName.YES: _answered,
    Entry.DeedName.NO: _answered,
    Entry.DeedName.RECORD_LATER: _recorded_later,
}
