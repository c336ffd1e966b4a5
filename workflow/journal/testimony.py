"""What a document's journal says of its rows, compared with the rows as they lie there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workflow.journal.replay import ToldTask, replay

if TYPE_CHECKING:
    from procedures.graph import Graph
    from workflow.journal.line import Line

Testimony = Mapping[str, Mapping[str, Any]]
"""What is known of a document's things, each by its name ('' is the document itself, 'task 3',
'file surat.pdf (version 1)') and of each its facts by name."""

LEFT = {"done", "yes", "no", "record_later"}
ENDED = {*LEFT, "send_back", "take_back", "cancel"}
RETURNED = {"no", "sent_back"}


@dataclass(frozen=True)
class Difference:
    """One thing of a document that is not as the journal has it; `what` ends the sentence."""

    thing: str
    what: str


def differences(told: Testimony, kept: Testimony) -> list[Difference]:
    """Return where rows do not say what the journal says; of the rest it is silent."""
    return [
        *(Difference(thing, "was removed") for thing in told if thing not in kept),
        *(Difference(thing, "was added past the journal") for thing in kept if thing not in told),
        *(
            Difference(thing, f"{name} is not as it was sealed")
            for thing, facts in told.items()
            for name, fact in facts.items()
            if thing in kept and kept[thing].get(name) != fact
        ),
    ]


def tell(lines: Sequence[Line], graph: Graph) -> Testimony:
    """Return what the entries of one document, in their order, say of its rows.

    `graph` is the drawing that the document runs on. Entries from before contents, files or minutes
    were sealed are silent about them. Raises Unreadable where `replay` does.
    """
    tasks, contents = replay(lines, graph), _contents(lines[0])
    corrections = [line for line in lines if line.deed == "correct" and contents]
    before = {f"entry {line.number}": _correct(contents, line) for line in corrections}
    return {
        "": {**contents, **_life(lines, tasks)},
        **before,
        **{f"task {task.number}": _task(lines, tasks, task) for task in tasks},
        **dict(_files(lines)),
    }


def name_of_file(name: str, version: int) -> str:
    """Return what a file is called among the things of a document."""
    return f"file {name} (version {version})"


def without_empty(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that say something: an empty one is the same as none."""
    return {name: fact for name, fact in facts.items() if fact}


def _life(lines: Sequence[Line], tasks: Sequence[ToldTask]) -> dict[str, Any]:
    """Return how the document began and ended."""
    start, last = lines[0], lines[-1]
    called_off = next((line for line in lines if line.deed == "cancel"), None)
    is_over = tasks[-1].finished_at is not None and called_off is None
    left = [line for line in lines if line.deed in LEFT]
    return {
        "state": "cancelled" if called_off else "finished" if is_over else "running",
        "started_by": start.by,
        **_named("started_by_name", start),
        **_named("cancelled_by_name", called_off),
        "started_as": start.capacity,
        "started_at": start.at,
        "finished_at": left[-1].at if is_over else None,
        "cancelled_at": called_off.at if called_off else None,
        "cancelled_by": called_off.by if called_off else None,
        "cancelled_because": called_off.note if called_off else "",
        "last_entry_at": last.at,
    }


def _named(name: str, line: Line | None) -> dict[str, str]:
    """Return what an entry says its doer was called; those from before names were kept do not."""
    return {name: line.by_name} if line is not None and line.by_name else {}


def _contents(start: Line) -> dict[str, Any]:
    """Return what the document said when it was sent off, and the version that it runs on."""
    sealed: Any = start.data.get("contents")
    if not isinstance(sealed, dict):
        return {}
    version: Any = start.data["version"]
    return {
        **sealed,
        "details": without_empty(sealed["details"]),
        "created_at": datetime.fromisoformat(sealed["created_at"]),
        "version": version["id"],
        "definition": version["sha256"],
    }


def _correct(contents: dict[str, Any], line: Line) -> dict[str, str]:
    """Let the document say what a correction says; return what stood in these fields before."""
    changes: Any = line.data["changes"]
    before = {}
    for each in changes:
        name = each["field"]
        texts = contents["details"] if name.isdecimal() else contents
        before[name] = texts.get(name, "")
        texts[name] = each["new"]
    contents["details"] = without_empty(contents["details"])
    return before


def _task(lines: Sequence[Line], tasks: Sequence[ToldTask], task: ToldTask) -> dict[str, Any]:
    """Return what the journal says of one stay at a step."""
    before = tasks[task.number - 2].answer if task.number > 1 else ""
    own = [line for line in lines if line.task == task.number]
    ending = _ending(lines, tasks, task)
    facts = {} if task.position is None else {"position": task.position}
    facts |= {
        name: getattr(task, name)
        for name in (
            "step",
            "arrived_at",
            "taken_by",
            "started_at",
            "finished_at",
            "finished_by",
            "finished_as",
            "answer",
            "note",
            "is_deviation",
            "is_recorded_later",
            "pauses",
        )
    }
    return {
        **facts,
        "came_back": before in RETURNED,
        "reasons": [line.note for line in own if line.deed == "pause"],
        **_named("finished_by_name", ending),
        **_outcome(ending),
    }


def _ending(lines: Sequence[Line], tasks: Sequence[ToldTask], task: ToldTask) -> Line | None:
    """Return the entry of the deed that ended a stay; None while it lasts.

    Each stay is ended by one deed, in the order of the stays.
    """
    endings = [line for line in lines if line.deed in ENDED]
    return endings[task.number - 1] if task.finished_at is not None else None


def _outcome(line: Line | None) -> dict[str, Any]:
    """Return what came of a stay beside its answer, as far as the entry that ended it says so."""
    if line is None:
        return {"met": [], "missing": [], "participants": []}
    data: Mapping[str, Any] = line.data
    people = [(each["user"], each["as"]) for each in data.get("participants", ())]
    due = data.get("due")
    times = {"standard_minutes": data.get("standard"), "minutes": data["minutes"]}
    return {
        "met": sorted(data.get("met", ())),
        "missing": sorted(data.get("missing", ())),
        "participants": sorted(people),
        **({**times, "due_at": due and datetime.fromisoformat(due)} if "minutes" in data else {}),
    }


def _files(lines: Sequence[Line]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the journal says of each file: its digest is that of the row and of the bytes."""
    for line in lines:
        files: Any = line.data.get("files", ())
        for each in files:
            yield (
                name_of_file(each["name"], each["version"]),
                {
                    "sha256": each["sha256"],
                    "bytes": each["sha256"],
                    "uploaded_by": line.by,
                    "task": line.task if line.deed == "attach" else None,
                    **({"uploaded_at": line.at} if line.deed == "attach" else {}),
                },
            )
