"""Say in one line why the host and port of the arguments cannot be served, if so."""

import socket
import sys

host, port = sys.argv[1:]
try:
    if not port.isdecimal() or int(port[:9]) < 1:
        raise ValueError("write a whole number from 1 to 65535")
    family, kind, _, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((address[0], int(port), *address[2:]))
except (OSError, OverflowError, UnicodeError, ValueError) as error:
    reason = getattr(error, "strerror", None) or error
    sys.exit(f"Port {port} of {host} cannot be used ({reason}). Choose another: PORT=8001 ./run")
