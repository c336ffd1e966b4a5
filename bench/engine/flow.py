"""The SOP of the measurement as django-viewflow has it: eight views and a gate."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.flow.views import UpdateProcessView
from viewflow.workflow.models import Process

MAY_WORK = "people.supervise"


def step(following: Any, *fields: str) -> Any:
    """Return a step that whoever has the permission may claim and complete."""
    view = flow.View(UpdateProcessView.as_view(fields=list(fields)))
    return view.Permission(MAY_WORK).Next(following)


class LetterFlow(flow.Flow):  # type: ignore[misc]
    """Type, look through, check (no leads back), and five steps more."""

    process_class = Process

    start = flow.StartHandle(this.begin).Next(this.step1)
    step1 = step(this.step2)
    step2 = step(this.step3)
    step3 = step(this.checked, "data")
    checked = (
        flow.If(lambda activation: activation.process.data["approved"])
        .Then(this.step4)
        .Else(this.step2)
    )
    step4 = step(this.step5)
    step5 = step(this.step6)
    step6 = step(this.step7)
    step7 = step(this.step8)
    step8 = step(this.end)
    end = flow.End()

    def begin(self, activation: Any) -> Any:
        """Start a process."""
        return activation.process
