"""Runs the page for staff (`switchboard run --only web`, and with the others where WEB_LISTEN is
set)."""

import asyncio
import errno
from collections.abc import Callable
from functools import partial

import structlog
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from app.api import api_of
from app.bot_name import BotName
from app.container import Container
from app.doctor import examine
from app.errors import CommandError
from app.logs import strike_secrets
from app.settings import Settings
from app.settings_page import in_environment
from board.given import Given, Setting
from board.server import BoardServer
from board.uploads import Uploads
from bot.mini_app import signed_by_telegram
from core.board.questions import Questions
from core.model.findings import Finding
from core.model.room_effects import WriteExport
from core.model.rules import Rules
from core.model.uploads import LARGEST, LARGEST_OF_OWN_SERVER
from core.ports import UNDISPUTED, Right
from core.simulation.days import Answered, Asked
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
        shared = self._container
        settings, database = shared.settings, shared.database
        base, live = settings.rules(), shared.live

        def rules() -> Rules:
            return live.rules(base)

        async def handed_over(effect: WriteExport) -> str | None:
            # What packs and prints is loaded when somebody asks for it.
            from app.handing_over import PageExports

            return await PageExports(shared).make(effect)

        questions = Questions(SqlBoard(database), rules, shared.clock)
        work = shared.open_work(base)
        return Given(
            questions=questions,
            work=work,
            sessions=SessionReads(database),
            changes=SqlChanges(database),
            words=shared.texts.plain,
            rules_now=rules,
            ground=live.ground,
            wording=live.wording,
            clock=shared.clock,
            media=settings.logs_dir,
            uploads=Uploads(
                settings.uploads, LARGEST_OF_OWN_SERVER if settings.bot_api_url else LARGEST
            ),
            address=settings.web_address or "",
            signed=partial(signed_by_telegram, settings.plain_token),
            settings=settings_of(settings),
            examine=findings,
            simulate=simulated,
            hand_over=handed_over,
            bot_name=BotName(settings).known,
            api=api_of(shared),
        )


def settings_of(settings: Settings) -> tuple[Setting, ...]:
    """Each setting, in the order of docs/settings.md, without secrets."""
    return tuple(
        _setting(settings, name, field) for name, field in type(settings).model_fields.items()
    )


def _setting(settings: Settings, name: str, field: FieldInfo) -> Setting:
    value = getattr(settings, name)
    is_secret = isinstance(value, SecretStr)
    return Setting(
        name.upper(),
        "" if is_secret else strike_secrets(in_environment(value)),
        name in settings.model_fields_set,
        is_secret,
        field.description or "",
    )


async def findings() -> list[Finding]:
    """What the doctor says."""
    return [one.mapped(strike_secrets) for one in await examine()]


async def simulated(asked: Asked) -> Answered:
    """What would have been. SimPy is loaded by nobody but the process that is asked."""
    from app.simulation.apart import answer_apart

    return await answer_apart(asked)


async def _tell(listening: asyncio.Event, ready: Callable[[], None]) -> None:
    await listening.wait()
    ready()
