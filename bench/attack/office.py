"""What the attacks need of an office: SOPs, people and documents of today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bench.attack.browser import Browser
from bench.attack.stage import Stage, now

if TYPE_CHECKING:
    from people.models import User
    from procedures.models import Version
    from workflow.models import Document, Task


@dataclass
class Office:
    """An SOP in force of a unit of its own (type, check, sign), and one who types."""

    stage: Stage

    @cached_property
    def version(self) -> Version:
        from tests import make

        return make.version()

    @cached_property
    def staff(self) -> User:
        """One who holds the position of the first step."""
        from tests import make

        return make.holder_of(self.version, "Staf")

    @cached_property
    def browser(self) -> Browser:
        """A window of the one who types."""
        return self.stage.browser(self.staff)

    @property
    def code(self) -> str:
        return self.version.procedure.code

    @property
    def start(self) -> str:
        """Where a document under its SOP begins."""
        return str(self.version.procedure.address("start_document"))

    def document(self, **contents: Any) -> Document:
        """Start a document, on its way since this moment."""
        from tests import make

        return make.document(self.version, by=self.staff, at=now(), **contents)

    def task(self, *, is_taken: bool = False) -> Task:
        """Return the open task of a new document; where asked for, in the hands of the staff."""
        from tests import make

        task = self.document().tasks.get()
        return make.taken(task, by=self.staff, at=now()) if is_taken else task

    def deciding(self) -> Task:
        """Return a task that asks Ya or Tidak, in somebody's hands."""
        from tests import make

        document = self.document()
        checks = make.passed_on(document, "done", at=now())
        return make.taken(checks, at=now())
