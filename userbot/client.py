"""kurigram's client, without its dispatcher: what it hears is handed on as it is, and nothing
sleeps or retries behind our back.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from pyrogram import Client
from pyrogram.connection import Connection
from pyrogram.errors import rpc_error
from pyrogram.raw.core import TLObject
from pyrogram.session import Session

from userbot.storage import SessionStorage

Answer = TypeVar("Answer")
SessionEvent = Callable[[Session], Awaitable[None]]

TIMEOUT = 15.0
"""Seconds to wait for an answer."""


class DeskClient(Client):
    """A user account's connection.

    Args:
        heard: is given every pushed object, in order of arrival.
        told: is given every call with its answer.
        updates: whether Telegram shall push updates to this client.
        up, down: are told when a session (the main one or one for files) has begun or ended.
    """

    def __init__(
        self,
        *,
        api_id: int,
        api_hash: str,
        storage: SessionStorage,
        connections: type[Connection],
        heard: Callable[[TLObject[Any]], None],
        told: Callable[[TLObject[Any], Any], None],
        up: SessionEvent,
        down: SessionEvent,
        updates: bool = True,
    ) -> None:
        _keep_unknown_errors_in(storage.file.parent)
        super().__init__(
            "userbot",
            api_id=api_id,
            api_hash=api_hash,
            app_version="Switchboard",
            workdir=str(storage.file.parent),
            storage_engine=storage,
            connection_factory=connections,
            no_updates=not updates,
            skip_updates=False,
            sleep_threshold=0,
            workers=1,
            fetch_replies=False,
            fetch_topics=False,
            fetch_stories=False,
            fetch_stickers=False,
        )
        self._heard, self._told = heard, told

        async def begun(_client: Client, session: Session) -> None:
            await up(session)

        async def ended(_client: Client, session: Session) -> None:
            await down(session)

        self.connect_handler, self.disconnect_handler = begun, ended

    async def handle_updates(self, updates: TLObject[Any]) -> None:
        """Hand on a pushed object before anything can fail; then keep its access hashes."""
        self._heard(updates)
        await self.fetch_peers(getattr(updates, "users", []))
        await self.fetch_peers(getattr(updates, "chats", []))

    async def invoke(
        self,
        query: TLObject[Answer],
        retries: int = 1,
        timeout: float = TIMEOUT,
        sleep_threshold: float | None = 0,
        retry_delay: float = 0,
        recaptcha_token: str | None = None,
        business_connection_id: str | None = None,
    ) -> Answer:
        """Call once. kurigram would repeat a call that was not answered, and so make two rooms.

        Raises:
            RPCError: Telegram refused.
            TimeoutError: no answer came, or a server's error.
        """
        answer = await super().invoke(
            query,
            retries,
            timeout,
            sleep_threshold,
            retry_delay,
            recaptcha_token,
            business_connection_id,
        )
        self._told(query, answer)
        inner = getattr(answer, "updates", None)
        await self.fetch_peers(getattr(inner, "users", []))
        await self.fetch_peers(getattr(inner, "chats", []))
        return answer


def _keep_unknown_errors_in(folder: Path) -> None:
    """Let kurigram note errors that it has no class for beside the session, not in the working
    folder.

    There the note would litter, and in a read-only folder its OSError would pass for a lost
    connection.
    """
    rpc_error.Path = lambda name: folder / name  # type: ignore[assignment,misc]
