"""The app's name on screen, what the database refuses for it, and what is checked of it."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from people.guards import keep_guarded
from people.kept import triggers


class PeopleConfig(AppConfig):
    """Who works here."""

    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Keep the journal of people as it was written; check administrators before deployment."""
        # Not before: it needs the models, which are only loaded by now.
        from people.checks import check_administrators

        keep_guarded(self, triggers)
        register(check_administrators, deploy=True)
