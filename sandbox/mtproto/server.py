"""The TCP server: connections, their packets, and the way of a request from bytes to its answer."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from pyrogram.raw import types
from pyrogram.raw.core import Int, Long, TLObject

from sandbox.mtproto import crypto, dispatch, framing, service
from sandbox.mtproto.errors import BrokenPacketError, CutConnectionError, RpcError, TransportError
from sandbox.mtproto.faults import Fate, Faults, NoFaults
from sandbox.mtproto.handshake import Handshake
from sandbox.mtproto.keys import KeyStore
from sandbox.mtproto.rsa import ServerKey
from sandbox.mtproto.session import Session
from sandbox.mtproto.transport import Wire
from sandbox.state.model import HOME_DC

log = logging.getLogger(__name__)

KEY_UNKNOWN = 404
MAX_ABANDONED = 64  # sessions without a connection that are remembered for their return
PLAIN = bytes(8)  # the auth_key_id of messages that are not encrypted


class Connection:
    """One client's TCP connection: the link of the sessions heard on it."""

    def __init__(self, server: MTProtoServer, wire: Wire, handshake: Handshake) -> None:
        self._server, self._wire, self._handshake = server, wire, handshake
        self.sessions: set[Session] = set()
        self.deaf = False
        self._deadline: asyncio.TimerHandle | None = None

    def send(self, packet: bytes) -> None:
        """Queue a packet; a half-open connection swallows it."""
        if not self.deaf:
            self._wire.send(packet)

    def cut(self) -> None:
        """Close at once."""
        self._wire.abort()

    def refuse(self, code: int) -> None:
        """Send a transport error and close."""
        self.send(bytes(Int(-code)))
        self._wire.finish()

    def disconnect_in(self, seconds: float) -> None:
        """Close after this time unless asked again (ping_delay_disconnect)."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = asyncio.get_running_loop().call_later(seconds, self.cut)

    async def run(self) -> None:
        """Serve until either side closes."""
        try:
            await self._wire.open()
            while True:
                self._take(await self._wire.receive())
                await self._wire.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            log.debug("a client has gone")
        except BrokenPacketError as error:
            log.warning("closing a connection (%s): %s", self._wire.name, error)
        except TransportError as error:
            log.info("transport error %s", error)
            self.refuse(error.code)
        finally:
            self._leave()
            await self._wire.close()

    def _leave(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        for session in self.sessions:
            if session.link is self:
                session.link = None

    def _take(self, packet: bytes) -> None:
        if self.deaf:
            return
        if len(packet) < 20:
            raise BrokenPacketError("too short for a message")
        if packet[:8] == PLAIN:
            self._take_plain(packet)
        else:
            self._server.take(self, packet)

    def _take_plain(self, packet: bytes) -> None:
        if self._server.faults.on_packet(None) is not Fate.PASS:
            return
        length = int.from_bytes(packet[16:20], "little")
        try:
            query = TLObject.read(BytesIO(packet[20 : 20 + length]))
        except (KeyError, ValueError) as error:
            raise BrokenPacketError("an unencrypted message that is none") from error
        body = self._handshake.answer(query).write()
        msg_id = self._server.ids.next(answer=True)
        self.send(PLAIN + Long(msg_id) + Int(len(body)) + body)


class MTProtoServer:
    """An MTProto server, of one data centre. `api` answers requests, `keys` keeps auth keys,
    `clock` gives unix time in seconds.

    `faults` may be replaced while the server runs.
    """

    def __init__(
        self,
        api: dispatch.Api,
        server_key: ServerKey,
        keys: KeyStore,
        *,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.time,
        dc: int = HOME_DC,
    ) -> None:
        self.dc = dc
        self.faults: Faults = faults or NoFaults()
        self.keys, self.server_key = keys, server_key
        self.ids = framing.MessageIds(clock)
        self.connections: set[Connection] = set()
        self._api, self._clock = api, clock
        self._sessions: dict[tuple[bytes, bytes], Session] = {}
        self._service = service.ServiceMessages(clock, self._destroy)
        self._listener: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._all_gone = asyncio.Event()
        self._all_gone.set()
        self._stopping = False

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> tuple[str, int]:
        """Listen; port 0 takes a free one. Returns the address."""
        self._stopping = False
        self._listener = await asyncio.start_server(self._accept, host, port)
        address: tuple[str, int] = self._listener.sockets[0].getsockname()[:2]
        log.info("MTProto on %s:%d", *address)
        return address

    async def stop(self) -> None:
        """Stop listening and drop everybody."""
        self._stopping = True
        if self._listener is not None:
            self._listener.close()
        for connection in tuple(self.connections):
            connection.cut()
        for session in self._sessions.values():
            session.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._listener is not None:
            await self._all_gone.wait()

    def sessions_of(self, user_id: int) -> list[Session]:
        """The sessions that a person's updates are pushed to: of each auth key the newest one that
        wants them, and only while it is connected. What is pushed meanwhile is lost.
        """
        newest = {
            session.auth.id: session  # they stand in the order of their making
            for session in self._sessions.values()
            if session.user_id == user_id and session.subscribed
        }
        return [session for session in newest.values() if session.link is not None]

    def forget_sessions(self, user_id: int | None) -> int:
        """Lose the sessions of a person (None: all), as Telegram may at any time: connections stay,
        and what comes next on them begins a new one (new_session_created). Returns how many.
        """
        lost = [s for s in self._sessions.values() if user_id in (None, s.user_id)]
        for session in lost:
            del self._sessions[session.key]
            session.close()
            session.link = None
        return len(lost)

    def end_sessions(self, key_id: bytes) -> None:
        """End a login, as from another device's list of devices: the key lives on, but nobody is
        logged in by it any more (401 AUTH_KEY_UNREGISTERED).
        """
        for session in [s for s in self._sessions.values() if s.auth.id == key_id]:
            session.auth.user_id = None
            session.subscribed = False
            if session.link is not None:
                session.link.cut()

    def forget_key(self, key_id: bytes) -> None:
        """Destroy an auth key and close its connections: its owner gets -404 from now on."""
        self.keys.forget(key_id)
        for session in [s for s in self._sessions.values() if s.auth.id == key_id]:
            del self._sessions[session.key]
            session.close()
            if session.link is not None:
                session.link.cut()

    def rotate_salts(self) -> None:
        """Change every salt: clients learn the new one by bad_server_salt."""
        for session in self._sessions.values():
            session.auth.salt = int.from_bytes(secrets.token_bytes(8), "little", signed=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        wire = Wire(reader, writer)
        # Whoever was accepted by the system while the server stops would keep it waiting.
        fate = Fate.CUT if self._stopping else self.faults.on_connect()
        if fate is Fate.CUT:
            wire.abort()
            return
        connection = Connection(self, wire, Handshake(self.server_key, self.keys, self._clock))
        connection.deaf = fate is Fate.LOSE
        self.connections.add(connection)
        self._all_gone.clear()
        try:
            await connection.run()
        finally:
            self.connections.discard(connection)
            if not self.connections:
                self._all_gone.set()

    # The way of an encrypted packet -------------------------------------------------------------

    def take(self, link: Connection, packet: bytes) -> None:
        """Decrypt a packet and work through its messages. Raises BrokenPacketError or
        TransportError.
        """
        auth = self.keys.get(packet[:8])
        if auth is None:
            raise TransportError(KEY_UNKNOWN, "auth key unknown")
        envelope = crypto.unseal(auth.key, packet)
        key = (auth.id, envelope.session_id)
        session = self._sessions.get(key) or Session(
            envelope.session_id, auth, self.ids, self._pushed, self.dc
        )
        fate = self.faults.on_packet(session)
        if fate is Fate.CUT:
            link.cut()
        if fate is not Fate.PASS:
            return
        session.link = link
        link.sessions.add(session)
        if not self._well_numbered(session, envelope):
            return
        if key not in self._sessions:
            self._forget_abandoned()
            self._sessions[key] = session
            unique = int.from_bytes(secrets.token_bytes(8), "little", signed=True)
            session.announce(
                types.NewSessionCreated(
                    first_msg_id=envelope.msg_id, unique_id=unique, server_salt=auth.salt
                )
            )
        for message in framing.unfold(
            framing.Incoming(envelope.msg_id, envelope.seq_no, envelope.body)
        ):
            self._take_message(link, session, message)

    def _pushed(self, session: Session, updates: TLObject[Any]) -> Sequence[TLObject[Any]]:
        return self.faults.on_push(session, updates)

    def _well_numbered(self, session: Session, envelope: crypto.Envelope) -> bool:
        fault = service.id_fault(envelope.msg_id, self._clock())
        bad = {"bad_msg_id": envelope.msg_id, "bad_msg_seqno": envelope.seq_no}
        if fault is not None:
            session.notify(types.BadMsgNotification(**bad, error_code=fault))
        elif envelope.salt != session.auth.salt:
            session.notify(
                types.BadServerSalt(
                    **bad, error_code=service.BAD_SALT, new_server_salt=session.auth.salt
                )
            )
        else:
            return True
        return False

    def _take_message(self, link: Connection, session: Session, message: framing.Incoming) -> None:
        receipt = session.receipts.get(message.msg_id)
        if receipt is not None:
            # Sent again because the answer did not arrive: it is never run twice.
            if receipt.answer is not None:
                session.answer(message.msg_id, receipt.answer)
            else:
                session.acknowledge(message.msg_id)
            return
        receipt = session.remember(message.msg_id)
        if message.seq_no % 2:
            session.acknowledge(message.msg_id)
        try:
            body = framing.read_request(message.body)
        except KeyError as error:
            refusal = dispatch.not_found(
                f"constructor {error.args[0]:#010x} in {message.constructor:#010x}"
            )
            session.answer(message.msg_id, _refused(message.msg_id, refusal))
            return
        except (ValueError, UnicodeDecodeError):
            session.answer(
                message.msg_id, _refused(message.msg_id, RpcError(400, "INPUT_FETCH_ERROR"))
            )
            return
        fault = service.seq_no_fault(session, message, body)
        if fault is not None:
            del session.receipts[message.msg_id]
            session.notify(
                types.BadMsgNotification(
                    bad_msg_id=message.msg_id, bad_msg_seqno=message.seq_no, error_code=fault
                )
            )
        elif self._service.handles(body):
            self._service.handle(link, session, message, body)
        else:
            receipt.task = asyncio.create_task(self._answer(session, message.msg_id, body))
            self._tasks.add(receipt.task)
            receipt.task.add_done_callback(self._tasks.discard)

    async def _answer(self, session: Session, msg_id: int, query: TLObject[Any]) -> None:
        try:
            fate, body = await self._run(session, msg_id, query)
        except CutConnectionError:
            fate, body = Fate.CUT, b""
        except TransportError as error:
            if session.link is not None:
                session.link.refuse(error.code)
            return
        if body:
            session.keep_answer(msg_id, body)
        if fate is Fate.CUT and session.link is not None:
            session.link.cut()
        elif fate is Fate.PASS:
            session.answer(msg_id, body)

    async def _run(self, session: Session, msg_id: int, query: TLObject[Any]) -> tuple[Fate, bytes]:
        name = dispatch.method_name(query)
        try:
            query, subscribes = await dispatch.unwrap(session, query)
            name = dispatch.method_name(query)
            await self.faults.before_rpc(session, name)
            result = await dispatch.respond(self._api, session, query)
            session.subscribed |= subscribes
            body = framing.rpc_result(msg_id, result)
        except RpcError as error:
            self.faults.refused(session, name, error)
            body = self._refuse(session, msg_id, error)
        except (CutConnectionError, TransportError):
            raise
        except Exception:  # the outermost guard of a request: one bug must not take the server down
            log.exception("%s failed", name)
            body = self._refuse(session, msg_id, RpcError(500, "INTERNAL_SERVER_ERROR"))
        return await self.faults.after_rpc(session, name), body

    @staticmethod
    def _refuse(session: Session, msg_id: int, error: RpcError) -> bytes:
        receipt = session.receipts.get(msg_id)
        if receipt is not None:
            receipt.failed = True
        return _refused(msg_id, error)

    def _forget_abandoned(self) -> None:
        abandoned = [key for key, session in self._sessions.items() if session.link is None]
        for key in abandoned[:-MAX_ABANDONED]:
            self._sessions.pop(key).close()

    def _destroy(self, asking: Session, session_id: int) -> bool:
        key = (asking.auth.id, session_id.to_bytes(8, "little", signed=True))
        session = self._sessions.get(key)
        if session is None or session is asking:
            return False
        del self._sessions[key]
        session.close()
        return True


def _refused(msg_id: int, error: RpcError) -> bytes:
    body = types.RpcError(error_code=error.code, error_message=error.tag).write()
    return framing.rpc_result(msg_id, body)
