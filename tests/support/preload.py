"""Imported by the server that forks the desk's processes: what a command imports when it needs it,
which takes seconds.
"""

# ruff: noqa: E402, F401, I001 - the order is the point
from app.collector import collect_seldom, tune_collector

collect_seldom()

import asyncpg
import aiosqlite
import app.bot_role
import app.cli
import app.run
import stories.sandbox_process
import stories.demo
import stories.replay
import app.userbot_role
import app.web_role
import board.server
import sandbox.page
import stories.play
from bot.texts import Texts

Texts()  # read once for all of them

# A fork whose collector looks at what it was given copies every page of it.
tune_collector()
