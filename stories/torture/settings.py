"""What a torture is given, and the settings of the desk that bears it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.model.places import PlaceKind


class Engine(StrEnum):
    """The database, by what can be done to it."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"  # somebody's: what SQL can do
    OWN_POSTGRESQL = "own-postgresql"  # brought up for this: it may be restarted, too


@dataclass(frozen=True, slots=True)
class TortureOptions:
    """The options of a torture: `seconds` of playing, with so many customers and operators at
    once."""

    seconds: float
    seed: int
    place: PlaceKind
    engine: Engine
    home: Path
    database_url: str
    customers: int = 12
    operators: int = 4


def choices(place: PlaceKind) -> dict[str, Any]:
    """Settings that let minutes pass in seconds, and keep apart what is tried from what is not: no
    ticket runs out while the desk is held up."""
    long = {"offer_minutes": 60, "answer_minutes": 60, "nudge_minutes": 60, "ask_minutes": 240}
    return {
        **long,
        "offer_reminder_minutes": 0,
        "answer_reminder_minutes": 0,
        "sweep_seconds": 2,
        "room_pool": 2 if place is PlaceKind.ROOM else 0,
        "room_pool_seconds": 3,
        "rooms_kept": 0,  # new ones are asked for, and refused, all the time
        "capacity": 4,
        "log_json": True,
    }
