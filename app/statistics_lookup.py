"""Looks up for the bot's gateway what the desk's figures are."""

from app.container import Container
from core.model.effects import Effect
from core.model.statistics_effects import ReadStatistics, SendSheet
from core.statistics.reports import sheet_of, statistics_shown


class StatisticsInDatabase:
    """Reads `bot.carriers.lookups.Statistics` from the database, outside of its transactions and
    of the bot's loop."""

    def __init__(self, container: Container) -> None:
        self._apart = container.apart

    async def shown(self, effect: ReadStatistics) -> tuple[Effect, ...]:
        """Return the card and the picture that show them."""
        return await self._apart(lambda work: statistics_shown(work, effect))

    async def sheet(self, effect: SendSheet) -> str:
        """Return what stands in the file. Raises ValueError for days that nobody has."""
        return await self._apart(lambda work: sheet_of(work, effect))
