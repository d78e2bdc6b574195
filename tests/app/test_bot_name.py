"""The part that makes rooms asks the Bot API what the desk's bot is called."""

import asyncio

from aiohttp import web
from aiohttp.test_utils import TestServer

from app.bot_name import bot_username


async def test_a_moments_failure_keeps_nobody_waiting_for_long() -> None:
    answers = [web.Response(status=502), web.Response(status=500)]
    known = {"ok": True, "result": {"username": "desk_bot"}}

    async def get_me(_request: web.Request) -> web.Response:
        return answers.pop(0) if answers else web.json_response(known)

    app = web.Application()
    app.router.add_get("/bot1:a/getMe", get_me)
    async with TestServer(app) as server, asyncio.timeout(3):
        assert await bot_username("1:a", str(server.make_url("")).rstrip("/")) == "desk_bot"
