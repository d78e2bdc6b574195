"""The one way in: everything that is asked of the page, the websocket included, comes by here.

A middleware of the application would see requests only: NiceGUI's websocket connects past it.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

import structlog
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from board import mini_app
from board.cookies import session_of
from board.given import Given
from board.live import Live
from board.mini_app import APP, MiniApp
from board.sign_in import SIGN_IN, SignIn
from board.sockets import Socket
from core.access.rules import Tries
from core.model.access import SignedIn, Way
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

OwnerOf = Callable[[str], int | None]
"""Whose (by session) the open page with that id is; None for no page."""

API = "/api/"
WEBSOCKET = "/_nicegui_ws/"
STATIC = ("/_nicegui/", "/look/")
_OF_PAGE = re.compile(r"^/_nicegui/client/([^/]+)/")
_SCRIPT = re.compile(rb"<script(?=[\s>])")
# What NiceGUI reads and writes into its pages, though nobody here sets it.
_DROPPED = frozenset({b"x-forwarded-prefix"})
NOBODY = "'none'"
TELEGRAM_WEB = "https://web.telegram.org"
"""Where Telegram's clients for browsers are, A and K alike: they show a Mini App in an iframe."""
_FRAMES = frozenset({"iframe", "frame", "embed", "object", "fencedframe"})
_HEADERS = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(self)"),
)


def policy(nonce: str, framed_by: str | None = None) -> str:
    """What a page may load and run, and whose page may have it in a frame. Without 'unsafe-eval'
    NiceGUI draws nothing (Vue compiles its templates in the browser)."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval';"
        " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:;"
        " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self';"
        f" frame-ancestors {framed_by or NOBODY}"
    )


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for a page, and of which desk; the scope of a request has it as `VISIT`."""

    given: Given
    live: Live
    who: SignedIn


VISIT = "board.visit"


class Guard:
    """Wraps the application: checks Host, Origin and session of whatever is asked, and adds what a
    browser has to hold to."""

    def __init__(self, app: ASGIApp, given: Given, live: Live, owner_of: OwnerOf) -> None:
        self.app = app
        self._given, self._live, self._owner_of = given, live, owner_of
        tries = Tries(time.monotonic)
        self._sign_in, self._mini_app = SignIn(given, tries), MiniApp(given, tries)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or refuse."""
        match scope["type"]:
            case "lifespan":
                await self.app(scope, receive, send)
            case "http":
                send = _Answer(send)
                await self._http(scope, receive, send)
            case "websocket":
                await self._websocket(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: _Answer) -> None:
        headers = _headers(scope)
        path = scope["path"]
        answer: Response | None = None
        if self._given.api is not None and path.startswith(API):
            # By a token, which no browser sends by itself: from wherever it is asked.
            await self._given.api(scope, receive, send)
            return
        if not self._is_ours(scope, headers):
            answer = PlainTextResponse("This page is not for other sites.\n", 403)
        elif path == SIGN_IN:
            # A window that a sandboxed frame opens is sandboxed, and shows nothing isolated
            # (https://html.spec.whatwg.org/multipage/browsers.html#coop-enforce).
            send.is_isolated = False
            answer = await self._sign_in.answer(scope, receive, send.nonce)
        elif self._is_of_app(path):
            send.framed_by = TELEGRAM_WEB
            answer = await self._mini_app.answer(scope, receive, send.nonce)
        if answer is None:
            try:
                who = await self._who(headers)
            except DatabaseBusyError:
                answer = PlainTextResponse("Just now that cannot be looked up.\n", 503)
                answer.headers["retry-after"] = "1"
            else:
                answer = self._refusal(scope, who, headers)
                if who is not None and answer is None:
                    if who.way is Way.MINI_APP:
                        send.framed_by = TELEGRAM_WEB
                    await self.app(self._seen(scope, who), receive, send)
                    return
        if answer is not None:
            await answer(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        who = None
        is_asked_from_here = headers.get("origin") == self._given.origin
        if is_asked_from_here and self._is_ours(scope, headers):
            try:
                who = await self._who(headers)
            except DatabaseBusyError:
                log.warning("a connection is refused while sessions cannot be looked up")
        named = parse_qs(scope["query_string"].decode("latin-1")).get("client_id", [])
        client_id = named[0] if len(named) == 1 else ""
        if (
            who is None
            or not client_id
            or not scope["path"].startswith(WEBSOCKET)
            # A page that is known no more, as after a restart, is told so by NiceGUI, and reloads.
            or self._owner_of(client_id) not in (None, who.session_id)
        ):
            await receive()  # the wish to connect, which is answered by 403
            await send({"type": "websocket.close", "code": 1008})
            return
        with self._live.connected(who.session_id) as over:
            way_in = APP if who.way is Way.MINI_APP else SIGN_IN
            socket = Socket(receive, send, over, client_id, way_in)
            await self.app(self._seen(scope, who), socket.receive, socket.send)

    def _is_of_app(self, path: str) -> bool:
        return self._given.is_https and path in mini_app.PATHS

    def _is_ours(self, scope: Scope, headers: dict[str, str]) -> bool:
        """Whether it was asked of this page by its own name, and by one of its own pages or by a
        link. In a frame another site leads to the Mini App's entry alone."""
        if headers.get("host", "") != self._given.host:
            return False
        origin = headers.get("origin")
        if origin is not None:
            return origin == self._given.origin
        is_link = scope.get("method") in ("GET", "HEAD") and not scope["path"].startswith(STATIC)
        site = headers.get("sec-fetch-site", "none")
        if site in ("none", "same-origin"):
            return True
        may_lead = not _is_framed(headers) or self._is_of_app(scope["path"])
        return is_link and may_lead and headers.get("sec-fetch-mode") == "navigate"

    async def _who(self, headers: dict[str, str]) -> SignedIn | None:
        ways = (Way.LINK, Way.MINI_APP)
        return await session_of(self._given, headers.get("cookie", ""), *ways)

    def _refusal(
        self, scope: Scope, who: SignedIn | None, headers: dict[str, str]
    ) -> Response | None:
        """Of somebody without session the same for every path, whether it leads somewhere or not;
        and what is of an open page is its own session's alone."""
        path = scope["path"]
        if who is None:
            is_page = scope["method"] in ("GET", "HEAD") and not path.startswith(STATIC)
            if is_page:
                is_in_app = self._given.is_https and _is_framed(headers)
                return RedirectResponse(APP if is_in_app else SIGN_IN, 303)
            return PlainTextResponse("Sign in first.\n", 401)
        of_page = _OF_PAGE.match(path)
        if of_page is not None and self._owner_of(of_page[1]) != who.session_id:
            return PlainTextResponse("This page is another's.\n", 403)
        if path.startswith(WEBSOCKET.rstrip("/")):
            return PlainTextResponse("By websocket only.\n", 400)  # long polling has no frames
        return None

    def _seen(self, scope: Scope, who: SignedIn) -> Scope:
        # Compressed pages could not be given a nonce; what is only fetched once may be.
        is_static = scope["path"].startswith(STATIC)
        dropped = _DROPPED if is_static else _DROPPED | {b"accept-encoding"}
        headers = [(name, value) for name, value in scope["headers"] if name not in dropped]
        if scope["type"] == "http" and not is_static:
            log.info("looked at", person=who.person_id, path=scope["path"])
        visit = Visit(self._given, self._live, who)
        return {**scope, "headers": headers, VISIT: visit}


class _Answer:
    """Passes an answer on with what a browser has to hold to. A page's scripts get the nonce of
    this one answer; no script that comes as data can know it. `framed_by`: whose page may have it
    in a frame."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.nonce = secrets.token_urlsafe(16)
        self.framed_by: str | None = None
        self.is_isolated = True
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name.lower(): value for name, value in message["headers"]}
            message = {**message, "headers": self._with_ours(message["headers"], set(names))}
            if names.get(b"content-type", b"").startswith(b"text/html"):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            body = _SCRIPT.sub(f'<script nonce="{self.nonce}"'.encode(), self._body)
            headers = [
                (name, str(len(body)).encode() if name.lower() == b"content-length" else value)
                for name, value in self._start["headers"]
            ]
            await self._send({**self._start, "headers": headers})
            self._start = None
            message = {"type": "http.response.body", "body": body}
        await self._send(message)

    def _with_ours(
        self, headers: list[tuple[bytes, bytes]], names: set[bytes]
    ) -> list[tuple[bytes, bytes]]:
        ours = [*_HEADERS, ("content-security-policy", policy(self.nonce, self.framed_by))]
        if self.is_isolated:
            ours.append(("cross-origin-opener-policy", "same-origin"))
        if self.framed_by is None or b"content-security-policy" in names:
            ours.append(("x-frame-options", "DENY"))  # it knows no origins
        if b"cache-control" not in names:
            ours.append(("cache-control", "no-store"))
        added = [(name.encode(), value.encode()) for name, value in ours]
        return [*headers, *((name, value) for name, value in added if name not in names)]


def _is_framed(headers: dict[str, str]) -> bool:
    return headers.get("sec-fetch-dest", "") in _FRAMES


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
