"""Which Bot API server this one plays: Telegram's own, or somebody's own, of some version.

https://core.telegram.org/bots/api#using-a-local-bot-api-server and the server program's source
(telegram-bot-api, Client.cpp and HttpConnection.cpp).
"""

from __future__ import annotations

from dataclasses import dataclass

NEWEST = (10, 3)


@dataclass(frozen=True, slots=True)
class ServerKind:
    """What differs between servers.

    `serves_files`: `/file/bot<token>/<path>` is answered. The server program answers 404 to it
    always (its HttpConnection knows `/bot` alone); in front of Telegram's stands a web server that
    has the files. `local`, the program's `--local`: getFile names a path on the server's disk
    whatever the file's size, webhooks may be plain HTTP. `version` of the Bot API: answers and
    updates of an older one lack what came later.
    """

    serves_files: bool = True
    local: bool = False
    version: tuple[int, int] = NEWEST


TELEGRAM = ServerKind()
OWN = ServerKind(serves_files=False)
OWN_LOCAL = ServerKind(serves_files=False, local=True)
KINDS = {"telegram": TELEGRAM, "own": OWN, "local": OWN_LOCAL}
