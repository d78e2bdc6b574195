"""The page's server: uvicorn in the sandbox's event loop, without its handlers of signals."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from nicegui import ui

from sandbox.page.environment import PageEnvironment
from sandbox.page.files import router_of
from sandbox.page.guard import LoopbackOnly
from sandbox.page.layout import serve_page
from sandbox.page.newcomers import first_people

LOOPBACK = "127.0.0.1"
_PATIENCE = 1  # seconds that open pages are given to go


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and report it."""
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the process's signals to the sandbox, which then stops this server."""
        yield


class PageServer:
    """Serves the page on 127.0.0.1; port 0 takes a free one. There is one a process (NiceGUI)."""

    def __init__(self, environment: PageEnvironment, port: int = 0) -> None:
        self._environment = environment
        self._port = port
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """What to open in a browser."""
        return f"http://{LOOPBACK}:{self._port}/"

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        await first_people(self._environment)
        listening = socket.create_server((LOOPBACK, self._port))
        self._port = listening.getsockname()[1]
        app = FastAPI(openapi_url=None)
        app.include_router(router_of(self._environment.world))
        serve_page(self._environment)
        ui.run_with(
            app,
            title="Phones",
            favicon="📱",
            language="en-US",
            dark=None,
            tailwind=False,
            show_welcome_message=False,
        )
        config = uvicorn.Config(
            LoopbackOnly(app),
            log_config=None,
            access_log=False,
            lifespan="on",
            timeout_graceful_shutdown=_PATIENCE,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listening]))
        listens = asyncio.create_task(self._server.listening.wait())
        await asyncio.wait((listens, self._task), return_when=asyncio.FIRST_COMPLETED)
        if not listens.done():
            listens.cancel()
            await self._task
            raise OSError("the page's server did not start")

    async def stop(self) -> None:
        """Stop serving."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            await self._task
            self._server = self._task = None
