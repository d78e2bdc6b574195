"""Looks up for the bot's gateway what was said."""

from app.container import Container
from core.model.effects import Effect
from core.model.search_effects import ReadSearch
from core.supervision.search import search_shown


class SearchesInDatabase:
    """Reads `bot.carriers.lookups.Searches` from the database, outside of its transactions and of
    the bot's loop."""

    def __init__(self, container: Container) -> None:
        self._apart = container.rows_apart

    async def shown(self, effect: ReadSearch) -> tuple[Effect, ...]:
        """Return the card that shows what is found."""
        return await self._apart(lambda work, rows: search_shown(work, rows, effect))
