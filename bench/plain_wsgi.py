"""The application as Django makes it, to compare `sopks.wsgi` with."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopks.settings")
application = get_wsgi_application()
