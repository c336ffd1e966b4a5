"""The app's name on screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """What should happen."""

    name = "procedures"
    verbose_name = _("Procedures")
