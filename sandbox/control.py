"""The control API: another process lets people act in this sandbox, and faults strike.

`POST /control` with `{"call": name, "args": {…}}` answers `{"result": …}`, or `{"refused": {…}}`
with what Telegram refused, or `{"wrong": text}` for a call that makes no sense. Values travel as
`sandbox.people.codec` has them. Only this machine is served: the address is loopback, the Host must
name it, and whatever a browser sends for a page (it has an Origin, or no JSON type) is turned away.
"""

from __future__ import annotations

import inspect
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.faults import Face, Fault, Faults, Way
from sandbox.people.codec import pack, unpack
from sandbox.people.operations import OPERATIONS, Operations
from sandbox.people.views import Addresses
from sandbox.state.model import Refused

log = logging.getLogger(__name__)
MAX_BODY = 256 * 1024 * 1024  # bytes: files travel in it
MAX_WAIT = 60.0  # seconds of one waiting call
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


class ControlServer:
    """Serves the operations, the faults and the addresses to other processes of this machine."""

    def __init__(
        self,
        operations: Operations,
        faults: Faults,
        addresses: Callable[[], Addresses],
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._operations = operations
        self._faults = faults
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self._calls: dict[str, Callable[..., Any]] = {
            name: getattr(operations, name) for name in OPERATIONS
        }
        self._calls |= {
            "addresses": addresses,
            "faults.add": self._add_fault,
            "faults.release": self._release_fault,
            "faults.hits": self._hits,
            "faults.refusals": lambda: [
                {**asdict(refusal), "times": times} for refusal, times in faults.ledger.refusals()
            ],
            "faults.strikes": lambda: [asdict(strike) for strike in faults.ledger.strikes()],
            "faults.clear": faults.clear,
            "faults.cut": lambda who, face: faults.cut(who, Face(face)),
            "faults.deafen": faults.deafen,
            "faults.renew": faults.renew,
            "faults.set_clock": faults.set_clock,
        }

    @property
    def url(self) -> str:
        """Where `sandbox.remote` finds it."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen; port 0 takes a free one."""
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_post("/control", self._handle)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.Request) -> web.Response:
        _turn_away_pages(request)
        try:
            asked = json.loads(await request.read())
            call = self._calls[asked["call"]]
            args = unpack(asked["args"])
            if "timeout" in args:
                args["timeout"] = min(float(args["timeout"]), MAX_WAIT)
            inspect.signature(call).bind(**args)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return _wrong(f"{type(error).__name__}: {error}")
        try:
            result = call(**args)
            if isinstance(result, Awaitable):
                result = await result
        except Refused as refused:
            told = {"tag": refused.tag, "code": refused.code, "migrate_to": refused.migrate_to}
            return web.json_response({"refused": told})
        except (ValueError, TypeError, KeyError) as error:
            log.warning("control call %s: %s", asked["call"], error)
            return _wrong(f"{type(error).__name__}: {error}")
        return web.json_response({"result": pack(result)})

    def _add_fault(self, fault: dict[str, Any]) -> int:
        face, way = Face(fault.pop("face")), Way(fault.pop("way"))
        return self._faults.add(Fault(face, way, **fault)).number

    def _release_fault(self, number: int) -> None:
        rule = self._faults.rules.get(number)
        if rule is not None:
            rule.release()

    def _hits(self, number: int) -> int:
        return self._faults.hits(number)


def plain(fault: Fault) -> dict[str, Any]:
    """Return a fault as JSON carries it."""
    return {**asdict(fault), "face": fault.face.value, "way": fault.way.value}


def _turn_away_pages(request: web.Request) -> None:
    host = request.host.rpartition(":")[0] or request.host
    if host not in _LOOPBACK:
        raise web.HTTPForbidden(text="the control API is served on its loopback address only")
    if "Origin" in request.headers or request.headers.get("Sec-Fetch-Site", "none") != "none":
        raise web.HTTPForbidden(text="the control API is not for web pages")
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="application/json is spoken here")


def _wrong(text: str) -> web.Response:
    return web.json_response({"wrong": text}, status=400)
