"""Places, brought to the state that a story begins in."""

from datetime import datetime

from core.model.places import TRANSITIONS, Place, PlaceState
from core.ports import UnitOfWork


async def bring(uow: UnitOfWork, place_id: int, to: PlaceState, now: datetime) -> None:
    """Take the place to that state, by the shortest way that the rule has."""
    place = await uow.places.get(place_id)
    assert place is not None
    for state in _way(place, to):
        assert await uow.places.move(place_id, state, now), (place, state)


def _way(place: Place, to: PlaceState) -> list[PlaceState]:
    ways = [[place.state]]
    for way in ways:
        after = TRANSITIONS[place.kind].get(way[-1], frozenset())
        if to in after:
            return [*way[1:], to]
        ways.extend([*way, state] for state in sorted(after) if state not in way)
    raise AssertionError(f"no way for {place} to {to}")
