"""The app's name on screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    """What does happen."""

    name = "workflow"
    verbose_name = _("Workflow")
