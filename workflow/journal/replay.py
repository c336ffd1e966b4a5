"""What the entries of a journal amount to: the tasks of the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from procedures.graph import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from procedures.graph import Graph
    from workflow.journal.line import Line


class Unreadable(ValueError):
    """The entries do not follow from one another, or not from the drawing."""


@dataclass
class ToldTask:
    """One stay of the document at one step, as the journal tells it.

    `step` is the number of the row, people are keys; so is `position`, where the task was handed
    over to another one than the row's. Each of `pauses` is from when to when, None
    while it lasts.
    """

    number: int
    step: int
    arrived_at: datetime
    position: int | None = None
    taken_by: int | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    finished_by: int | None = None
    finished_as: str = ""
    answer: str = ""
    note: str = ""
    is_deviation: bool = False
    is_recorded_later: bool = False
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)


def replay(lines: Iterable[Line], graph: Graph) -> list[ToldTask]:
    """Return the tasks that the entries of one document, in their order, amount to.

    `graph` is the drawing that the document runs on. Minutes are not among it: they follow from
    these moments by the calendar as it was when each task ended. Raises Unreadable where an entry
    is of no task, of no known deed, or takes an exit that the drawing does not have.
    """
    journey = _Journey(graph)
    for line in lines:
        journey.follow(line)
    return journey.tasks


class _Journey:
    """The document on its way, one entry after the other."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.tasks: list[ToldTask] = []
        self.deeds: dict[str, Callable[[Line], None]] = {
            "start": self._start,
            "take": self._take,
            "release": self._release,
            "assign": self._assign,
            "hand_over": self._hand_over,
            "give_back": self._release,
            "pause": self._pause,
            "resume": self._resume,
            "done": self._answer,
            "yes": self._answer,
            "no": self._answer,
            "record_later": self._record_later,
            "send_back": self._send_back,
            "take_back": self._take_back,
            "cancel": self._cancel,
            "attach": _nothing,
            "mark_letter": _nothing,
            "comment": _nothing,
            "correct": _nothing,
        }

    def follow(self, line: Line) -> None:
        if line.deed not in self.deeds:
            raise Unreadable(f"Entry {line.number} is of no known deed.")
        self.deeds[line.deed](line)

    def _start(self, line: Line) -> None:
        self._arrive(min(step.number for step in self.graph.steps), line.at)

    def _take(self, line: Line) -> None:
        task = self._given_back(line)
        task.taken_by, task.started_at = line.by, line.at

    def _release(self, line: Line) -> None:
        self._given_back(line)

    def _assign(self, line: Line) -> None:
        self._given_back(line).taken_by = int(str(line.data["to"]))

    def _hand_over(self, line: Line) -> None:
        self._given_back(line).position = int(str(line.data["to"]))

    def _pause(self, line: Line) -> None:
        self._task_of(line).pauses.append((line.at, None))

    def _resume(self, line: Line) -> None:
        _end_pause(self._task_of(line), line.at)

    def _answer(self, line: Line) -> None:
        task = self._task_of(line)
        _end(task, line, answer=line.deed, at=line.at, note=line.note)
        self._leave(task, line.deed, line)

    def _record_later(self, line: Line) -> None:
        task, answer = self._task_of(line), str(line.data["answer"])
        since, until = (datetime.fromisoformat(str(line.data[name])) for name in ("since", "until"))
        task.taken_by, task.started_at, task.is_recorded_later = line.by, since, True
        _end(task, line, answer=answer, at=until, note=line.note)
        self._leave(task, answer, line)

    def _send_back(self, line: Line) -> None:
        task = self._task_of(line)
        task.is_deviation = True
        _end(task, line, answer="sent_back", at=line.at, note=line.note)
        self._arrive(int(str(line.data["step"])), line.at)

    def _take_back(self, line: Line) -> None:
        before = self._task_of(line)
        _end(self.tasks[-1], line, answer="taken_back", at=line.at)
        again = self._arrive(before.step, line.at)
        again.taken_by, again.started_at = line.by, line.at

    def _cancel(self, line: Line) -> None:
        _end(self.tasks[-1], line, answer="cancelled", at=line.at, note=line.note)

    def _leave(self, task: ToldTask, answer: str, line: Line) -> None:
        leaving = self.graph.exit(task.step, Answer(answer))
        if leaving is None:
            raise Unreadable(f"Entry {line.number} takes an exit that is not drawn.")
        if leaving.target is not None:
            self._arrive(leaving.target, line.at)

    def _arrive(self, step: int, at: datetime) -> ToldTask:
        self.tasks.append(ToldTask(len(self.tasks) + 1, step, at))
        return self.tasks[-1]

    def _given_back(self, line: Line) -> ToldTask:
        """Return the task with nobody at work on it; a pause ends with the work."""
        task = self._task_of(line)
        _end_pause(task, line.at)
        task.taken_by = task.started_at = None
        return task

    def _task_of(self, line: Line) -> ToldTask:
        if line.task is None or not 0 < line.task <= len(self.tasks):
            raise Unreadable(f"Entry {line.number} is of a task that is not there.")
        return self.tasks[line.task - 1]


def _nothing(_line: Line) -> None:
    """Leave the tasks as they are."""


def _end_pause(task: ToldTask, at: datetime) -> None:
    if task.pauses and task.pauses[-1][1] is None:
        since = task.pauses[-1][0]
        task.pauses[-1] = (since, max(since, at))


def _end(task: ToldTask, line: Line, *, answer: str, at: datetime, note: str = "") -> None:
    _end_pause(task, at)
    task.finished_at = at
    task.finished_by, task.finished_as = line.by, line.capacity
    task.answer, task.note = answer, note
