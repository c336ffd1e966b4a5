"""The product's settings with the other engine beside it."""

from sopks.settings import *  # noqa: F403
from sopks.settings import DATABASES, INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "viewflow", "viewflow.workflow", "bench.engine"]
ROOT_URLCONF = "bench.engine.urls"
ALLOWED_HOSTS = ["testserver"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False  # one statement a request, for all alike
