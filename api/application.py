"""The application: its routes behind the guard, and its description (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Security
from fastapi.openapi.utils import get_openapi
from fastapi.security import HTTPBearer
from starlette.types import ASGIApp

from api import reading, writing
from api.given import Given
from api.guard import DESCRIPTION, Guard
from api.problems import PROBLEM, answer_by_problems

PREFIX = "/api/v1"
_ABOUT = "What a desk's own programs may ask of it. Each is asked by a token."
_METHODS = frozenset({"get", "post"})
_REFUSALS = {
    "401": "No token, or one that does not work.",
    "403": "The token has no right to that.",
    "422": "Something is not as described here.",
    "429": "Asked too fast.",
    "503": "The database is not to be had just now.",
}
_MISSING = {"404": "There is nothing like that, or it was forgotten."}
_REFUSED = {
    "400": "The body cannot be read at all.",
    "409": "Whoever asks for it at the bot would be refused, too; `type` says why.",
}
_WAITING = frozenset({"429", "503"})
_PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Which problem it is, for programs."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What it is about, for people."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "why"],
                "properties": {"where": {"type": "string"}, "why": {"type": "string"}},
            },
        },
    },
}


def application(given: Given) -> ASGIApp:
    """What is served under /api/."""
    bearer = HTTPBearer(auto_error=False, description="A token of the desk's.")
    app = FastAPI(
        title="Switchboard",
        version="1",
        description=_ABOUT,
        openapi_url=DESCRIPTION,
        docs_url=None,  # they would be drawn by scripts of another host
        redoc_url=None,
        dependencies=[Security(bearer)],
        redirect_slashes=False,
    )
    app.state.given = given
    app.include_router(reading.router, prefix=PREFIX)
    app.include_router(writing.router, prefix=PREFIX)
    answer_by_problems(app)
    described = _described(app)
    app.openapi = lambda: described  # type: ignore[method-assign] # as its documents say
    return Guard(app, given)


def _described(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    for path, methods in made["paths"].items():
        for method in _METHODS & methods.keys():
            writes = method == "post"
            _complete(methods[method], can_miss="{" in path or writes, writes=writes)
    return made


def _complete(operation: dict[str, Any], *, can_miss: bool, writes: bool) -> None:
    """Say of an operation how it is refused, and that what is not asked for is left out."""
    parameters = operation.get("parameters", [])
    for one in parameters:
        one["schema"] = _without_null(one["schema"])
    can_miss = can_miss or any(one["name"] == "after" for one in parameters)
    operation["responses"].pop("422", None)
    more = {**(_MISSING if can_miss else {}), **(_REFUSED if writes else {})}
    for status, words in {**_REFUSALS, **more}.items():
        operation["responses"][status] = _refusal(status, words)
    for answer in operation["responses"].values():
        content = answer.get("content", {})
        if "application/octet-stream" in content:
            content["application/octet-stream"] = {"schema": {"type": "string", "format": "binary"}}


def _refusal(status: str, words: str) -> dict[str, Any]:
    refusal: dict[str, Any] = {
        "description": words,
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in _WAITING:
        seconds = {"type": "integer", "minimum": 1}
        after = {"description": "Seconds to wait.", "required": True, "schema": seconds}
        refusal["headers"] = {"Retry-After": after}
    return refusal


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """In an address nothing can be null."""
    some = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(some) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default")}
    return {**rest, **some[0]}
