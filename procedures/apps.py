"""The app's name on screen, and its guards around migrations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from procedures.frozen import put_guards_on, take_guards_off


class ProceduresConfig(AppConfig):
    """What should happen."""

    name = "procedures"
    verbose_name = _("Procedures")

    def ready(self) -> None:
        """Have the guards of the database taken off before migrations and put on after them."""
        pre_migrate.connect(take_guards_off, sender=self)
        post_migrate.connect(put_guards_on, sender=self)
