"""Conditions on what a person sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from sandbox.people.views import Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFilter:
    """A condition on a message: everything that is given must hold. Call it with a `Seen`.

    `text` is the whole text, `contains` a part, `matches` a regular expression searched for;
    `button` a part of a button's label, `data` the whole of a button's callback data, `url` a part
    of a button's address; `kind` and `service` as in `Seen` (`service`: the event's kind).
    """

    text: str | None = None
    contains: str | None = None
    matches: str | None = None
    button: str | None = None
    data: str | None = None
    url: str | None = None
    sender: int | None = None
    kind: str | None = None
    service: str | None = None
    edited: bool | None = None
    reply_to: int | None = None
    file_sha256: str | None = None

    def __call__(self, seen: Seen) -> bool:
        same = ("text", "kind", "edited", "reply_to", "file_sha256")
        if any(getattr(self, n) not in (None, getattr(seen, n)) for n in same):
            return False
        if self.sender not in (None, seen.sender_id):
            return False
        if self.service is not None and (seen.service or {}).get("kind") != self.service:
            return False
        if self.contains is not None and self.contains not in seen.text:
            return False
        if self.matches is not None and not re.search(self.matches, seen.text):
            return False
        return self._buttons(seen)

    def _buttons(self, seen: Seen) -> bool:
        wanted, data, url = self.button, self.data, self.url
        if wanted is not None and not any(wanted in b.text for b in seen.buttons):
            return False
        if data is not None and not any(b.data == data for b in seen.buttons):
            return False
        return url is None or any(b.url is not None and url in b.url for b in seen.buttons)

    def __str__(self) -> str:
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return ", ".join(f"{name}={value!r}" for name, value in given.items() if value is not None)
