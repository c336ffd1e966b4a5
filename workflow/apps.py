"""The app's name on screen, what the database refuses for it, what is checked of a deployment."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from people.guards import keep_guarded
from workflow.kept import triggers
from workflow.roles import check_roles


class WorkflowConfig(AppConfig):
    """What does happen."""

    name = "workflow"
    verbose_name = _("Workflow")

    def ready(self) -> None:
        """Keep the record as it was written; have the role in the database checked."""
        keep_guarded(self, triggers)
        checks.register(check_roles, checks.Tags.security, deploy=True)
