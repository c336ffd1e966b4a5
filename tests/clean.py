"""What a stranger's shell has set: where things are, and nothing that SOPKS could lean on."""

from __future__ import annotations

import os
import re

KEPT = re.compile(
    r"PATH|HOME|LANG|CI|PYTEST_ADDOPTS|(PIP|NPM_CONFIG)_\w+|\w+_PROXY"
    r"|SSL_CERT_\w+|\w+_CA_BUNDLE|NODE_EXTRA_CA_CERTS|\w+_CAINFO",
    re.IGNORECASE,
)


def environment(**variables: str) -> dict[str, str]:
    """Return an environment of these variables and of what says where things are."""
    kept = {name: value for name, value in os.environ.items() if KEPT.fullmatch(name)}
    return kept | variables
