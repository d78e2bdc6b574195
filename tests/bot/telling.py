"""What tests of the gateway share: what is told, and what is seen of it."""

from datetime import UTC, datetime

from bot.gateway import BotGateway
from core.model.effects import Effect
from core.model.outcomes import Sent
from core.model.text_keys import TextKey
from core.model.texts import Button, Text
from sandbox.state.model import Message, User
from sandbox.state.world import World

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WELCOME = Text(TextKey.WELCOME, "en", {"name": "Ann <3"})
CLOSE = ((Button(TextKey.BUTTON_CLOSE, action="close:7"),),)


class Standings:
    """Where cards stand: what the database tells the gateway."""

    def __init__(self) -> None:
        self.cards: dict[str, tuple[int, int]] = {}

    async def find(self, card: str) -> tuple[int, int] | None:
        return self.cards.get(card)


def newest(world: World, reader: User, chat_id: int) -> Message:
    return world.history(reader.id, chat_id, limit=1)[0]


async def sent_id(gateway: BotGateway, effect: Effect) -> int:
    outcome = await gateway.carry_out(effect)
    assert isinstance(outcome, Sent), outcome
    return int(outcome.value["message_id"])


def utc_now() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)
