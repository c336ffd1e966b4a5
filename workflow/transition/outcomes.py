"""What is said of a step when it is answered: note, checked requirements, who took part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from people.models import Appointment
from procedures.models import Requirement
from workflow.journal import Fact
from workflow.models import Participation, RequirementCheck, Task
from workflow.permissions import capacities_beside
from workflow.transition.turns import TaskTurn


@dataclass(frozen=True)
class Outcome:
    """How a task is answered.

    `checks` say of requirements of the step whether they were there; what was not looked at is
    left out. `participants` are the capacities of who took part beside the one responsible.
    """

    answer: str
    note: str = ""
    checks: Mapping[Requirement, bool] = field(default_factory=dict)
    participants: Sequence[Appointment] = ()


def why_not_answer(turn: TaskTurn, outcome: Outcome) -> str:
    """Return what an answer still lacks, '' if nothing."""
    if outcome.answer == Task.Answer.NO:
        missing = not outcome.note.strip()
        reason = _("Write the reason, so that the one who repairs knows what to do.")
        return reason if missing else _why_not_beside(turn, outcome)
    return (
        _why_incomplete(turn, outcome) or _why_without_file(turn) or _why_not_beside(turn, outcome)
    )


def _why_incomplete(turn: TaskTurn, outcome: Outcome) -> str:
    """Return which requirements are not ticked, where the step demands all of them."""
    if not turn.plan.step(turn.task.step_id).needs_all_requirements:
        return ""
    met = {item.pk for item, is_met in outcome.checks.items() if is_met}
    wanted = Requirement.objects.filter(step=turn.task.step_id)
    missing = [item.text for item in wanted if item.pk not in met]
    if not missing:
        return ""
    return _("This step needs all requirements. Not there yet: %(missing)s.") % {
        "missing": "; ".join(missing)
    }


def _why_without_file(turn: TaskTurn) -> str:
    """Return that a file is missing, where the step demands one."""
    needs_file = turn.plan.step(turn.task.step_id).needs_file
    if not needs_file or turn.task.attachments.exists():
        return ""
    return _("This step needs a file. Attach it to this task first.")


def _why_not_beside(turn: TaskTurn, outcome: Outcome) -> str:
    """Return who cannot have taken part."""
    beside = outcome.participants
    if not beside:
        return ""
    if len({each.user_id for each in beside}) < len(beside):
        return _("The same person takes part once. Choose one capacity.")
    known = set(capacities_beside(turn.task, on=turn.by.held_on).values_list("pk", flat=True))
    strangers = [each for each in beside if each.pk not in known]
    if not strangers:
        return ""
    return _("%(name)s has no part in this step today.") % {"name": strangers[0].user}


def keep_findings(turn: TaskTurn, outcome: Outcome) -> dict[str, Fact]:
    """Keep what was checked and who took part; return it for the journal."""
    checks, beside = outcome.checks, outcome.participants
    own = own_work_of(turn)
    if not checks and not beside:
        return own
    RequirementCheck.objects.bulk_create(
        RequirementCheck(task=turn.task, requirement=item, is_met=is_met)
        for item, is_met in checks.items()
    )
    Participation.objects.bulk_create(
        Participation(task=turn.task, user=each.user, capacity=each.title) for each in beside
    )
    found: dict[str, Sequence[Fact]] = {
        "met": [item.text for item, is_met in checks.items() if is_met],
        "missing": [item.text for item, is_met in checks.items() if not is_met],
        "participants": [
            {"user": each.user_id, "name": str(each.user), "as": each.title} for each in beside
        ],
    }
    return own | {name: facts for name, facts in found.items() if facts}


def own_work_of(turn: TaskTurn) -> dict[str, Fact]:
    """Return which earlier steps are the person's own work, for the journal; {} where none is."""
    if not turn.is_own_work:
        return {}
    own = Task.objects.own_work_before(turn.task, turn.by.user).order_by("step__number")
    return {"own_work": list(own.values_list("step__number", flat=True).distinct())}
