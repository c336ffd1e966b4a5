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
        """Freeze what is in force, keep the journal of versions, and codes apart as units move."""
        # Not before: they need the models, which are only loaded by now.
        from people.actions.units import refuse_to_move
        from procedures.refusals import refuse_codes_twice

        keep_guarded(self, triggers)
        if refuse_codes_twice not in refuse_to_move:
            refuse_to_move.append(refuse_codes_twice)
