"""What can go wrong between a client and this server, as values that the protocol can express."""

from __future__ import annotations


class RpcError(Exception):
    """A request is refused with `rpc_error`.

    `code` is the HTTP-like number (303, 400, 401, 403, 406, 420, 500) and `tag` the text that
    clients match on, numbers included (`FLOOD_WAIT_30`). https://core.telegram.org/api/errors
    """

    def __init__(self, code: int, tag: str) -> None:
        super().__init__(f"{code} {tag}")
        self.code = code
        self.tag = tag


class TransportError(Exception):
    """The packet cannot be answered inside the protocol: the peer gets the negative number and
    nothing else.

    404: the auth key is unknown; 429: too many connections; 444: wrong data centre.
    https://core.telegram.org/mtproto/mtproto-transports#transport-errors
    """

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"-{code}: {why}")
        self.code = code


class BrokenPacketError(Exception):
    """Bytes that no conforming client sends. The connection that sent them is closed."""


class CutConnectionError(Exception):
    """A fault asks that the connection be closed at once, without a word."""
