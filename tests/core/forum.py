"""What people do in a forum, and what is seen there."""

from core.model.desk_effects import ShapeTopic
from core.model.effects import SendText
from tests.core.desk import Desk
from tests.core.relayed import FORUM, Relayed, open_up

LOOKS = {"❗️": "waiting", "💬": "talk", "✅": "closed"}


async def open_forum(desk: Desk) -> Relayed:
    """A forum is there, and no desk."""
    return Relayed(await open_up(desk, desks=0, forum=True))


async def shapes(forum: Relayed) -> list[tuple[str, bool]]:
    """How topics were made to look, one after the other."""
    return [
        (LOOKS[effect.icon], effect.is_closed)
        for effect in forum.desk.settled
        if isinstance(effect, ShapeTopic)
    ]


def said_there(forum: Relayed, *, since: int = 0) -> list[SendText]:
    return [
        effect
        for effect in forum.desk.settled[since:]
        if isinstance(effect, SendText) and effect.chat_id == FORUM
    ]


async def asks(forum: Relayed, customer: int, text: str) -> int:
    """A question whose topic is made, and what follows."""
    return await forum.opens(customer, text, "plans")
