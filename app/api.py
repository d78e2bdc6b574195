"""Makes the API of a desk, which is served with the page."""

import time

from starlette.types import ASGIApp

from api.application import application
from api.given import Given
from app.container import Container
from core.board.questions import Questions
from core.model.rules import Rules
from db.board import SqlBoard
from db.sessions import TokenReads


def api_of(container: Container) -> ASGIApp:
    """What answers below /api/."""
    settings, database, live = container.settings, container.database, container.live
    base = settings.rules()

    def rules() -> Rules:
        return live.rules(base)

    given = Given(
        questions=Questions(SqlBoard(database), rules, container.clock),
        work=container.open_work(base),
        tokens=TokenReads(database),
        words=container.texts.plain,
        rules_now=rules,
        clock=container.clock,
        media=settings.logs_dir,
        per_minute=settings.api_per_minute,
        monotonic=time.monotonic,
    )
    return application(given)
