"""A desk, an overflow group and a forum for tests of what is said in them."""

from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

from core.conversations.incoming import ask_question, receive_from_customer, receive_in_group
from core.groups.lifecycle import add_group
from core.model.messages import MessageKind, Said
from core.model.places import GroupUse, PlaceKind
from core.model.rules import Topic
from tests.core.desk import Desk, person
from tests.support.present import present

DESK = -1_002_000_000_001
OVERFLOW = -1_002_000_000_002
FORUM = -1_002_000_000_003
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)
_numbers = count(1_000)


def said(chat_id: int, at: datetime, text: str = "words", **more: Any) -> Said:
    """Somebody's message, by default of person 500 in a group and of the customer in private."""
    sender = more.pop("sender", chat_id if chat_id > 0 else 500)
    return Said(
        chat_id,
        more.pop("number", None) or next(_numbers),
        sender,
        more.pop("name", f"Person {sender}"),
        at,
        more.pop("kind", MessageKind.TEXT),
        text,
        **more,
    )


async def open_groups(desk: Desk, **groups: tuple[int, GroupUse]) -> None:
    """Serve the topic "bugs" from these groups; a group's name is its own title."""
    desk.rules = replace(desk.rules, topics=(BUGS,))
    for name, (chat, use) in groups.items():
        await desk.do(add_group, chat, use, name, None)


async def asks(desk: Desk, customer: int, text: str = "It fails", **more: Any) -> Said:
    """A customer's question, carried; what they said."""
    await desk.do(ask_question, person(customer), "bugs")
    question = said(customer, desk.now, text, **more)
    assert await desk.do(receive_from_customer, person(customer), question)
    await desk.settle_all()
    return question


async def writes(desk: Desk, customer: int, text: str = "more", **more: Any) -> Said:
    """A customer's further message, carried."""
    spoken = said(customer, desk.now, text, **more)
    assert await desk.do(receive_from_customer, person(customer), spoken)
    await desk.settle_all()
    return spoken


async def copy_of(desk: Desk, spoken: Said, chat_id: int) -> int:
    """Where it stands in another chat."""
    return present(await desk.kept.copies.counterpart(spoken.chat_id, spoken.message_id, chat_id))


async def card_of(desk: Desk, ticket_id: int) -> int:
    """Where the ticket's card stands in its group."""
    found = present(await desk.kept.cards.find(f"desk:{ticket_id}"))
    return found[1]


async def answers(
    desk: Desk, reply_to: int | None, text: str = "Restart it", chat_id: int = DESK, **more: Any
) -> Said:
    """Staff writes in a group, and it goes to the customer."""
    answer = said(chat_id, desk.now, text, reply_to=reply_to, **more)
    assert await desk.do(receive_in_group, answer)
    return answer
