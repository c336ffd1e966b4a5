"""How ./run lets gunicorn serve; the names are gunicorn's settings."""

import ipaddress
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

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


def on_starting(_server: object) -> None:
    """End with one line where the address cannot be served; not asked again at a reload."""
    check = [sys.executable, Path(__file__).with_name("port.py"), host, port]
    if subprocess.run(check, check=False).returncode:  # noqa: S603
        sys.exit(1)


def is_open_to_others() -> bool:
    """Whether other computers reach the address."""
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host not in {"localhost", "ip6-localhost"}


def is_every_address() -> bool:
    """Whether the address stands for all that this computer has."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def own_address() -> str:
    """Return the address by which others find this computer; its name where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # which sends nothing: the system looks for a way
            return str(asked.getsockname()[0])
        except OSError:
            return socket.gethostname()


def tell_of_names() -> None:
    """Say which line of the settings lets others in, where they would all be refused."""
    from sopks import hosts

    if hosts.is_local_alone():
        name = own_address() if is_every_address() else host
        shown = f"[{name}]" if ":" in name else name
        sys.stderr.write(
            "Other computers are refused until the settings hold the name or address by which they "
            f"call this one: {hosts.line_for(shown)}\n"
        )


def when_ready(_server: object) -> None:
    """Print the address when it answers."""
    from django.conf import settings

    if is_open_to_others():
        tell_of_names()
    if is_open_to_others() and not settings.BEHIND_PROXY:
        sys.stderr.write(
            f"SOPKS listens at {address} for other computers with no proxy before it: nothing "
            "encrypts what is sent. docs/settings.md shows a proxy; with one, set HOST=127.0.0.1 "
            "and BEHIND_PROXY=1.\n"
        )
    sys.stdout.write(f"SOPKS is at http://{address}/ and ends with Ctrl-C.\n")
    sys.stdout.flush()
