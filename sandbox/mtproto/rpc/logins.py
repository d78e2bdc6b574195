"""Logins that are under way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Login:
    """A login under way on one auth key."""

    phone: str
    code_hash: str
    code: str
    passed: bool = False


class Logins:
    """Logins under way, by auth key, and authorizations carried to other data centres."""

    def __init__(self) -> None:
        self.by_key: dict[bytes, Login] = {}
        self.waiting_for_password: dict[bytes, int] = {}
        self.exported: dict[bytes, tuple[int, int]] = {}  # who, and to which data centre
