"""Runs the page for staff (`switchboard run --only web`, and with the others where WEB_LISTEN is
set)."""

import asyncio
import errno
from collections.abc import Callable

import structlog

from app.container import Container
from app.errors import CommandError
from board.given import Given
from board.server import BoardServer
from bot.texts import Texts
from core.board.questions import Questions
from core.ports import UNDISPUTED, Right
from db.board import SqlBoard, SqlChanges
from db.sessions import SessionReads

log = structlog.get_logger(__name__)


class WebRole:
    """Serves the page, on an address that is the settings'."""

    def __init__(self, container: Container, right: Right = UNDISPUTED) -> None:
        settings = container.settings
        settings.require("bot_token", "web_listen")
        self._container, self._right = container, right
        self._where = settings.web_listen or ""

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set. Raises CommandError when nothing can listen there."""
        host, _, port = self._where.rpartition(":")
        listening = asyncio.Event()
        server = BoardServer(self.given(), host.strip("[]"), int(port))
        telling = asyncio.create_task(_tell(listening, ready))
        try:
            await server.run(stop, listening)
        except OSError as error:
            why = "it is taken" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
            raise CommandError(f"WEB_LISTEN: cannot listen on {self._where}: {why}") from error
        finally:
            telling.cancel()

    def given(self) -> Given:
        """What the page stands on."""
        shared, texts = self._container, Texts()
        settings, database = shared.settings, shared.database
        rules = settings.rules()
        return Given(
            questions=Questions(SqlBoard(database), rules, shared.clock),
            work=shared.open_work(rules),
            sessions=SessionReads(database),
            changes=SqlChanges(database),
            words=texts.plain,
            rules=rules,
            clock=shared.clock,
            media=settings.logs_dir,
            address=settings.web_address or "",
        )


async def _tell(listening: asyncio.Event, ready: Callable[[], None]) -> None:
    await listening.wait()
    ready()
