#!/usr/bin/env python
"""Run a management command."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopks.settings")
    os.environ.setdefault("DATABASE_LIMITS", "commands")
    execute_from_command_line(sys.argv)
