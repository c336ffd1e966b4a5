"""How another server is asked: briefly, and for no more than it may answer."""

from __future__ import annotations

import time
from typing import Any

import requests
from urllib3.exceptions import HTTPError

CONNECT, READ = 3, 4  # seconds: until it answers at all, until it goes on
WHOLE = 8  # seconds for one answer
MOST = 256 * 1024  # bytes of one answer
PIECE = 16 * 1024


class AskingSession(requests.Session):
    """A session that waits for nobody long, and reads nobody's answer without end."""

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        """Ask, and return the answer with its body read; raise RequestException in the end."""
        until = time.monotonic() + WHOLE
        answer = super().send(request, **{**more, "timeout": (CONNECT, READ), "stream": True})
        with answer:
            body = b"".join(_pieces(answer, until))
        answer._content = body
        return answer


def _pieces(answer: requests.Response, until: float) -> list[bytes]:
    """Return the body in pieces; raise RequestException where it is too long or too slow."""
    found: list[bytes] = []
    size = 0
    try:
        while piece := answer.raw.read1(PIECE, decode_content=True):
            size += len(piece)
            if size > MOST or time.monotonic() > until:
                raise requests.exceptions.ContentDecodingError("too long")
            found.append(piece)
    except (OSError, ValueError, HTTPError) as error:
        raise requests.exceptions.ConnectionError(type(error).__name__) from error
    return found
