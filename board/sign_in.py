"""The page on which one signs in: what it shows is one button, and only that uses the link up.

The link's secret stands behind its `#`: no server is told it by opening the link, no log has it, no
preview of the link can use it, and no page is told it as where somebody came from.
"""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

import structlog
from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope

from board.cookies import set_cookie
from board.given import Given
from board.texts import say
from core.access.rules import Tries, key_of
from core.access.sign_in import use_link
from core.model.access import Way
from core.model.texts import LANGUAGES, DeskError, Text, language_of
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

SIGN_IN = "/sign-in"
MOST_BYTES = 4096
_ENVIRONMENT = Environment(loader=PackageLoader("board"), autoescape=True)


class SignIn:
    """Answers at `/sign-in`, which needs no session."""

    def __init__(self, given: Given, tries: Tries) -> None:
        self._given, self._tries = given, tries

    async def answer(self, scope: Scope, receive: Receive, nonce: str) -> Response:
        """The page, or what came of its button. Whatever is asked without a session is answered
        from here or not at all."""
        request = Request(scope, receive)
        if request.method in ("GET", "HEAD"):
            return drawn("sign_in.html", request, nonce)
        if request.method != "POST":
            return PlainTextResponse("", 405, {"allow": "GET, POST"})
        return await self._used(request)

    async def _used(self, request: Request) -> Response:
        where = where_from(request)
        language = language_asked_for(request)
        if not self._tries.may_try(where):
            log.warning("too many tries to sign in", address=where)
            return PlainTextResponse(say("sign-in-too-often", language), 429)
        link = await field_of(request, "link", MOST_BYTES)
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
        return Response(
            status_code=204, headers={"set-cookie": set_cookie(self._given, Way.LINK, secret)}
        )


def drawn(template: str, request: Request, nonce: str) -> Response:
    """A page that is shown without a session, in the browser's language."""
    language = language_asked_for(request)

    def words(name: str) -> str:
        return say(name, language)

    page = _ENVIRONMENT.get_template(template)
    return HTMLResponse(page.render(language=language, say=words, nonce=nonce))


def where_from(request: Request) -> str:
    """The address by which tries are counted."""
    return request.client.host if request.client else ""


def language_asked_for(request: Request) -> str:
    """The browser's first language that is one of ours: who comes here is not known yet."""
    for part in request.headers.get("accept-language", "").split(","):
        word = part.partition(";")[0].strip()
        if word.split("-")[0].lower() in LANGUAGES:
            return language_of(word)
    return LANGUAGES[0]


async def field_of(request: Request, name: str, most_bytes: int) -> str:
    """A field of the form that was sent; empty when it is not there, or the form is longer."""
    body = b""
    async for some in request.stream():
        body += some
        if len(body) > most_bytes:
            return ""
    return parse_qs(body.decode("latin-1")).get(name, [""])[0]
