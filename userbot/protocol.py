"""Adds to kurigram's session what it leaves out of the protocol: time is the server's, refused
messages are sent again, a new session at the server is reported, and nobody waits for a dead
connection."""

import logging
import os
import struct
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pyrogram import Client, raw
from pyrogram.crypto import mtproto
from pyrogram.errors import AuthKeyDuplicated, SecurityCheckMismatch, Unauthorized
from pyrogram.raw.core import FutureSalts, Message, MsgContainer, TLObject
from pyrogram.session import Session
from pyrogram.session.internals import MsgFactory

from userbot.server import DeskConnection
from userbot.server_time import SECOND, ServerTime

log = logging.getLogger(__name__)

ID_TOO_LOW, ID_TOO_HIGH, ID_TOO_OLD = 16, 17, 20
BAD_SALT = 48
"""Numbers of bad_msg_notification
(https://core.telegram.org/mtproto/service_messages_about_messages).
"""

REFUSALS = 5
"""How often a message that the server took for badly numbered is sent again."""

REMEMBERED = 1000
"""Ids of the server's messages by which a repeated one is recognised."""

OLDEST = 300.0
"""Seconds after which a message is none of this time
(https://core.telegram.org/mtproto/security_guidelines#checking-msg-id).
"""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a session goes, and by which auth key."""

    dc_id: int
    address: str
    port: int
    auth_key: bytes
    test_mode: bool = False
    is_media: bool = False


@dataclass(frozen=True, slots=True)
class _Refused:
    """The server did not take a message, for its number or salt: nothing was done."""

    code: int


class DeskSession(Session):
    """One session of the account.

    Args:
        is_main: it is the one that updates come by. Any other one is given up when its connection
            is lost, and made anew by whoever needs it.
        time: shared by all sessions of a client.
        start_timeout: seconds in which the server must answer a new connection.
        lost: told when the server has begun a new session in the midst of the main one: what was
            pushed to the old one is gone (TDLib, net/Session.cpp, on_new_session_created).
    """

    def __init__(
        self,
        client: Client,
        route: Route,
        *,
        is_main: bool,
        time: ServerTime,
        start_timeout: float,
        lost: Callable[[], None],
    ) -> None:
        super().__init__(
            client,
            route.dc_id,
            route.address,
            route.port,
            route.auth_key,
            route.test_mode,
            is_media=route.is_media,
        )
        self.START_TIMEOUT = start_timeout  # type: ignore[assignment] # of any length
        self.is_main = is_main
        self.key_refusals = 0
        self._time, self._lost = time, lost
        self._seen: list[int] = []

    @property
    def is_usable(self) -> bool:
        """Whether calls may be made on it now."""
        return self.is_started.is_set()

    # life ----------------------------------------------------------------------------------------
    async def restart(self) -> None:
        """Connect again, as kurigram does it; a session that is not the main one is given up.

        Nobody looks after this: that the login is over is said to whoever calls next.
        """
        if not self.is_main:
            await self.stop()  # type: ignore[no-untyped-call]
            return
        try:
            await super().restart()  # type: ignore[no-untyped-call]
        except (Unauthorized, AuthKeyDuplicated) as error:
            log.info("the session is not begun again: %s", error.ID)

    async def recv_worker(self) -> None:
        """Read until the connection is gone, then tell whoever waits for an answer on it.

        `key_refusals` counts connections in a row that the server has closed with -404.
        """
        connection = self.connection
        await super().recv_worker()  # type: ignore[no-untyped-call]
        if isinstance(connection, DeskConnection) and connection.key_is_unknown:
            self.key_refusals += 1
        self._give_up(self.results)

    def _give_up(self, msg_ids: Any) -> None:
        """Give up on answers: without a value, waiting ends as a time-out."""
        for msg_id in tuple(msg_ids):
            self.results[msg_id].event.set()

    # out -----------------------------------------------------------------------------------------
    async def send(
        self, data: TLObject[Any], wait_response: bool = True, timeout: float = Session.WAIT_TIMEOUT
    ) -> Any:
        """Send a message, again when the server did not take it for its number or salt.

        Raises:
            OSError: no answer, or no connection.
            RPCError: refused.
        """
        if not self.is_main or self.client.no_updates:
            data = _quiet(data)
        for _ in range(REFUSALS):
            answer = await super().send(data, wait_response, timeout)
            if not isinstance(answer, _Refused):
                if isinstance(answer, raw.types.Config):
                    self._has_begun(answer)
                return answer
        raise TimeoutError("the server does not take our messages' numbers")

    def _has_begun(self, config: raw.types.Config) -> None:
        """Note that a session's first message was answered; the answer says where data centres
        are."""
        connection = self.connection
        if isinstance(connection, DeskConnection):
            connection.learn(config)
            connection.serves()

    # in ------------------------------------------------------------------------------------------
    async def handle_packet(self, packet: bytes) -> None:
        """Take a packet apart and act on its messages, in order."""
        protocol: Any = None if self.connection is None else self.connection.protocol
        if protocol is None:
            return
        try:
            outer: Message = await self.client.loop.run_in_executor(
                protocol.crypto_executor,
                mtproto.unpack,
                BytesIO(packet),
                self.session_id,
                self.auth_key,
                self.auth_key_id,
            )
        except SecurityCheckMismatch as error:
            log.info("a packet is dropped: %s", error)  # one of a session that was given up
            return
        except (ValueError, OSError, struct.error) as error:
            # Something newer than kurigram, perhaps: it is not acknowledged, and asked for anew.
            log.warning("a packet cannot be read: %s", str(error).partition("\n")[0])
            self._tell_lost()
            return
        self.key_refusals = 0
        self._time.learn(outer.msg_id)
        inner = outer.body.messages if isinstance(outer.body, MsgContainer) else [outer]
        for message in inner:
            if self._is_fresh(message):
                self._take(message)
        await self._acknowledge()

    def _is_fresh(self, message: Message) -> bool:
        """Tell whether a message was not taken before, and is of this time. An answer to a message
        of ours is: nobody else knows its id."""
        if message.seq_no % 2:
            self.pending_acks.add(message.msg_id)
        at = bisect_left(self._seen, message.msg_id)
        if self._seen[at : at + 1] == [message.msg_id]:
            return False
        if at == 0 and len(self._seen) >= REMEMBERED:
            return False
        old = message.msg_id / SECOND < self._time.now() - OLDEST
        if old and not isinstance(message.body, _ANSWERS):
            log.info("a message from another time is dropped")
            self._tell_lost()
            return False
        self._seen.insert(at, message.msg_id)
        if len(self._seen) > 2 * REMEMBERED:
            del self._seen[:REMEMBERED]
        return True

    def _take(self, message: Message) -> None:
        body: Any = message.body
        match body:
            case raw.types.MsgDetailedInfo() | raw.types.MsgNewDetailedInfo():
                self.pending_acks.add(body.answer_msg_id)
            case raw.types.NewSessionCreated():
                self._begin_anew(body)
            case raw.types.BadMsgNotification():
                self._mend(message.msg_id, body)
            case raw.types.BadServerSalt():
                self.salt = body.new_server_salt
                # kurigram would answer a salt that is never right by calling itself for ever.
                self._answer(message.msg_id, body.bad_msg_id, _Refused(BAD_SALT))
            case raw.types.RpcResult() | FutureSalts():
                self._answer(message.msg_id, body.req_msg_id, getattr(body, "result", body))
            case raw.types.Pong():
                self._answer(message.msg_id, body.msg_id, body)
            case raw.types.MsgsAck() | raw.types.MsgsStateInfo() | raw.types.MsgsAllInfo():
                pass
            case _:
                self._create_tracked_task(self.client.handle_updates(body))  # type: ignore[no-untyped-call]

    def _answer(self, msg_id: int, question: int, value: Any) -> None:
        if question > msg_id + SECOND:
            # An answer that is older than what it answers: our time is ahead of the server's.
            self._time.reset(msg_id)
        waiting = self.results.get(question)
        if waiting is not None:
            waiting.value = value
            waiting.event.set()

    def _mend(self, msg_id: int, refused: raw.types.BadMsgNotification) -> None:
        """Take in that a message of ours was not accepted. `send` sends it again, once its number
        can be right."""
        bad, code = refused.bad_msg_id, refused.error_code
        if code == ID_TOO_HIGH:
            self._time.reset(msg_id)
        waiting = self.results.get(bad)
        if code not in (ID_TOO_LOW, ID_TOO_OLD):
            # Its numbers are spent: ids only grow, and seq_no counts on. TDLib ends the session too
            # (mtproto/SessionConnection.cpp); what else was asked in it is answered to nobody.
            log.info("a new session is begun: the server refuses message numbers (%d)", code)
            self._give_up(each for each in self.results if each != bad)
            self.session_id = os.urandom(8)
            self.msg_factory = MsgFactory(self.client)
            self._seen.clear()
            self.pending_acks.clear()
        if waiting is not None:
            waiting.value = _Refused(code)
            waiting.event.set()

    def _begin_anew(self, created: raw.types.NewSessionCreated) -> None:
        self.salt = created.server_salt
        self._give_up(each for each in self.results if each < created.first_msg_id)
        self._tell_lost()

    def _tell_lost(self) -> None:
        if self.is_main and self.is_started.is_set():
            self._lost()

    async def _acknowledge(self) -> None:
        if len(self.pending_acks) < self.ACKS_THRESHOLD:
            return
        acks, self.pending_acks = self.pending_acks, set()
        try:
            await self.send(raw.types.MsgsAck(msg_ids=list(acks)), wait_response=False)
        except OSError:
            self.pending_acks |= acks


_ANSWERS = (
    raw.types.BadMsgNotification,
    raw.types.BadServerSalt,
    raw.types.NewSessionCreated,
    raw.types.RpcResult,
    raw.types.Pong,
    FutureSalts,
)


def _quiet(data: TLObject[Any]) -> TLObject[Any]:
    """Wrap a session's first message so that no updates are pushed to it: they go to the newest
    session that did not say so."""
    first = data.query if isinstance(data, raw.functions.InvokeWithLayer) else None
    if isinstance(first, raw.functions.InitConnection) and not isinstance(
        first.query, raw.functions.InvokeWithoutUpdates
    ):
        first.query = raw.functions.InvokeWithoutUpdates(query=first.query)
    return data
