"""Service messages: what client and server tell each other about their messages, not about
Telegram.

https://core.telegram.org/mtproto/service_messages, …/service_messages_about_messages
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pyrogram.raw import functions, types
from pyrogram.raw.core import FutureSalts, TLObject
from pyrogram.raw.core.future_salt import FutureSalt

from sandbox.mtproto import framing
from sandbox.mtproto.session import Link, Session

# Reasons of bad_msg_notification.
ID_TOO_LOW, ID_TOO_HIGH, ID_NOT_MULTIPLE = 16, 17, 18
SEQ_NO_TOO_LOW, SEQ_NO_TOO_HIGH = 32, 33
EVEN_SEQ_NO_EXPECTED, ODD_SEQ_NO_EXPECTED = 34, 35
BAD_SALT = 48
SECONDS_BACK, SECONDS_AHEAD = 300, 30
SALT_LIFE = 3600

# States of msgs_state_info.
UNKNOWN, NOT_RECEIVED, NOT_RECEIVED_HIGH, RECEIVED = 1, 2, 3, 4
QUERY_STARTED, ANSWERED = 32, 64

SILENT = (types.MsgsAck, types.HttpWait, types.MsgsAllInfo, types.MsgsStateInfo)
ANSWERED_HERE = (
    functions.Ping,
    functions.PingDelayDisconnect,
    functions.GetFutureSalts,
    functions.RpcDropAnswer,
    functions.DestroySession,
    types.MsgsStateReq,
    types.MsgResendReq,
)


def id_fault(msg_id: int, now: float) -> int | None:
    """What is wrong with a client's message id at this time, as bad_msg_notification's number."""
    if msg_id % 4:
        return ID_NOT_MULTIPLE
    seconds = msg_id / (1 << 32)
    if seconds < now - SECONDS_BACK:
        return ID_TOO_LOW
    return ID_TOO_HIGH if seconds > now + SECONDS_AHEAD else None


def seq_no_fault(session: Session, message: framing.Incoming, body: TLObject[Any]) -> int | None:
    """What is wrong with a message's seq_no, as bad_msg_notification's number: it counts what wants
    an acknowledgement, and is odd for that alone
    (https://core.telegram.org/mtproto/description#message-sequence-number-msg-seqno). Clients
    differ about pings: both parities are taken.
    """
    odd = message.seq_no % 2
    if isinstance(body, SILENT) and odd:
        return EVEN_SEQ_NO_EXPECTED
    if not isinstance(body, SILENT + ANSWERED_HERE) and not odd:
        return ODD_SEQ_NO_EXPECTED
    match session.out_of_step(message.msg_id, message.seq_no):
        case -1:
            return SEQ_NO_TOO_LOW
        case 1:
            return SEQ_NO_TOO_HIGH
    return None


def states(session: Session, msg_ids: Sequence[int]) -> bytes:
    """One byte for each message: what is known about it."""
    known = session.receipts
    lowest, highest = min(known, default=0), max(known, default=0)

    def state(msg_id: int) -> int:
        receipt = known.get(msg_id)
        if receipt is not None:
            return (
                RECEIVED
                | (QUERY_STARTED if receipt.task else 0)
                | (ANSWERED if receipt.answer else 0)
            )
        if msg_id > highest:
            return NOT_RECEIVED_HIGH
        return UNKNOWN if msg_id < lowest else NOT_RECEIVED

    return bytes(map(state, msg_ids))


class ServiceMessages:
    """Answers service messages. `clock` gives unix time, `destroy` ends a session of the same key
    by its id.
    """

    def __init__(self, clock: Callable[[], float], destroy: Callable[[Session, int], bool]) -> None:
        self._clock, self._destroy = clock, destroy

    @staticmethod
    def handles(body: TLObject[Any]) -> bool:
        """Whether this is a service message rather than a request of the Telegram API."""
        return isinstance(body, SILENT + ANSWERED_HERE)

    def handle(
        self, link: Link, session: Session, message: framing.Incoming, body: TLObject[Any]
    ) -> None:
        """Do what the message asks for."""
        if isinstance(body, functions.Ping | functions.PingDelayDisconnect):
            session.notify(types.Pong(msg_id=message.msg_id, ping_id=body.ping_id))
            if isinstance(body, functions.PingDelayDisconnect):
                link.disconnect_in(body.disconnect_delay)
        elif isinstance(body, types.MsgsStateReq):
            info = states(session, body.msg_ids).decode("latin-1")
            session.notify(types.MsgsStateInfo(req_msg_id=message.msg_id, info=info))
        elif isinstance(body, types.MsgResendReq):
            self._resend(session, body.msg_ids)
        elif isinstance(body, functions.GetFutureSalts):
            now = int(self._clock())
            salts = [FutureSalt(now, now + SALT_LIFE, session.auth.salt)]
            session.notify(FutureSalts(message.msg_id, now, salts))
        elif isinstance(body, functions.RpcDropAnswer):
            dropped = self._drop(session, body.req_msg_id)
            session.answer(message.msg_id, framing.rpc_result(message.msg_id, dropped.write()))
        elif isinstance(body, functions.DestroySession):
            ended = self._destroy(session, body.session_id)
            kind = types.DestroySessionOk if ended else types.DestroySessionNone
            session.notify(kind(session_id=body.session_id))

    @staticmethod
    def _resend(session: Session, msg_ids: Sequence[int]) -> None:
        for msg_id in msg_ids:
            receipt = session.receipts.get(msg_id)
            if receipt is not None and receipt.answer is not None:
                session.answer(msg_id, receipt.answer)

    @staticmethod
    def _drop(session: Session, req_msg_id: int) -> TLObject[Any]:
        receipt = session.receipts.get(req_msg_id)
        if receipt is None or receipt.task is None:
            return types.RpcAnswerUnknown()
        if receipt.answer is None:
            receipt.task.cancel()
            return types.RpcAnswerDroppedRunning()
        return types.RpcAnswerDropped(msg_id=req_msg_id, seq_no=0, bytes=len(receipt.answer))
