"""The page is for this machine's browser alone, whatever name a site makes point here."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HEADERS = [
    (b"x-frame-options", b"DENY"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


class LoopbackOnly:
    """Wraps an application: requests and websockets for another host, or of another site, end here.

    A site whose name leads to this machine (DNS rebinding) says its own name as Host; a page of
    another site says where it is from by Origin or Sec-Fetch-Site.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what this machine asks for, and refuse all else."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not is_own(scope):
            await _refuse(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))


def is_own(scope: Scope) -> bool:
    """Whether a request is for this machine, and of a page that came from here."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in _LOOPBACK:
        return False
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return False
    is_link = headers.get("sec-fetch-mode") == "navigate" and scope.get("method") == "GET"
    return is_link or headers.get("sec-fetch-site", "none") in ("none", "same-origin")


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()  # the wish to connect, which is answered by 403
        await send({"type": "websocket.close", "code": 1008})
        return
    text = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 403, "headers": text + _HEADERS})
    await send({"type": "http.response.body", "body": b"This page is for this machine alone.\n"})


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in message["headers"]}
            extra = [(name, value) for name, value in _HEADERS if name not in names]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return sent
