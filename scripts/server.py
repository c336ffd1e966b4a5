"""How ./run lets gunicorn serve; the names are gunicorn's settings."""

import ipaddress
import os
import resource
import sys

host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

bind = address
backlog = 512
workers = min(4, max(2, os.cpu_count() or 2))
worker_class = "sopks.serving.BufferingWorker"
timeout = 60  # seconds without a sign of a process's life; threads that work do not count
graceful_timeout = 10
preload_app = True  # a mistake shows once, before the address does
loglevel = "error"
control_socket_disable = True

# A connection is an open file, and so is a long body.
_files, _most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (max(_files, min(4096, _most_files)), _most_files))


def is_open_to_others() -> bool:
    """Whether other computers reach the address."""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host not in {"localhost", "ip6-localhost"}


def when_ready(_server: object) -> None:
    """Print the address when it answers."""
    from django.conf import settings

    if is_open_to_others() and not settings.BEHIND_PROXY:
        sys.stderr.write(
            f"SOPKS listens at {address} for other computers with no proxy before it: nothing "
            "encrypts what is sent. docs/settings.md shows a proxy; with one, set HOST=127.0.0.1 "
            "and BEHIND_PROXY=1.\n"
        )
    sys.stdout.write(f"SOPKS is at http://{address}/ and ends with Ctrl-C.\n")
    sys.stdout.flush()
