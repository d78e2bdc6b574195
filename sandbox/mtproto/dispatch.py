"""Requests of the Telegram API: taking them out of their wrappers and finding who answers them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Protocol

from pyrogram.raw import functions
from pyrogram.raw.all import layer as LAYER  # noqa: N812
from pyrogram.raw.core import TLObject

from sandbox.mtproto import framing
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.session import Session

log = logging.getLogger(__name__)

Query = TLObject[Any]
Result = TLObject[Any] | bytes | bool | Sequence[TLObject[Any]]

# Requests that never make a session one that is told of updates: those about files
# (https://core.telegram.org/api/invoking#invokewithoutupdates), and those of who logs in.
QUIET = ("upload.", "auth.")


def method_name(query: Query | type[Query]) -> str:
    """The method as Telegram's schema names it: `functions.channels.CreateChannel` is
    `channels.createChannel`.
    """
    *space, name = query.QUALNAME.split(".")[1:]
    return ".".join((*space, name[0].lower() + name[1:]))


class Api(Protocol):
    """What answers requests once they are out of their wrappers."""

    async def __call__(self, session: Session, query: Query) -> Result:
        """The result. Raises RpcError."""


def not_found(name: str) -> RpcError:
    """The refusal of a method that this server lacks; it says so in the log as well."""
    log.warning("the sandbox has no method %s", name)
    return RpcError(400, f"METHOD_NOT_FOUND: {name}")


async def unwrap(session: Session, query: Query) -> tuple[Query, bool]:
    """The request inside invokeWithLayer, initConnection, invokeAfterMsg(s) and
    invokeWithoutUpdates, and whether its session may be subscribed to updates by it. Waits for the
    messages that it must come after.

    Raises RpcError (MSG_WAIT_FAILED when one of those was refused).
    """
    wants_updates = True
    while True:
        if isinstance(query, functions.InvokeWithLayer):
            if query.layer != LAYER:
                log.warning("a client speaks layer %d, this server layer %d", query.layer, LAYER)
            session.layer = query.layer
        elif isinstance(query, functions.InvokeWithoutUpdates):
            wants_updates = False
        elif isinstance(query, functions.InvokeAfterMsg):
            await _after(session, [query.msg_id])
        elif isinstance(query, functions.InvokeAfterMsgs):
            await _after(session, query.msg_ids)
        elif isinstance(query, functions.InitConnection):
            session.device = query.device_model
        else:
            return query, wants_updates and not method_name(query).startswith(QUIET)
        query = query.query


async def _after(session: Session, msg_ids: Sequence[int]) -> None:
    for msg_id in msg_ids:
        receipt = session.receipts.get(msg_id)
        if receipt is None:
            continue
        if receipt.task is not None and not receipt.task.done():
            await receipt.task
        if receipt.failed:
            raise RpcError(400, "MSG_WAIT_FAILED")


async def respond(api: Api, session: Session, query: Query) -> bytes:
    """Run an unwrapped request and write its result. Raises RpcError."""
    if session.layer is None:
        raise RpcError(400, "CONNECTION_NOT_INITED")
    return framing.boxed(await api(session, query))
