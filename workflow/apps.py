"""The app's name on screen, and what the database refuses for it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.guards import keep_guarded
from workflow.kept import guards


class WorkflowConfig(AppConfig):
    """What does happen."""

    name = "workflow"
    verbose_name = _("Workflow")

    def ready(self) -> None:
        """Keep the record as it was written."""
        keep_guarded(self, guards)
