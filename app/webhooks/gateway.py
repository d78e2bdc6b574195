"""Posts events to webhooks, signed as Standard Webhooks describes."""

import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from ssl import SSLContext
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from standardwebhooks import Webhook as Signer

from app.errors import SettingsError
from app.webhooks.key import WebhooksKey, load_webhooks_key
from core.model.effects import Effect
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Scope, Sent, Unreachable
from core.model.webhooks import HookEvent, PostEvent, Webhook
from core.ports import Clock
from core.ports.effects import Carrier, carries
from core.webhooks.rules import VERSION, is_public, stamp
from db.database import SqlDatabase
from db.repositories.webhooks import SqlWebhooks

TIMEOUT = ClientTimeout(total=15, connect=5)
"""Standard Webhooks asks for 15 to 30 seconds; whoever needs longer answers first and works
then."""

LOOK_AGAIN = timedelta(seconds=15)
"""How often a receiver that fails is looked up: somebody may have said to go on at once."""

MOST_READ = 4_096
"""Bytes of an answer: what it says matters to nobody, only that it was given."""

GONE = 410
AGENT = "switchboard-webhooks/1"

log = structlog.get_logger(__name__)


class RefusedAddressError(OSError):
    """What a name leads to is none of the addresses that may be called."""


class WebhooksGateway(Carrier):
    """Implements core.ports.EffectGateway for webhooks.

    Args:
        key_file: what the secrets are made of is read from there when it is wanted.
        to_private: whether also addresses of private networks may be called, and these without TLS.
        trusted: certificates that are trusted; those of the machine unless given.
    """

    def __init__(
        self,
        database: SqlDatabase,
        clock: Clock,
        key_file: Path,
        *,
        to_private: bool = False,
        trusted: SSLContext | None = None,
    ) -> None:
        self._database, self._clock, self._key_file = database, clock, key_file
        self._to_private, self._trusted = to_private, trusted
        self._key: WebhooksKey | None = None
        self._sessions: dict[str, ClientSession] = {}
        self._told = ""

    async def close(self) -> None:
        """Close all connections."""
        for session in self._sessions.values():
            await session.close()

    async def carry_out(self, effect: Effect) -> Outcome:
        """Post an event."""
        if not isinstance(effect, PostEvent):
            raise TypeError(f"{type(effect).__name__} is no event")
        return await self._post_event(effect)

    @carries(PostEvent)
    async def _post_event(self, effect: PostEvent) -> Outcome:
        now = self._clock()
        async with self._database.reading() as transaction:
            kept = SqlWebhooks(transaction)
            webhook = await kept.get(effect.webhook_id)
            words = None if effect.message is None else await kept.words(*effect.message)
        is_test = effect.kind is HookEvent.TEST
        if webhook is None or not (webhook.is_on or is_test):
            return Rejected("it was removed, or switched off", Cause.SO_ALREADY)
        if not is_test and webhook.paused_until is not None and webhook.paused_until > now:
            at = min(webhook.paused_until, now + LOOK_AGAIN)
            return RetryAt(at, "the receiver fails", Cause.RECEIVER_FAILS, Scope.DESTINATION)
        try:
            headers = self._signed(webhook, effect.event_id, body := body_of(effect, words), now)
        except SettingsError as error:
            if str(error) != self._told:
                self._told = str(error)
                log.error("events cannot be signed", webhook=webhook.id, reason=self._told)
            if is_test:
                return Unreachable(str(error), Cause.RECEIVER_FAILS)
            return RetryAt(now + LOOK_AGAIN, str(error), Cause.OTHER, Scope.DESTINATION)
        return await self._post(webhook.address, headers, body)

    def _signed(
        self, webhook: Webhook, event_id: str, body: str, now: datetime
    ) -> Mapping[str, str]:
        key = self._key
        if key is None or key.mark(webhook.seed) != webhook.mark:
            key = load_webhooks_key(self._key_file)
        if key.mark(webhook.seed) != webhook.mark:
            line = f"WEBHOOKS_KEY_FILE: {self._key_file} is not the key that the secret was made by"
            raise SettingsError([line])
        self._key, self._told = key, ""
        seeds = [webhook.seed]
        if webhook.old_seed is not None and webhook.old_until and webhook.old_until > now:
            seeds.append(webhook.old_seed)
        signatures = (Signer(key.secret(seed)).sign(event_id, now, body) for seed in seeds)
        return {
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            "webhook-id": event_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(signatures),
        }

    async def _post(self, address: str, headers: Mapping[str, str], body: str) -> Outcome:
        try:
            async with self._session(address).post(
                address, data=body.encode(), headers=headers, allow_redirects=False
            ) as answer:
                with suppress(ClientError, TimeoutError):  # it has been given
                    await answer.content.read(MOST_READ)
                answer.close()
                status = answer.status
        except TimeoutError:
            return _failed(f"no answer within {TIMEOUT.total:.0f} s")
        except (ClientError, OSError, ValueError) as error:
            return _failed(_why(error))
        if 200 <= status < 300:
            return Sent()
        if status == GONE:
            return Unreachable("answered 410: gone", Cause.RECEIVER_GONE)
        more = ": redirects are not followed" if 300 <= status < 400 else ""
        return _failed(f"answered {status}{more}")

    def _session(self, address: str) -> ClientSession:
        scheme = urlsplit(address).scheme
        if scheme not in self._sessions:
            connector = TCPConnector(
                ssl=self._trusted or True,
                socket_factory=partial(_socket, to_private=self._to_private, scheme=scheme),
            )
            self._sessions[scheme] = ClientSession(
                connector=connector,
                timeout=TIMEOUT,
                cookie_jar=DummyCookieJar(),
                auto_decompress=False,
            )
        return self._sessions[scheme]


def _socket(info: tuple[Any, ...], *, to_private: bool, scheme: str) -> socket.socket:
    """Make the socket for an address that a name led to: the very one that is then connected, so
    that a name that leads elsewhere at the second look gains nothing."""
    family, kind, protocol, _, address = info
    public = is_public(address[0])
    if not public and not to_private:
        raise RefusedAddressError(f"{address[0]} is no public address")
    if public and scheme != "https":
        raise RefusedAddressError(f"{address[0]} is a public address: https alone goes there")
    return socket.socket(family, kind, protocol)


def body_of(effect: PostEvent, words: str | None) -> str:
    """Write what is posted."""
    data: dict[str, Any] = dict(effect.data)
    if effect.message is not None:
        data["text"] = words
    whole = {
        "type": effect.kind.value,
        "timestamp": stamp(effect.at),
        "version": VERSION,
        "data": data,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _failed(reason: str) -> Unreachable:
    return Unreachable(reason, Cause.RECEIVER_FAILS, Scope.DESTINATION)


def _why(error: Exception) -> str:
    """Say why nothing was answered: never with what a receiver wrote."""
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, RefusedAddressError):
            return str(found)
        found = found.__cause__ or found.__context__
    os_error = getattr(error, "os_error", None)
    if isinstance(os_error, RefusedAddressError):
        return str(os_error)
    if isinstance(os_error, OSError) and os_error.strerror:
        return f"{type(error).__name__}: {os_error.strerror}"
    return type(error).__name__
