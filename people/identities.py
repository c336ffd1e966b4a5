"""The provider of identities (OpenID Connect) that people may sign in through."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Provider:
    """Where people sign in, what SOPKS is called there, and which claim tells their NIP.

    `asks_second_factor` says that it asks for one itself, so that SOPKS asks for none.
    """

    url: str
    name: str
    client_id: str
    secret: str
    nip_claim: str
    scopes: tuple[str, ...]
    asks_second_factor: bool
