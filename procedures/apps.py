"""The app's name on screen, and what the database refuses for it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from people.guards import keep_guarded
from procedures.frozen import triggers


class ProceduresConfig(AppConfig):
    """What should happen."""

    name = "procedures"
    verbose_name = _("Procedures")

    def ready(self) -> None:
        """Freeze what is in force and keep the journal of versions."""
        keep_guarded(self, triggers)
