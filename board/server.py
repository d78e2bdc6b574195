"""The page's server: uvicorn in the desk's event loop, without a hand on its signals."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import nicegui
import uvicorn
from fastapi import FastAPI
from nicegui import Client, ui

from board import exports, files, sheets, shell, uploading
from board.given import Given
from board.guard import VISIT, Guard
from board.live import Live
from board.pages.table import SUBJECTS

_PATIENCE = 1  # seconds that open pages are given to go
_KEPT = "private, max-age=31536000, immutable"
"""How browsers, and they alone, keep what is NiceGUI's: its address has its version."""


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the process's signals alone: the desk hears them, and ends this."""
        yield


class BoardServer:
    """Serves the page; port 0 takes a free one. There is one a process (NiceGUI)."""

    def __init__(self, given: Given, host: str, port: int) -> None:
        self._given, self._host, self._port = given, host, port

    async def run(self, stop: asyncio.Event, ready: asyncio.Event) -> None:
        """Serve until `stop` is set. Raises OSError when nothing can listen there."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        listening = socket.create_server((self._host, self._port), family=family)
        given = self._given
        live = Live(given.changes, given.sessions, given.clock)
        config = uvicorn.Config(
            Guard(_application(), given, live, owner_of),
            log_config=None,
            access_log=False,  # it would have addresses with what was searched for
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=_PATIENCE,
        )
        server = _Server(config)
        looking = asyncio.create_task(live.run())
        sweeping = asyncio.create_task(given.uploads.keep(given.questions.uploads))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            await _first_of(server.listening.wait(), serving)
            ready.set()
            await _first_of(stop.wait(), serving, looking, sweeping)
        finally:
            server.should_exit = True
            looking.cancel()
            sweeping.cancel()
            await asyncio.gather(serving, looking, sweeping, return_exceptions=True)


async def _first_of(wanted: object, *running: asyncio.Task[None]) -> None:
    """Wait for what is wanted, or for what fails before; raises what that failed of."""
    waiting = asyncio.ensure_future(wanted)  # type: ignore[call-overload] # any awaitable
    try:
        await asyncio.wait((waiting, *running), return_when=asyncio.FIRST_COMPLETED)
        for each in running:
            if each.done():
                each.result()
                raise OSError("the page's server ended")
    finally:
        waiting.cancel()


def owner_of(client_id: str) -> int | None:
    """Whose session has NiceGUI's page of that id open; None for a page that is not."""
    client = Client.instances.get(client_id)
    if client is None:
        return None
    return int(client.request.scope[VISIT].who.session_id)


@cache
def _application() -> FastAPI:
    """Once a process: NiceGUI has one set of pages, and refuses to be run again. Whose page it is,
    and of which desk, comes with each request from the guard."""
    app = FastAPI(openapi_url=None)
    app.include_router(files.router)
    app.include_router(exports.router)
    app.include_router(sheets.router)
    app.include_router(uploading.router)
    shell.serve(SUBJECTS)
    ui.run_with(
        app,
        title="Switchboard",
        favicon="🎧",
        dark=None,
        tailwind=False,
        show_welcome_message=False,
        cache_control_directives=_KEPT,
    )
    # Frames of a websocket are looked at one by one; the other way would have none.
    nicegui.app.config.socket_io_js_transports = ["websocket"]
    return app
