"""A desk of staff groups alone: nobody logs in, and the doctor looks at each group."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.people import People
from sandbox.remote import connect
from tests.cli.conftest import Command, Start, Telegram

SOON = 20.0


@pytest.fixture
async def people(telegram: Telegram) -> AsyncIterator[People]:
    """Who lives in the sandbox of the process."""
    async with connect(telegram.control) as opened:
        yield opened


def alone(telegram: Telegram, tmp_path: Path, **groups: str) -> dict[str, str]:
    """Settings without a user account."""
    given = {name: value for name, value in telegram.settings.items() if "API_" not in name}
    given = {"BOT_API_URL": telegram.settings["BOT_API_URL"], **given, **groups}
    return {**given, "DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}"}
