#!/usr/bin/env python
"""Run a management command; `version` says which SOPKS this is."""

import os
import sys
from io import TextIOWrapper

from django.core.management import execute_from_command_line

from sopks.starting import told_in_a_line
from sopks.version import VERSION


def main(words: list[str]) -> None:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # a log shows each line when it is said
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopks.settings")
    os.environ.setdefault("DATABASE_LIMITS", "commands")
    if words[1:] in (["version"], ["--version"]):
        sys.stdout.write(f"SOPKS {VERSION}\n")
        return
    with told_in_a_line():
        execute_from_command_line(words)


if __name__ == "__main__":
    main(sys.argv)
