"""The WSGI application that gunicorn serves."""

import gc
import os
import sys
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from sopks.starting import told_in_a_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopks.settings")
with told_in_a_line():
    application = get_wsgi_application()
    import_module("sopks.urls")  # with all that answers: at the start rather than in a first answer
gc.freeze()  # it stays, so that the collector of garbage need not look through it again and again
# A page gives way at each question to the database; behind a print it was back after 5 ms each.
sys.setswitchinterval(0.0005)
