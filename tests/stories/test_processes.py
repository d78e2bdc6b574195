"""Processes that a story starts: none goes on without whoever started it."""

import asyncio
import socket
import sys
from contextlib import closing
from pathlib import Path

from tests.support.servers import free_port
from tests.support.waiting import eventually

PROGRAM = """
import asyncio, sys
from pathlib import Path
from stories.processes import start

async def main(home, *ports):
    words = zip(("--control-port", "--bot-api-port", "--mtproto-port"), ports)
    command = ("sandbox", "--home", home, *(word for pair in words for word in pair))
    process = await start("sandbox", Path(home), {}, *command)
    await process.is_ready()
    print("up", flush=True)
    await asyncio.sleep(600)

asyncio.run(main(*sys.argv[1:]))
"""


def listens(port: int) -> bool:
    """Whether anybody does."""
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def test_what_was_started_ends_when_its_starter_is_killed(tmp_path: Path) -> None:
    port = free_port()
    words = (str(tmp_path), str(port), "0", "0")
    starter = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, *words, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert starter.stdout
        assert await starter.stdout.readline() == b"up\n"
        assert listens(port)
    finally:
        starter.kill()
        await starter.wait()
    await eventually(lambda: not listens(port), within=20)
