"""The page on which one signs in: what it shows is one button, and only that uses the link up.

The link's secret stands behind its `#`: no server is told it by opening the link, no log has it, no
preview of the link can use it, and no page is told it as where somebody came from.
"""

from __future__ import annotations

import secrets
import time
from functools import cache
from importlib import resources
from urllib.parse import parse_qs

import structlog
from jinja2 import Environment, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope

from board.given import Given
from board.texts import say
from core.access.rules import SESSION_LASTS, Tries, key_of
from core.access.sign_in import use_link
from core.model.texts import LANGUAGES, DeskError, Text, language_of
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

SIGN_IN = "/sign-in"
MOST_BYTES = 4096
_ENVIRONMENT = Environment(autoescape=True)


def cookie_name(given: Given) -> str:
    """What the cookie is called: behind https a browser takes a `__Host-` one of this host alone,
    and only by TLS (RFC 6265bis, 4.1.3.2)."""
    return "__Host-switchboard" if given.is_https else "switchboard"


class SignIn:
    """Answers at `/sign-in`, which needs no session."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._tries = Tries(time.monotonic)

    async def answer(self, scope: Scope, receive: Receive, nonce: str) -> Response:
        """The page, or what came of its button. Whatever is asked without a session is answered
        from here or not at all."""
        request = Request(scope, receive)
        if request.method in ("GET", "HEAD"):
            return self._page(request, nonce)
        if request.method != "POST":
            return PlainTextResponse("", 405, {"allow": "GET, POST"})
        return await self._used(request)

    def _page(self, request: Request, nonce: str) -> Response:
        language = language_asked_for(request)
        template = _template()

        def words(name: str) -> str:
            return say(name, language)

        return HTMLResponse(template.render(language=language, say=words, nonce=nonce))

    async def _used(self, request: Request) -> Response:
        where = request.client.host if request.client else ""
        language = language_asked_for(request)
        if not self._tries.may_try(where):
            log.warning("too many tries to sign in", address=where)
            return PlainTextResponse(say("sign-in-too-often", language), 429)
        link = await _link_of(request)
        secret = secrets.token_urlsafe(32)
        try:
            async with self._given.work() as work:
                member = await use_link(work, key_of(link), key_of(secret))
        except DeskError as refusal:
            self._tries.failed(where)
            log.warning("a sign-in is refused", address=where, reason=refusal.key.value)
            return PlainTextResponse(self._given.words(Text(refusal.key, language)), 403)
        except DatabaseBusyError:
            return PlainTextResponse(say("sign-in-later", language), 503)
        log.info("signed in", person=member.id, address=where)
        answer = Response(status_code=204)
        answer.set_cookie(
            cookie_name(self._given),
            secret,
            max_age=int(SESSION_LASTS.total_seconds()),
            path="/",
            secure=self._given.is_https,
            httponly=True,
            samesite="lax",
        )
        return answer


def language_asked_for(request: Request) -> str:
    """The browser's first language that is one of ours: who comes here is not known yet."""
    for part in request.headers.get("accept-language", "").split(","):
        word = part.partition(";")[0].strip()
        if word.split("-")[0].lower() in LANGUAGES:
            return language_of(word)
    return LANGUAGES[0]


async def _link_of(request: Request) -> str:
    body = b""
    async for some in request.stream():
        body += some
        if len(body) > MOST_BYTES:
            return ""
    return parse_qs(body.decode("latin-1")).get("link", [""])[0]


@cache
def _template() -> Template:
    source = resources.files("board").joinpath("templates", "sign_in.html")
    return _ENVIRONMENT.from_string(source.read_text(encoding="utf-8"))
