"""The app's name on screen, and what is checked of a deployment."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from workflow.roles import check_roles


class WorkflowConfig(AppConfig):
    """What does happen."""

    name = "workflow"
    verbose_name = _("Workflow")

    def ready(self) -> None:
        """Have a deployment checked for what its role in the database may do."""
        checks.register(check_roles, checks.Tags.security, deploy=True)
