"""Searches what was said."""

from bot.carriers.lookups import Searches
from core.model.outcomes import Sent
from core.model.search_effects import ReadSearch
from core.ports.effects import Carrier, carries


class SearchCarrier(Carrier):
    """Searches when the turn of what was asked for has come."""

    def __init__(self, searches: Searches) -> None:
        self._searches = searches

    @carries(ReadSearch)
    async def _search(self, effect: ReadSearch) -> Sent:
        return Sent(then=await self._searches.shown(effect))
