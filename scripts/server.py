"""How ./run lets gunicorn serve; the names are gunicorn's settings."""

import os
import sys

host, port = os.environ["HOST"], os.environ["PORT"]
address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

bind = address
workers = min(4, max(2, os.cpu_count() or 2))
threads = 4
timeout = 60  # seconds; a long SOP takes some of them to print
graceful_timeout = 10
preload_app = True  # a mistake shows once, before the address does
loglevel = "error"
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Print the address when it answers."""
    sys.stdout.write(f"SOPKS is at http://{address}/ and ends with Ctrl-C.\n")
    sys.stdout.flush()
