"""The deeds of the month: each is the one that people do on their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile

from people.doers import Doer
from people.models import Appointment
from procedures.models import Requirement
from workflow import actions
from workflow.management.demonstration.beats import Beat, Course
from workflow.management.demonstration.places import Places
from workflow.management.demonstration.stories import Stand
from workflow.models import Document, Task
from workflow.permissions import capacities_beside
from workflow.transition.contents import Contents
from workflow.transition.outcomes import Outcome

INCOMING = 0
"""The number of the file that a document came with; those that were typed count from 1."""


@dataclass
class Life:
    """What there is by now: the documents of the stories, and the files still to be attached."""

    courses: Sequence[Course]
    places: Places
    files: Mapping[tuple[int, int], tuple[str, bytes]]
    documents: dict[int, Document] = field(default_factory=dict)
    typed: dict[int, int] = field(default_factory=dict)

    def do(self, beat: Beat) -> Document:
        """Do one deed, and return its document."""
        DEEDS[beat.deed](self, beat, Doer(self.places.people[beat.by], beat.at))
        return self.documents[beat.story]

    def task(self, beat: Beat) -> Task:
        """Return the open task of a document."""
        return self.documents[beat.story].tasks.open().get()

    def uploads(self, beat: Beat, number: int) -> list[SimpleUploadedFile]:
        """Return a file of a document as it is sent; nothing where it was not printed."""
        found = self.files.get((beat.story, number))
        return [SimpleUploadedFile(*found)] if found else []


Deed = Callable[[Life, Beat, Doer], object]


def _start(life: Life, beat: Beat, by: Doer) -> None:
    course = life.courses[beat.story]
    story = course.story
    contents = Contents(
        story.subject,
        sensitivity=story.sensitivity,
        agenda_number=f"{len(life.documents) + 101}/KS/{by.on.year}",
        description=story.text if story.stand == Stand.WAITING else "",
        uploads=life.uploads(beat, INCOMING),
    )
    life.documents[beat.story] = actions.start_document(course.version, by=by, contents=contents)


def _finish(life: Life, beat: Beat, by: Doer) -> None:
    answer, _colon, note = beat.text.partition(":")
    task = life.task(beat)
    outcome = Outcome(answer, note, _checks(task, answer), _beside(task, by))
    actions.finish_task(task, by=by, outcome=outcome)


def _checks(task: Task, answer: str) -> dict[Requirement, bool]:
    """Return the requirements as they were found where somebody decides: all there at a Ya."""
    if answer == Task.Answer.DONE:
        return {}
    wanted = Requirement.objects.filter(step=task.step_id)
    return dict.fromkeys(wanted, answer == Task.Answer.YES)


def _beside(task: Task, by: Doer) -> list[Appointment]:
    """Return who took part in a step that names others: each once, in their own position."""
    if not task.step.participants.exists():
        return []
    beside = capacities_beside(task, on=by.on).exclude(user=by.user)
    return list({each.user_id: each for each in beside}.values())


def _attach(life: Life, beat: Beat, by: Doer) -> None:
    number = life.typed[beat.story] = life.typed.get(beat.story, 0) + 1
    uploads = life.uploads(beat, number)
    if uploads:
        actions.attach_to_task(life.task(beat), by=by, uploads=uploads)


def _correct(life: Life, beat: Beat, by: Doer) -> None:
    task = life.task(beat)
    actions.correct_at_task(task, by=by, texts={**task.document.texts, "subject": beat.text})


def _take_back(life: Life, beat: Beat, by: Doer) -> None:
    ended = life.documents[beat.story].tasks.exclude(finished_at=None).latest("number")
    actions.take_back_task(ended, by=by)


def _send_back(life: Life, beat: Beat, by: Doer) -> None:
    task, (_answer, _colon, note) = life.task(beat), beat.text.partition(":")
    before = life.documents[beat.story].tasks.get(number=task.number - 1)
    actions.send_back_task(task, by=by, to=before.step, note=note)


def _assign(life: Life, beat: Beat, by: Doer) -> None:
    task = life.task(beat)
    holder = life.places.people[life.places.who(task.position_id, beat.at)]
    actions.assign_task(task, by=by, to=holder)


DEEDS: Mapping[str, Deed] = {
    "start": _start,
    "take": lambda life, beat, by: actions.take_task(life.task(beat), by=by),
    "release": lambda life, beat, by: actions.release_task(life.task(beat), by=by),
    "finish": _finish,
    "attach": _attach,
    "correct": _correct,
    "take_back": _take_back,
    "send_back": _send_back,
    "assign": _assign,
    "pause": lambda life, beat, by: actions.pause_task(life.task(beat), by=by, reason=beat.text),
    "resume": lambda life, beat, by: actions.resume_task(life.task(beat), by=by),
    "comment": lambda life, beat, by: actions.comment_document(
        life.documents[beat.story], by=by, text=beat.text
    ),
    "cancel": lambda life, beat, by: actions.cancel_document(
        life.documents[beat.story], by=by, reason=beat.text
    ),
}
