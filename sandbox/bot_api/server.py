"""The HTTP server: `/bot<token>/<method>` and `/file/bot<token>/<path>`.

As https://core.telegram.org/bots/api#making-requests and #getfile say.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from sandbox.bot_api.api import BotApi
from sandbox.bot_api.args import MAX_UPLOAD, read_args
from sandbox.bot_api.errors import ApiError
from sandbox.bot_api.file_ids import file_number
from sandbox.bot_api.hooks import Mishap, Mishaps, wait_at_most
from sandbox.bot_api.kind import TELEGRAM, ServerKind
from sandbox.bot_api.registry import Described, Raw
from sandbox.bot_api.webhook import FIRST_PAUSE
from sandbox.state.model import User
from sandbox.state.world import World

log = logging.getLogger(__name__)
_BODY = MAX_UPLOAD + 1024 * 1024
_UNAUTHORIZED = ApiError(401, "").body()
_NO_TOKEN = ApiError(401, "invalid token specified").body()
_TOKEN = re.compile(r"[1-9]\d*:.{1,77}")
_NOT_FOUND = ApiError(404, "").body()


class _OrderedError(ApiError):
    """A refusal that a fault has ordered."""


class _LostError(Exception):
    """The connection was cut on purpose."""


class BotApiServer:
    """The Bot API face of a `World` on an address of this machine.

    `port` 0 takes a free one; `url` is for clients, after `start()`. `log_calls` logs each call.
    """

    def __init__(
        self,
        world: World,
        faults: Mishaps | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        log_calls: bool = False,
        retry_pause: float = FIRST_PAUSE,
        kind: ServerKind = TELEGRAM,
    ) -> None:
        self.api = BotApi(world, retry_pause, kind)
        self.api.log_calls = log_calls
        if faults is not None:
            self.api.held_back = faults.held_back
        self._world = world
        self._faults = faults
        self._host = host
        self._port = port
        self._runner: web.ServerRunner | None = None
        self._under_way: dict[int, tuple[int, web.BaseRequest]] = {}  # bot and request

    @property
    def url(self) -> str:
        """Where clients find the server, without a slash at the end."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Listen."""
        server = web.Server(self._handle, request_factory=_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port, backlog=1024)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Let polls come back, stop webhooks, close the connections."""
        await self.api.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def cut(self, bot_id: int | None = None) -> int:
        """Cut the connections with a call under way, of one bot or of all; returns how many."""
        cut = 0
        for caller, request in list(self._under_way.values()):
            if bot_id in (None, caller) and request.transport is not None:
                request.transport.abort()
                cut += 1
        return cut

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        head, _, rest = request.path.removeprefix("/").partition("/")
        if head == "file" and self.api.kind.serves_files:
            head, _, rest = rest.partition("/")
            return await self._download(request, head, rest)
        if not head.startswith("bot") or not rest:
            return _json(_NOT_FOUND)
        token = unquote(head[3:])
        bot = self._world.bot_by_token(token)
        if bot is None:
            return _json(_UNAUTHORIZED if _TOKEN.fullmatch(token) else _NO_TOKEN)
        self._under_way[id(request)] = (bot.id, request)
        try:
            return await self._answer(request, bot, rest)
        except _OrderedError as error:
            return _json(error.body())
        except ApiError as error:
            if self._faults is not None:
                self._faults.refused(rest, bot.id, error.code, error.description)
            return _json(error.body())
        except web.HTTPRequestEntityTooLarge:
            return _json(ApiError(413, "").body())
        except _LostError:
            return web.Response()  # goes nowhere: the connection is cut
        except Exception:
            log.exception("method %s failed", rest)
            return _json(ApiError(500, "").body())
        finally:
            del self._under_way[id(request)]

    async def _download(self, request: web.BaseRequest, head: str, path: str) -> web.StreamResponse:
        """A file. To faults, a download is the method `file`; one that is cut after the call is
        cut in the middle of the bytes."""
        bot = self._world.bot_by_token(head[3:]) if head.startswith("bot") else None
        if bot is None:
            return _json(_UNAUTHORIZED)
        number = file_number(path)
        file = self._world.files.get(number) if number is not None else None
        if file is None:
            return _json(_NOT_FOUND)
        mishap = self._faults.take("file", bot.id) if self._faults is not None else None
        try:
            if mishap is not None:
                await _before(request, mishap)
        except ApiError as error:
            return _json(error.body())
        except _LostError:
            return web.Response()  # goes nowhere: the connection is cut
        if mishap is not None and mishap.lost_after:
            return await _half(request, file.data)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _answer(self, request: web.BaseRequest, bot: User, name: str) -> web.StreamResponse:
        args = await read_args(request)
        mishap = self._faults.take(name.lower(), bot.id) if self._faults is not None else None
        if mishap is not None:
            await _before(request, mishap)
        result = await self.api.call(bot, name, args)
        if mishap is not None and mishap.lost_after:
            _lose(request)
        if isinstance(result, Raw):
            return _response(f'{{"ok":true,"result":{result.text}}}', 200)
        if isinstance(result, Described):
            body = {"ok": True, "result": result.result, "description": result.description}
            return _json(body)
        return _json({"ok": True, "result": result})


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    # aiohttp's own bound of 1 MiB is too low for uploads.
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=_BODY)


async def _before(request: web.BaseRequest, mishap: Mishap) -> None:
    if mishap.delay > 0:
        await wait_at_most(mishap.delay, mishap.cut_short or asyncio.Event())
    if mishap.lost_before:
        _lose(request)
    if mishap.code == 429:
        wait = mishap.retry_after or 1
        raise _OrderedError(429, f"retry after {wait}", {"retry_after": wait})
    if mishap.code:
        raise _OrderedError(mishap.code, mishap.sentence)


def _lose(request: web.BaseRequest) -> None:
    """Cut the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    raise _LostError


async def _half(request: web.BaseRequest, data: bytes) -> web.StreamResponse:
    """Begin to send, then cut the connection."""
    response = web.StreamResponse()
    response.content_length = len(data)
    await response.prepare(request)
    await response.write(data[: len(data) // 2])
    if request.transport is not None:
        request.transport.close()  # what is written still goes out
    return response


def _json(body: dict[str, Any]) -> web.Response:
    return _response(json.dumps(body), body.get("error_code", 200))


def _response(text: str, status: int) -> web.Response:
    return web.Response(body=text.encode(), status=status, content_type="application/json")
