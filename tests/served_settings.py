"""The settings of a server that tests start: its static files need not be collected."""

from sopks.settings import *  # noqa: F403
from sopks.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
