"""All methods together: who may call what, and refusals of the state as errors of the protocol."""

from __future__ import annotations

import inspect
from typing import Any

from pyrogram.raw.core import TLObject

from sandbox.mtproto import dispatch
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc import (
    auth,
    buttons,
    dialogs,
    difference,
    files,
    forums,
    groups,
    help,  # noqa: A004 - Telegram's own name of the namespace
    invites,
    participants,
    people,
    reading,
    removing,
    sending,
)
from sandbox.mtproto.rpc.base import Call, Method, Services
from sandbox.mtproto.session import Session
from sandbox.state.model import Refused

TOPICS = (
    auth,
    buttons,
    dialogs,
    difference,
    files,
    forums,
    groups,
    help,
    invites,
    participants,
    people,
    reading,
    removing,
    sending,
)


ABROAD = ("auth.", "help.", "upload.get")
"""What an account may do at a data centre where it does not live: log in, and fetch files."""


class TelegramApi:
    """Answers requests of the Telegram API from the state."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._methods: dict[type[TLObject[Any]], Method] = {}
        for topic in TOPICS:
            self._methods |= topic.methods.by_type

    @property
    def methods(self) -> list[str]:
        """Names of all methods that are answered."""
        return sorted(map(dispatch.method_name, self._methods))

    async def __call__(self, session: Session, query: TLObject[Any]) -> dispatch.Result:
        """Answer a request. Raises RpcError."""
        name = dispatch.method_name(query)
        method = self._methods.get(type(query))
        if method is None:
            raise dispatch.not_found(name)
        me = session.user_id or 0
        user = self.services.world.users.get(me)
        if not method.anybody and (user is None or user.deleted):
            raise RpcError(401, "AUTH_KEY_UNREGISTERED" if user is None else "USER_DEACTIVATED")
        if user is not None and user.dc != session.dc and not name.startswith(ABROAD):
            raise RpcError(303, f"USER_MIGRATE_{user.dc}")
        if method.people_only and user is not None and user.is_bot:
            raise RpcError(400, "BOT_METHOD_INVALID")
        ledger = self.services.ledger
        ledger.check(user, query)
        try:
            result: Any = method.handler(Call(self.services, session, me), query)
            answer: dispatch.Result = await result if inspect.isawaitable(result) else result
        except Refused as refusal:
            raise RpcError(refusal.code, refusal.tag) from refusal
        ledger.done(user, query)
        return answer
