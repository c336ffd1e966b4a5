"""What the process that reads a stranger's file gives up before it does: the network."""

from __future__ import annotations

import ctypes
import os

# <linux/sched.h>
NEW_USER, NEW_NET = 0x10000000, 0x40000000


def leave_the_network() -> bool:
    """Move this process, which has one thread, to where there is no network.

    False where the system does not let it: no Linux, or namespaces are forbidden.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        return any(libc.unshare(ways) == 0 for ways in (NEW_USER | NEW_NET, NEW_NET))
    except AttributeError:  # a system that has no namespaces
        return False


def bare_environment() -> dict[str, str]:
    """Return what a Python needs of the environment, and nothing else: no secrets."""
    needed = ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")
    return {name: os.environ[name] for name in needed if name in os.environ}
