"""The one way in: whatever is asked names a token, and not too often."""

from __future__ import annotations

import math
from collections import OrderedDict
from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus

import structlog
from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.given import Given
from api.problems import Problem, busy
from core.access.pace import paced
from core.access.rules import key_of
from core.model.tokens import TOKEN_PREFIX, ApiRight, Token
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

DESCRIPTION = "/api/v1/openapi.json"
"""Anybody may read what can be asked: it says nothing of the desk."""
TOKEN = "api.token"  # noqa: S105 - where the scope of a request has it
_NOTED_EVERY = timedelta(minutes=1)
_MOST_PACED = 10_000
_DROPPED = frozenset({b"range", b"if-range"})
"""Files are sent whole."""


class Guard:
    """Wraps the application: looks for the token, keeps its pace, and remembers that it was used.

    A secret is found by its hash, so that no comparison of secrets tells anything by its time.
    """

    def __init__(self, app: ASGIApp, given: Given) -> None:
        self._app, self._given = app, given
        self._paces: OrderedDict[int, float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or refuse."""
        if scope["path"] == DESCRIPTION:
            await self._app(scope, receive, send)
            return
        try:
            token = await self._token(scope)
            self._keep_pace(token)
        except DatabaseBusyError:
            await busy().answer()(scope, receive, send)
            return
        except Problem as refusal:
            await refusal.answer()(scope, receive, send)
            return
        await self._note_use(token)
        log.info("asked by the API", token=token.name, method=scope["method"], path=scope["path"])
        headers = [(name, value) for name, value in scope["headers"] if name not in _DROPPED]
        await self._app({**scope, "headers": headers, TOKEN: token}, receive, send)

    async def _token(self, scope: Scope) -> Token:
        lines = [value for name, value in scope["headers"] if name == b"authorization"]
        way, _, secret = (lines[0] if len(lines) == 1 else b"").decode("latin-1").partition(" ")
        if way.lower() != "bearer" or not secret.startswith(TOKEN_PREFIX):
            raise _unauthorized("Name a token: Authorization: Bearer …")
        found = await self._given.tokens.of(key_of(secret))
        if found is None or not found.works(self._given.clock()):
            raise _unauthorized("This token does not work: it is unknown, expired, or was revoked.")
        return found

    def _keep_pace(self, token: Token) -> None:
        until = self._paces.pop(token.id, 0.0)
        pace = paced(until, self._given.monotonic(), self._given.per_minute)
        self._paces[token.id] = pace.counts_until
        if len(self._paces) > _MOST_PACED:
            self._paces.popitem(last=False)
        if pace.wait:
            seconds = str(math.ceil(pace.wait))
            detail = f"That was asked too fast: {self._given.per_minute} a minute, and no more."
            headers = {"retry-after": seconds}
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, "too-fast", detail, headers)

    async def _note_use(self, token: Token) -> None:
        now = self._given.clock()
        if token.used_at is not None and now - token.used_at < _NOTED_EVERY:
            return
        with suppress(DatabaseBusyError):  # it is asked again in a minute
            async with self._given.work() as work:
                await work.uow.tokens.used(token.id, now)


def reader(request: Request) -> Token:
    """The token by which it was asked, if it may read."""
    return _allowed(request, ApiRight.READ)


def writer(request: Request) -> Token:
    """The token by which it was asked, if it may write."""
    return _allowed(request, ApiRight.WRITE)


def _allowed(request: Request, right: ApiRight) -> Token:
    token: Token = request.scope[TOKEN]
    if right not in token.rights:
        detail = f"This token has no right to {right.value}."
        raise Problem(HTTPStatus.FORBIDDEN, "no-right", detail)
    return token


def _unauthorized(detail: str) -> Problem:
    headers = {"www-authenticate": "Bearer"}
    return Problem(HTTPStatus.UNAUTHORIZED, "unauthorized", detail, headers)
