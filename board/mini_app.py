"""The way in by the bot's menu button, within Telegram: its page shows nothing but how it goes.

Telegram opens the button's address with who opens it, signed, behind the `#`, as `tgWebAppData`
(https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app; how clients hand
it over stands in https://telegram.org/js/telegram-web-app.js). No script of Telegram's is loaded: a
few lines of ours send it here. Native clients show the page by itself; those for browsers in an
iframe, with `allow-same-origin` and `allow-popups` and without `allow-downloads`.
"""

from __future__ import annotations

import secrets

import structlog
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope

from board.cookies import session_of, set_cookie
from board.given import Given
from board.sign_in import drawn, field_of, language_asked_for, where_from
from board.texts import say
from core.access.rules import Tries, key_of
from core.access.sign_in import enter_by_app
from core.model.access import SignedIn, Way
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly, Text
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

APP = "/app"
ENTER = "/app/enter"
PATHS = (APP, ENTER)
MOST_BYTES = 16384
"""Of a form: a name and the address of a photograph, encoded twice, are in it."""


class MiniApp:
    """Answers at `/app`, which needs no session, where there is TLS: no browser has the cookie
    otherwise."""

    def __init__(self, given: Given, tries: Tries) -> None:
        self._given, self._tries = given, tries

    async def answer(self, scope: Scope, receive: Receive, nonce: str) -> Response:
        """The page; what came of what it sent; or whether its cookie arrives, which a browser may
        refuse in a frame."""
        request = Request(scope, receive)
        is_read = request.method in ("GET", "HEAD")
        if scope["path"] == APP and is_read:
            return drawn("mini_app.html", request, nonce)
        if scope["path"] == APP or not (is_read or request.method == "POST"):
            allowed = "GET" if scope["path"] == APP else "GET, POST"
            return PlainTextResponse("", 405, {"allow": allowed})
        try:
            cookies = request.headers.get("cookie", "")
            who = await session_of(self._given, cookies, Way.MINI_APP)
            if is_read:
                return Response(status_code=401 if who is None else 204)
            return await self._entered(request, who)
        except DatabaseBusyError:
            return PlainTextResponse(say("sign-in-later", language_asked_for(request)), 503)

    async def _entered(self, request: Request, who: SignedIn | None) -> Response:
        where, language = where_from(request), language_asked_for(request)
        if not self._tries.may_try(where):
            log.warning("too many tries to sign in", address=where)
            return PlainTextResponse(say("sign-in-too-often", language), 429)
        signed = self._given.signed(await field_of(request, "data", MOST_BYTES))
        if signed is not None and who is not None and who.person_id == signed.person_id:
            return Response(status_code=204)  # a client that shows the frame anew sends it again
        secret = secrets.token_urlsafe(32)
        try:
            if signed is None:
                raise DeskError(TextKey.WEB_LINK_OVER)
            async with self._given.work() as work:
                await enter_by_app(work, signed, key_of(secret))
        except DeskError as refusal:
            self._tries.failed(where)
            log.warning("the mini app is refused", address=where, reason=refusal.key.value)
            is_theirs = isinstance(refusal, StaffOnly)
            words = self._given.words(Text(refusal.key, language))
            return PlainTextResponse(words if is_theirs else say("app-over", language), 403)
        log.info("signed in", person=signed.person_id, address=where, way=Way.MINI_APP.value)
        cookie = set_cookie(self._given, Way.MINI_APP, secret)
        return Response(status_code=204, headers={"set-cookie": cookie})
