"""A sandbox with a bot, and the same people played here and from behind the control API."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.people import Account, People
from sandbox.remote import connect
from sandbox.server import Sandbox


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(control_port=0) as made:
        yield made


@pytest_asyncio.fixture(params=["here", "remote"])
async def people(request: pytest.FixtureRequest, sandbox: Sandbox) -> AsyncIterator[People]:
    if request.param == "here":
        yield sandbox.people
        return
    assert sandbox.control is not None
    async with connect(sandbox.control.url) as remote:
        yield remote.people


@pytest_asyncio.fixture
async def bot(people: People) -> Account:
    """The bot that people address when they name none."""
    account = await people.add_bot("Desk", "desk_bot")
    people.bot = "@desk_bot"
    return account


@pytest_asyncio.fixture
async def client(sandbox: Sandbox, bot: Account) -> AsyncIterator[Bot]:
    """The bot's own end: aiogram over HTTP."""
    assert bot.token is not None
    api = TelegramAPIServer.from_base(sandbox.bot_api_url)
    session = AiohttpSession(api=api)
    yield Bot(bot.token, session=session)
    # Without the quarter of a second that aiogram waits for TLS, which nobody speaks here.
    await (await session.create_session()).close()
