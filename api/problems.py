"""What is refused, as RFC 9457 has it: application/problem+json."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from core.model.texts import (
    LANGUAGES,
    DeskError,
    NotYourTicket,
    StaffOnly,
    Text,
    TextKey,
    text,
)
from core.ports import DatabaseBusyError

log = structlog.get_logger(__name__)

PROBLEM = "application/problem+json"
_TYPE = "urn:switchboard:problem:"
NOT_FOUND = "There is nothing like that, or it was forgotten."


class Problem(Exception):
    """Something that is refused: `name` says what to a program, `detail` to a person."""

    def __init__(
        self,
        status: HTTPStatus,
        name: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(name)
        self.status, self.name, self.detail = status, name, detail
        self.headers, self.more = dict(headers or {}), more

    def answer(self) -> Response:
        """As it is answered."""
        body = {
            "type": f"{_TYPE}{self.name}",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
            **self.more,
        }
        headers = {"cache-control": "no-store", **self.headers}
        return JSONResponse(body, self.status, headers, media_type=PROBLEM)


def not_found() -> Problem:
    """What is not there, and what nobody may see, are refused alike."""
    return Problem(HTTPStatus.NOT_FOUND, "not-found", NOT_FOUND)


def refused(words: Callable[[Text], str], error: DeskError) -> Problem:
    """What a use case refuses, in its own words."""
    detail = words(text(error.key, LANGUAGES[0], **error.values))
    name = error.key.value.removeprefix("program-")
    is_unknown = error.key is TextKey.CUSTOMER_UNKNOWN
    status = HTTPStatus.NOT_FOUND if is_unknown else HTTPStatus.CONFLICT
    more: dict[str, Any] = dict(error.values)
    return Problem(status, name, detail, **more)


def busy() -> Problem:
    """The database is not to be had at this moment."""
    detail = "Just now that cannot be looked up. Ask again."
    headers = {"retry-after": "1"}
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "busy", detail, headers)


def answer_by_problems(app: FastAPI) -> None:
    """Have whatever goes wrong in the application answered so."""

    async def refused(_request: Request, error: Problem) -> Response:
        return error.answer()

    async def missing(_request: Request, _error: DeskError) -> Response:
        return not_found().answer()

    async def waits(_request: Request, _error: DatabaseBusyError) -> Response:
        return busy().answer()

    async def wrong(_request: Request, error: RequestValidationError) -> Response:
        where = [
            {"where": ".".join(map(str, one["loc"])), "why": str(one["msg"])}
            for one in error.errors()
        ]
        detail = "Something of what was asked is not as the description says."
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return Problem(status, "not-as-described", detail, errors=where).answer()

    async def by_http(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        name = status.name.lower().replace("_", "-")
        is_method = status is HTTPStatus.METHOD_NOT_ALLOWED
        headers = {"allow": _allowed(request)} if is_method else error.headers
        return Problem(status, name, str(error.detail), headers).answer()

    handlers: tuple[tuple[type[Exception], Any], ...] = (
        (Problem, refused),
        (NotYourTicket, missing),
        (StaffOnly, missing),
        (DatabaseBusyError, waits),
        (RequestValidationError, wrong),
        (HTTPException, by_http),
    )
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)


def _allowed(request: Request) -> str:
    """All that may be done there, by the description: of several routes of the same path the
    framework names the first one's alone."""
    for path, methods in request.app.openapi()["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), request.url.path):
            return ", ".join(sorted(method.upper() for method in methods))
    return "GET"
