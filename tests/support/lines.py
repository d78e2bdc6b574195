"""A line to the database that can be cut, as a switch or a firewall does it: nothing comes through
any more, and nobody is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from db.dsn import parse


class Line:
    """`url` leads to the same database, through this line."""

    def __init__(self, url: str) -> None:
        self._address = parse(url)
        self._is_cut = asyncio.Event()
        self._breaks_after: int | None = None
        self._writers: list[asyncio.StreamWriter] = []
        self._ways: set[asyncio.Task[None]] = set()
        self._port = 0

    @property
    def url(self) -> str:
        address = self._address
        who = f"{address.user}:{address.password}" if address.password else address.user
        # Through TLS the line could not be told from the server.
        return f"postgresql://{who}@127.0.0.1:{self._port}/{address.database}?sslmode=disable"

    def cut(self) -> None:
        """From now on, also for new connections."""
        self._is_cut.set()

    def mend(self) -> None:
        """For connections that are made from now on."""
        self._is_cut.clear()

    def breaks_after(self, count: int | None) -> None:
        """Each connection from now on breaks when so many of the server's bytes came through."""
        self._breaks_after = count

    def hang_up(self) -> None:
        """End all connections that there are."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def open(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        return server

    def close(self) -> None:
        for way in self._ways:
            way.cancel()
        for writer in self._writers:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        if self._is_cut.is_set():
            return
        host, port = self._address.hosts[0]
        if host is not None and host.startswith("/"):
            there = await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port or 5432}")
        else:
            there = await asyncio.open_connection(host, port)
        self._writers.append(there[1])
        self._ways.add(asyncio.create_task(self._carry(reader, there[1], None)))
        self._ways.add(asyncio.create_task(self._carry(there[0], writer, self._breaks_after)))

    async def _carry(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, left: int | None
    ) -> None:
        try:
            while piece := await source.read(65536):
                if self._is_cut.is_set():
                    return
                if left is not None and len(piece) > left:
                    target.write(piece[:left])
                    await target.drain()
                    target.close()
                    return
                left = None if left is None else left - len(piece)
                target.write(piece)
        except OSError:
            return
        if not self._is_cut.is_set():
            target.close()


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    """A line to that PostgreSQL database, for the length of a `with`."""
    line = Line(url)
    server = await line.open()
    try:
        yield line
    finally:
        server.close()
        line.close()
