"""The floor of a room's text: what kurigram alone needs to hear each text, keeping nothing.
`python -m bench.bare_account <host:port> <key.pem> <phone> <code>`.

Standard input has how many texts are waited for, one order a line, each answered by a line.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

from pyrogram.crypto import rsa
from pyrogram.handlers import MessageHandler

from tests.sandbox.mtproto.clients import kurigram
from userbot.server import server_from


async def main(address: str, key: str, phone: str, code: str) -> None:
    """Hear until standard input ends; the first line printed says that it is there."""
    server = server_from(address, Path(key))
    assert server is not None
    public = rsa.PublicKey(server.modulus, server.exponent)
    rsa.server_public_keys[server.fingerprint] = public
    heard = asyncio.Semaphore(0)

    async def hear(_client: Any, message: Any) -> None:
        if message.text:
            heard.release()

    client = kurigram((server.host, server.port), phone_number=phone, phone_code=code)
    client.add_handler(MessageHandler(hear))
    await client.start()
    print("ready", flush=True)
    while order := await asyncio.to_thread(sys.stdin.readline):
        for _ in range(int(order)):
            await heard.acquire()
        print("heard", flush=True)
    await client.stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
